package lang

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Order of words, in brief: spaces first, then digits, then the language's own letters, then other scripts by
// code point. Words are compared letter by letter; only when all letters agree do marks and variants count,
// and then the code points, so that two different texts never tie. Punctuation does not count among letters.
//
// An alphabet is the letters of a language in order, with blanks between; "=" joins letters that sort as one
// and differ only when all else agrees. It may have letters of several characters ("gj"). Letters of the own
// script that it does not name come after it by code point, which is the whole order of Ethiopic and Georgian.
// Chinese is in code point order too, which is by radical and stroke only roughly; Burmese and Khmer are
// compared letter by letter, not by syllable.
//
// Orders follow the languages' schoolbooks and CLDR, with these choices: Somali begins with b as it is taught,
// vowels last; Oromo has its letter pairs after z; Arabic takes every alef for one letter, as dictionaries do and
// as people write, where CLDR parts them; Urdu letters with ھ follow the letter without; a Tamil consonant
// with the dot comes before the same consonant with a vowel.
const (
	latinLetters      = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
	albanianLetters   = "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v w x xh y z zh"
	kurmanjiLetters   = "a b c ç d e ê f g h i î j k l m n o p q r s ş t u û v w x y z"
	oromoLetters      = latinLetters + " ch dh kh ny ph sh"
	polishLetters     = "a ą b c ć d e ę f g h i j k l ł m n ń o ó p q r s ś t u v w x y z ź ż"
	romanianLetters   = "a ă â b c d e f g h i î j k l m n o p q r s ș=ş t ț=ţ u v w x y z"
	somaliLetters     = "b t j x kh d r s sh dh c g f q k l m n w h y a e i o u p v z"
	spanishLetters    = "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z"
	turkishLetters    = "a b c ç d e f g ğ h ı i j k l m n o ö p q r s ş t u ü v w x y z"
	vietnameseLetters = "a=à=ả=ã=á=ạ ă=ằ=ẳ=ẵ=ắ=ặ â=ầ=ẩ=ẫ=ấ=ậ b c d đ e=è=ẻ=ẽ=é=ẹ ê=ề=ể=ễ=ế=ệ f g h i=ì=ỉ=ĩ=í=ị j k l m n o=ò=ỏ=õ=ó=ọ " +
		"ô=ồ=ổ=ỗ=ố=ộ ơ=ờ=ở=ỡ=ớ=ợ p q r s t u=ù=ủ=ũ=ú=ụ ư=ừ=ử=ữ=ứ=ự v w x y=ỳ=ỷ=ỹ=ý=ỵ z"
	welshLetters = "a b c ch d dd e f ff g ng h i j k l ll m n o p ph q r rh s t th u v w x y z"

	russianLetters   = "а б в г=ґ=ѓ д ђ е=ё є ж з ѕ и=і=ї й ј к=ќ л љ м н њ о п р с т ћ у=ў ф х ц ч џ ш щ ъ ы ь э ю я"
	ukrainianLetters = "а б в г ґ д е=ё є ж з и і ї й к л м н о п р с т у=ў ф х ц ч ш щ ъ ы ь э ю я"

	arabicLetters  = "ء ا=آ=أ=إ=ٱ ب پ ت=ة ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ك=ک گ ل م ن ه=ہ=ە و=ؤ ي=ى=ئ=ی"
	persianLetters = "آ ا=ٱ ء=أ=ؤ=إ=ئ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک=ك گ ل م ن و ه=ة=ۀ ی=ي=ى"
	pashtoLetters  = "آ ا=أ=إ=ٱ ء ب پ ت ټ ث ج ځ چ څ ح خ د ډ ذ ر ړ ز ژ ږ س ش ښ ص ض ط ظ ع غ ف ق ک=ك ګ=گ ل م ن ڼ و=ؤ ه=ة=ۀ ي ې ی=ى ۍ ئ"
	soraniLetters  = "ئ ء ا=آ=أ=إ ب پ ت ث ج چ ح خ د ذ ر ڕ ز ژ س ش ص ض ط ظ ع غ ف ڤ ق ک=ك گ ل ڵ م ن ه=ھ ە=ة و=ؤ ۆ ی=ي=ى ێ"
	urduLetters    = "ا=أ=إ=ٱ آ ب بھ پ پھ ت تھ ٹ ٹھ ث ج جھ چ چھ ح خ د دھ ڈ ڈھ ذ ر رھ ڑ ڑھ ز ژ س ش " +
		"ص ض ط ظ ع غ ف ق ک=ك کھ گ گھ ل لھ م مھ ن نھ ں ݨ و=ؤ ہ=ۂ=ۃ=ه=ة ھ ء ی=ئ=ي=ى ے=ۓ"
	hebrewLetters = "א ב ג ד ה ו ז ח ט י כ=ך ל מ=ם נ=ן ס ע פ=ף צ=ץ ק ר ש ת"

	bengaliLetters = "অ আ ই ঈ উ ঊ ঋ ৠ ঌ ৡ এ ঐ ও ঔ ং ঃ ঁ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত ৎ থ দ ধ ন প ফ ব ভ ম য র ৰ ল ৱ শ ষ স হ ঽ " +
		"া ি ী ু ূ ৃ ৄ ৢ ৣ ে ৈ ো ৌ ্ ৗ"
	devanagariLetters = "ॐ ं=ँ ः अ आ इ ई उ ऊ ऋ ॠ ऌ ॡ ऍ ऎ ए ऐ ऑ ऒ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न=ऩ प फ ब भ म य र=ऱ ल ळ=ऴ व " +
		"श ष स ह ऽ ा ि ी ु ू ृ ॄ ॢ ॣ ॅ ॆ े ै ॉ ॊ ो ौ ्"
	gujaratiLetters = "ૐ ં=ઁ ઃ અ આ ઇ ઈ ઉ ઊ ઋ ૠ ઌ ૡ ઍ એ ઐ ઑ ઓ ઔ ક ખ ગ ઘ ઙ ચ છ જ ઝ ઞ ટ ઠ ડ ઢ ણ ત થ દ ધ ન પ ફ બ ભ મ ય ર લ વ " +
		"શ ષ સ હ ળ ઽ ા િ ી ુ ૂ ૃ ૄ ૢ ૣ ૅ ે ૈ ૉ ો ૌ ્"
	gurmukhiLetters = "ੴ ੳ ਉ ਊ ਓ ਅ ਆ ਐ ਔ ੲ ਇ ਈ ਏ ਸ ਹ ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ ਯ ੵ ਰ ਲ ਵ ੜ ੍ ਾ ਿ ੀ ੁ ੂ ੇ ੈ ੋ ੌ"
	sinhalaLetters  = "අ ආ ඇ ඈ ඉ ඊ උ ඌ ඍ ඎ ඏ ඐ එ ඒ ඓ ඔ ඕ ඖ ං ඃ ක ඛ ග ඝ ඞ ඟ ච ඡ ජ ඣ ඥ ඤ ඦ ට ඨ ඩ ඪ ණ ඬ ත ථ ද ධ න ඳ ප ඵ බ භ ම ඹ ය ර ල ව " +
		"ශ ෂ ස හ ළ ෆ ා ැ ෑ ි ී ු ූ ෘ ෲ ෟ ෳ ෙ ේ ෛ ො ෝ ෞ ්"
	tamilLetters = "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ ஂ ஃ க் க ங் ங ச் ச ஞ் ஞ ட் ட ண் ண த் த ந் ந ப் ப ம் ம ய் ய " +
		"ர் ர ல் ல வ் வ ழ் ழ ள் ள ற் ற ன் ன ஜ் ஜ ஶ் ஶ ஷ் ஷ ஸ் ஸ ஹ் ஹ ா ி ீ ு ூ ெ ே ை ொ ோ ௌ ் ௗ"
	burmeseLetters = "က ခ ဂ ဃ င စ ဆ ဇ ဈ ဉ ည ဋ ဌ ဍ ဎ ဏ တ ထ ဒ ဓ န ပ ဖ ဗ ဘ မ ယ ျ ရ ြ လ ဝ ွ သ ဿ ဟ ှ ဠ အ ဣ ဤ ဥ ဦ ဧ ဩ ဪ ာ=ါ ိ ီ ု ူ ေ ဲ ္ ်"
	khmerLetters   = "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ឝ ឞ ស ហ ឡ អ ឣ ឤ ឥ ឦ ឧ ឨ ឩ ឪ ឫ ឬ ឭ ឮ ឯ ឰ ឱ ឲ ឳ " +
		"ា ិ ី ឹ ឺ ុ ូ ួ ើ ឿ ៀ េ ែ ៃ ោ ៅ ្"
	laoLetters  = "ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ຫ ອ ຮ ຯ ະ ັ າ ຳ ິ ີ ຶ ື ຸ ູ ົ ຼ ຽ ເ ແ ໂ ໃ ໄ"
	thaiLetters = "ก ข ฃ ค ฅ ฆ ง จ ฉ ช ซ ฌ ญ ฎ ฏ ฐ ฑ ฒ ณ ด ต ถ ท ธ น บ ป ผ ฝ พ ฟ ภ ม ย ร ฤ ล ฦ ว ศ ษ ส ห ฬ อ ฮ ํ ะ ั า=ๅ ำ ิ ี ึ ื ุ ู เ แ โ ใ ไ ฺ"
)

