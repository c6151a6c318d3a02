package lang

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Each row is in the language's order; blanks part the words, "+" stands for a blank in one.
var sorted = map[Tag]string{
	"en":      "10+Downing advice Advice+line advice-shop adviser café cafés caffeine GP resume résumé Resumes St+Mary's zoo ليمون",
	"ar":      "أب أخبار بيت تمر ثوب جامع حافلة خبز دواء طبيب+عام طعام ظرف عيادة كتاب لبن ماء مدرسة مدرسه مساعدة نور هاتف وقت يوم GP",
	"fa":      "آب ابر اداره پزشک تلفن چای خانه دکتر ژاله سفر شیر غذا کتاب گوشت لباس مدرسه نان وکیل هتل یخ",
	"fa-af":   "آب ادویه پوهنتون چای داکتر ژاله شفاخانه کار گندم نان وکیل هوتل یخ",
	"ps":      "آس اوبه بازار پلار تلیفون ټلویزیون جرګه ځای چای څلور خوراک دوا ډاکټر رنګ ړوند زړه ژبه ږیره سبا ښار کور ګل مور نوم ڼو وخت هلک یو",
	"ckb":     "ئاو ئێمە باران پارە جل چا خواردن دکتۆر رۆژ ڕێگا زمان ژن سەر شار عەلی غەم فڕۆکە ڤیزا قوتابخانە کار گەڕەک لێو ڵێ ماڵ نان هاوکاری و ۆ یاسا ێ",
	"ku":      "av bajar cil çay dibistan erd êvar for gund hêk iro îro jin kar sal şar tirs ut ûr xwarin zarok",
	"ur":      "ابا آم بچہ پانی تعلیم ٹکٹ ثواب جامعہ چائے خط دوا ڈاکٹر رات ژالہ سبق فون کتاب گھر لباس مدد نان وکیل ہسپتال ھ یہاں ے",
	"pa-arab": "ابا آٹا بچہ پانی ٹکٹ چاء دوا ڈاکٹر ساڑی کتاب گھر لوک نال ݨ ویلا ہسپتال یار",
	"ti":      "ሃገር ለይቲ ሐኪም ሓኪም መግቢ ሰብ ሸውዓተ ቀን ቋንቋ በዓል ተማሃራይ ነጻ ኣቦ እንግሊዝ ከተማ ወረቐት ዓመት ዘመን ደብዳበ ገንዘብ ጠበቓ ጸባ ፈተና ፖሊስ",
	"am":      "ሀኪም ለሊት ሐኪም መንገድ ሥራ ሰው ሸማ ቀን ቋንቋ በሽታ ተማሪ ነፃ አውቶቡስ እርዳታ ከተማ ወረቀት ዓመት ዘመን የስልክ ደብዳቤ ጀልባ ገንዘብ ጠበቃ ጤና ጨው ጳጳስ ጸሎት ፀሐይ ፈተና ፖሊስ",
	"om":      "adda bishaan cunfaa daabboo deebii finfinnee gargaarsa hojii kitaaba lafa mana nyaatu+a",
	"so":      "baabuur biyo taksi jid xafiis khamiis dad rooti saacad shaah dhakhtar caafimaad guri farmashi qof kaar laan maalin nin waraaq halal yar aqal erey iskuul ogaysiis ubax Pakistan visa",
	"sq":      "akull bukë cigare çaj derë dritë dhomë ere ëmbël fjalë gur gjak hap klinikë lule llamba mjek nënë njeri orë punë qen rinia rruga sy shkollë tokë thikë ujë verë xixë xham ylber zog zhurmë",
	"bn":      "অফিস আইন ইংরেজি উকিল ঋণ একটি কাজ খাবার গান ঘর চা ছাত্র জল টাকা ডাক্তার তথ্য থানা দোকান ধান নাম পানি ফোন বাস ভাষা মা রাত লোক শহর সময় হাসপাতাল",
	"hi":      "अस्पताल आवास इलाज उपचार ऋण एक कपड़े खाना गाड़ी घर चाय छात्र जल झूला टिकट डॉक्टर दवा धन नाम पानी फ़ोन बस भाषा माँ यात्रा रात लोग वकील शहर समय हाथ",
	"pa":      "ਉਮਰ ਅੰਬ ਆਦਮੀ ਇਲਾਜ ਸਕੂਲ ਹਸਪਤਾਲ ਕੱਪੜੇ ਖਾਣਾ ਗੱਡੀ ਘਰ ਚਾਹ ਛੱਤ ਜਲ ਟਿਕਟ ਡਾਕਟਰ ਦਵਾਈ ਨਾਮ ਪਾਣੀ ਫ਼ੋਨ ਬੱਸ ਭਾਸ਼ਾ ਮਦਦ ਰਾਤ ਲੋਕ ਵਕੀਲ",
	"gu":      "અંગ્રેજી આવાસ ઇલાજ ઉંમર એક કપડાં ખોરાક ગામ ઘર ચા છત જલ ટિકિટ ડૉક્ટર દવા નામ પાણી ફોન બસ ભાષા મદદ રાત લોકો વકીલ શહેર સમય હાથ ળ",
	"ta":      "அம்மா ஆசிரியர் இடம் உணவு எண் கடிதம் சட்டம் ஞாயிறு டாக்டர் தண்ணீர் நகரம் பணம் மருத்துவர் யார் ரயில் லண்டன் வழக்கறிஞர் ஜன்னல் ஹோட்டல்",
	"si":      "අම්මා ආහාර ඉඩම උදව් එක ඔසු කඩය ගම ඝන චිත්‍ර ජලය ටිකට් තේ දවස නගරය පාසල බස් භාෂාව මුදල් යන රෝහල ලිපිය වතුර සමාව හිමි",
	"vi":      "an ăn ân ba bà bả bã bá bạ cá da đa e ê ga ma mà mả mã má mạ me nhà o ô ơ quê ta tư u ư văn xe y+tá",
	"tr":      "anne bebek cadde çay dil elma fırın gece ğ hastane ırmak ilaç jandarma kapı Kız lamba ofis ödeme para su şehir taksi ucuz ücret vize yemek zaman",
	"uk":      "адвокат банк вода гроші ґанок допомога електрика єдність житло зима иней ім'я їжа йод кава лікар мова ніч освіта паспорт робота сад тепло уряд фото хліб церква чай школа щастя юрист яблуко",
	"ru":      "адвокат больница вода город дом еда ёж еж+а жильё зима иск йод книга лекарь мама ночь окно паспорт работа суд тепло ужин фото хлеб цена чай школа щи электричество юрист язык",
	"es":      "abogado agua año café canción derecho español leche médico niño ñandú oficina teléfono",
	"fr":      "avocat banque cours dent eau école enfant été hôpital où père rue santé",
	"pt":      "advogado água banco consulta criança direito escola hospital língua médico não polícia rua saúde",
	"ro":      "apă ați ăla âncă bani ceai dată emite faptă ieri încă joc lege medic nume om pâine rău stradă școală tată țară urgență vot zi",
	"pl":      "adwokat ąb bank cena ćma dom ekran ęb fakt lato łaska mama noc ńb obiad ósmy praca rok sąd szkoła światło tata ulica wniosek źle żona",
	"sw":      "afya benki chakula daktari elimu fedha gari hospitali isimu jina kazi lugha maji nyumba ofisi pesa rafiki saa taa usiku wakili yai zawadi",
	"ka":      "ადვოკატი ბინა გზა დახმარება ექიმი ვალი ზამთარი თარგმანი იურისტი კაფე ლარი მანქანა ნომერი ოთახი პური ჟანგბადი რძე სახლი ტელეფონი უფასო ფული ქალაქი ღამე ყავა შვილი ჩაი ცა ძალა წყალი ჭამა ხელი ჯანმრთელობა ჰავა",
	"my":      "ကား ခရီး ဂျာနယ် ငါး စာ ဆရာဝန် ဈေး ညစာ တယ်လီဖုန်း ထမင်း ဒေါ်လာ နာမည် ပိုက်ဆံ ဖုန်း ဗီဇာ ဘတ်စ် မြို့ ယူ ရေ လူ ဝင် သမီး ဟိုတယ် အိမ်",
	"km":      "ការងារ ខែ គ្រូ ឃ្មុំ ងាយ ចាយ ឆ្នាំ ជំនួយ ញាំ ដប់ តែ ថ្នាំ ទឹក ធនាគារ នាម ប្រាក់ ផ្ទះ ពេទ្យ ភាសា មេធាវី យប់ រថយន្ត លុយ វីសា សាលា ហាង អាហារ",
	"th":      "กาแฟ เก้าอี้ ข้าว เงิน จดหมาย แจ้ง โฉนด ช่วย ซื้อ ตำรวจ ถนน ทนาย โทรศัพท์ ธนาคาร แพทย์ ยา โรงเรียน วัน หมอ อาหาร",
	"lo":      "ກາເຟ ເກົ້າອີ້ ເຂົ້າ ເງິນ ຈົດໝາຍ ໂຮງ",
	"he":      "אוכל בית גן דואר הורים וו זמן חוק טלפון ילד כסף לחם מים נהג סבא עורך+דין פה צוות קפה רופא שם תה GP",
	"cy":      "aros bwyd car cyngor chwarae da dydd ddoe ennill fan ffôn gardd gwaith ngardd haul iaith lori llaw mam nos oed parc phen rygbi rhif siop tŷ theatr un wyth ysgol",
	"zh-hans": "1+a 一 三 中 医生 学校 Abc",
	"zh-hant": "1+a 一 三 中 學校 醫生 Abc",
}

