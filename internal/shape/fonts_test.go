package shape

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"welcomepack/internal/face"
	"welcomepack/internal/lang"

	"github.com/go-text/typesetting/language"
)

const fonts = "../../themes/default/fonts/"

// faceFiles are the theme's regular fonts by the script they are for; every text may fall back on all.
var faceFiles = []struct {
	script language.Script
	lang   lang.Tag
	name   string
}{
	{language.Latin, "", "noto-sans/NotoSans"},
	{language.Arabic, "ur", "noto-nastaliq-urdu/NotoNastaliqUrdu"},
	{language.Arabic, "", "noto-sans-arabic/NotoSansArabic"},
	{language.Ethiopic, "", "noto-sans-ethiopic/NotoSansEthiopic"},
	{language.Bengali, "", "noto-sans-bengali/NotoSansBengali"},
	{language.Tamil, "", "noto-sans-tamil/NotoSansTamil"},
	{language.Devanagari, "", "noto-sans-devanagari/NotoSansDevanagari"},
	{language.Gurmukhi, "", "noto-sans-gurmukhi/NotoSansGurmukhi"},
	{language.Hebrew, "", "noto-sans-hebrew/NotoSansHebrew"},
	{language.Thai, "", "noto-sans-thai/NotoSansThai"},
	{language.Lao, "", "noto-sans-lao/NotoSansLao"},
	{language.Khmer, "", "noto-sans-khmer/NotoSansKhmer"},
	{language.Myanmar, "", "noto-sans-myanmar/NotoSansMyanmar"},
	{language.Gujarati, "", "noto-sans-gujarati/NotoSansGujarati"},
	{language.Sinhala, "", "noto-sans-sinhala/NotoSansSinhala"},
	{language.Georgian, "", "noto-sans-georgian/NotoSansGeorgian"},
	{language.Han, "zh-hant", "noto-sans-tc-big5/NotoSansTCbig5"},
	{language.Han, "", "noto-sans-sc-gb2312/NotoSansSCgb"},
}