// Weights of the first comparison. Those of letters leave room for every code point, and all fit three bytes.
const (
	spaceWeight   = 1
	digitWeight   = 2       // and the digit's value
	letterWeight  = 0x100   // and the place in the alphabet
	ownWeight     = 0x10000 // and the code point of a letter of the own script
	foreignWeight = 0x200000
)

// An order is an alphabet made ready for looking up.
type order struct {
	letters map[string]letter
	longest int // characters in the longest letter
	own     *unicode.RangeTable
}

// A letter is a place in an alphabet, and which of the letters that share it.
type letter struct{ place, variant int }

// newOrder reads the notation of an alphabet.
func newOrder(alphabet, script string) *order {
	o := &order{letters: map[string]letter{}, longest: 1, own: scriptTable(script)}
	for place, group := range strings.Fields(alphabet) {
		for variant, s := range strings.Split(group, "=") {
			o.letters[s] = letter{place, variant}
			o.longest = max(o.longest, len([]rune(s)))
		}
	}
	return o
}

// scriptTable returns the characters of an ISO 15924 script that the table of languages has.
func scriptTable(script string) *unicode.RangeTable {
	switch script {
	case "Arab":
		return unicode.Arabic
	case "Beng":
		return unicode.Bengali
	case "Cyrl":
		return unicode.Cyrillic
	case "Deva":
		return unicode.Devanagari
	case "Ethi":
		return unicode.Ethiopic
	case "Geor":
		return unicode.Georgian
	case "Gujr":
		return unicode.Gujarati
	case "Guru":
		return unicode.Gurmukhi
	case "Hans", "Hant":
		return unicode.Han
	case "Hebr":
		return unicode.Hebrew
	case "Khmr":
		return unicode.Khmer
	case "Laoo":
		return unicode.Lao
	case "Latn":
		return unicode.Latin
	case "Mymr":
		return unicode.Myanmar
	case "Sinh":
		return unicode.Sinhala
	case "Taml":
		return unicode.Tamil
	case "Thai":
		return unicode.Thai
	}
	panic("lang: unknown script " + script)
}

