package html

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/themes"
)

var sampleDir = flag.String("sample", "", "folder to write sample pages to, to look at")

// sampleWords is what the sample pages say, in each language in the same order.
type sampleWords struct {
	site, borough, skip, menu, languages, trail, older                string
	home, guides, services, emergency, title, summary, lead, heading  string
	step1, step2, tick, important, importantText, phone, note1, note2 string
	address, mapText, monday, hours, danger, firstDays, firstText     string
	health, healthText, food, foodText, free, women, footer           string
}

var sampleText = map[lang.Tag]sampleWords{
	"en": {"Welcome pack", "Tower Hamlets", "Skip to the text", "Menu", "Languages", "You are here", "The English of this text has changed since it was translated.",
		"Home", "Guides", "Services", "Emergency numbers", "Register with a doctor", "Everyone can join a doctor's surgery. You do not need papers.", "A GP is your family doctor. Call", "What to do",
		"Find a surgery near you.", "Ask for the form and fill it in. You can ask for an interpreter.", "I have the form.", "Important", "Nobody may turn you away because you have no proof of address.", "Phone", "free to call", "day and night",
		"Address", "See a map", "Monday", "Open", "In danger now?", "Your first days", "What to do in your first week, step by step.",
		"Doctors and health", "Doctors, clinics and other help for your body.", "Food and things you need", "Food, clothes and other things for daily life.", "free", "women only", "Facts checked on 10 November 2026. Ring before you travel."},
	"ar": {"حزمة الترحيب", "تاور هامليتس", "انتقل إلى النص", "القائمة", "اللغات", "أنت هنا", "تغيّر النص الإنجليزي بعد ترجمة هذا النص.",
		"الرئيسية", "الأدلة", "الخدمات", "أرقام الطوارئ", "التسجيل لدى طبيب", "يمكن لكل شخص التسجيل في عيادة طبيب. لا تحتاج إلى أوراق.", "طبيب الأسرة هو طبيبك الأول. اتصل بالرقم", "ماذا تفعل",
		"ابحث عن عيادة قريبة منك.", "اطلب الاستمارة واملأها. يمكنك أن تطلب مترجمًا.", "معي الاستمارة.", "مهم", "لا يحق لأحد أن يرفضك لأنك لا تملك إثبات عنوان.", "الهاتف", "الاتصال مجاني", "ليلًا ونهارًا",
		"العنوان", "عرض الخريطة", "الاثنين", "مواعيد العمل", "هل أنت في خطر الآن؟", "أيامك الأولى", "ما الذي تفعله في أسبوعك الأول خطوة بخطوة.",
		"الأطباء والصحة", "أطباء وعيادات ومساعدة أخرى لجسمك.", "الطعام والاحتياجات", "طعام وملابس وأشياء أخرى للحياة اليومية.", "مجاني", "للنساء فقط", "آخر تحقق من المعلومات: 10 نوفمبر 2026. اتصل قبل أن تذهب."},
	"ur": {"خوش آمدید پیک", "ٹاور ہیملیٹس", "متن پر جائیں", "مینو", "زبانیں", "آپ یہاں ہیں", "اس ترجمے کے بعد انگریزی متن بدل گیا ہے۔",
		"صفحۂ اول", "رہنمائی", "خدمات", "ہنگامی نمبر", "ڈاکٹر کے پاس اندراج", "ہر شخص ڈاکٹر کے کلینک میں اندراج کروا سکتا ہے۔ آپ کو کاغذات کی ضرورت نہیں۔", "جی پی آپ کا خاندانی ڈاکٹر ہے۔ فون کریں", "کیا کرنا ہے",
		"اپنے قریب کلینک تلاش کریں۔", "فارم مانگیں اور اسے بھریں۔ آپ ترجمان مانگ سکتے ہیں۔", "میرے پاس فارم ہے۔", "اہم", "پتے کا ثبوت نہ ہونے پر کوئی آپ کو انکار نہیں کر سکتا۔", "فون", "کال مفت ہے", "دن رات",
		"پتہ", "نقشہ دیکھیں", "پیر", "اوقات", "کیا آپ ابھی خطرے میں ہیں؟", "آپ کے پہلے دن", "پہلے ہفتے میں کیا کرنا ہے، قدم بہ قدم۔",
		"ڈاکٹر اور صحت", "ڈاکٹر، کلینک اور جسم کے لیے دوسری مدد۔", "کھانا اور ضرورت کی چیزیں", "کھانا، کپڑے اور روزمرہ کی دوسری چیزیں۔", "مفت", "صرف خواتین", "معلومات کی جانچ: 10 نومبر 2026۔ جانے سے پہلے فون کریں۔"},
	"ti": {"ናይ እንቋዕ ደሓን መጻእኩም ጥማር", "ታወር ሃምለትስ", "ናብ ጽሑፍ ሕለፍ", "ዝርዝር", "ቋንቋታት", "ኣብዚ ኣለኻ", "እዚ ጽሑፍ ድሕሪ ምትርጓሙ እቲ እንግሊዝኛ ተቐይሩ እዩ።",
		"መበገሲ", "መምርሒታት", "ኣገልግሎታት", "ህጹጽ ቁጽርታት", "ምስ ሓኪም ምምዝጋብ", "ነፍሲ ወከፍ ሰብ ኣብ ክሊኒክ ክምዝገብ ይኽእል። ወረቐት ኣየድልየካን።", "ጂፒ ናይ ስድራቤት ሓኪምካ እዩ። ደውል", "እንታይ ክትገብር",
		"ኣብ ጥቓኻ ዘሎ ክሊኒክ ድለ።", "ቅጥዒ ሕተት እሞ ምልኣዮ። ተርጓሚ ክትሓትት ትኽእል ኢኻ።", "እቲ ቅጥዒ ኣለኒ።", "ኣገዳሲ", "ናይ ኣድራሻ መረጋገጺ ስለ ዘይብልካ ማንም ክኽልክለካ ኣይክእልን።", "ተሌፎን", "ምድዋል ናጻ እዩ", "ለይትን መዓልትን",
		"ኣድራሻ", "ካርታ ርአ", "ሰኑይ", "ሰዓታት", "ሕጂ ኣብ ሓደጋ ዲኻ ዘለኻ?", "ናይ መጀመርታ መዓልታትካ", "ኣብ ቀዳማይ ሰሙን እንታይ ክትገብር፡ ስጉሚ ብስጉሚ።",
		"ሓካይምን ጥዕናን", "ሓካይም፡ ክሊኒካትን ካልእ ሓገዝ ጥዕናን።", "መግብን ዘድልየካ ነገራትን", "መግቢ፡ ክዳንን ካልእ ናይ መዓልታዊ ነገራትን።", "ናጻ", "ንደቂ ኣንስትዮ ጥራይ", "ሓበሬታ ዝተረጋገጸሉ፡ 10 ሕዳር 2026። ቅድሚ ምኻድካ ደውል።"},
}