// testFonts reads the theme's fonts, with the path of each.
func testFonts(t testing.TB) (Fonts, map[*face.Face]string) {
	t.Helper()
	type weight struct{ regular, bold *face.Face }
	loaded := make([]weight, len(faceFiles))
	path := map[*face.Face]string{}
	load := func(name string) *face.Face {
		b, err := os.ReadFile(filepath.FromSlash(fonts + name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := face.Parse(b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		path[f] = fonts + name
		return f
	}
	for i, f := range faceFiles {
		if f.script == language.Han {
			loaded[i] = weight{load(f.name + "-Regular.ttf"), load(f.name + "-Bold.ttf")}
			continue
		}
		loaded[i] = weight{load(f.name + "_400Regular.ttf"), load(f.name + "_700Bold.ttf")}
	}
	pick := func(script language.Script, l lang.Tag, bold bool) (out []*face.Face) {
		of := func(w weight) *face.Face {
			if bold {
				return w.bold
			}
			return w.regular
		}
		for i, f := range faceFiles {
			if f.script == script && (f.lang == "" || f.lang == l) {
				out = append(out, of(loaded[i]))
			}
		}
		for i, f := range faceFiles {
			if f.script != script {
				out = append(out, of(loaded[i]))
			}
		}
		return out
	}
	return pick, path
}

// texts are this project's own sentences in its languages, with numbers, brackets and names as the packs have them.
var texts = []struct {
	lang lang.Tag
	rtl  bool
	text string
}{
	{"en", false, "Everyone can join a GP. The office is first (for AV files), open 9:30–16:00; call 020 7946 0018."},
	{"so", false, "Qof kasta wuu isku diiwaangelin karaa dhakhtar. Wac 020 7946 0018, waa bilaash."},
	{"vi", false, "Ai cũng có thể đăng ký với bác sĩ gia đình. Hãy gọi số 020 7946 0018, miễn phí."},
	{"uk", false, "Кожен може записатися до лікаря. Ґанок ліворуч, їдальня праворуч: 9:30–16:00."},
	{"ar", true, "يمكن لكل شخص التسجيل لدى طبيب. اتصل على \u2066+44 20 7946 0018\u2069 (مجانًا) أو زر \u2068Welcome Drop-in\u2069، فالكلام لا يكلّف شيئًا."},
	{"fa", true, "همه می‌توانند نزد پزشک ثبت‌نام کنند. با شمارهٔ \u2066020 7946 0018\u2069 تماس بگیرید؛ ساعت \u20669:30–16:00\u2069."},
	{"ur", true, "ہر شخص ڈاکٹر کے پاس رجسٹر ہو سکتا ہے۔ \u2066020 7946 0018\u2069 پر فون کریں، یہ مفت ہے (پیر سے جمعہ)۔"},
	{"ti", false, "ነፍሲ ወከፍ ሰብ ኣብ ሓኪም ክምዝገብ ይኽእል። ብ 020 7946 0018 ደውሉ፡ ነጻ እዩ (9:30–16:00)።"},
	{"am", false, "ማንኛውም፡ሰው፡ሐኪም፡ጋር፡መመዝገብ፡ይችላል። በ 020 7946 0018 ይደውሉ፣ ነጻ ነው።"},
	{"bn", false, "যে কেউ ডাক্তারের কাছে নিবন্ধন করতে পারেন। ০২০ ৭৯৪৬ ০০১৮ নম্বরে ফোন করুন; স্বাস্থ্য পরীক্ষা বিনামূল্যে।"},
	{"ta", false, "யார் வேண்டுமானாலும் மருத்துவரிடம் பதிவு செய்யலாம். ஸ்ரீ 020 7946 0018 என்ற எண்ணை அழைக்கவும்."},
	{"ps", true, "هر څوک کولای شي د ډاکټر سره نوم ولیکي. \u2066020 7946 0018\u2069 ته زنګ ووهئ، وړیا دی."},
	{"ckb", true, "هەموو کەسێک دەتوانێت لای پزیشک ناوی خۆی تۆمار بکات؛ پەیوەندی بە \u2066020 7946 0018\u2069 بکە."},
	{"pa-arab", true, "ہر کوئی ڈاکٹر کول ناں لکھوا سکدا اے۔ \u2066020 7946 0018\u2069 تے فون کرو، مفت اے۔"},
	{"he", true, "כל אחד יכול להירשם אצל רופא. התקשרו אל \u2066020 7946 0018\u2069 (בחינם), בשעות \u20669:30–16:00\u2069."},
	{"ku", false, "Her kes dikare li cem bijîşk navê xwe binivîse. Li 020 7946 0018 bigere, belaş e."},
	{"pa", false, "ਕੋਈ ਵੀ ਵਿਅਕਤੀ ਡਾਕਟਰ ਕੋਲ ਨਾਂ ਦਰਜ ਕਰਵਾ ਸਕਦਾ ਹੈ। 020 7946 0018 ਤੇ ਫ਼ੋਨ ਕਰੋ; ਸ੍ਰੀ ਗੁਰੂ, ਪ੍ਰਸ਼ਨ, ਮੁਫ਼ਤ।"},
	{"gu", false, "કોઈપણ વ્યક્તિ ડૉક્ટર પાસે નોંધણી કરાવી શકે છે. 020 7946 0018 પર ફોન કરો; પ્રશ્ન, શ્રી, ક્ષેત્ર, મફત."},
	{"si", false, "ඕනෑම කෙනෙකුට වෛද්‍යවරයෙකු ළඟ ලියාපදිංචි විය හැක. 020 7946 0018 අමතන්න; ශ්‍රී, ප්‍රශ්නය, නොමිලේ."},
	{"ka", false, "ყველას შეუძლია ექიმთან რეგისტრაცია. დარეკეთ 020 7946 0018, უფასოა (9:30–16:00)."},
	{"my", false, "မည်သူမဆို ဆရာဝန်ထံ မှတ်ပုံတင်နိုင်သည်။ ၀၂၀ ၇၉၄၆ ၀၀၁၈ သို့ ဖုန်းခေါ်ပါ၊ အခမဲ့ဖြစ်သည်။ ကျွန်ုပ်တို့၏ ဥပဒေ၊ အင်္ဂလိပ်စကား။"},
	{"km", false, "អ្នកណាក៏អាចចុះឈ្មោះជាមួយគ្រូពេទ្យបានដែរ។ ទូរស័ព្ទទៅ 020 7946 0018 ដោយឥតគិតថ្លៃ ត្រូវការជំនួយ ស្ត្រី ក្រុម។"},
	{"th", false, "ทุกคนสามารถลงทะเบียนกับแพทย์ได้ โทร 020 7946 0018 ฟรี ที่นี่ น้ำ กำลัง ปี่ ผู้ใหญ่"},
	{"lo", false, "ທຸກຄົນສາມາດລົງທະບຽນກັບທ່ານໝໍໄດ້ ໂທ 020 7946 0018 ໂດຍບໍ່ເສຍຄ່າ ນ້ຳ ກຳລັງ ຜູ້ໃຫຍ່"},
	{"zh-hans", false, "任何人都可以在医生处登记。请拨打 020 7946 0018（免费），时间：9:30–16:00；“您好”。"},
	{"zh-hant", false, "任何人都可以在醫生處登記。請撥打 020 7946 0018（免費），時間：9:30–16:00；「您好」。"},
	{"hi", false, "कोई भी व्यक्ति डॉक्टर के पास पंजीकरण करा सकता है। राष्ट्रीय सेवा निःशुल्क है: 020 7946 0018."},
}

// paragraph is a text in one style.
func paragraph(text string, l lang.Tag, rtl bool) *Para {
	runes := []rune(text)
	return &Para{Text: runes, RTL: rtl, Spans: []Span{{End: len(runes), Style: Style{Lang: l}}}}
}

// withFacts is a text in one style whose parts between [ and ] are facts; the brackets are taken out.
func withFacts(text string, l lang.Tag, rtl bool) *Para {
	p := &Para{RTL: rtl}
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '[' || r == ']' }) {
		start := len(p.Text)
		p.Text = append(p.Text, []rune(part)...)
		p.Spans = append(p.Spans, Span{Start: start, End: len(p.Text), Style: Style{Lang: l}, Fact: i%2 == 1})
	}
	return p
}