// Compare orders two texts as the language's readers do: negative when a comes first, zero only when the
// texts are the same.
func (l *Locale) Compare(a, b string) int {
	if a == b {
		return 0
	}
	return strings.Compare(l.Key(a), l.Key(b))
}

// Key returns a string of bytes that compares as s does under [Locale.Compare]. Who sorts many texts makes
// each key once.
func (l *Locale) Key(s string) string {
	k := key{order: l.order}
	rs := []rune(norm.NFC.String(l.Lower(norm.NFC.String(s))))
	spokenOrder(rs)
	for i := 0; i < len(rs); {
		i += k.add(rs[i:])
	}
	return string(k.primary) + "\x00\x00\x00" + string(k.secondary) + "\x00\x00\x00" + s
}

// spokenOrder puts the Thai and Lao vowels that are written before their consonant behind it, where they are spoken
// and sorted.
func spokenOrder(rs []rune) {
	for i := 0; i+1 < len(rs); i++ {
		thai := 0x0E40 <= rs[i] && rs[i] <= 0x0E44 && 0x0E01 <= rs[i+1] && rs[i+1] <= 0x0E2E
		lao := 0x0EC0 <= rs[i] && rs[i] <= 0x0EC4 && 0x0E81 <= rs[i+1] && rs[i+1] <= 0x0EAE
		if thai || lao {
			rs[i], rs[i+1] = rs[i+1], rs[i]
			i++
		}
	}
}

