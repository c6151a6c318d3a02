package pdf

import (
	"os"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
)

// phrases are the words of a sample pack in one language.
type phrases struct {
	site, borough, tagline, contents, pageOf, foot    string
	title, summary, call, before, after, english      string
	bullets, steps, ticks                             []string
	important, everyone, phone, free, text, mail      string
	web, monday, wednesday, lesson, place, lift, maps string
	paper, from, brp, office, letter, council         string
	term, meaning, tagFree, tagWomen, emergency       string
	long                                              string
}

var samples = map[lang.Tag]phrases{
	"en": {
		site: "Welcome pack", borough: "Newham", tagline: "Help near you in your first days", contents: "Contents", pageOf: "Page {page} of {pages}", foot: "This copy may be out of date. Look at the website for the newest one.",
		title: "Register with a doctor", summary: "Everyone can join a GP. You do not need papers.", call: "If you cannot wait, call {nhs} by day or night. The surgery is open {time}, and they may ask you to write to {mail}.", before: "Ask at ", after: " near the station.",
		english: "Register with a doctor", bullets: []string{"You do not need proof of address.", "You do not have to show your passport or tell them about your immigration status.", "You can ask for an interpreter, and it costs nothing."},
		steps: []string{"Find a GP near you.", "Ask for the form, which is called GMS1.", "Fill it in and give it back."}, ticks: []string{"I have the form.", "I know the name of my GP."},
		important: "Important", everyone: "Nobody may refuse you because you have no papers. If somebody does, ask them to write down the reason.", phone: "Phone", free: "free to call", text: "Text message", mail: "Email", web: "Website",
		monday: "Monday", wednesday: "Wednesday", lesson: "English class", place: "Address", lift: "The lift is at the back of the building.", maps: "Map", paper: "Paper", from: "Where it comes from", brp: "The card with your photograph", office: "the Home Office",
		letter: "A letter about your support", council: "the council, or the people who run your accommodation", term: "GP", meaning: "A family doctor. You see the GP first, who sends you to the hospital if you need it.", tagFree: "free", tagWomen: "women only", emergency: "Emergency",
		long: "The GP is the first place to go when you are ill and it is not an emergency. The GP can give you medicine, send you for tests, and help with worries and sleep. You may see a nurse instead of a doctor. Appointments are short, so say the most important thing first, and say it again if you think that you were not understood.",
	},
	"ar": {
		site: "حزمة الترحيب", borough: "نيوهام", tagline: "مساعدة قريبة منك في أيامك الأولى", contents: "المحتويات", pageOf: "صفحة {page} من {pages}", foot: "قد تكون هذه النسخة قديمة. ابحث عن أحدث نسخة على الموقع.",
		title: "التسجيل لدى طبيب", summary: "يمكن لأي شخص التسجيل لدى طبيب عام. لا تحتاج إلى أوراق.", call: "إذا لم تستطع الانتظار فاتصل على {nhs} ليلاً أو نهاراً. العيادة مفتوحة {time} وقد يطلبون منك الكتابة إلى {mail}.", before: "اسأل في ", after: " بالقرب من المحطة.",
		english: "Register with a doctor", bullets: []string{"لا تحتاج إلى إثبات عنوان.", "لا يجب عليك إظهار جواز سفرك أو إخبارهم عن وضعك القانوني.", "يمكنك طلب مترجم، وهذا مجاني."},
		steps: []string{"ابحث عن طبيب عام قريب منك.", "اطلب الاستمارة (اسمها GMS1).", "املأها ثم أعدها إليهم."}, ticks: []string{"لدي الاستمارة.", "أعرف اسم طبيبي."},
		important: "مهم", everyone: "لا يجوز لأحد أن يرفضك لأنك لا تملك أوراقاً. إذا حدث ذلك فاطلب منهم كتابة السبب.", phone: "هاتف", free: "المكالمة مجانية", text: "رسالة نصية", mail: "بريد إلكتروني", web: "الموقع",
		monday: "الاثنين", wednesday: "الأربعاء", lesson: "درس اللغة الإنجليزية", place: "العنوان", lift: "المصعد في الجزء الخلفي من المبنى.", maps: "خريطة", paper: "الورقة", from: "من أين تأتي", brp: "البطاقة التي عليها صورتك", office: "وزارة الداخلية",
		letter: "رسالة عن الدعم", council: "البلدية أو المسؤولون عن سكنك", term: "طبيب عام", meaning: "طبيب العائلة. تذهب إليه أولاً وهو يرسلك إلى المستشفى عند الحاجة.", tagFree: "مجاني", tagWomen: "للنساء فقط", emergency: "الطوارئ",
		long: "الطبيب العام هو أول مكان تذهب إليه عندما تكون مريضاً ولا تكون الحالة طارئة. يمكنه أن يعطيك الدواء وأن يرسلك لإجراء الفحوص وأن يساعدك في القلق والنوم. قد تقابل ممرضة بدلاً من الطبيب. المواعيد قصيرة، لذلك قل أهم شيء أولاً، وقله مرة أخرى إذا شعرت أنهم لم يفهموك.",
	},
	"fa": {
		site: "بستهٔ خوش‌آمد", borough: "نیوهام", tagline: "کمک نزدیک شما در روزهای اول", contents: "فهرست", pageOf: "صفحهٔ {page} از {pages}", foot: "این نسخه ممکن است قدیمی باشد. تازه‌ترین نسخه در وب‌سایت است.",
		title: "ثبت‌نام نزد پزشک", summary: "هر کسی می‌تواند نزد پزشک عمومی ثبت‌نام کند. نیازی به مدارک نیست.", call: "اگر نمی‌توانید صبر کنید، شبانه‌روز با {nhs} تماس بگیرید. درمانگاه {time} باز است و شاید بخواهند به {mail} بنویسید.", before: "در ", after: " نزدیک ایستگاه بپرسید.",
		english: "Register with a doctor", bullets: []string{"نیازی به مدرک نشانی ندارید.", "لازم نیست گذرنامهٔ خود را نشان دهید یا دربارهٔ وضعیت مهاجرت خود بگویید.", "می‌توانید مترجم بخواهید و رایگان است."},
		steps: []string{"پزشک نزدیک خود را پیدا کنید.", "فرم را بخواهید (نام آن GMS1 است).", "آن را پر کنید و پس بدهید."}, ticks: []string{"فرم را دارم.", "نام پزشکم را می‌دانم."},
		important: "مهم", everyone: "هیچ‌کس نباید به خاطر نداشتن مدارک شما را رد کند. اگر چنین شد، بخواهید دلیل را بنویسند.", phone: "تلفن", free: "تماس رایگان است", text: "پیامک", mail: "ایمیل", web: "وب‌سایت",
		monday: "دوشنبه", wednesday: "چهارشنبه", lesson: "کلاس انگلیسی", place: "نشانی", lift: "آسانسور در پشت ساختمان است.", maps: "نقشه", paper: "برگه", from: "از کجا می‌آید", brp: "کارتی که عکس شما روی آن است", office: "وزارت کشور",
		letter: "نامه‌ای دربارهٔ حمایت شما", council: "شهرداری یا کسانی که محل اقامت شما را اداره می‌کنند", term: "پزشک عمومی", meaning: "پزشک خانواده. اول نزد او می‌روید و اگر لازم باشد شما را به بیمارستان می‌فرستد.", tagFree: "رایگان", tagWomen: "فقط زنان", emergency: "اضطراری",
		long: "پزشک عمومی نخستین جایی است که هنگام بیماری، وقتی وضعیت اضطراری نیست، به آن می‌روید. او می‌تواند دارو بدهد، شما را برای آزمایش بفرستد و در نگرانی و خواب کمک کند. شاید به جای پزشک، پرستار را ببینید. وقت‌ها کوتاه است، پس مهم‌ترین چیز را اول بگویید.",
	},
	"ur": {
		site: "خوش آمدید پیک", borough: "نیوہم", tagline: "آپ کے پہلے دنوں میں آپ کے قریب مدد", contents: "فہرست", pageOf: "صفحہ {page} از {pages}", foot: "یہ کاپی پرانی ہو سکتی ہے۔ تازہ ترین کاپی ویب سائٹ پر دیکھیں۔",
		title: "ڈاکٹر کے پاس اندراج", summary: "ہر کوئی جی پی کے پاس اندراج کروا سکتا ہے۔ آپ کو کاغذات کی ضرورت نہیں۔", call: "اگر آپ انتظار نہیں کر سکتے تو دن یا رات {nhs} پر فون کریں۔ کلینک {time} کھلا ہے اور وہ آپ کو {mail} پر لکھنے کو کہہ سکتے ہیں۔", before: "سٹیشن کے قریب ", after: " میں پوچھیں۔",
		english: "Register with a doctor", bullets: []string{"آپ کو پتے کے ثبوت کی ضرورت نہیں۔", "آپ کو اپنا پاسپورٹ دکھانے یا اپنی امیگریشن حیثیت بتانے کی ضرورت نہیں۔", "آپ مترجم مانگ سکتے ہیں اور یہ مفت ہے۔"},
		steps: []string{"اپنے قریب جی پی تلاش کریں۔", "فارم مانگیں جس کا نام GMS1 ہے۔", "اسے بھر کر واپس دیں۔"}, ticks: []string{"میرے پاس فارم ہے۔", "مجھے اپنے جی پی کا نام معلوم ہے۔"},
		important: "اہم", everyone: "کوئی آپ کو کاغذات نہ ہونے کی وجہ سے انکار نہیں کر سکتا۔ اگر کوئی ایسا کرے تو اسے وجہ لکھنے کو کہیں۔", phone: "فون", free: "کال مفت ہے", text: "پیغام", mail: "ای میل", web: "ویب سائٹ",
		monday: "پیر", wednesday: "بدھ", lesson: "انگریزی کی کلاس", place: "پتہ", lift: "لفٹ عمارت کے پیچھے ہے۔", maps: "نقشہ", paper: "کاغذ", from: "کہاں سے آتا ہے", brp: "وہ کارڈ جس پر آپ کی تصویر ہے", office: "ہوم آفس",
		letter: "آپ کی مدد کے بارے میں خط", council: "کونسل یا آپ کی رہائش چلانے والے لوگ", term: "جی پی", meaning: "خاندانی ڈاکٹر۔ آپ پہلے ان سے ملتے ہیں اور ضرورت ہو تو وہ آپ کو ہسپتال بھیجتے ہیں۔", tagFree: "مفت", tagWomen: "صرف خواتین", emergency: "ہنگامی",
		long: "جب آپ بیمار ہوں اور ہنگامی حالت نہ ہو تو سب سے پہلے جی پی کے پاس جائیں۔ جی پی آپ کو دوا دے سکتا ہے، ٹیسٹ کے لیے بھیج سکتا ہے اور پریشانی اور نیند میں مدد کر سکتا ہے۔ ہو سکتا ہے کہ آپ ڈاکٹر کے بجائے نرس سے ملیں۔ ملاقات کا وقت کم ہوتا ہے، اس لیے سب سے اہم بات پہلے کہیں۔",
	},
	"ti": {
		site: "ናይ እንኳዕ ብደሓን መጻእኩም ጽሑፍ", borough: "ኒውሃም", tagline: "ኣብ ቀዳሞት መዓልታትኩም ዝርከብ ሓገዝ", contents: "ትሕዝቶ", pageOf: "ገጽ {page} ካብ {pages}", foot: "እዚ ቅዳሕ ዝኣረገ ክኸውን ይኽእል። ዝሓደሰ ኣብ መርበብ ረኣዩ።",
		title: "ኣብ ዶክተር ምምዝጋብ", summary: "ኩሉ ሰብ ኣብ ጂፒ ክምዝገብ ይኽእል እዩ። ወረቐት ኣየድልየኩምን።", call: "ክትጽበዩ እንተዘይክኢልኩም ናብ {nhs} ለይትን መዓልትን ደውሉ። እቲ ክሊኒክ {time} ክፉት እዩ፣ ናብ {mail} ክትጽሕፉ ክሓቱ ይኽእሉ።", before: "ኣብ ", after: " ጥቓ መደበር ሕተቱ።",
		english: "Register with a doctor", bullets: []string{"መረጋገጺ ኣድራሻ ኣየድልየኩምን።", "ፓስፖርትኩም ከተርእዩ ወይ ብዛዕባ ኩነታት ስደት ክትነግሩ ኣየድልን።", "ተርጓሚ ክትሓቱ ትኽእሉ፣ ብነጻ እዩ።"},
		steps: []string{"ኣብ ጥቓኹም ጂፒ ድለዩ።", "እቲ ቅጥዒ (GMS1) ሕተቱ።", "መሊእኩም ምለሱ።"}, ticks: []string{"ቅጥዒ ኣሎኒ።", "ስም ዶክተረይ እፈልጥ።"},
		important: "ኣገዳሲ", everyone: "ወረቐት ስለዘይብልኩም ዋላ ሓደ ክኽልክለኩም ኣይክእልን። እንተ ኾይኑ፡ ምኽንያት ክጽሕፉ ሕተቱ።", phone: "ቴሌፎን", free: "ብነጻ ይድወል", text: "መልእኽቲ", mail: "ኢመይል", web: "መርበብ ሓበሬታ",
		monday: "ሰኑይ", wednesday: "ረቡዕ", lesson: "ትምህርቲ እንግሊዝኛ", place: "ኣድራሻ", lift: "ሊፍት ኣብ ድሕሪት እቲ ህንጻ ኣሎ።", maps: "ካርታ", paper: "ወረቐት", from: "ካበይ ይመጽእ", brp: "ስእልኹም ዘለዎ ካርድ", office: "ሚኒስትሪ ውሽጢ ሃገር",
		letter: "ብዛዕባ ደገፍ ዝገልጽ ደብዳበ", council: "ቤት ምኽሪ ወይ መንበሪ ዘካይዱ ሰባት", term: "ጂፒ", meaning: "ናይ ስድራቤት ዶክተር። መጀመርታ ንዕኡ ትርእዩ፣ እንተድልዩ ናብ ሆስፒታል ይሰደኩም።", tagFree: "ነጻ", tagWomen: "ንደቂ ኣንስትዮ ጥራይ", emergency: "ህጹጽ",
		long: "ሓሚምኩም እንተኾንኩምን ህጹጽ ኩነታት እንተዘይኮይኑን መጀመርታ ናብ ጂፒ ኪዱ። ጂፒ መድሃኒት ክህበኩም፣ ንመርመራ ክሰደኩም፣ ብዛዕባ ጭንቀትን ድቃስን ክሕግዘኩም ይኽእል። ኣብ ክንዲ ዶክተር ነርስ ክትርእዩ ትኽእሉ። ቆጸራ ሓጺር ስለዝኾነ እቲ ዝያዳ ኣገዳሲ መጀመርታ ተዛረቡ።",
	},
	"so": {
		site: "Xirmada soo dhawaynta", borough: "Newham", tagline: "Caawimo kuu dhow maalmahaaga ugu horreeya", contents: "Tusmo", pageOf: "Bogga {page} ee {pages}", foot: "Nuqulkan waxaa laga yaabaa inuu duugoobay. Ka fiiri kan ugu cusub bogga internetka.",
		title: "Iska diiwaangeli dhakhtar", summary: "Qof kasta wuu iska diiwaangelin karaa GP. Uma baahnid waraaqo.", call: "Haddii aadan sugi karin, wac {nhs} habeen iyo maalin. Rugtu waxay furan tahay {time}, waxayna ku weydiin karaan inaad u qorto {mail}.", before: "Weydii ", after: " oo u dhow saldhigga.",
		english: "Register with a doctor", bullets: []string{"Uma baahnid caddeyn cinwaan.", "Ma aha inaad tusto baasaboorkaaga ama aad u sheegto xaaladdaada socdaalka.", "Waxaad codsan kartaa turjubaan, waana bilaash."},
		steps: []string{"Raadi GP kuu dhow.", "Codso foomka la yiraahdo GMS1.", "Buuxi oo dib u celi."}, ticks: []string{"Foomka waan haystaa.", "Waan garanayaa magaca dhakhtarkayga."},
		important: "Muhiim", everyone: "Cidna kuma diidi karto inaadan haysan waraaqo. Haddii ay dhacdo, weydii inay qoraan sababta.", phone: "Taleefan", free: "wicitaanku waa bilaash", text: "Fariin", mail: "Iimayl", web: "Bogga",
		monday: "Isniin", wednesday: "Arbaco", lesson: "Casharka Ingiriiska", place: "Cinwaanka", lift: "Wiishku wuxuu ku yaal dhabarka dambe ee dhismaha.", maps: "Khariidad", paper: "Waraaq", from: "Halka ay ka timaado", brp: "Kaarka sawirkaagu ku yaal", office: "Xafiiska Arrimaha Gudaha",
		letter: "Warqad ku saabsan taageeradaada", council: "dawladda hoose ama dadka maamula hoygaaga", term: "GP", meaning: "Dhakhtarka qoyska. Marka hore isaga ayaad aragtaa, isaguna isbitaalka ayuu kuu diraa haddii loo baahdo.", tagFree: "bilaash", tagWomen: "haween kaliya", emergency: "Degdeg",
		long: "GP waa meesha ugu horreysa ee aad tagto markaad xanuunsanayso oo aysan ahayn degdeg. GP wuxuu ku siin karaa daawo, wuxuu kuu diri karaa baaritaan, wuxuuna kaa caawin karaa walwalka iyo hurdada. Waxaa laga yaabaa inaad aragto kalkaaliso. Ballamuhu way gaaban yihiin, markaa marka hore sheeg waxa ugu muhiimsan.",
	},
	"uk": {
		site: "Вітальний пакет", borough: "Ньюхем", tagline: "Допомога поруч у ваші перші дні", contents: "Зміст", pageOf: "Сторінка {page} з {pages}", foot: "Ця копія може бути застарілою. Найновіша є на вебсайті.",
		title: "Запишіться до лікаря", summary: "Кожен може записатися до сімейного лікаря. Документи не потрібні.", call: "Якщо не можете чекати, телефонуйте {nhs} вдень або вночі. Клініка працює {time}, і вас можуть попросити написати на {mail}.", before: "Запитайте в ", after: " біля станції.",
		english: "Register with a doctor", bullets: []string{"Підтвердження адреси не потрібне.", "Ви не зобов’язані показувати паспорт або розповідати про свій імміграційний статус.", "Можна попросити перекладача, це безкоштовно."},
		steps: []string{"Знайдіть лікаря поруч.", "Попросіть бланк, він зветься GMS1.", "Заповніть і віддайте його."}, ticks: []string{"Я маю бланк.", "Я знаю ім’я свого лікаря."},
		important: "Важливо", everyone: "Ніхто не може відмовити вам через те, що у вас немає документів. Якщо це сталося, попросіть записати причину.", phone: "Телефон", free: "дзвінок безкоштовний", text: "Повідомлення", mail: "Ел. пошта", web: "Вебсайт",
		monday: "понеділок", wednesday: "середа", lesson: "урок англійської", place: "Адреса", lift: "Ліфт розташований позаду будівлі.", maps: "Мапа", paper: "Документ", from: "Звідки він", brp: "Картка з вашою фотографією", office: "Міністерство внутрішніх справ",
		letter: "Лист про вашу підтримку", council: "місцева рада або ті, хто керує вашим житлом", term: "Сімейний лікар", meaning: "Лікар, до якого ви йдете спочатку; за потреби він направить вас до лікарні.", tagFree: "безкоштовно", tagWomen: "лише для жінок", emergency: "Екстрені служби",
		long: "Сімейний лікар — це перше місце, куди треба йти, коли ви хворі і це не надзвичайна ситуація. Лікар може дати ліки, направити на аналізи та допомогти з тривогою і сном. Можливо, вас прийме медсестра. Прийом короткий, тому спершу скажіть найважливіше.",
	},
	"am": {
		site: "የእንኳን ደህና መጡ ጽሑፍ", borough: "ኒውሃም", tagline: "በመጀመሪያ ቀናትዎ በአቅራቢያዎ ያለ እርዳታ", contents: "ማውጫ", pageOf: "ገጽ {page} ከ {pages}", foot: "ይህ ቅጂ ያረጀ ሊሆን ይችላል። አዲሱን በድረ ገጹ ይመልከቱ።",
		title: "ሐኪም ዘንድ ይመዝገቡ", summary: "ማንኛውም ሰው መመዝገብ ይችላል። ወረቀት አያስፈልግም።", call: "መጠበቅ ካልቻሉ ቀንም ሌሊትም {nhs} ይደውሉ። ክሊኒኩ {time} ክፍት ነው፤ ወደ {mail} እንዲጽፉ ሊጠይቁ ይችላሉ።", before: "በ", after: " ጣቢያው አጠገብ ይጠይቁ።",
		english: "Register with a doctor", bullets: []string{"የአድራሻ ማረጋገጫ አያስፈልግም።", "ፓስፖርትዎን ማሳየት የለብዎትም።", "አስተርጓሚ መጠየቅ ይችላሉ፤ ነጻ ነው።"},
		steps: []string{"በአቅራቢያዎ ሐኪም ይፈልጉ።", "GMS1 የሚባለውን ቅጽ ይጠይቁ።", "ሞልተው ይመልሱ።"}, ticks: []string{"ቅጹ አለኝ።", "የሐኪሜን ስም አውቃለሁ።"},
		important: "አስፈላጊ", everyone: "ወረቀት ስለሌለዎት ማንም ሊከለክልዎ አይችልም። ከከለከሉዎ ምክንያቱን እንዲጽፉ ይጠይቁ።", phone: "ስልክ", free: "ጥሪው ነጻ ነው", text: "መልእክት", mail: "ኢሜይል", web: "ድረ ገጽ",
		monday: "ሰኞ", wednesday: "ረቡዕ", lesson: "የእንግሊዝኛ ትምህርት", place: "አድራሻ", lift: "ሊፍቱ ከሕንጻው ጀርባ ነው።", maps: "ካርታ", paper: "ወረቀት", from: "ከየት ይመጣል", brp: "ፎቶዎ ያለበት ካርድ", office: "የአገር ውስጥ ጉዳይ ሚኒስቴር",
		letter: "ስለ ድጋፍዎ ደብዳቤ", council: "ምክር ቤቱ ወይም መኖሪያዎን የሚያስተዳድሩ ሰዎች", term: "ጂፒ", meaning: "የቤተሰብ ሐኪም። መጀመሪያ እሱን ያያሉ።", tagFree: "ነጻ", tagWomen: "ለሴቶች ብቻ", emergency: "አስቸኳይ",
		long: "ሲታመሙና አስቸኳይ ካልሆነ መጀመሪያ ወደ ሐኪም ይሂዱ። ሐኪሙ መድኃኒት ሊሰጥዎት፣ ለምርመራ ሊልክዎት እና በጭንቀትና በእንቅልፍ ሊረዳዎት ይችላል። ቀጠሮዎች አጭር ስለሆኑ በጣም አስፈላጊውን መጀመሪያ ይናገሩ።",
	},
	"bn": {
		site: "স্বাগত পুস্তিকা", borough: "নিউহ্যাম", tagline: "প্রথম দিনগুলোতে আপনার কাছে সাহায্য", contents: "সূচিপত্র", pageOf: "পৃষ্ঠা {page} / {pages}", foot: "এই কপি পুরোনো হতে পারে। সর্বশেষ কপি ওয়েবসাইটে দেখুন।",
		title: "ডাক্তারের কাছে নিবন্ধন", summary: "যে কেউ জিপির কাছে নিবন্ধন করতে পারেন। কাগজপত্র লাগে না।", call: "অপেক্ষা করতে না পারলে দিন বা রাতে {nhs} নম্বরে ফোন করুন। ক্লিনিক {time} খোলা, তারা আপনাকে {mail} ঠিকানায় লিখতে বলতে পারে।", before: "স্টেশনের কাছে ", after: " জিজ্ঞাসা করুন।",
		english: "Register with a doctor", bullets: []string{"ঠিকানার প্রমাণ লাগে না।", "পাসপোর্ট দেখাতে বা অভিবাসন অবস্থা বলতে হবে না।", "আপনি দোভাষী চাইতে পারেন, এটা বিনামূল্যে।"},
		steps: []string{"কাছের জিপি খুঁজুন।", "ফর্ম চান, এর নাম GMS1।", "পূরণ করে ফেরত দিন।"}, ticks: []string{"আমার ফর্ম আছে।", "আমি আমার ডাক্তারের নাম জানি।"},
		important: "জরুরি কথা", everyone: "কাগজপত্র নেই বলে কেউ আপনাকে ফিরিয়ে দিতে পারে না। কেউ ফিরিয়ে দিলে কারণ লিখে দিতে বলুন।", phone: "ফোন", free: "কল বিনামূল্যে", text: "বার্তা", mail: "ইমেইল", web: "ওয়েবসাইট",
		monday: "সোমবার", wednesday: "বুধবার", lesson: "ইংরেজি ক্লাস", place: "ঠিকানা", lift: "লিফট ভবনের পেছনে।", maps: "মানচিত্র", paper: "কাগজ", from: "কোথা থেকে আসে", brp: "আপনার ছবিসহ কার্ড", office: "স্বরাষ্ট্র দপ্তর",
		letter: "সহায়তা সম্পর্কে চিঠি", council: "কাউন্সিল বা আপনার আবাসনের লোকজন", term: "জিপি", meaning: "পারিবারিক ডাক্তার। আপনি প্রথমে তাঁর কাছে যান, দরকার হলে তিনি হাসপাতালে পাঠান।", tagFree: "বিনামূল্যে", tagWomen: "শুধু নারী", emergency: "জরুরি",
		long: "অসুস্থ হলে এবং জরুরি অবস্থা না হলে প্রথমে জিপির কাছে যান। জিপি আপনাকে ওষুধ দিতে পারেন, পরীক্ষার জন্য পাঠাতে পারেন এবং দুশ্চিন্তা ও ঘুমের সমস্যায় সাহায্য করতে পারেন। সাক্ষাতের সময় কম, তাই সবচেয়ে জরুরি কথাটা আগে বলুন।",
	},
}

