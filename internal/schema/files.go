package schema

import (
	"fmt"

	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// Files is every kind of file, in the order in which a new site meets them.
var Files = []File{
	{"site", "The site: its title, its languages and boroughs, and what stands on its first page.", []string{"content/site.yaml"}, site},
	{"borough", "A borough or city: the area of one edition.", []string{"content/boroughs/*/borough.yaml"}, borough},
	{"listing", "An organisation with its places and services.", []string{"content/shared/listings/*.yaml", "content/boroughs/*/listings/*.yaml"}, listing},
	{"guide", "What stands between the two lines of three hyphens at the top of a guide.", []string{"content/shared/guides/*.md", "content/boroughs/*/guides/*.md"}, guide},
	{"categories", "The kinds of help, in the order in which readers see them.", []string{"content/categories.yaml"}, categories},
	{"glossary", "Hard words and what they mean.", []string{"content/glossary.yaml"}, glossary},
	{"rules", "Numbers that the law or a ministry sets and changes, each with dates and a source.", []string{"content/rules.yaml"}, rules},
	{"periods", "Days that have a name: bank holidays, school terms.", []string{"content/periods.yaml", "content/boroughs/*/periods.yaml"}, periods},
	{"rota", "Which organisations come to a service, and when.", []string{"content/boroughs/*/rota.yaml"}, rota},
	{"planner", "What to do after a decision, step by step.", []string{"content/planner.yaml"}, planner},
	{"pack", "What the printed packs hold, in which order; pages to write on; cards.", []string{"content/pack.yaml", "content/boroughs/*/pack.yaml"}, pack},
	{"engagement", "Who was heard about the pack, what they said, and what came of it.", []string{"content/boroughs/*/engagement.yaml"}, engagement},
	{"partners", "Who works together in a borough, and how closely.", []string{"content/boroughs/*/partners.yaml"}, partners},
	{"problems", "What goes wrong, and who to call then.", []string{"content/problems.yaml", "content/boroughs/*/problems.yaml"}, problems},
	{"demand", "Which languages are asked for in a borough.", []string{"content/boroughs/*/demand.yaml"}, demand},
	{"reviews", "Which translations a fluent reader has passed. The program writes this file.", []string{"translations/*/reviews.yaml"}, reviews},
	{"import", "What the words of a source mean on this site. \"welcomepack import\" asks and writes this file.", []string{"content/shared/import/*.yaml", "content/boroughs/*/import/*.yaml"}, imports},
	{"strings", "Your own words for buttons and labels, in place of the built-in ones.", []string{"themes/*/strings.yaml"}, phrases},
}

var translators = may("translators", "What translators should know. Readers never see it.", list(of(
	need("text", "The words, as they stand in this file.", name("BRP")),
	may("context", "Which meaning is meant, for one heading, paragraph or field that is just these words.", name("a job")),
	may("note", "What translators should know of them.", name("A plastic card. Keep the letters BRP.")),
)))

var sources = may("sources", "Where these facts were seen.", list(of(
	may("url", "The page's address.", web),
	may("title", "What it is called, for open data without a page.", name("List of libraries")),
	need("kind", "Whose page it is: official (council, NHS, police, government), own (the organisation's), data (an open data list) or other.", choice("official", "own", "data", "other")),
	may("date", "The page's own date: a day, a month or a year. Leave it out where the page shows none.", stamp),
	may("supports", "Which facts it backs.", words("phone and times")),
)))

// checked and reviewBy are alike for services and guides.
var (
	checked = may("checked", "Who rang or went there. Leave it out until somebody did.", of(
		need("on", "The day.", date),
		need("by", "Who, as a role: volunteer, caseworker. Never a name.", name("volunteer")),
		may("how", "How.", choice("phone", "visit", "email", "web")),
	))
	reviewBy = may("review_by", "The day by which it is to be checked again, where that is sooner than site.yaml says.", date)
)

// unreviewed is alike for the site and for a borough, whose word comes first.
var unreviewed = may("unreviewed", "What becomes of translations that no fluent reader has reviewed: show them with a notice, hide them, or block the edition; for all languages, or for each by its tag.",
	oneOf(choice(model.UnreviewedWays...), Shape{Each: &show, Example: "all"}))

var show = choice(model.UnreviewedWays...)

var site = of(
	need("title", "The name of the whole guide, as on its cover.", name("Welcome pack")),
	may("tagline", "One line under the title.", name("Help and advice for people who are new here")),
	need("publisher", "Who makes and answers for it.", name("Volunteers of Northbank")),
	may("url", "Where the website will stand. Without it there is no sitemap and no QR code on paper.", web),
	need("languages", "The languages of the editions, by their tags, English first. The others are translated from it.", list(language())),
	need("boroughs", "The short names of the boroughs; each has a folder of this name in content/boroughs.", list(slug("northbank"))),
	may("groups", "Names for several boroughs, to be used where a guide or service is for all of them.", each(list(slug("northbank")))),
	may("emergency", "The services that readers see first, on every first page and in every pack.", list(slug("nhs-111"))),
	may("first_guide", "The guide that a new reader should begin with.", slug("first-days")),
	may("exit_to", "Where the button to leave at once leads, on pages about danger: a harmless page.", web),
	may("review", "How often services and guides have to be checked.", of(
		need("every", "A check holds so long.", months),
		need("grace", "So long after that the build only warns; then it stops.", months),
	)),
	unreviewed,
	may("report", "false where no report for the site's own people is to be made in dist/report.", truth),
	may("web_fonts", "Languages whose pages bring their own fonts; the others are shown in those of the device.", list(language())),
	may("brand", "A council's colour and logo.", of(
		may("colour", "The colour, in quotes.", form(`^#[0-9a-fA-F]{6}$`, `A colour is # and six digits of 0 to 9 and a to f, in quotes: "#00539f".`, "#00539f")),
		may("logo", "The file of the logo in the theme, .svg or .png.", form(`\.(svg|png)$`, "A logo is a file .svg or .png.", "logo.svg")),
		may("name", "Whose logo it is, for readers who cannot see it.", name("Northbank Council")),
	)),
	may("statement", "The answers of an accessibility statement, which public bodies must publish.", of(
		need("complies", "Whether the website meets the standard: fully, partly or not.", choice("partly", "fully", "not")),
		need("prepared", "The day on which the statement was first written.", date),
		need("reviewed", "The day on which it was last looked at.", date),
		may("email", "Where readers say that something does not work for them.", email),
		may("phone", "The same by phone, in quotes.", phone),
		may("web", "The same on a page.", web),
		need("answer_days", "Within how many days they get an answer.", number),
		need("enforcer", "Who enforces the law: EHRC in England, Scotland and Wales, ECNI in Northern Ireland.", choice("EHRC", "ECNI")),
		need("tested", "How the website was tested.", of(
			need("on", "The day.", date),
			need("by", "Who did it.", words("the council's web team")),
			need("how", "How.", words("with a keyboard and a screen reader")),
		)),
		may("failings", "What not everyone can use. None where it complies fully.", list(of(
			need("what", "What it is.", words("The map on the first page has no words.")),
			may("criterion", "The success criterion, for what is not done yet.", words("1.1.1 Non-text content")),
			need("why", "Why it is so.", choice("not-done", "burden", "out-of-scope")),
			may("fix", "What will be done and when, for what is not done yet.", words("It gets words in May.")),
		))),
	)),
	may("checks", "What this site does not want to be told.", of(
		may("off", "Warnings and advice that are not wanted at all, by the word in [ ].", list(name("passive"))),
		may("except", "What is right as it is.", list(of(
			need("code", "The word in [ ].", name("idiom")),
			need("file", "The file, from content/.", name("shared/guides/first-days.md")),
			may("words", "The words that stand there. Left out, all of the file.", words("on the street")),
			need("reason", "Why it is right.", words("The charity calls it so.")),
		))),
	)),
	owner, deputy,
	may("theme", "How pages look: default, or a folder in themes.", slug("default")),
	may("about", "About the guide and who makes it.", words("This pack helps people who are new here.")),
	may("privacy", "What the website does with readers' data.", words("This site stores nothing about you.")),
	may("accessibility", "What readers with a disability should know.", words("Every page can be read with a keyboard.")),
	may("credits", "Whose data and pictures are used.", words("Library hours come from open data.")),
	translators,
)

var borough = of(
	need("borough", "Its short name, the same as the folder's.", slug("northbank")),
	need("name", "Its name, as people say it.", name("Northbank")),
	may("region", "The region it is in.", name("London")),
	may("about", "Two sentences for its first page.", words("This pack is for people who live in Northbank.")),
	may("council", "The service that is its council, by the short name.", slug("northbank-council")),
	unreviewed,
	may("code", "Its code in official lists, such as E09000025.", name("E09000025")),
	alert,
	owner, deputy,
	may("next_review", "When somebody looks at the whole pack again.", date),
	translators,
)

var session = of(
	need("every", "On which days: monday, monday to friday, day, 2nd tuesday, last friday, or a list of days.", oneOf(day, list(day))),
	need("from", "When it starts, by the 24-hour clock, in quotes.", clock),
	need("to", "When it ends, by the 24-hour clock, in quotes.", Shape{Types: text, Pattern: clock.Pattern, Wrong: clock.Wrong, Example: "13:00"}),
	may("what", "What happens then, in a few words.", name("advice and tea")),
	may("mode", "How people take part; in-person when left out.", choice("in-person", "phone", "online")),
	may("except", "When it does not take place: days, stretches, or periods of periods.yaml.", oneOf(stretch, list(stretch))),
	may("also", "Other single days on which it takes place.", oneOf(extra, list(extra))),
	may("only", "The periods of periods.yaml in which it takes place, such as school-terms.", oneOf(slug("school-terms"), list(slug("school-terms")))),
	may("fortnight", "A day on which it takes place, where it does every second week.", wednesday),
	may("bank_holidays", "Whether it takes place on bank holidays. Left out, readers are told to ask.", choice("open", "closed")),
)

// stretch is a day, the days from one to another, or the name of a period.
var stretch = form(`^(\d{4}-\d{2}-\d{2}( to \d{4}-\d{2}-\d{2})?|[a-z0-9]+(-[a-z0-9]+)*)$`,
	"Write a day (2026-12-23), days (2026-12-21 to 2027-01-03), or the short name of a period.", "2026-12-21 to 2027-01-03")

// extra is a single day beside those that a time names.
var extra = Shape{Types: text, Pattern: date.Pattern, Wrong: date.Wrong, Example: "2026-12-30"}

// wednesday is a date that suits the example of a day.
var wednesday = Shape{Types: text, Pattern: date.Pattern, Wrong: date.Wrong, Example: "2026-11-11"}

// was is alike for all that has a page.
var was = may("was", "Short names that it had before. Their addresses lead here for good.", list(slug("old-name")))

var periods = of(
	need("periods", "Days that have a name.", list(of(
		need("period", "A short name; times point to it.", slug("school-terms")),
		need("name", "What readers see.", name("School terms")),
		need("known", "The first and the last day for which it is known whether they belong to it.",
			form(`^\d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}$`, "Write it as in 2026-09-01 to 2027-07-31.", "2026-09-01 to 2027-07-31")),
		need("days", "Its days: single ones and stretches.", list(form(`^\d{4}-\d{2}-\d{2}( to \d{4}-\d{2}-\d{2})?$`,
			"Write a day (2026-11-02), or days (2026-11-02 to 2026-12-18).", "2026-11-02 to 2026-12-18"))),
		sources,
		checked,
		may("note", "For reviewers. Readers never see it.", words("The council has not said more.")),
	))),
	translators,
)

// A visit says who comes, until when that is known, and what for.
var (
	who       = need("who", "The organisations, by the short names of their listings.", oneOf(slug("citizens-advice"), list(slug("citizens-advice"))))
	until     = may("until", "The last day for which this is known.", date)
	helpsWith = may("about", "What they help with.", name("Help with letters"))
)

var rota = of(
	need("rotas", "Services to which others come by turns.", list(of(
		need("service", "The service, by its short name.", slug("wednesday-drop-in")),
		need("visits", "Who comes when.", list(oneOf(
			of(who, need("every", "On which days, as in a time.", oneOf(day, list(day))),
				may("fortnight", "A day on which they come, where they do every second week.", wednesday), until, helpsWith),
			of(who, need("on", "On which single days.", oneOf(date, list(date))), until, helpsWith),
		))),
		sources,
		checked,
		may("note", "For reviewers. Readers never see it.", words("Ask again in spring.")),
	))),
	translators,
)

var phones = list(of(
	need("ref", "A short name; guides point to the number with {service.phone.ref}.", slug("main")),
	need("number", "The number, in quotes.", phone),
	may("for", "Who or what it is for, in a few words.", name("advice line")),
	may("open", "When it is answered: always, or a list of times.", oneOf(choice("always"), list(session))),
	may("free", "true where the call costs nothing.", truth),
))

var listing = of(
	need("organisation", "The organisation's short name, the same as the file's.", slug("welcome-drop-in")),
	need("name", "Its name as on the door. It is never translated.", name("Welcome Drop-in")),
	may("about", "What it is, in a sentence or two.", words("Free advice and tea.")),
	kind, owner, deputy,
	may("web", "Its own page.", web),
	may("email", "Its e-mail address. Never a person's own.", email),
	may("phones", "Numbers of the whole organisation. A service may have its own.", phones),
	may("places", "Where it works. Never the address of a refuge or an asylum hotel.", list(of(
		need("place", "A short name, to be used in the services below.", slug("central-library")),
		may("name", "The building's name, as on its sign.", name("Central Library")),
		may("address", "The lines of its address, without town and postcode.", list(name("1 Example Street"))),
		may("town", "The town.", name("Newcastle upon Tyne")),
		may("postcode", "The whole postcode.", postcode),
		may("position", "Where it is on a map, from an open data list.", of(
			need("lat", "Degrees north.", degrees),
			need("lon", "Degrees east; west of London with a minus.", Shape{Types: loose, Pattern: degrees.Pattern, Wrong: degrees.Wrong, Example: "-1.6130"}),
		)),
		may("access", "What the building has.", list(choice(model.PlaceAccess...))),
		may("access_note", "What else people should know to get in.", words("The lift is at the back.")),
		travel,
	))),
	need("services", "What it offers.", list(service)),
	translators,
)

var service = of(
	need("service", "A short name that no other service of the site has. It becomes a web address.", slug("wednesday-drop-in")),
	need("name", "What it is called.", name("Wednesday drop-in")),
	need("summary", "What it does, in a sentence or two.", words("Meet advisers and have tea.")),
	may("details", "More of that.", words("You can stay as long as you like.")),
	may("status", "Whether it runs; active when left out.", choice("active", "paused", "closed")),
	need("category", "Which kinds of help it gives, from categories.yaml, the main one first.", list(slug("advice"))),
	may("stage", "For whom, by where they are on the journey. Leave it out for everybody.", list(stage())),
	may("boroughs", "In content/shared only: where it helps. Leave it out for everywhere.", list(slug("northbank"))),
	may("who", "Who may come.", of(
		may("text", "In words.", words("Anyone who is new in the city")),
		may("ages", "18+, under 18, or 16 to 25.", ages),
		may("women_only", "true where only women may come.", truth),
		may("asks_status", "Whether they ask about immigration status.", truth),
		may("nrpf_ok", "true where people with no recourse to public funds may come.", truth),
	)),
	may("cost", "free, or an amount.", oneOf(choice("free"), of(
		may("amount", "Pounds and pence, in quotes, without £.", Shape{Types: loose, Pattern: `^\d{1,6}(\.\d\d)?$`, Wrong: `Write pounds and pence, such as "1.50".`, Example: "1.00"}),
		may("note", "What it is for.", name("for lunch")),
	))),
	may("languages", "Languages that are spoken there, by their tags.", list(language())),
	may("join", "How people get in.", list(choice(model.WaysToJoin...))),
	may("how_to_join", "The same in words.", words("Just come. The door is on the left.")),
	may("bring", "What to bring.", words("Any letters you have.")),
	referral,
	may("introduces", "Services to which it can introduce people.", list(slug("nhs-111"))),
	may("interpreter", "true where they call an interpreter when one is needed.", truth),
	alert,
	may("phones", "Its phone numbers.", phones),
	may("text", "A number for text messages, in quotes.", Shape{Types: text, Pattern: phone.Pattern, Wrong: phone.Wrong, Example: "07700 900123"}),
	may("email", "Its e-mail address. Never a person's own.", email),
	may("web", "Its own page.", web),
	may("at", "Where and when it takes place.", list(of(
		may("place", "A place of this file. Leave it out where all is by phone or online.", slug("central-library")),
		may("when", "The times there.", list(session)),
	))),
	was,
	may("times_note", "Words about times that fit no list.", words("Closed in August.")),
	may("area", "Where it helps, as a name.", name("Newcastle")),
	checked,
	reviewBy,
	may("note", "For reviewers. Readers never see it.", words("Ask whether Friday still runs.")),
	sources,
)

var guide = of(
	need("title", "The title.", name("Register with a doctor")),
	need("summary", "What readers learn, in one or two sentences.", words("Everyone can join a GP.")),
	may("stage", "For whom, by where they are on the journey. Leave it out for everybody.", list(stage())),
	may("category", "Which kind of help it belongs to, from categories.yaml.", slug("health")),
	was,
	may("order", "Its place in the list of guides: lower numbers come first.", number),
	may("quick_exit", "Whether the page has a button to leave at once; as its category when left out.", truth),
	may("boroughs", "In content/shared only: where it holds. Leave it out for everywhere.", list(slug("northbank"))),
	may("note", "For reviewers. Readers never see it.", words("Ask about hospital costs.")),
	owner, deputy,
	may("assumptions", "What it takes for granted, for reviewers.", list(words("Everyone can join a GP without papers."))),
	checked,
	reviewBy,
	sources,
	translators,
)

var categories = of(
	need("categories", "The kinds of help.", list(of(
		need("category", "A short name; guides and services use it.", slug("health")),
		need("name", "What readers see.", name("Doctors and health")),
		may("about", "One sentence about it.", words("Doctors, clinics and other help for your body.")),
		may("icon", "The name of a picture of the theme.", slug("cross")),
		was,
		may("quick_exit", "true for pages about danger: they get a button to leave at once.", truth),
	))),
	translators,
)

var glossary = of(
	need("terms", "The words.", list(of(
		need("term", "The word.", name("GP")),
		may("also", "Other names and forms of it.", list(name("family doctor"))),
		may("not", "Where the word means something else.", list(name("GP practice"))),
		need("meaning", "What it means, in plain words.", words("Your family doctor.")),
	))),
	translators,
)

var rules = of(
	need("rules", "The rules.", list(of(
		need("rule", "A short name; guides point to the value with {rule.name}.", slug("move-on-days")),
		need("name", "What it is.", name("Days to leave asylum housing")),
		need("values", "What it was, is, and will be.", ruleValues),
		may("exceptions", "People for whom it is another number on some days; on all other days they have the rule's.", list(of(
			need("exception", "A short name; guides point to the value with {rule.name.exception}.", slug("families")),
			need("name", "What it is for them.", name("Days to leave asylum housing, for families")),
			need("values", "What it was, is, and will be for them.", ruleValues),
		))),
	))),
	translators,
)

var ruleValues = list(of(
	need("value", "The number, in quotes.", amount),
	need("unit", "What it counts.", choice("days", "weeks", "months", "years", "pounds", "percent")),
	need("from", "The first day on which it holds.", date),
	may("to", "The last day; left out while no end is known.", Shape{Types: text, Pattern: date.Pattern, Wrong: date.Wrong, Example: "2026-12-31"}),
	sources,
	may("checked", "Who looked it up, and when.", checked.Shape),
	may("note", "For reviewers. Readers never see it.", words("One report only.")),
))

var planner = of(
	need("groups", "People for whom the same rules hold.", list(of(
		need("group", "A short name.", slug("accepted")),
		need("name", "As a reader would say it.", name("My claim was accepted.")),
		need("ends", "The rule that says how long after the decision their time ends.", ruleName),
	))),
	need("steps", "What to do.", list(of(
		need("step", "A short name.", slug("council")),
		need("groups", "For whom.", list(slug("accepted"))),
		need("do", "What to do, in one or two sentences.", words("Tell the council that you may be homeless.")),
		may("guide", "The guide where to read more.", slug("finding-a-home")),
		need("when", "start (the day of the decision), end, or so long after the decision or before the end as a rule says.", oneOf(
			choice("start", "end"),
			of(need("after", "The rule: so long after the decision.", ruleName)),
			of(need("before_end", "The rule: so long before the end.", ruleName)),
		)),
	))),
	translators,
)

var pack = of(
	may("sections", "The parts of the pack, in their order.", list(oneOf(
		choice(model.Sections...),
		of(need(model.GuideSection, "One guide.", slug("first-days"))),
		of(need(model.StageSection, "The guides of one stage that no earlier section shows.", stage())),
		of(need(model.PageSection, "One page to write on.", slug("my-details"))),
	))),
	may("pages", "Pages to write on.", list(of(
		need("page", "A short name.", slug("my-details")),
		need("title", "Its title.", name("My details")),
		may("about", "What the page is for.", words("Keep this page safe.")),
		need("parts", "What stands on it.", list(of(
			may("title", "A heading.", name("About me")),
			may("text", "A sentence or two.", words("You find these on letters.")),
			may("lines", "Labels, each with a line to write on.", list(name("My name"))),
			may("ticks", "Sentences, each with a box to tick.", list(name("I have joined a GP."))),
			may("box", "A frame to write in.", of(
				need("label", "What to write in it.", name("Questions I want to ask")),
				may("lines", fmt.Sprintf("How many lines it has room for, 1 to %d.", source.MaxBoxLines), Shape{Types: number.Types, Example: "6"}),
			)),
		))),
	))),
	may("feedback", "A page of questions about the pack.", of(
		need("title", "Its title.", name("Tell us about this pack")),
		may("about", "What happens with the answers.", words("Do not write your name.")),
		may("return", "Where to give it back.", words("Give this page to the person who gave you the pack.")),
		need("questions", "The questions.", list(of(
			need("code", "A letter and a number, the same in every language. It keeps its question for good.", question),
			need("ask", "The question.", words("Could you read this pack?")),
			may("answers", "Up to eight answers to tick. Without them there is room to write.", list(name("Some of it"))),
		))),
	)),
	may("cards", "Up to eight cards to cut out and show. A card has words, or services, or lines.", list(of(
		need("card", "A short name.", slug("interpreter")),
		need("title", "What it says first. {language} is the reader's own.", name("Please call an interpreter.")),
		may("text", "What it says below.", name("Please use a phone interpreter.")),
		may("points", "What it says below, as a list.", list(name("Everyone can join."))),
		may("services", "Services whose numbers it shows.", list(slug("nhs-111"))),
		may("lines", "Labels, each with a line to write on.", list(name("My name"))),
	))),
	translators,
)

var reviews = of(
	need("reviews", "What was reviewed.", list(of(
		need("by", "Who, as a role: fluent reader. Never a name.", name("fluent reader")),
		need("on", "The day.", date),
		may("still_holds", "true where the English changed and the translation was found to be right still.", truth),
		need("texts", "Which texts: digests of the English and of the translation, and where it stands.", list(reviewed)),
	))),
	translators,
)

var imports = of(
	need("import", "Its short name, the same as the file's.", slug("council-list")),
	may("from", "The file or the address of the first import.", name("https://www.example.org/services.json")),
	may("title", "How readers see the source.", name("The council's list of services")),
	may("category", "The kind of help of services that name none.", slug("advice")),
	may("sheet", "The sheet of a workbook; left out, the first.", name("Services")),
	may("categories", "The publisher's words, and which kind of help each means.", Shape{Each: &oneSlug, Example: "Housing advice"}),
	may("columns", "The headings of a table, and which field each is; none for one that is not read.", Shape{Each: &oneField, Example: "Phone"}),
)

var oneSlug, oneField = slug("advice"), name("none")

var phrases = each(oneOf(words("Start"), of(
	may("one", "For a count of one.", words("{count} service")),
	need("other", "For other counts.", words("{count} services")),
	may("context", "Which meaning is meant, for translators.", name("a button")),
)))