// The rows above have one word or more for most letters; these are the pairs that a plain order gets wrong.
var inOrder = map[Tag][]string{
	"en": {"cafe café", "resume résumé", "St+Marys+x St+Mary's+y"},
	"om": {"zooma chaappaa", "daabboo eenyu dhadhaa", "nama nyaata", "sa'a sirna shan"},
	"es": {"nota ñame oso", "canto caña", "cuna cuña cup"},
	"fr": {"cote coté côte côté", "eau école été", "cœur côte", "oeuf œuf oui"},
	"pl": {"zebra źródło żaba", "luz łaska mama"},
	"pt": {"acao ação acima"},
	"th": {"กา เก แก โก", "กลาง เกาะ ขา", "ทนาย โทรศัพท์ ธง"},
	"lo": {"ກາ ເກ ໂກ ຂາ", "ຫນ້າ ໜ້າ ຫມາ ໝາ"},
	"uk": {"мʼята мята+а", "вʼязень гама"},
	"ta": {"அக்கா அகம்", "கல் கலை"},
	"ur": {"بینک بھائی", "تیل تھکن", "کیلا کھانا گاجر گھر"},
	"sq": {"dyqan dhomë", "lyp llamba", "gusht gjak", "zyrë zhurmë"},
	"tr": {"ısı ilaç", "Irmak İlaç jandarma", "ozan öz pazar"},
	"vi": {"an ăn ân", "ta tà tả tã tá tạ tăm", "da đa e"},
	"ro": {"sat șapte tot țap", "şapte șapte+a"},
	"ar": {"أمل إملاء آملون", "مدرسة مدرسه+ب", "كِتاب كتابة"},
	"fa": {"آب ابر", "می\u200cروم میز"},
}