var sampleLanguages = []lang.Tag{"en", "ar", "fa", "ur", "ti", "so", "uk", "am", "bn"}

var (
	phone111  = doc.Fact{Kind: doc.Phone, Shown: "111", Machine: "111"}
	phoneLong = doc.Fact{Kind: doc.Phone, Shown: "020 7946 0018", Machine: "+442079460018"}
	textTo    = doc.Fact{Kind: doc.TextTo, Shown: "07700 900123", Machine: "+447700900123"}
	mail      = doc.Fact{Kind: doc.Email, Shown: "welcome@example.org", Machine: "welcome@example.org"}
	longMail  = doc.Fact{Kind: doc.Email, Shown: "appointments-and-interpreters.reception@stratford-family-health.example.org", Machine: "appointments-and-interpreters.reception@stratford-family-health.example.org"}
	site      = doc.Fact{Kind: doc.Web, Shown: "www.example.org/welcome", Machine: "https://www.example.org/welcome"}
	hours     = doc.Fact{Kind: doc.Time, Shown: "09:30–16:00"}
	name      = doc.Fact{Kind: doc.Name, Shown: "St Mary's Community Centre"}
	postcode  = doc.Fact{Kind: doc.Postcode, Shown: "E15 4XX", Machine: "E15 4XX"}
)

