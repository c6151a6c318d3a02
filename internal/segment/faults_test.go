package segment

import (
	"strings"
	"testing"

	"welcomepack/internal/lang"
)

// faults are translations in which a value went wrong, each with a part of what is said of it.
var faults = []struct {
	lang                       lang.Tag
	english, translation, want string
}{
	// digits swapped
	{"ar", "Tell them within 42 days.", "أخبرهم خلال 24 يومًا.", "number 42 is missing"},
	{"ar", "Tell them within 42 days.", "أخبرهم خلال ٢٤ يومًا.", "number 42 is missing"},
	{"fa", "People aged 16 to 25.", "افراد ۶۱ تا ۲۵ ساله.", "number 16 is missing"},
	{"ps", "This is section 95 support.", "دا د ۵۹ مادې مرسته ده.", "number 95 is missing"},
	{"ur", "You have 21 days.", "آپ کے پاس ۱۲ دن ہیں۔", "number 21 is missing"},
	{"bn", "Call 020 7946 0018.", "020 7946 0081 নম্বরে ফোন করুন।", "the phone number 020 7946 0081 is not in the English"},
	{"bn", "Call 020 7946 0018.", "০২০ ৭৯৪৬ ০১০৮ নম্বরে ফোন করুন।", "the phone number 020 7946 0018 is missing"},
	{"zh-hans", "You have 56 days.", "您有65天时间。", "number 56 is missing"},
	{"ti", "Section 95 support", "ደገፍ ክፍሊ 59", "number 95 is missing"},
	{"ti", "Within 42 days", "ኣብ ውሽጢ ፳፬ መዓልታት", "number 42 is missing"},

	// digits dropped or added
	{"ar", "Call 07700 900123.", "اتصل بالرقم 07700 90123.", "the phone number 07700 900123 is missing"},
	{"ar", "Call 07700 900123.", "اتصل بالرقم ٠٧٧٠٠ ٩٠٠١٢٣٣.", "is not in the English"},
	{"fa", "Call 020 7946 0018.", "با شمارهٔ ۲۰ ۷۹۴۶ ۰۰۱۸ تماس بگیرید.", "the phone number 020 7946 0018 is missing"},
	{"ps", "It is free for children under 16.", "د ۱ کلونو څخه کم عمر ماشومانو لپاره وړیا ده.", "number 16 is missing"},
	{"ur", "The form is HC2.", "فارم HC ہے۔", "number 2 is missing"},
	{"bn", "Over 100 families", "১০টির বেশি পরিবার", "number 100 is missing"},
	{"zh-hans", "Text to 85258 at any time.", "随时发短信至8528。", "number 85258 is missing"},
	{"ti", "Wait 28 days.", "መዓልታት ተጸበ።", "number 28 is missing"},
	{"ti", "Come on your first day.", "ኣብ 1ይ መዓልቲ 5 ወረቐት ሒዝካ ምጻእ።", "number 5 is not in the English"},

	// digits localised wrongly
	{"ar", "Call 020 7946 0018.", "اتصل بالرقم ٠٢٠ ٧٩٤٦ ٠٠1٨.", "digits of two scripts"},
	{"fa", "Form HC1", "فرم HC۱", "HC۱ has digits of another script"},
	{"fa", "Section 47", "مادهٔ ۴٧", "digits of two scripts"},
	{"ps", "Write to help2@example.org.", "help۲@example.org ته ولیکئ.", "the e-mail address help2@example.org is missing|has digits of another script"},
	{"ur", "Go to NE1 4XX.", "NE۱ ۴XX جائیں۔", "has digits of another script"},
	{"bn", "9 people", "৭ জন মানুষ", "number 9 is missing"},
	{"bn", "8 people", "৪ জন মানুষ", "number 8 is missing"},
	{"zh-hans", "12 weeks", "二十周内", "number 12 is missing"},
	{"zh-hans", "15 minutes", "五十分钟", "number 15 is missing"},
	{"ti", "12 weeks", "፳ ሰሙን", "number 12 is missing"},

	// order
	{"ar", "Open 9:00–17:00.", "مفتوح 17:00–9:00.", "the other way round"},
	{"ar", "On 3/4/2026.", "في 4/3/2026.", "the date 3/4/2026 is missing"},
	{"fa", "Open 9:00 to 17:00.", "باز از ۱۷:۰۰ تا ۹:۰۰.", "the other way round"},
	{"ps", "People aged 16 to 25", "د ۲۵ تر ۱۶ کلونو خلک", "the other way round"},
	{"ur", "Children aged 5 to 11", "۱۱ سے ۵ سال کے بچے", "the other way round"},
	{"bn", "Children aged 1 to 4", "৪ থেকে ১ বছরের শিশু", "the other way round"},
	{"zh-hans", "On 5 June 2026", "2026年5月6日", "the date 5 June 2026 is missing"},
	{"ti", "From 10:00 to 13:00", "ካብ 13:00 ክሳብ 10:00", "the other way round"},
	{"ar", "Call 020 7946 0018.", "اتصل بالرقم 0018 7946 020.", "the phone number 020 7946 0018 is missing"},

	// times
	{"ar", "The class starts at 9am.", "يبدأ الدرس الساعة 9 مساءً.", "the time"},
	{"ar", "Closes at 5pm.", "يغلق في 5:00 صباحًا.", "the time"},
	{"fa", "Come at 10:30.", "ساعت ۱۰:۰۳ بیایید.", "the time 10:30 is missing"},
	{"ps", "Come at 14:00.", "په ۱۲:۰۰ بجو راشئ.", "the time"},
	{"ur", "Come at 2pm.", "صبح 2 بجے آئیں۔", "the time"},
	{"bn", "Open from 9am to 5pm", "সকাল ৯টা থেকে বিকাল ৬টা পর্যন্ত খোলা", "the time"},
	{"zh-hans", "Come at 3pm.", "请上午3点来。", "the time"},
	{"zh-hans", "Come at 9:30.", "请九点来。", "the time 9:30 is missing"},
	{"ti", "Come at 09:00.", "ሰዓት 3:00 ንዓ።", "that is the clock of Ethiopia; write 09:00"},
	{"ti", "Open 10:00–16:00", "ክፉት 10:00–22:00", "the time 22:00 is not in the English"},

	// money and shares
	{"ar", "You get £49.18 each week.", "تحصل على 48.19 جنيهًا كل أسبوع.", "the amount"},
	{"ar", "It costs £5.", "التكلفة 5 يورو.", "the amount 5 يورو is not in the English"},
	{"fa", "You pay £1,500.", "شما ۱۵۰ پوند می‌پردازید.", "the amount"},
	{"ps", "It costs £2.50.", "بیه یې ۲۵۰ پونډه ده.", "the amount"},
	{"ur", "You get 50p.", "آپ کو 50 پاؤنڈ ملیں گے۔", "the amount"},
	{"bn", "Up to £100,000", "১০,০০,০০০ পাউন্ড পর্যন্ত", "the amount"},
	{"bn", "You pay 25% less.", "আপনি ২৫ পাউন্ড কম দেবেন।", "the percentage 25% is missing|the amount"},
	{"zh-hans", "It costs £12.", "费用为二十英镑。", "the amount"},
	{"zh-hans", "50% of people", "百分之十五的人", "the percentage"},
	{"ti", "It costs £8.", "ዋግኡ 3 ፓውንድ እዩ።", "the amount"},

	// other languages of the table
	{"fr", "Open 9am to 5pm", "Ouvert de 9 h à 5 h", "the time"},
	{"tr", "Bring three photos.", "Dört fotoğraf getirin.", "number"},
	{"ru", "You pay £5.", "Вы платите 5 евро.", "the amount"},
	{"hi", "Come at 9:30am.", "सुबह साढ़े 8 बजे आएँ।", "the time"},
	{"pl", "Within 42 days", "W ciągu 24 dni", "number 42 is missing"},
	{"vi", "Within 42 days", "Trong vòng 24 ngày", "number 42 is missing"},

	// what is in words, and facts that nobody wrote in English
	{"ar", "Bring three photos.", "أحضر خمس صور.", "number"},
	{"fa", "Wait two weeks.", "سه هفته صبر کنید.", "number"},
	{"ur", "Open on Monday.", "منگل کو کھلا ہے۔", "the day منگل is not in the English"},
	{"bn", "Ask them in September.", "অক্টোবর মাসে জিজ্ঞাসা করুন।", "the month"},
	{"ps", "See their website.", "www.example.org وګورئ.", "the web address www.example.org is not in the English"},
	{"ti", "Write to a@example.org.", "ናብ b@example.org ጽሓፍ።", "the e-mail address b@example.org is not in the English"},
}