func TestWordsSortInEachAlphabet(t *testing.T) {
	for _, tag := range Tags() {
		rows := inOrder[tag]
		if sorted[tag] == "" {
			t.Errorf("%s: no row of sorted words", tag)
		}
		for _, row := range append([]string{sorted[tag]}, rows...) {
			words := strings.Fields(row)
			for i := range words {
				words[i] = strings.ReplaceAll(words[i], "+", " ")
			}
			for i := 1; i < len(words); i++ {
				if tag.Locale().Compare(words[i-1], words[i]) >= 0 {
					t.Errorf("%s: %q does not come before %q", tag, words[i-1], words[i])
				}
			}
		}
	}
}

// A letter that an alphabet names twice, or in a form that text is never in after normalising, would be dead.
func TestAlphabetsNameEachLetterOnce(t *testing.T) {
	for _, tag := range Tags() {
		l := tag.Locale()
		seen := map[string]bool{}
		for _, s := range strings.Fields(strings.ReplaceAll(l.alphabet, "=", " ")) {
			if seen[s] {
				t.Errorf("%s: %q stands twice", tag, s)
			}
			seen[s] = true
			if norm.NFC.String(s) != s || l.Lower(s) != s {
				t.Errorf("%s: %q is not small or not composed", tag, s)
			}
			for _, r := range s {
				if !unicode.Is(l.order.own, r) && !unicode.Is(unicode.Mn, r) {
					t.Errorf("%s: %q is not of the script %s", tag, s, l.Script)
				}
			}
		}
	}
}

func TestOrderIsTotalAndAgreesWithItself(t *testing.T) {
	words := []string{"", " ", "!", "a", "A", "á", "a\u0301", "b", "ab", "a b", "a-b", "7", "۷", "10", "2", "م", "مُ", "ـم", "中", "ñ", "n", "ll", "l", "ß", "ss", "I", "ı", "i", "İ"}
	for _, tag := range Tags() {
		l := tag.Locale()
		for _, a := range words {
			for _, b := range words {
				ab, ba := l.Compare(a, b), l.Compare(b, a)
				if ab != -ba || (ab == 0) != (a == b) {
					t.Errorf("%s: %q and %q compare as %d and %d", tag, a, b, ab, ba)
				}
				if ab != strings.Compare(l.Key(a), l.Key(b)) {
					t.Errorf("%s: keys of %q and %q differ from Compare", tag, a, b)
				}
			}
		}
	}
}

func TestOwnScriptComesBeforeOthersAndDigitsBeforeBoth(t *testing.T) {
	for tag, own := range map[Tag]string{"ar": "يوم", "ti": "ፖሊስ", "ka": "ჰავა", "zh-hans": "龙", "uk": "яблуко"} {
		words := []string{"advice", own, "999"}
		slices.SortFunc(words, tag.Locale().Compare)
		if want := []string{"999", own, "advice"}; !slices.Equal(words, want) {
			t.Errorf("%s: %q", tag, words)
		}
	}
}

func TestDigitsSortByValueInAnyScript(t *testing.T) {
	l := Tag("fa").Locale()
	if l.Compare("۲ نان", "3 نان") >= 0 || l.Compare("2 نان", "۳ نان") >= 0 {
		t.Error("2 in one script does not come before 3 in another")
	}
}

func BenchmarkKey(b *testing.B) {
	l := Tag("vi").Locale()
	for b.Loop() {
		l.Key("Lớp học tiếng Anh buổi tối thứ Tư")
	}
}