var sampleLanguages = []doc.Alternate{
	{Lang: "en", Autonym: "English", English: "English"}, {Lang: "ar", Autonym: "العربية", English: "Arabic"},
	{Lang: "fa", Autonym: "فارسی", English: "Farsi"}, {Lang: "ur", Autonym: "اردو", English: "Urdu"},
	{Lang: "ti", Autonym: "ትግርኛ", English: "Tigrinya"}, {Lang: "so", Autonym: "Soomaali", English: "Somali"},
	{Lang: "uk", Autonym: "Українська", English: "Ukrainian"},
}

func say(l lang.Tag, s string) doc.Text {
	return doc.Text{Inlines: []doc.Inline{doc.Str{S: s}}, Lang: l}
}

func loadDefault(t testing.TB) *theme.Theme {
	t.Helper()
	th, _, ds, err := theme.Load(fstest.MapFS{}, themes.FS, theme.Default, &source.Set{})
	if err != nil || th == nil {
		t.Fatalf("load default theme: %v %v", err, ds)
	}
	return th
}

type sample struct {
	l lang.Tag
	w sampleWords
}

func (s sample) say(text string) doc.Text { return say(s.l, text) }

func (s sample) frame() *doc.Frame {
	w, root := s.w, "tower-hamlets/"+string(s.l)+"/"
	return &doc.Frame{
		Lang: s.l, Site: s.say(w.site), Borough: s.say(w.borough), Home: root + "index.html",
		Nav: []doc.NavLink{
			{Href: root + "index.html", Text: s.say(w.home)}, {Href: root + "guides.html", Text: s.say(w.guides)},
			{Href: root + "services.html", Text: s.say(w.services)}, {Href: root + "emergency.html", Text: s.say(w.emergency)},
		},
		Footer: []doc.Block{doc.Paragraph{Text: s.say(w.footer)}},
		Skip:   s.say(w.skip), Menu: s.say(w.menu), Languages: s.say(w.languages), Trail: s.say(w.trail), OlderNote: s.say(w.older),
	}
}

func (s sample) alternates(page string) []doc.Alternate {
	var out []doc.Alternate
	for _, a := range sampleLanguages {
		a.Href = "tower-hamlets/" + string(a.Lang) + "/" + page
		out = append(out, a)
	}
	return out
}

func (s sample) emergency() doc.Callout {
	w := s.w
	return doc.Callout{Kind: doc.Danger, Label: s.say(w.danger), Body: []doc.Block{doc.Contact{Rows: []doc.ContactRow{
		{Label: say("en", "Police, fire, ambulance"), Fact: doc.Fact{Kind: doc.Phone, Shown: "999", Machine: "999"}, Notes: []doc.Text{s.say(w.note1), s.say(w.note2)}},
		{Label: say("en", "NHS 111"), Fact: doc.Fact{Kind: doc.Phone, Shown: "111", Machine: "111"}, Notes: []doc.Text{s.say(w.note1)}},
	}}}}
}

