package export

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"welcomepack/internal/needs"
)

// node runs a script after search.js and open.js, with input as the value of "input", and reads what it returns
// into result.
func node(t *testing.T, script string, input, result any) {
	t.Helper()
	node := needs.Program(t, "node", "apt install nodejs")
	in, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	var assets []string
	for _, name := range []string{"find.js", "open.js"} {
		p, err := filepath.Abs("../../themes/default/assets/" + name)
		if err != nil {
			t.Fatal(err)
		}
		assets = append(assets, "require("+string(must(t, p))+");\n")
	}
	program := strings.Join(assets, "") + `const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify((function () {` + script + `})()));`
	c := exec.Command(node, "-e", program)
	c.Stdin = bytes.NewReader(in)
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.Output()
	if err != nil {
		t.Fatalf("node: %v: %s", err, complaints.String())
	}
	if err := json.Unmarshal(out, result); err != nil {
		t.Fatalf("%v in %.300s", err, out)
	}
}

func must(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// wordCases are what people write, and the units it is found by.
var wordCases = []struct{ written, units string }{
	{"Register with a Doctor", "register with a doctor"},
	{"the doctor’s Women's group", "the doctors womens group"},
	{"e-mail, drop-in (Fri.)", "e mail drop in fri"},
	{"crèche São Tomé Gdańsk Łódź", "creche sao tome gdansk lodz"},
	{"İstanbul ILIK ılık Straße", "istanbul ilik ilik strasse"},
	{"SE1 9XX £49.18", "se1 9xx 49 18"},
	{"طَبِيب الطبيب والطبيب بالطبيب للطبيب", "طبيب طبيب طبيب طبيب طبيب"},
	{"أطبّاء إسكان آمن مدرســة مستشفى", "اطبا اسكان امن مدرسه مستشفي"},
	{"والد الله الأم", "والد له ام"},
	{"پزشک می‌خواهم كمك", "پزشك ميخواهم كمك"},
	{"ڈاکٹر کہاں ہے", "ڈاكٹر كهان هي"},
	{"خواردنی خۆڕایی", "خواردني خورايي"},
	{"۰۲۰ ٧٩٤٦ 0018", "020 7946 0018"},
	{"ሓኪም ሐኪም ኣበይ አበይ", "ሀኪም ሀኪም አበይ አበይ"},
	{"ጸሎት፡ፀሎት።", "ጸሎት ጸሎት"},
	{"лікар їжа п’ять пʼять ЁЛКА", "лікар іжа пять пять елка"},
	{"医生 看医生", "医生 看医 医生"},
	{"全科医生，GP", "全科 科医 医生 gp"},
	{"หมอ โรงพยาบาล", "หมอ โรง รงพ งพย พยา ยาบ าบา บาล"},
	{"ডাক্তার ১২৩", "ডাক্তার 123"},
	{"ԲԺԻՇԿ საქართველო", "բժիշկ საქართველო"},
	{"रज़ा राज़", "रजा राज"},
	{"ﺍﻟﻄﺒﻴﺐ Ｇ Ｐ", "طبيب g p"},
}

func TestWordsAreFoundHoweverTheyAreWritten(t *testing.T) {
	for _, c := range wordCases {
		if got := strings.Join(units(c.written), " "); got != c.units {
			t.Errorf("%q: %q, want %q", c.written, got, c.units)
		}
	}
}

func TestWebsiteMakesWordsAlikeAsTheIndexDoes(t *testing.T) {
	var written []string
	for _, c := range wordCases {
		written = append(written, c.written)
	}
	var got [][][]string
	node(t, "return input.map(welcomepackSearch.words);", written, &got)
	for i, words := range got {
		if want := units(written[i]); !slices.Equal(slices.Concat(words...), want) {
			t.Errorf("%q: the website has %q, the index %q", written[i], words, want)
		}
	}
}

// A browser may know a newer version of Unicode, so characters that are not in the index's are left out.
func TestWebsiteAndIndexAgreeOnEveryCharacter(t *testing.T) {
	var all []string
	for r := rune(0); r < 0x20000; r++ {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf) {
			all = append(all, "a"+string(r)+"b")
		}
	}
	var got []string
	node(t, "return input.map(welcomepackSearch.normalise);", all, &got)
	wrong := 0
	for i, s := range all {
		want := normalise(s)
		if got[i] == want {
			continue
		}
		if wrong++; wrong < 10 {
			t.Errorf("%q: the website has %q, the index %q", s, got[i], want)
		}
	}
	if wrong > 0 {
		t.Errorf("%d characters differ", wrong)
	}
}
