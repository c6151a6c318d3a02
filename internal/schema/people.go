package schema

import "welcomepack/internal/model"

// owner and deputy are alike for whatever somebody answers for.
var (
	owner  = may("owner", "Who answers for this, as a role. Never a name.", name("Drop-in editor"))
	deputy = may("deputy", "Who does while the owner is away, as a role.", name("Advice lead"))
)

var alert = may("alert", "Words that stand above everything else until a day.", of(
	need("text", "What readers must know now.", words("Closed for repairs.")),
	need("until", "The last day.", date),
))

var travel = may("travel", "How to get there.", of(
	may("text", "In words.", words("The bus stops outside.")),
	may("from", "Where most people come from; with minutes, times say when to leave.", name("the city centre")),
	may("minutes", "How long it takes from there.", number),
))

var referral = may("referral", "How others bring people there.", of(
	may("by", "Who may send people.", words("A doctor or a charity")),
	may("ask_for", "Whom they should ask for.", words("the advice team")),
))

var kind = may("kind", "What sort of organisation it is.", choice(model.OrganisationKinds...))

var (
	people = may("people", "How many people; fewer than five are shown as a few.", number)
	spoken = may("languages", "In which languages.", list(language()))
)

var engagement = of(
	may("about", "How the pack was made, in a few sentences.", words("Volunteers made this pack with people who live here.")),
	may("few", "Smaller numbers are not shown; 5 when left out.", number),
	may("meetings", "Where people were heard. No names.", list(of(
		need("meeting", "A short name.", slug("hotel-groups")),
		need("setting", "What it was.", name("Groups in a hotel")),
		may("date", "When: a day, a month or a year.", stamp),
		may("times", "How many such meetings.", number),
		spoken, people,
		may("paid", "true where people were paid for their time.", truth),
		sources,
	))),
	may("said", "What people said, and what came of it.", list(of(
		need("said", "A short name.", slug("food-first")),
		need("words", "What they said.", words("We want to know where food is open today.")),
		may("meeting", "Where: one of the meetings.", slug("hotel-groups")),
		people,
		need("state", "How far it is.", choice(model.SayingStates...)),
		may("did", "What was done, or will be.", words("A list of what is open on each day.")),
		may("why", "Why it will not be done.", words("There is no money for it.")),
		may("by", "The day that was promised.", date),
		may("on", "The day on which it was done.", date),
		owner, deputy,
		may("guides", "Guides that it changed.", list(slug("health"))),
		may("services", "Services that it changed.", list(slug("nhs-111"))),
		sources,
	))),
	may("notices", "What people can take part in.", list(of(
		need("notice", "A short name.", slug("readers")),
		need("kind", "What it is.", choice(model.NoticeKinds...)),
		need("title", "Its title.", name("Read new pages with us")),
		need("about", "What people do.", words("You read a page and tell us what is not clear.")),
		may("who", "For whom it is.", words("Anyone who reads Arabic or Somali")),
		need("pay", "none, or an amount. It must be said.", oneOf(choice("none"), of(
			need("amount", "Pounds and pence, in quotes, without £.", Shape{Types: loose, Pattern: `^\d{1,6}(\.\d\d)?$`, Wrong: `Write pounds and pence, such as "20.00".`, Example: "20.00"}),
			may("note", "What it is for.", name("for two hours")),
		))),
		may("travel", "true where they pay for travel.", truth),
		may("childcare", "true where there is childcare.", truth),
		may("food", "true where there is food.", truth),
		may("on", "The day.", date),
		may("from", "When it starts.", clock),
		may("to", "When it ends.", Shape{Types: text, Pattern: clock.Pattern, Wrong: clock.Wrong, Example: "13:00"}),
		need("closes", "The last day on which people can ask. After it the notice is gone.", date),
		need("contact", "The service to ask.", slug("nhs-111")),
		sources,
	))),
	may("lessons", "What was learned, and what changed for it.", list(of(
		need("lesson", "A short name.", slug("shared-phones")),
		need("on", "When: a day, a month or a year.", stamp),
		need("what", "What was learned.", words("Families share one phone.")),
		may("changed", "What changed.", words("Pages can be saved.")),
		sources,
	))),
	may("credits", "Who helped, by role.", list(of(
		need("credit", "A short name.", slug("translators")),
		need("role", "Who, as a role.", name("Translators")),
		may("did", "What they did.", words("They wrote the Arabic.")),
		people, spoken, sources,
	))),
	may("attendance", "How many came, counted by hand.", list(of(
		need("service", "To which service.", slug("nhs-111")),
		need("month", "In which month.", stamp),
		need("people", "How many.", number),
	))),
	translators,
)

var partners = of(
	need("partners", "Organisations that work together here.", list(of(
		need("partner", "A short name: of a listing, whose name it takes, or another.", slug("city-library")),
		may("name", "Its name, where it has no listing.", name("City Library")),
		kind,
		need("level", "How closely: network (they know each other), coordinate (plan together), cooperate (share work), collaborate (answer for it together).", choice(model.PartnerLevels...)),
		may("does", "What it does for people here.", words("Gives a room each week.")),
		may("since", "Since when.", stamp),
		may("lead", "Who speaks for it, as a role.", name("Director")),
		sources,
		may("note", "For reviewers. Readers never see it.", words("Ask again in spring.")),
	))),
	translators,
)

var problems = of(
	need("problems", "What goes wrong, and who helps then.", list(of(
		need("problem", "A short name.", slug("aspen-card")),
		need("name", "As a reader would say it.", name("My ASPEN card does not work")),
		may("do", "What to do, in a sentence or two.", words("Call today.")),
		may("services", "Whom to call, the first first.", list(slug("nhs-111"))),
		may("council", "true where the borough's council helps too.", truth),
		may("category", "A kind of help: the borough's own services of it that have a number.", slug("advice")),
		may("guide", "The guide where to read more.", slug("first-days")),
	))),
	translators,
)

var demand = of(
	need("languages", "The languages that people need here, the most wanted first.", list(of(
		need("language", "Its tag.", language()),
		may("people", "How many people.", number),
		may("share", "Percent of the people who live here, in quotes.", amount),
		sources,
		may("note", "For reviewers.", words("From a page about the census.")),
	))),
	translators,
)
