package segment

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/lang"
)

// A vocabulary is the words by which a language says numbers, times and money. What a language has no words for is
// not looked for in it. Words are in the forms in which they stand in running text.
type vocabulary struct {
	// numbers are number words by value. A one is not among them: it is "a" as often as it is a number.
	numbers map[int]string
	// soft are words that may say a number, and may be something else: they answer a number of the English, and are
	// never one too many.
	soft               map[int]string
	prefixes, suffixes string // what may be tied to a number word

	am, noon, pm, night string // parts of the day
	clock               string // "o'clock"
	halfBefore          string // "half past nine" where the half comes before the hour, and is added to it
	halfAfter           string
	pounds, pence       string

	byWord map[string]numberWord
	before []string       // the prefixes
	behind []string       // the suffixes
	times  *regexp.Regexp // nil for none
	amount *regexp.Regexp
	small  *regexp.Regexp
}

type numberWord struct {
	value int
	soft  bool
}

// vocabularies is the table, by language.
var vocabularies = compiled(map[lang.Tag]*vocabulary{
	"en": {
		numbers: map[int]string{
			2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten", 11: "eleven",
			12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
			20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
		},
		soft: map[int]string{
			1: "one once first single a an", 2: "twice both second couple pair double fortnight", 3: "third triple", 4: "fourth quarter", 5: "fifth",
			6: "sixth", 7: "week weekly weeks", 10: "tenth", 12: "dozen noon midday", 14: "fortnight", 24: "day", 100: "hundred", 1000: "thousand",
		},
		am: "am|a.m.|in_the_morning", noon: "noon|midday", pm: "pm|p.m.|in_the_afternoon|in_the_evening", night: "at_night", clock: "o'clock|o’clock",
		pounds: "pounds|pound|GBP", pence: "pence|p",
	},
	"ar": {
		numbers: map[int]string{
			3: "ثلاث ثلاثة ثلاثه", 4: "أربع أربعة اربع اربعة", 5: "خمس خمسة", 6: "ستة", 7: "سبع سبعة", 8: "ثمان ثماني ثمانية", 9: "تسع تسعة", 10: "عشر عشرة",
			20: "عشرون عشرين", 30: "ثلاثون ثلاثين", 40: "أربعون أربعين", 50: "خمسون خمسين", 60: "ستون ستين", 70: "سبعون سبعين", 80: "ثمانون ثمانين", 90: "تسعون تسعين",
		},
		soft:     map[int]string{1: "واحد واحدة أحد إحدى", 2: "اثنان اثنين اثنتان اثنتين إثنان إثنين اثنا اثني اثنتا اثنتي كلا كلتا مرتين", 6: "ست", 100: "مئة مائة", 1000: "ألف", 12: "ظهر ظهرا ظهرًا منتصف"},
		prefixes: "و ف ب ل ك ال وال بال لل فال وب ول",
		am:       "صباحًا|صباحاً|صباحا|الصباح|ص", noon: "ظهرًا|ظهراً|ظهرا|الظهر", pm: "بعد_الظهر|مساءً|مساءا|مساء|المساء|عصرًا|عصراً|عصرا|م", night: "ليلًا|ليلاً|ليلا",
		clock: "الساعة", halfAfter: "والنصف|ونصف", pounds: "جنيه|جنيهات|جنيها|جنيهًا|جنيهاً|باوند", pence: "بنسات|بنسا|بنسًا|بنس",
	},
	"fa":    persian,
	"fa-af": persian,
	"ps": {
		numbers: map[int]string{
			2: "دوه دوو", 3: "درې دریو درو درېیو", 4: "څلور څلورو", 5: "پنځه پنځو", 6: "شپږ شپږو", 7: "اووه اوو اووو", 8: "اته اتو", 9: "نهه نهو", 10: "لس لسو",
			11: "یوولس", 12: "دوولس دولس", 13: "دیارلس", 14: "څوارلس", 15: "پنځلس", 20: "شل", 30: "دېرش دیرش", 40: "څلوېښت", 50: "پنځوس", 60: "شپېته",
		},
		soft: map[int]string{1: "یو یوه", 2: "دواړه دواړو", 100: "سل", 1000: "زر", 12: "غرمه غرمې"},
		am:   "د_سهار|سهار|غ.م.|غ.م", noon: "غرمې|غرمه", pm: "ماسپښین|مازدیګر|د_ماښام|ماښام|غ.و.|غ.و", night: "د_شپې|شپې",
		clock: "بجو|بجې|بجه", halfAfter: "نیمې|او_نیمه|او_نیم", pounds: "پونډه|پونډو|پونډ", pence: "پنس",
	},
	"ckb": {
		numbers: map[int]string{
			2: "دوو", 3: "سێ", 4: "چوار", 5: "پێنج", 6: "شەش", 7: "حەوت", 8: "هەشت", 9: "نۆ", 11: "یازدە", 12: "دوازدە", 13: "سیازدە", 14: "چواردە", 15: "پازدە",
			20: "بیست", 40: "چل", 50: "پەنجا", 60: "شەست",
		},
		soft: map[int]string{1: "یەک", 2: "دو هەردوو", 10: "دە", 30: "سی", 100: "سەد", 1000: "هەزار", 12: "نیوەڕۆ"},
		am:   "بەیانی|پێش_نیوەڕۆ|پێشنیوەڕۆ", noon: "نیوەڕۆ", pm: "پاش_نیوەڕۆ|دوای_نیوەڕۆ|پاشنیوەڕۆ|ئێوارە", night: "شەو", clock: "کاتژمێر|سەعات",
		halfAfter: "و_نیو", pounds: "پاوەند|پاوند", pence: "پێنس|پێنی",
	},
	"ur": {
		numbers: map[int]string{
			3: "تین تینوں", 4: "چار چاروں", 5: "پانچ پانچوں", 6: "چھ چھے", 7: "سات", 8: "آٹھ", 10: "دس", 11: "گیارہ", 12: "بارہ", 13: "تیرہ", 14: "چودہ", 15: "پندرہ",
			20: "بیس", 30: "تیس", 40: "چالیس", 50: "پچاس", 60: "ساٹھ",
		},
		soft: map[int]string{1: "ایک", 2: "دو دونوں", 9: "نو", 100: "سو", 1000: "ہزار", 12: "دوپہر"},
		am:   "صبح|قبل_از_دوپہر", noon: "دوپہر", pm: "سہ_پہر|شام|بعد_از_دوپہر", night: "رات", clock: "بجے|بجکر", halfBefore: "ساڑھے",
		pounds: "پاؤنڈز|پاؤنڈ|پونڈ", pence: "پینس|پنس",
	},
	"bn": {
		numbers: map[int]string{
			2: "দুই", 3: "তিন", 4: "চার", 5: "পাঁচ", 6: "ছয়", 7: "সাত", 8: "আট", 10: "দশ", 11: "এগারো", 12: "বারো", 13: "তেরো", 14: "চৌদ্দ", 15: "পনেরো",
			20: "বিশ কুড়ি", 30: "ত্রিশ", 40: "চল্লিশ", 50: "পঞ্চাশ", 60: "ষাট",
		},
		soft: map[int]string{1: "এক", 2: "দু দুটি দুটো দুজন উভয়", 9: "নয়", 100: "শত একশো", 1000: "হাজার", 12: "দুপুর"}, suffixes: "টি টা টির টার জন জনের টিতে টায় টিকে বার",
		am: "সকালে|সকাল|ভোরে|ভোর", noon: "দুপুরে|দুপুর", pm: "বিকেলে|বিকেল|বিকালে|বিকাল|সন্ধ্যায়|সন্ধ্যা", night: "রাতে|রাত", clock: "টায়|টার|টা", halfBefore: "সাড়ে",
		pounds: "পাউন্ড", pence: "পেন্স|পেনি",
	},
	"ti": {
		numbers: map[int]string{
			2: "ክልተ", 3: "ሰለስተ", 4: "ኣርባዕተ", 5: "ሓሙሽተ", 6: "ሽዱሽተ", 7: "ሸውዓተ ሾውዓተ", 8: "ሸሞንተ ሾሞንተ", 9: "ትሽዓተ", 10: "ዓሰርተ",
			20: "ዕስራ", 30: "ሰላሳ", 40: "ኣርብዓ", 50: "ሓምሳ", 60: "ሱሳ", 70: "ሰብዓ", 80: "ሰማንያ", 90: "ተስዓ",
		},
		soft: map[int]string{1: "ሓደ ሓንቲ", 2: "ክልቲኡ ክልቲኦም ክልቲኤን ክልቲአን ክልቴና", 100: "ሚእቲ", 1000: "ሽሕ", 12: "ቀትሪ ፍርቂ"}, prefixes: "ን ብ ና ዝ እተን እቶም",
		am: "ንግሆ|ቅድሚ_ቀትሪ|ወጋሕታ", noon: "ፍርቂ_መዓልቲ|ቀትሪ", pm: "ድሕሪ_ቀትሪ|ድ.ቀ.|ድ.ቀ|ምሸት", night: "ለይቲ", clock: "ሰዓት", pounds: "ፓውንድ|ፓወንድ", pence: "ፔንስ",
	},
	"am": {
		numbers: map[int]string{
			2: "ሁለት", 3: "ሦስት ሶስት", 5: "አምስት", 6: "ስድስት", 7: "ሰባት", 8: "ስምንት", 9: "ዘጠኝ", 10: "አስር ዐሥር አሥር",
			20: "ሃያ", 30: "ሰላሳ ሠላሳ", 40: "አርባ", 50: "ሃምሳ አምሳ", 60: "ስልሳ",
		},
		soft: map[int]string{1: "አንድ አንዱ አንዲት", 2: "ሁለቱም ሁለቱ ሁለቱንም", 4: "አራት", 100: "መቶ", 1000: "ሺህ ሺ", 12: "ቀትር"}, prefixes: "በ ከ ለ የ እስከ",
		am: "ጠዋት|ረፋድ|ከቀትር_በፊት", noon: "እኩለ_ቀን|ቀትር", pm: "ከሰዓት_በኋላ|ከሰዓት|ከቀትር_በኋላ|ምሽት|ማታ", night: "ሌሊት|ለሊት", clock: "ሰዓት", pounds: "ፓውንድ", pence: "ፔንስ",
	},
	"so": {
		numbers: map[int]string{
			2: "laba labo labada", 3: "saddex saddexda", 4: "afar afarta", 5: "shan shanta", 6: "lix lixda", 7: "toddoba toddobada", 8: "siddeed siddeedda", 9: "sagaal sagaalka",
			10: "toban tobanka", 20: "labaatan", 30: "soddon", 40: "afartan", 50: "konton", 60: "lixdan",
		},
		soft: map[int]string{1: "hal mid kow", 2: "labadaba labadoodaba labadiinaba labadan", 100: "boqol", 1000: "kun", 12: "duhur duhurkii"},
		am:   "subaxnimo|subaxdii|barqonimo|aroornimo", noon: "duhurnimo|duhurkii|duhur", pm: "galabnimo|galabtii|fiidnimo|fiidkii", night: "habeennimo|habeenkii",
		clock: "saacadda", pounds: "gini|bawn|pound", pence: "pence|peni",
	},
	"sq": {
		numbers: map[int]string{
			2: "dy", 3: "tre tri", 4: "katër", 5: "pesë", 6: "gjashtë", 7: "shtatë", 8: "tetë", 9: "nëntë", 10: "dhjetë", 11: "njëmbëdhjetë", 12: "dymbëdhjetë",
			20: "njëzet", 30: "tridhjetë", 40: "dyzet", 50: "pesëdhjetë",
		},
		soft: map[int]string{1: "një", 2: "dyja dytë", 100: "njëqind", 12: "mesditë"},
		am:   "paradite|e_mëngjesit|të_mëngjesit", noon: "mesditë", pm: "pasdite|e_mbrëmjes|të_mbrëmjes", night: "e_natës", clock: "ora", pounds: "paund|stërlina", pence: "penni|penca",
	},
	"es": {
		numbers: map[int]string{
			2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho", 9: "nueve", 10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce",
			15: "quince", 20: "veinte", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta",
		},
		soft: map[int]string{1: "uno una un", 2: "ambos ambas segundo", 100: "cien ciento", 12: "mediodía"},
		am:   "a._m.|a.m.|am|de_la_mañana", noon: "del_mediodía", pm: "p._m.|p.m.|pm|de_la_tarde", night: "de_la_noche", clock: "h|horas", pounds: "libras|libra", pence: "peniques|penique",
	},
	"uk": {
		numbers: map[int]string{
			2: "два дві двох двом двома двоє", 3: "три трьох трьом трьома троє", 4: "чотири чотирьох чотирьом чотирма", 5: "п'ять п'яти п'ятьох", 6: "шість шести шістьох",
			7: "сім семи сімох", 8: "вісім восьми вісьмох", 9: "дев'ять дев'яти", 10: "десять десяти", 11: "одинадцять одинадцяти", 12: "дванадцять дванадцяти",
			20: "двадцять двадцяти", 30: "тридцять тридцяти", 40: "сорок", 50: "п'ятдесят", 60: "шістдесят",
		},
		soft: map[int]string{1: "один одна одне одного однієї", 2: "обидва обидві обох двічі", 3: "тричі", 100: "сто ста", 12: "опівдні полудень"},
		am:   "ранку|вранці", noon: "полудня", pm: "дня|вечора|пополудні", night: "ночі", clock: "година|годині|години|год", pounds: "фунт", pence: "пенс|пенні",
	},
	"fr": {
		numbers: map[int]string{
			2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze",
			20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante",
		},
		soft: map[int]string{1: "un une", 2: "double second seconde", 9: "neuf", 12: "midi", 100: "cent", 1000: "mille"},
		am:   "du_matin", noon: "midi", pm: "de_l’après-midi|de_l'après-midi|du_soir", clock: "heures|heure|h", pounds: "livre|livres", pence: "pence",
	},
	"tr": {
		numbers: map[int]string{2: "iki", 3: "üç", 4: "dört", 5: "beş", 8: "sekiz", 9: "dokuz", 20: "yirmi", 30: "otuz", 40: "kırk", 50: "elli", 60: "altmış"},
		soft:    map[int]string{1: "bir", 2: "ikisi", 6: "altı", 7: "yedi", 10: "on", 12: "öğle öğlen", 100: "yüz", 1000: "bin"},
		am:      "sabah", noon: "öğlen|öğle", pm: "öğleden_sonra|akşam", night: "gece", clock: "saat", pounds: "sterlin|pound", pence: "peni",
	},
	"vi": { // a day of the week is a number here, and five is a year
		soft: map[int]string{1: "một", 2: "hai", 3: "ba", 4: "bốn tư", 5: "năm", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín", 10: "mười", 12: "trưa", 20: "hai", 100: "trăm"},
		am:   "sáng", noon: "trưa", pm: "chiều|tối", night: "đêm", clock: "giờ", pounds: "bảng|đồng_bảng", pence: "xu|penny",
	},
	"ru": {
		numbers: map[int]string{
			2: "два две двух двум двое", 3: "три трёх трех трем трём трое", 4: "четыре четырёх четырех", 5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми",
			9: "девять девяти", 10: "десять десяти", 11: "одиннадцать", 12: "двенадцать двенадцати", 20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок", 50: "пятьдесят",
		},
		soft: map[int]string{1: "один одна одно одного одной", 2: "оба обе обоих дважды", 3: "трижды", 12: "полдень", 100: "сто"},
		am:   "утра|утром", noon: "полудня", pm: "дня|вечера", night: "ночи", clock: "часов|часа|час|ч", pounds: "фунт", pence: "пенс|пенни",
	},
	"pt": {
		numbers: map[int]string{
			2: "dois duas", 3: "três", 4: "quatro", 5: "cinco", 6: "seis", 7: "sete", 8: "oito", 9: "nove", 10: "dez", 11: "onze", 12: "doze", 15: "quinze",
			20: "vinte", 30: "trinta", 40: "quarenta", 50: "cinquenta", 60: "sessenta",
		},
		soft: map[int]string{1: "um uma", 2: "ambos ambas", 12: "meio-dia", 100: "cem cento", 1000: "mil"},
		am:   "da_manhã", noon: "meio-dia", pm: "da_tarde", night: "da_noite", clock: "horas|h", pounds: "libras|libra", pence: "pence",
	},
	"pl": {
		numbers: map[int]string{
			2: "dwa dwie dwóch dwoje", 3: "trzy trzech troje", 4: "cztery czterech", 5: "pięć pięciu", 6: "sześć sześciu", 7: "siedem siedmiu", 8: "osiem ośmiu",
			9: "dziewięć dziewięciu", 10: "dziesięć dziesięciu", 12: "dwanaście dwunastu", 20: "dwadzieścia", 30: "trzydzieści",
		},
		soft: map[int]string{1: "jeden jedna jedno jednego", 2: "oba obie oboje", 12: "południe", 100: "sto"},
		am:   "rano", noon: "w_południe", pm: "po_południu|wieczorem", night: "w_nocy", clock: "godz.|godzina|godzinie", pounds: "funt", pence: "pens",
	},
	"ro": {
		numbers: map[int]string{
			2: "doi două", 3: "trei", 4: "patru", 5: "cinci", 6: "șase", 7: "șapte", 8: "opt", 10: "zece", 11: "unsprezece", 12: "doisprezece", 20: "douăzeci", 30: "treizeci",
		},
		soft: map[int]string{1: "un o una unu", 2: "ambele ambii", 9: "nouă", 12: "prânz", 100: "sută", 1000: "mie"},
		am:   "dimineața", noon: "la_prânz", pm: "după-amiaza|seara", night: "noaptea", clock: "ora", pounds: "lir", pence: "penny|pence",
	},
	"sw": {
		numbers: map[int]string{2: "mbili wili", 3: "tatu", 4: "nne", 5: "tano", 6: "sita", 7: "saba", 8: "nane", 9: "tisa", 10: "kumi", 20: "ishirini", 30: "thelathini"},
		soft:    map[int]string{1: "moja mmoja", 12: "mchana", 100: "mia", 1000: "elfu"}, prefixes: "wa vi ma mi m",
		am: "asubuhi", noon: "adhuhuri", pm: "mchana|alasiri|jioni", night: "usiku", clock: "saa", pounds: "pauni", pence: "peni",
	},
	"hi": {
		numbers: map[int]string{3: "तीन", 4: "चार", 5: "पांच पाँच", 6: "छह छः", 7: "सात", 8: "आठ", 10: "दस", 11: "ग्यारह", 12: "बारह", 15: "पंद्रह", 20: "बीस", 30: "तीस", 40: "चालीस", 50: "पचास"},
		soft:    map[int]string{1: "एक", 2: "दो दोनों", 9: "नौ", 12: "दोपहर", 100: "सौ", 1000: "हज़ार हजार"},
		am:      "सुबह", noon: "दोपहर", pm: "शाम", night: "रात", clock: "बजे", halfBefore: "साढ़े", pounds: "पाउंड|पाउन्ड|पौंड", pence: "पेंस",
	},
	"pa": {
		numbers: map[int]string{3: "ਤਿੰਨ", 4: "ਚਾਰ", 5: "ਪੰਜ", 6: "ਛੇ", 7: "ਸੱਤ", 8: "ਅੱਠ", 10: "ਦਸ", 12: "ਬਾਰਾਂ", 20: "ਵੀਹ", 30: "ਤੀਹ"},
		soft:    map[int]string{1: "ਇੱਕ ਇਕ", 2: "ਦੋ ਦੋਵੇਂ", 9: "ਨੌਂ", 12: "ਦੁਪਹਿਰ", 100: "ਸੌ"},
		am:      "ਸਵੇਰੇ", noon: "ਦੁਪਹਿਰ", pm: "ਸ਼ਾਮ", night: "ਰਾਤ", clock: "ਵਜੇ", halfBefore: "ਸਾਢੇ", pounds: "ਪੌਂਡ|ਪਾਊਂਡ", pence: "ਪੈਂਸ",
	},
	"zh-hans": chinese,
	"zh-hant": chinese,
})

var persian = &vocabulary{
	numbers: map[int]string{
		2: "دو", 3: "سه", 4: "چهار", 5: "پنج", 6: "شش", 7: "هفت", 8: "هشت", 11: "یازده", 12: "دوازده", 13: "سیزده", 14: "چهارده", 15: "پانزده",
		20: "بیست", 40: "چهل", 50: "پنجاه", 60: "شصت", 70: "هفتاد", 80: "هشتاد", 90: "نود",
	},
	soft: map[int]string{1: "یک", 2: "دوم هردو", 9: "نه", 10: "ده", 30: "سی", 100: "صد", 1000: "هزار", 12: "ظهر"},
	am:   "صبح|بامداد|پیش_از_ظهر|قبل_از_ظهر|ق.ظ.|ق.ظ", noon: "ظهر", pm: "بعد_از_ظهر|بعدازظهر|عصر|ب.ظ.|ب.ظ|شام", night: "شب",
	clock: "بجهٔ|بجه|ساعت", halfAfter: "و_نیم|ونیم", pounds: "پوند", pence: "پنس|پنی",
}

// Numbers in Han letters are read by [hanNumber].
var chinese = &vocabulary{
	am: "上午|早上|清晨|凌晨|早晨", noon: "中午|正午", pm: "下午|晚上|傍晚", night: "夜里|半夜|午夜", clock: "点钟|點鐘|点整|点|點|时|時", halfAfter: "半",
	pounds: "英镑|英鎊|镑|鎊", pence: "便士",
}

// Signs and words of money and shares that are understood in every language.
const (
	numeral  = `\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,'’٫٬\x{A0}\x{2009}\x{202F}]\d+)*`
	space    = `[ \x{A0}\x{2009}\x{202F}]?`
	percents = `%|٪|％|﹪|per cent|percent|por ciento|për qind|відсот|процент|بالمئة|بالمائة|في المئة|في المائة|درصد|در صد|فیصد|فی صد|سلنه|لەسەدا|শতাংশ|ሚእታዊ|በመቶ|ከመቶ|pour cent|yüzde|phần trăm|por cento|la sută|asilimia|प्रतिशत|फ़ीसदी|ਪ੍ਰਤੀਸ਼ਤ|ਫ਼ੀਸਦੀ|%ka`
	euros    = `€|euros?|يورو|یورو|ইউরো|ዩሮ|欧元|євро`
	dollars  = `\$|dollars?|دولار|دلار|ډالر|ڈالر|ডলার|ዶላር|美元|долар`
)

func compiled(table map[lang.Tag]*vocabulary) map[lang.Tag]*vocabulary {
	for _, v := range table {
		if v.byWord == nil {
			v.compile()
		}
	}
	return table
}

func (v *vocabulary) compile() {
	v.byWord = map[string]numberWord{}
	add := func(table map[int]string, soft bool) {
		for _, value := range slices.Backward(slices.Sorted(maps.Keys(table))) { // a word of two numbers says the smaller one
			for _, w := range strings.Fields(table[value]) {
				v.byWord[w] = numberWord{value, soft}
			}
		}
	}
	add(v.soft, true)
	add(v.numbers, false)
	v.before, v.behind = strings.Fields(v.prefixes), strings.Fields(v.suffixes)
	part := alternation(v.am, v.noon, v.pm, v.night)
	clock := alternation(v.clock)
	v.times = regexp.MustCompile(`(?i)(?:(` + part + `)` + space + `)?(?:(` + alternation(v.halfBefore) + `)` + space + `)?(?:(` + clock + `)` + space +
		`)?(\d{1,2})(?:([:h.٫：])(\d\d))?(?:` + space + `(` + clock + `))?(?:(\d\d)分)?(?:` + space + `(` + alternation(v.halfAfter) + `))?(?:` + space + `(` + part + `))?`)
	v.amount = moneyForm("£|GBP|" + alternation(v.pounds))
	v.small = regexp.MustCompile(`(?i)(\d+)` + space + `(` + alternation(v.pence) + `)`)
}

// moneyForm finds an amount with one of the signs or words before or behind it.
func moneyForm(signs string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(` + numeral + `)` + space + `(?:` + signs + `)|(?:` + signs + `)` + space + `(` + numeral + `)`)
}

var (
	euroForm    = moneyForm(euros)
	dollarForm  = moneyForm(dollars)
	percentForm = moneyForm(percents)
)

// alternation makes a form of words between bars, longest first; _ is a blank. Without words it matches nothing.
func alternation(lists ...string) string {
	var words []string
	for _, l := range lists {
		for w := range strings.SplitSeq(l, "|") {
			if w != "" {
				words = append(words, strings.ReplaceAll(regexp.QuoteMeta(w), "_", `[ \x{200C}\x{A0}]`))
			}
		}
	}
	if len(words) == 0 {
		return `[^\x{0}-\x{10FFFF}]`
	}
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return strings.Join(words, "|")
}

// partOf tells which part of the day a word names: a, n, p or i (night); 0 for none.
func (v *vocabulary) partOf(word string) byte {
	word = strings.NewReplacer(" ", "_", "\u200c", "_", "\u00a0", "_").Replace(strings.ToLower(word))
	for _, p := range []struct {
		part  byte
		words string
	}{{'a', v.am}, {'n', v.noon}, {'p', v.pm}, {'i', v.night}} {
		if word != "" && slices.Contains(strings.Split(p.words, "|"), word) {
			return p.part
		}
	}
	return 0
}

// number reads a word as a number, with what may be tied to it taken off.
func (v *vocabulary) number(word string) (numberWord, bool) {
	if n, ok := v.byWord[word]; ok {
		return n, true
	}
	for _, p := range v.before {
		if rest, ok := strings.CutPrefix(word, p); ok {
			if n, ok := v.byWord[rest]; ok {
				return n, true
			}
		}
	}
	for _, s := range v.behind {
		if rest, ok := strings.CutSuffix(word, s); ok {
			if n, ok := v.byWord[rest]; ok {
				return n, true
			}
		}
	}
	return numberWord{}, false
}