// samplePack is a pack in a language with every kind of block.
func samplePack(l lang.Tag) *doc.Pack {
	p := samples[l]
	t := func(s string) doc.Text { return words(l, s) }
	en := func(s string) doc.Text { return words(lang.English, s) }
	para := func(s string) []doc.Block { return []doc.Block{doc.Paragraph{Text: t(s)}} }
	list := func(kind doc.ListKind, items []string) doc.List {
		b := doc.List{Kind: kind}
		for _, s := range items {
			b.Items = append(b.Items, para(s))
		}
		return b
	}
	phoneRow := doc.ContactRow{Label: t(p.phone), Fact: phoneLong, Notes: []doc.Text{t(p.free)}}
	rows := []doc.ContactRow{phoneRow, {Label: t(p.text), Fact: textTo}, {Label: t(p.mail), Fact: mail}, {Label: t(p.web), Fact: site}}
	address := doc.Place{Label: t(p.place), Lines: []doc.Fact{name, {Kind: doc.Address, Shown: "1 Example Street"}, {Kind: doc.Name, Shown: "London"}, postcode},
		Map: "https://www.example.org/map?q=E15", MapText: t(p.maps), Notes: []doc.Text{t(p.lift)}}
	week := doc.Hours{Label: t(p.lesson), Rows: []doc.HoursRow{{Day: t(p.monday), Time: hours}, {Day: t(p.wednesday), Time: doc.Fact{Kind: doc.Time, Shown: "10:00–13:00"}, Notes: []doc.Text{t(p.lesson)}}}}
	table := doc.Table{Caption: t(p.paper), Head: []doc.Text{t(p.paper), t(p.from)}, Rows: [][]doc.Text{{t(p.brp), t(p.office)}, {t(p.letter), t(p.council)}}, RowHead: true}
	entry := doc.Entry{Href: "newham/" + string(l) + "/services/st-marys.html", Name: t(p.title), Org: name, Summary: t(p.summary), Tags: []doc.Text{t(p.tagFree), t(p.tagWomen)}, Contact: rows[:2]}
	if l != lang.English {
		entry.English = en(p.english)
	}
	body := []doc.Block{
		doc.Heading{Level: 1, ID: "gp", Target: "newham/" + string(l) + "/guides/gp.html", Text: t(p.title)},
		doc.Paragraph{Text: en(p.english), Role: doc.English},
		doc.Paragraph{Text: t(p.summary), Role: doc.Lead},
		doc.Paragraph{Text: sentence(l, p.call)},
		doc.Paragraph{Text: doc.Text{Lang: l, Inlines: []doc.Inline{doc.Str{S: p.before}, name, doc.Str{S: p.after}, doc.Str{S: " "},
			doc.Link{Href: "newham/" + string(l) + "/guides/emergency.html", Inlines: []doc.Inline{doc.Strong{Inlines: []doc.Inline{doc.Str{S: p.emergency}}}}}}}},
		doc.Heading{Level: 2, Text: t(p.important)},
		doc.Paragraph{Text: t(p.long)},
		list(doc.Bullets, p.bullets), list(doc.Steps, p.steps), list(doc.Ticks, p.ticks),
		doc.Callout{Kind: doc.Important, Label: t(p.important), Body: para(p.everyone)},
		doc.Callout{Kind: doc.Danger, Label: t(p.emergency), Body: para(p.everyone)},
		doc.Callout{Kind: doc.Status, Label: en("Not translated yet"), Body: []doc.Block{doc.Paragraph{Text: en("This part is still in English. Ask somebody to read it to you.")}}},
		table,
		doc.Break{},
		doc.Heading{Level: 1, Target: "newham/" + string(l) + "/guides/emergency.html", Text: t(p.emergency)},
		doc.Contact{Rows: append(rows, doc.ContactRow{Label: t(p.mail), Fact: longMail})},
		doc.Group{Body: []doc.Block{doc.Heading{Level: 2, Text: t(p.lesson), Target: "newham/" + string(l) + "/services/st-marys.html"},
			doc.Tags{Items: []doc.Text{t(p.tagFree), t(p.tagWomen), en("step-free")}}, doc.Paragraph{Text: t(p.long)}, doc.Contact{Rows: rows}, week, address, doc.Paragraph{Text: t(p.foot), Role: doc.Small}}},
		doc.Heading{Level: 2, Text: t(p.contents)},
		doc.Entries{Items: []doc.Entry{entry, entry}},
		doc.Blanks{Items: []doc.Blank{{Label: t(p.phone)}, {Label: en("My GP is")}, {Label: t(p.place), Lines: 3}, {Lines: 30}}},
		doc.Terms{Items: []doc.Term{{ID: "gp", Name: t(p.term), English: en("GP"), Meaning: t(p.meaning)}, {Name: t(p.letter), Meaning: t(p.long)}}},
		doc.Cards{Items: []doc.Card{{Href: "newham/" + string(l) + "/guides/gp.html", Title: t(p.title), Text: t(p.summary)}, {Href: "newham/" + string(l) + "/guides/none.html", Title: t(p.emergency)}}},
	}
	loc := l.Locale()
	return &doc.Pack{Path: "x.pdf", Lang: l, Title: t(p.title), Contents: t(p.contents), Body: body, Running: t(p.site + " · " + p.borough), PageOf: slots(l, p.pageOf), Foot: t(p.foot),
		BaseURL: "https://welcomepack.example/",
		Cover: doc.Cover{Scan: doc.QR{Address: "https://welcomepack.example/newham/", Alt: t(p.web), Caption: t(p.maps)}, Language: loc.Autonym, English: loc.English, Borough: t(p.borough), Site: t(p.site), Tagline: t(p.tagline),
			Notes: []doc.Block{doc.Callout{Kind: doc.Status, Label: t(p.important), Body: para(p.foot)}, doc.Paragraph{Role: doc.Small, Text: t(p.everyone)}}}}
}

