package check

import (
	"regexp"
	"slices"
	"strings"
)

// A better way to say something. words are as a regular expression; forms that end in a letter match whole words.
type better struct{ words, instead string }

func (b better) form() *regexp.Regexp { return phraseForms[b.words] }

// hint says the better way; what starts with → is an advice of its own.
func (b better) hint() string {
	if own, ok := strings.CutPrefix(b.instead, "→ "); ok {
		return own
	}
	return "say “" + strings.ReplaceAll(b.instead, " | ", "” or “") + "”"
}

var (
	phraseForms = compileAll(hardWords, idioms)
	anyHardWord = compileAny(hardWords)
	anyIdiom    = compileAny(idioms)
)

func compileAll(tables ...[]better) map[string]*regexp.Regexp {
	forms := map[string]*regexp.Regexp{}
	for _, b := range slices.Concat(tables...) {
		forms[b.words] = wholeWords(b.words)
	}
	return forms
}

// compileAny is a form for all of a table: most texts have none of them, and one look is enough to know.
func compileAny(table []better) *regexp.Regexp {
	all := make([]string, len(table))
	for i, b := range table {
		all[i] = b.words
	}
	return wholeWords(strings.Join(all, "|"))
}

func wholeWords(form string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:^|\b)(?:` + form + `)(?:\b|$)`)
}

// hardWords is words to avoid, each with a better way to say it.
var hardWords = []better{
	{`accommodations?`, "home | place to live"},
	{`accompan(?:y|ied|ies)`, "come with | go with"},
	{`accordingly`, "so"},
	{`acquir(?:e|ed|es|ing)`, "get"},
	{`additional(?:ly)?`, "more | other"},
	{`adjacent`, "next to"},
	{`adhere to`, "keep to"},
	{`advis(?:e|ed) that`, "told that"},
	{`alleviat(?:e|es|ing)`, "make easier"},
	{`amongst`, "among"},
	{`and/or`, "→ write “or”, or list what there is"},
	{`anticipat(?:e|ed|es)`, "expect"},
	{`applicants?`, "person who applies | you"},
	{`approximately`, "about"},
	{`as per`, "as it says in"},
	{`ascertain`, "find out"},
	{`assist(?:s|ed|ing|ance)?`, "help"},
	{`at this moment in time|at the present time`, "now"},
	{`bespoke`, "made for you"},
	{`beneficiar(?:y|ies)`, "person who gets it"},
	{`commenc(?:e|es|ed|ing|ement)`, "start"},
	{`complet(?:e|ing) (?:the|a|an|this|your) form`, "fill in the form"},
	{`comply with`, "follow | keep to"},
	{`consequently`, "so"},
	{`correspondence`, "letters"},
	{`demonstrat(?:e|es|ing)`, "show"},
	{`destitut(?:e|ion)`, "no money and no home"},
	{`discontinu(?:e|ed)`, "stop"},
	{`discretionary`, "→ say who decides, and how"},
	{`disseminat(?:e|ed)`, "give out | send"},
	{`due to the fact that`, "because"},
	{`dwellings?`, "home"},
	{`e\.g`, "for example"},
	{`elapsed?`, "pass"},
	{`eligib(?:le|ility)`, "can get it | have the right to it"},
	{`empower(?:s|ed|ing|ment)?`, "→ say what people can do there"},
	{`enabl(?:e|es|ing) you to`, "lets you"},
	{`endeavour`, "try"},
	{`enquir(?:e|y|ies)`, "ask | question"},
	{`ensur(?:e|es|ing)`, "make sure"},
	{`entitle(?:d|ment|ments)`, "have the right to"},
	{`etc`, "→ say what else, or leave it out"},
	{`expedit(?:e|ed)`, "hurry"},
	{`facilitat(?:e|es|ed|ing)`, "help | make easier"},
	{`failed asylum seekers?`, "person whose asylum claim was refused"},
	{`forthwith|with immediate effect`, "now | at once"},
	{`forward to`, "send to"},
	{`furnish(?:ed)? with`, "give"},
	{`furthermore|moreover`, "also"},
	{`hence|thus|thereby`, "so"},
	{`hereby|herein|hereafter|thereafter|therein|thereof`, "→ leave it out, or say “from then on”"},
	{`holistic(?:ally)?`, "→ say what they look at: health, money and home"},
	{`i\.e`, "that is"},
	{`illegal (?:im)?migrants?`, "person without papers"},
	{`implement(?:s|ed|ing|ation)?`, "do | carry out"},
	{`in accordance with`, "as it says in"},
	{`in addition to`, "as well as"},
	{`in conjunction with`, "with"},
	{`in lieu of`, "instead of"},
	{`in order to`, "to"},
	{`in receipt of`, "get"},
	{`in relation to|with regards? to|in respect of|regarding|concerning`, "about"},
	{`in the event (?:of|that)`, "if"},
	{`inception`, "start"},
	{`incorrect`, "wrong"},
	{`indicat(?:e|es|ed)`, "show | say"},
	{`initiat(?:e|es|ed)`, "start"},
	{`legislation`, "law"},
	{`liais(?:e|es|ing|on)`, "talk to"},
	{`multi-agency|multi-disciplinary`, "→ say who works together"},
	{`nevertheless|notwithstanding`, "but"},
	{`notif(?:y|ies|ied)`, "tell"},
	{`numerous`, "many"},
	{`obtain(?:s|ed|ing)?`, "get"},
	{`on a (?:daily|weekly|monthly|regular) basis`, "every day | every week | often"},
	{`on behalf of`, "for"},
	{`outreach`, "→ say what they do: “workers come to where you are”"},
	{`participat(?:e|es|ed|ing|ion)`, "take part | join in"},
	{`per annum`, "a year"},
	{`permit(?:s|ted) you`, "lets you"},
	{`prior to`, "before"},
	{`proficien(?:t|cy)`, "good at | how well you speak"},
	{`provision of`, "→ say who gives what: “they give you food”"},
	{`purchas(?:e|es|ed|ing)`, "buy"},
	{`pursuant to`, "under"},
	{`remuneration`, "pay"},
	{`request(?:s|ed|ing)`, "ask for"},
	{`resid(?:e|es|ing)`, "live"},
	{`retain(?:s|ed|ing)?`, "keep"},
	{`service users?`, "people who come | you"},
	{`signpost(?:s|ed|ing)?`, "tell you who can help | send you to the right place"},
	{`stakeholders?`, "→ say who: neighbours, councils, charities"},
	{`statutory`, "by law | of the council"},
	{`subsequent(?:ly)?`, "later | after that"},
	{`sufficient(?:ly)?`, "enough"},
	{`tailored`, "made for you"},
	{`terminat(?:e|es|ed|ing|ion)`, "end | stop"},
	{`undertak(?:e|es|ing)`, "do"},
	{`upon`, "on | when"},
	{`utilis(?:e|es|ed|ing)`, "use"},
	{`vacat(?:e|ed|ing)`, "leave"},
	{`via`, "by | through"},
	{`whilst`, "while"},
	{`wraparound`, "→ say what help there is"},
	{`wish to`, "want to"},
}

// idioms is what cannot be translated word by word.
var idioms = []better{
	{`a stone[’']s throw`, "very near"},
	{`at the end of the day`, "→ leave it out"},
	{`ball is in (?:your|their) court`, "you must act now"},
	{`bear in mind`, "remember | think of"},
	{`bite the bullet`, "do it although it is hard"},
	{`break the ice`, "start to talk"},
	{`by hook or by crook`, "in any way"},
	{`chip in`, "give some money | help"},
	{`cut corners`, "do it badly to save time"},
	{`down the line|down the road`, "later"},
	{`drop (?:us|them|me) a line`, "write to us"},
	{`fall(?:en|ing)? between the cracks|slip(?:s|ped|ping)? through the (?:cracks|net)`, "get no help from anybody"},
	{`feel(?:ing)? blue|down in the dumps`, "feel sad"},
	{`fill(?:ing)? the gap`, "help where nobody else does"},
	{`find your feet`, "get to know how things work"},
	{`first port of call`, "the first place to go"},
	{`from scratch`, "from the start"},
	{`get(?:ting)? (?:back )?on (?:your|their) feet|back on track`, "start again"},
	{`get the ball rolling`, "start"},
	{`give (?:us|them) a (?:ring|bell|shout)`, "call us"},
	{`hand in hand`, "together"},
	{`help(?:ing)? hand`, "help"},
	{`hit the nail`, "be right"},
	{`in a nutshell`, "in short"},
	{`in the long run`, "after some time"},
	{`in the same boat`, "with the same problem"},
	{`in the loop`, "told what happens"},
	{`jump(?:ing)? through hoops`, "do many hard things"},
	{`keep an eye (?:on|out)`, "look at it often | look for it"},
	{`keep your head above water|make ends meet`, "have enough money to live"},
	{`last resort`, "what you do when nothing else helps"},
	{`leave no stone unturned`, "try everything"},
	{`lend a hand`, "help"},
	{`on the same page`, "agree"},
	{`on the streets?`, "without a home | outside"},
	{`one[- ]stop[- ]shop`, "a place with all kinds of help"},
	{`open[- ]door policy`, "→ say who may come: “everyone can come in”"},
	{`out of pocket`, "with less money than before"},
	{`out of the blue`, "suddenly"},
	{`piece of cake`, "easy"},
	{`raining cats and dogs`, "raining a lot"},
	{`red tape`, "many forms and rules"},
	{`safety net`, "help when you have nothing"},
	{`see eye to eye`, "agree"},
	{`shoulder to cry on`, "someone who listens"},
	{`sleep(?:ing)? rough|rough sleep(?:ing|ers?)`, "sleep outside"},
	{`take (?:it )?with a pinch of salt`, "do not believe all of it"},
	{`the bottom line`, "what matters most"},
	{`think outside the box`, "find a new way"},
	{`through the grapevine`, "from other people"},
	{`touch base`, "talk"},
	{`under one roof`, "in one place"},
	{`under the weather`, "ill"},
	{`up and running`, "working | open"},
	{`up in the air`, "not decided"},
	{`warm welcome|welcome with open arms`, "→ say it plainly: “you are welcome”"},
}

