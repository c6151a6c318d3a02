package lang

// A Plural is a language's rule for words beside a whole number, such as "1 day, 2 days". Its forms are in
// gettext's order: form i is msgstr[i] in a PO file.
//
// The rules are CLDR's for whole numbers. Categories that only fractions reach, such as "other" in Russian,
// are left out, because no text of ours puts a fraction beside a counted word.
type Plural struct {
	Categories []string // CLDR's names of the forms
	Header     string   // the value of the PO header Plural-Forms
	form       func(n int) int
}

// Form returns the index of the form that goes with n. A negative number takes the form of the positive.
func (p Plural) Form(n int) int {
	if n < 0 {
		n = -n
	}
	return p.form(n)
}

var (
	single = Plural{
		Categories: []string{"other"},
		Header:     "nplurals=1; plural=0;",
		form:       func(int) int { return 0 },
	}
	oneAndOther = Plural{
		Categories: []string{"one", "other"},
		Header:     "nplurals=2; plural=(n != 1);",
		form:       func(n int) int { return first(n == 1) },
	}
	zeroAndOne = Plural{
		Categories: []string{"one", "other"},
		Header:     "nplurals=2; plural=(n > 1);",
		form:       func(n int) int { return first(n <= 1) },
	}
	spanish = Plural{
		Categories: []string{"one", "many", "other"},
		Header:     "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2);",
		form:       func(n int) int { return first(n == 1, n != 0 && n%1000000 == 0) },
	}
	french = Plural{
		Categories: []string{"one", "many", "other"},
		Header:     "nplurals=3; plural=(n == 0 || n == 1 ? 0 : n % 1000000 == 0 ? 1 : 2);",
		form:       func(n int) int { return first(n <= 1, n%1000000 == 0) },
	}
	romanian = Plural{
		Categories: []string{"one", "few", "other"},
		Header:     "nplurals=3; plural=(n == 1 ? 0 : n == 0 || (n % 100 >= 1 && n % 100 <= 19) ? 1 : 2);",
		form:       func(n int) int { return first(n == 1, n == 0 || within(n%100, 1, 19)) },
	}
	eastSlavic = Plural{
		Categories: []string{"one", "few", "many"},
		Header: "nplurals=3; plural=(n % 10 == 1 && n % 100 != 11 ? 0 : " +
			"n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2);",
		form: func(n int) int {
			return first(n%10 == 1 && n%100 != 11, within(n%10, 2, 4) && !within(n%100, 12, 14))
		},
	}
	polish = Plural{
		Categories: []string{"one", "few", "many"},
		Header: "nplurals=3; plural=(n == 1 ? 0 : " +
			"n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2);",
		form: func(n int) int { return first(n == 1, within(n%10, 2, 4) && !within(n%100, 12, 14)) },
	}
	hebrew = Plural{
		Categories: []string{"one", "two", "other"},
		Header:     "nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);",
		form:       func(n int) int { return first(n == 1, n == 2) },
	}
	arabic = Plural{
		Categories: []string{"zero", "one", "two", "few", "many", "other"},
		Header: "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : " +
			"n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5);",
		form: func(n int) int {
			return first(n == 0, n == 1, n == 2, within(n%100, 3, 10), n%100 >= 11)
		},
	}
	welsh = Plural{
		Categories: []string{"zero", "one", "two", "few", "many", "other"},
		Header:     "nplurals=6; plural=(n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5);",
		form:       func(n int) int { return first(n == 0, n == 1, n == 2, n == 3, n == 6) },
	}
)

// first returns the index of the first condition that holds, or their number when none does.
func first(conditions ...bool) int {
	for i, c := range conditions {
		if c {
			return i
		}
	}
	return len(conditions)
}

func within(n, low, high int) bool { return low <= n && n <= high }