func words(l lang.Tag, s string) doc.Text {
	return doc.Text{Lang: l, Inlines: []doc.Inline{doc.Str{S: s}}}
}

// sentence fills the places of facts.
func sentence(l lang.Tag, s string) doc.Text {
	facts := map[string]doc.Inline{"nhs": phoneLong, "time": hours, "mail": mail}
	return doc.Text{Lang: l, Inlines: cut(s, func(name string) doc.Inline { return facts[name] })}
}

func slots(l lang.Tag, s string) doc.Text {
	return doc.Text{Lang: l, Inlines: cut(s, func(name string) doc.Inline { return doc.Slot{Name: name} })}
}

func cut(s string, at func(string) doc.Inline) []doc.Inline {
	var out []doc.Inline
	for s != "" {
		i, j := indexOr(s, '{'), indexOr(s, '}')
		if i > 0 {
			out = append(out, doc.Str{S: s[:i]})
		}
		if i == len(s) {
			break
		}
		out = append(out, at(s[i+1:j]))
		s = s[j+1:]
	}
	return out
}

func indexOr(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return len(s)
}

func testFonts(tb testing.TB) *layout.FontSet {
	tb.Helper()
	fonts, err := layout.LoadFonts(os.DirFS("../../themes/default/fonts"))
	if err != nil {
		tb.Fatal(err)
	}
	return fonts
}

// made returns a sample as a file, and what layout made of it.
func made(tb testing.TB, p *doc.Pack, fonts *layout.FontSet) ([]byte, *layout.Doc) {
	tb.Helper()
	d, missing := layout.Pack(p, layout.Style{}, fonts)
	if len(missing) > 0 {
		tb.Errorf("missing characters: %q", missing)
	}
	b, err := Write(d, Meta{Title: "Welcome pack: Newham, " + string(p.Lang), Date: time.Unix(1e9, 0)})
	if err != nil {
		tb.Fatal(err)
	}
	if err := fonts.Err(); err != nil {
		tb.Fatal(err)
	}
	return b, d
}