// knownShort is abbreviations that need no explanation, being words of their own by now, or on every form.
const knownShort = `uk tv id pin sms ok usb pdf qr dvd cd am pm bbc eu usa lgbt lgbtq lgbtqi lgbtqia lgbti wifi`

// shouted is words that writers put in capitals to be heard.
var shouted = names(`all always and any before call cannot do emergency every everyone free help immediately important keep must never no not note now only or please
	stop urgent warning you your`)

const participles = `(?:[a-z]{2,}ed|been|begun|bought|brought|built|caught|chosen|cut|done|drawn|driven|eaten|fed|felt|forgotten|found|given|gone|grown|heard|held|hit|kept|known|laid|led|left|lost|made|meant|met|paid|put|read|run|said|seen|sent|set|shown|shut|sold|spent|spoken|spread|stolen|taken|taught|thrown|told|thought|understood|won|worn|written)`

var (
	agentPassive = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|being)\s+(?:not |also |often |usually |only |then |now |being |\w+ly )?` + participles + `\s+by (?:the|a|an|your|our|their|his|her|another|someone|somebody|people|volunteers|staff)\b`)
	passiveForm  = regexp.MustCompile(`(?i)\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:not |also |often |usually |only |then |now |being |\w+ly )?` + participles + `\b`)
)