func (s sample) pages() []*doc.Page {
	w, root := s.w, "tower-hamlets/"+string(s.l)+"/"
	stale := s.say(w.step2)
	stale.Fresh = doc.Stale
	missing := say("en", "Bring any letter with your name, if you have one. It is not needed.")
	if s.l != "en" {
		missing.Fresh = doc.Missing
	}
	english := func(x string) doc.Text {
		if s.l == "en" {
			return doc.Text{}
		}
		return say("en", x)
	}
	phone := doc.Fact{Kind: doc.Phone, Shown: "020 7946 0018", Machine: "+442079460018"}
	trail := []doc.NavLink{{Href: root + "index.html", Text: s.say(w.home)}, {Href: root + "guides.html", Text: s.say(w.guides)}}
	contact := []doc.ContactRow{
		{Label: s.say(w.phone), Fact: phone, Notes: []doc.Text{s.say(w.note1), s.say(w.note2)}},
		{Label: say("en", "E-mail"), Fact: doc.Fact{Kind: doc.Email, Shown: "a.very.long.address.of.a.team@borough-community-law-centre.example.org", Machine: "a.very.long.address.of.a.team@borough-community-law-centre.example.org"}},
		{Label: say("en", "Web"), Fact: doc.Fact{Kind: doc.Web, Shown: "www.example.org/help", Machine: "https://www.example.org/help"}},
	}
	hours := doc.Hours{Label: s.say(w.hours), Rows: []doc.HoursRow{
		{Day: s.say(w.monday), Time: doc.Fact{Kind: doc.Time, Shown: "10:00–13:00"}, Notes: []doc.Text{s.say(w.women)}},
		{Day: s.say(w.monday), Time: doc.Fact{Kind: doc.Time, Shown: "18:00–20:00"}},
	}}
	place := doc.Place{Label: s.say(w.address), Lines: []doc.Fact{
		{Kind: doc.Name, Shown: "Central Library"}, {Kind: doc.Address, Shown: "1 Example Street"}, {Kind: doc.Address, Shown: "London"}, {Kind: doc.Postcode, Shown: "E1 1AA"},
	}, Map: "https://www.openstreetmap.org/search?query=E1%201AA", MapText: s.say(w.mapText)}
	guide := &doc.Page{
		Path: root + "guides/gp.html", Kind: "guide", Lang: s.l, Title: s.say(w.title), English: english("Register with a doctor"), Summary: s.say(w.summary),
		Trail: trail, Alternates: s.alternates("guides/gp.html"),
		Body: []doc.Block{
			doc.Callout{Kind: doc.Status, Label: say("en", "About this translation"), Body: []doc.Block{doc.Paragraph{Role: doc.Small, Text: s.say(w.older)}}},
			doc.Paragraph{Text: doc.Text{Lang: s.l, Inlines: []doc.Inline{doc.Str{S: w.lead + " "}, phone, doc.Str{S: ". "}, doc.Strong{Inlines: []doc.Inline{doc.Str{S: w.important}}}, doc.Str{S: " "},
				doc.Link{Href: "https://www.nhs.uk/", Inlines: []doc.Inline{doc.Str{S: "NHS"}}}}}},
			doc.Heading{Level: 2, ID: "what", Text: s.say(w.heading)},
			doc.List{Kind: doc.Steps, Items: [][]doc.Block{{doc.Paragraph{Text: s.say(w.step1)}}, {doc.Paragraph{Text: stale}}, {doc.Paragraph{Text: missing}}}},
			doc.List{Kind: doc.Ticks, Items: [][]doc.Block{{doc.Paragraph{Text: s.say(w.tick)}}, {doc.Paragraph{Text: s.say(w.importantText)}, doc.Paragraph{Text: s.say(w.step1)}}}},
			doc.Callout{Kind: doc.Important, Label: s.say(w.important), Body: []doc.Block{doc.Paragraph{Text: s.say(w.importantText)}}},
			doc.Paragraph{Text: missing},
			doc.Table{Head: []doc.Text{s.say(w.services), s.say(w.address)}, Rows: [][]doc.Text{{s.say(w.health), say("en", "Home Office")}, {s.say(w.food), s.say(w.foodText)}}},
			doc.Callout{Kind: doc.Myth, Label: say("en", "Not true"), Body: []doc.Block{doc.Paragraph{Text: s.say(w.importantText)}}},
			doc.Entries{Items: []doc.Entry{{Href: root + "services/law.html", Name: s.say(w.health), English: english("Borough Community Law Centre: immigration and asylum advice line"),
				Org: doc.Fact{Kind: doc.Name, Shown: "Borough Community Law Centre"}, Summary: s.say(w.healthText), Tags: []doc.Text{s.say(w.free), s.say(w.women)}, Contact: contact[:1]},
				{Href: root + "services/food.html", Name: s.say(w.food), English: english("Food"), Summary: s.say(w.foodText), Contact: contact[:1]}}},
		},
	}
	service := &doc.Page{
		Path: root + "services/law.html", Kind: "service", Lang: s.l, Title: s.say(w.health), English: english("Borough Community Law Centre"), Summary: s.say(w.healthText),
		Trail: trail, Alternates: s.alternates("services/law.html"),
		Body: []doc.Block{doc.Tags{Items: []doc.Text{s.say(w.free), s.say(w.women)}}, doc.Contact{Rows: contact}, place, hours,
			doc.Terms{Items: []doc.Term{{ID: "gp", Name: s.say(w.phone), English: english("Phone"), Meaning: s.say(w.summary)}}},
			doc.Group{Body: []doc.Block{doc.Heading{Level: 2, Text: s.say(w.heading)}, doc.Paragraph{Text: s.say(w.importantText)}, hours}}, doc.Break{}},
	}
	home := &doc.Page{
		Path: root + "index.html", Kind: "home", Lang: s.l, Title: s.say(w.borough), Summary: s.say(w.summary), Alternates: s.alternates("index.html"),
		Body: []doc.Block{
			s.emergency(),
			doc.Cards{Items: []doc.Card{{Href: root + "guides/gp.html", Icon: "heart", Title: s.say(w.firstDays), Text: s.say(w.firstText)}}},
			doc.Heading{Level: 2, ID: "help", Text: s.say(w.services)},
			doc.Cards{Items: []doc.Card{}},
			doc.Heading{Level: 2, ID: "guides", Text: s.say(w.guides)},
			doc.Cards{Small: true, Items: []doc.Card{{Href: root + "guides/gp.html", Title: s.say(w.title)}, {Href: root + "guides/food.html", Title: s.say(w.food), Also: english("Food")}, {Href: root + "guides/a.html", Title: s.say(w.firstDays)}}},
		},
	}
	var cards doc.Cards
	for i, icon := range []string{"shield", "passport", "info", "cross", "mind", "basket", "home", "coins", "scales", "book", "school", "briefcase", "woman", "rainbow", "people", "faith", "phone", "bus", "council"} {
		c := doc.Card{Href: root + "categories/c" + string(rune('a'+i)) + ".html", Icon: icon, Title: s.say(w.health), Text: s.say(w.healthText)}
		if i%2 == 1 {
			c.Title, c.Text = s.say(w.food), s.say(w.foodText)
		}
		cards.Items = append(cards.Items, c)
	}
	home.Body[3] = cards
	return []*doc.Page{home, guide, service}
}