// variants are right translations: the same values, written as the language writes them.
var variants = []struct {
	lang                 lang.Tag
	english, translation string
}{
	{"ar", "Tell them within 42 days.", "أخبرهم خلال ٤٢ يومًا."},
	{"ar", "Tell them within 42 days.", "أخبرهم خلال 42 يومًا."},
	{"ar", "Call 020 7946 0018.", "اتصل بالرقم ٠٢٠ ٧٩٤٦ ٠٠١٨."},
	{"ar", "Call 020 7946 0018.", "اتصل بالرقم +44 20 7946 0018."},
	{"ar", "You get £49.18 each week.", "تحصل على ٤٩٫١٨ جنيهًا كل أسبوع."},
	{"ar", "You pay £1,500.", "تدفع ١٬٥٠٠ جنيه إسترليني."},
	{"ar", "Open 9am to 5pm", "مفتوح من 9 صباحًا إلى 5 مساءً"},
	{"ar", "Open 9:00–17:00.", "مفتوح ٩:٠٠–١٧:٠٠."},
	{"ar", "The class starts at 9:30am.", "يبدأ الدرس الساعة 9 والنصف صباحًا."},
	{"ar", "Bring three photos.", "أحضر ثلاث صور."},
	{"ar", "Bring 3 photos.", "أحضر ثلاث صور."},
	{"ar", "Wait two weeks.", "انتظر أسبوعين."},
	{"ar", "25% of people", "٢٥٪ من الناس"},
	{"ar", "On 10 November 2026", "في ١٠ تشرين الثاني ٢٠٢٦"},
	{"ar", "On 10 November 2026", "في 10/11/2026"},
	{"fa", "People aged 16 to 25.", "افراد ۱۶ تا ۲۵ ساله."},
	{"fa", "You get £49.18.", "۴۹٫۱۸ پوند می‌گیرید."},
	{"fa", "1,000 people", "۱٬۰۰۰ نفر"},
	{"fa", "Come at 2:30pm.", "ساعت ۲:۳۰ بعد از ظهر بیایید."},
	{"fa", "Come at 2pm.", "ساعت ۱۴ بیایید."},
	{"fa", "Come on Tuesday.", "سه‌شنبه بیایید."},
	{"fa", "Twenty-five days", "بیست و پنج روز"},
	{"fa", "50% off", "۵۰ درصد تخفیف"},
	{"ps", "This is section 95 support.", "دا د ۹۵ مادې مرسته ده (section 95)."},
	{"ps", "Come at 2pm.", "د ماسپښین ۲ بجې راشئ."},
	{"ps", "Come at 10:00.", "په ۱۰:۰۰ بجو راشئ."},
	{"ps", "It costs £2.50.", "بیه یې ۲.۵۰ پونډه ده."},
	{"ps", "Four weeks", "څلور اوونۍ"},
	{"ps", "On 3 April 2026", "د ۲۰۲۶ د اپریل ۳"},
	{"ur", "You have 21 days.", "آپ کے پاس ۲۱ دن ہیں۔"},
	{"ur", "You have 21 days.", "آپ کے پاس ٢١ دن ہیں۔"},
	{"ur", "Come at 9:30am.", "صبح ساڑھے 9 بجے آئیں۔"},
	{"ur", "Open 9am to 5pm", "صبح 9 بجے سے شام 5 بجے تک کھلا"},
	{"ur", "You pay £100,000.", "آپ 1,00,000 پاؤنڈ ادا کریں گے۔"},
	{"ur", "You get 50p.", "آپ کو 50 پینس ملیں گے۔"},
	{"ur", "Three days", "تین دن"},
	{"ur", "30% of rent", "کرائے کا 30 فیصد"},
	{"ur", "On Monday", "پیر کو"},
	{"bn", "Within 42 days", "৪২ দিনের মধ্যে"},
	{"bn", "Over £100,000", "১,০০,০০০ পাউন্ডের বেশি"},
	{"bn", "Open from 9am to 5pm", "সকাল ৯টা থেকে বিকাল ৫টা পর্যন্ত খোলা"},
	{"bn", "Come at 9:30am.", "সকাল সাড়ে ৯টায় আসুন।"},
	{"bn", "Call 07700 900123.", "০৭৭০০ ৯০০১২৩ নম্বরে ফোন করুন।"},
	{"bn", "Three children", "তিনটি শিশু"},
	{"bn", "25% less", "২৫ শতাংশ কম"},
	{"bn", "3 June 2026", "৩ জুন, ২০২৬"},
	{"zh-hans", "12 weeks", "十二周内"},
	{"zh-hans", "12 weeks", "１２周"},
	{"zh-hans", "Come at 3pm.", "请下午三点来。"},
	{"zh-hans", "Come at 15:30.", "请下午三点半来。"},
	{"zh-hans", "It costs £12.50.", "费用为12.50英镑。"},
	{"zh-hans", "50% of people", "百分之五十的人"},
	{"zh-hans", "On 10 November 2026", "2026年11月10日"},
	{"zh-hans", "On Wednesday", "周三"},
	{"zh-hans", "Three months", "三个月"},
	{"zh-hans", "You can do this in one day.", "您可以在一天内完成。"},
	{"fr", "Open 9am to 5pm", "Ouvert de 9 h à 17 h"},
	{"fr", "You pay £1,500.50.", "Vous payez 1 500,50 £."},
	{"tr", "Bring three photos.", "Üç fotoğraf getirin."},
	{"ru", "You pay £5.", "Вы платите 5 фунтов."},
	{"hi", "Come at 9:30am.", "सुबह साढ़े ९ बजे आएँ।"},
	{"hi", "You pay £1,00,000.", "आप १,००,००० पाउंड देंगे।"},
	{"sw", "Two weeks", "Wiki mbili"},
	{"pt", "Three children", "Três crianças"},
	{"vi", "On Monday", "Thứ Hai"},
	{"ti", "Within 42 days", "ኣብ ውሽጢ ፵፪ መዓልታት"},
	{"ti", "Come at 09:00.", "ሰዓት 09:00 (ብናይ ኢትዮጵያ ኣቆጻጽራ 3:00) ንዓ።"},
	{"ti", "Open 9am to 5pm", "ካብ ቅድሚ ቀትሪ 9:00 ክሳብ ድሕሪ ቀትሪ 5:00 ክፉት"},
	{"ti", "Three weeks", "ሰለስተ ሰሙን"},
	{"ti", "It costs £8.50.", "ዋግኡ 8.50 ፓውንድ እዩ።"},
	{"ti", "Form HC2", "ቅጥዒ HC2"},
	{"ti", "See https://www.example.org/", "example.org ርአ"},
}

func TestSeededFaultsAreFound(t *testing.T) {
	if len(faults) < 60 {
		t.Fatalf("only %d", len(faults))
	}
	for _, f := range faults {
		got := said(Parity(f.lang, f.english, f.translation))
		found := false
		for want := range strings.SplitSeq(f.want, "|") {
			found = found || strings.Contains(got, want)
		}
		if !found {
			t.Errorf("%s %q, %q: got %q, want %q", f.lang, f.english, f.translation, got, f.want)
		}
	}
}

func TestRightVariantsAreLetPass(t *testing.T) {
	if len(variants) < 60 {
		t.Fatalf("only %d", len(variants))
	}
	for _, v := range variants {
		if got := said(Parity(v.lang, v.english, v.translation)); got != "" {
			t.Errorf("%s %q, %q: got %q", v.lang, v.english, v.translation, got)
		}
	}
}

func said(ps []Problem) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Message)
	}
	return strings.Join(out, "; ")
}