// A key collects the two comparisons, three bytes a weight.
type key struct {
	order              *order
	primary, secondary []byte
}

// add weighs what stands at the head of rs and returns how many characters that was.
func (k *key) add(rs []rune) int {
	for n := min(k.order.longest, len(rs)); n > 0; n-- {
		if at, ok := k.order.letters[string(rs[:n])]; ok {
			k.letter(at)
			return n
		}
	}
	k.single(rs[0])
	return 1
}

// single weighs a character that is no letter of the alphabet as it stands.
func (k *key) single(r rune) {
	switch {
	case unicode.Is(unicode.M, r): // the vowel signs that count as letters are in the alphabets
		k.secondary = weight(k.secondary, r)
	case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), r == '/', r == '_':
		k.plain(spaceWeight)
	case r == tatweel, unicode.Is(unicode.Lm, r) && r < 0x0300: // modifier letters such as the apostrophe ʼ
	case unicode.IsLetter(r):
		k.decompose(r)
	default:
		if v, ok := digit(r); ok {
			k.plain(digitWeight + rune(v))
		}
	}
}

// tatweel stretches a line of Arabic and says nothing.
const tatweel = 'ـ'

// decompose weighs a letter with marks as the nearest letter of the alphabet and the marks that are left:
// Turkish ǘ is ü with an acute, English é is e with one.
func (k *key) decompose(r rune) {
	if s, ok := folds[r]; ok {
		for _, f := range s {
			k.base(f)
		}
		k.secondary = weight(k.secondary, r)
		return
	}
	parts := []rune(norm.NFD.String(string(r)))
	base, marks := parts[0], parts[1:]
	for i, m := range marks {
		near := norm.NFC.String(string([]rune{base, m}))
		if at, ok := k.order.letters[near]; ok {
			k.letter(at)
			k.marks(marks[:i])
			k.marks(marks[i+1:])
			return
		}
	}
	k.base(base)
	k.marks(marks)
}

// base weighs a letter without marks.
func (k *key) base(r rune) {
	if at, ok := k.order.letters[string(r)]; ok {
		k.letter(at)
		return
	}
	if unicode.Is(k.order.own, r) {
		k.plain(ownWeight + r)
		return
	}
	k.plain(foreignWeight + r)
}

func (k *key) letter(at letter) {
	k.primary = weight(k.primary, letterWeight+rune(at.place))
	k.secondary = weight(k.secondary, 1+rune(at.variant))
}

func (k *key) plain(w rune) {
	k.primary = weight(k.primary, w)
	k.secondary = weight(k.secondary, 1)
}

func (k *key) marks(marks []rune) {
	for _, m := range marks {
		k.secondary = weight(k.secondary, m)
	}
}

func weight(b []byte, w rune) []byte {
	return append(b, byte(w>>16), byte(w>>8), byte(w))
}

// folds are letters that Unicode does not take apart, with the plain letters a reader looks them up under
// where they are not in the alphabet.
var folds = map[rune]string{
	'æ': "ae", 'œ': "oe", 'ß': "ss", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t",
	'ໜ': "ຫນ", 'ໝ': "ຫມ",
}

// SortBy sorts by names as the language's readers do, and by a second text where names are the same. It makes the key
// of each name once.
func SortBy[T any](l *Locale, all []T, name func(T) (name, tie string)) {
	type keyed struct {
		key, tie string
		v        T
	}
	ks := make([]keyed, len(all))
	for i, v := range all {
		n, tie := name(v)
		ks[i] = keyed{l.Key(n), tie, v}
	}
	slices.SortStableFunc(ks, func(a, b keyed) int { return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.tie, b.tie)) })
	for i, k := range ks {
		all[i] = k.v
	}
}