func chooser() (*doc.Frame, *doc.Page) {
	f := &doc.Frame{Lang: "en", Site: say("en", "Welcome pack"), Home: "index.html", Skip: say("en", "Skip to the text")}
	pg := &doc.Page{Path: "tower-hamlets/index.html", Kind: "chooser", Lang: "en", Title: say("en", "Tower Hamlets"), Summary: say("en", "Choose your language.")}
	var cards doc.Cards
	for _, a := range sampleLanguages {
		c := doc.Card{Href: "tower-hamlets/" + string(a.Lang) + "/index.html", Title: say(a.Lang, a.Autonym), Lang: a.Lang}
		if a.Lang != "en" {
			c.Also = say("en", a.English)
		}
		cards.Items = append(cards.Items, c)
	}
	pg.Body = []doc.Block{cards}
	return f, pg
}

// samplePages prints pages in four scripts, with everything that a page can hold.
func samplePages(t testing.TB) map[string][]byte {
	th := loadDefault(t)
	out := map[string][]byte{}
	print := func(f *doc.Frame, pages ...*doc.Page) {
		p, err := NewPrinter(th, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, pg := range pages {
			out[pg.Path] = p.Page(pg)
		}
	}
	for l, w := range sampleText {
		s := sample{l, w}
		print(s.frame(), s.pages()...)
	}
	f, pg := chooser()
	print(f, pg)
	return out
}

// TestSamplePagesAreWhole also writes the pages to a folder: go test ./internal/html -run Sample -sample DIR.
func TestSamplePagesAreWhole(t *testing.T) {
	pages := samplePages(t)
	for path, text := range pages {
		checkWellFormed(t, path, text)
	}
	if *sampleDir == "" {
		return
	}
	for path, text := range pages {
		write(t, path, text)
	}
	for _, a := range loadDefault(t).Assets {
		write(t, a.Path, a.Text)
	}
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	name := filepath.Join(*sampleDir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
}
