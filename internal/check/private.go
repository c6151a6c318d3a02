package check

import (
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// What the hints of this file end with.
const (
	excepted    = "; if it is meant to be public, write an exception: welcomepack explain personal-data shows how"
	publicPlace = "; if it is an office that anybody may visit, write an exception: welcomepack explain secret-address shows how"
)

// personal looks for what belongs to one person rather than to a service: a mobile number beside a name, an address at
// a free mail provider that is somebody's name. Reviewers' notes are looked at too: they are as public as the rest.
func personal(c *catalog.Catalog, ds *diag.List) {
	eachListing(c.Site, func(l *model.Listing) {
		for _, p := range l.Phones {
			mobile(p, ds, doc.Plaintext(p.For.Inlines), doc.Plaintext(l.About.Inlines))
		}
		mail(l.Email, l, ds)
		for i := range l.Services {
			s := &l.Services[i]
			around := doc.Plaintext(s.HowToJoin.Inlines) + " " + doc.Plaintext(s.TimesNote.Inlines) + " " + doc.Plaintext(s.Summary.Inlines) + " " + doc.Plaintext(s.Details.Inlines)
			for _, p := range s.Phones {
				mobile(p, ds, doc.Plaintext(p.For.Inlines), around)
			}
			if s.TextNumber.Written() {
				mobile(model.Phone{Number: s.TextNumber, E164: s.TextE164}, ds, around)
			}
			mail(s.Email, l, ds)
			inNote(s.Note, ds)
		}
	})
	eachGuide(c.Site, func(g *model.Guide) { inNote(g.Note, ds) })
}

func isMobile(e164 string) bool {
	return strings.HasPrefix(e164, "+447") && !strings.HasPrefix(e164, "+4470") && !strings.HasPrefix(e164, "+4476")
}

// mobile reports a mobile number with somebody's name in the words about it.
func mobile(p model.Phone, ds *diag.List, about ...string) {
	if !isMobile(p.E164) {
		return
	}
	for _, words := range about {
		if name := personIn(words); name != "" {
			ds.Error(p.Number.At, "personal-data", "this mobile number stands beside a person’s name, %q: it may be private", name).
				Hint("give the service's own number, and say a role in place of the name, such as “ask for the manager”" + excepted)
			return
		}
	}
}

var (
	noteMobile = regexp.MustCompile(`\b(?:\+44\s?7|07)(?:[\s-]?\d){9}\b`)
	noteMail   = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
)

// inNote reports numbers and addresses of people in a note for reviewers.
func inNote(n model.At[string], ds *diag.List) {
	if noteMobile.MatchString(n.V) && personIn(n.V) != "" {
		ds.Error(n.At, "personal-data", "this note has a mobile number and a person’s name, %q, in it: everybody can read it", personIn(n.V)).
			Hint("keep people's names and numbers out of this folder" + excepted)
		return
	}
	for _, m := range noteMail.FindAllString(n.V, -1) {
		if free(m) {
			ds.Error(n.At, "personal-data", "this note has what may be a person’s own e-mail address in it, %s: everybody can read it", m).
				Hint("keep people's names and addresses out of this folder" + excepted)
			return
		}
	}
}

// freeMail is providers of addresses for people. Small charities use them too, mostly under their own name.
var freeMail = []string{"gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com", "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk",
	"ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "btinternet.com", "btopenworld.com", "sky.com", "talktalk.net", "virginmedia.com", "ntlworld.com",
	"blueyonder.co.uk", "proton.me", "protonmail.com", "gmx.com", "gmx.co.uk", "mail.com", "zoho.com"}

func free(address string) bool {
	_, host, _ := strings.Cut(strings.ToLower(address), "@")
	return slices.Contains(freeMail, host)
}

// mail reports an e-mail address that is a person's. At a free provider an address that says nothing of the
// organisation is taken for one.
func mail(e model.At[string], l *model.Listing, ds *diag.List) {
	user, host, ok := strings.Cut(strings.ToLower(e.V), "@")
	if !ok {
		return
	}
	parts := strings.FieldsFunc(user, func(r rune) bool { return strings.ContainsRune("._-+0123456789", r) })
	person := len(parts) > 0 && givenNames[parts[0]]
	switch {
	case free(e.V) && !ofOrganisation(user, l):
		ds.Error(e.At, "personal-data", "%s looks like a person’s own address", e.V).
			Hint("give an address of the service, such as info@…" + excepted)
	case len(parts) == 2 && person && !ofOrganisation(parts[0], l):
		ds.Warning(e.At, "personal-data", "%s is the address of one person at %s", e.V, host).
			Hint("give an address that stays when the person leaves, such as info@%s%s", host, excepted)
	}
}

// ofOrganisation tells whether an address has a word of the organisation's name in it, or its initials.
func ofOrganisation(user string, l *model.Listing) bool {
	bare := strings.NewReplacer(".", "", "_", "", "-", "").Replace(user)
	words := strings.Fields(compared(l.Name.V) + " " + strings.ReplaceAll(string(l.ID.V), "-", " "))
	for _, s := range l.Services {
		words = append(words, strings.Fields(compared(doc.Plaintext(s.Name.Inlines)))...)
	}
	if slices.ContainsFunc(words, func(w string) bool { return len(w) > 3 && strings.Contains(bare, w) && !givenNames[w] }) {
		return true
	}
	initials := ""
	for w := range strings.SplitSeq(string(l.ID.V), "-") {
		initials += w[:min(1, len(w))]
	}
	return len(initials) > 2 && strings.Contains(bare, initials)
}

var (
	titledName = regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Miss|Dr|Sister|Father|Imam|Pastor|Rev|Revd|Reverend|Rabbi|Fr)\.? \p{Lu}\pL+(?: \p{Lu}\pL+)?`)
	nameForm   = regexp.MustCompile(`\p{Lu}\pL+(?: \p{Lu}\pL+)*`)
)

// personIn returns the first person's name in words: after a title, or a common given name; "" for none.
func personIn(words string) string {
	if m := titledName.FindString(words); m != "" {
		return m
	}
	for _, at := range nameForm.FindAllStringIndex(words, -1) {
		run := strings.Fields(words[at[0]:at[1]])
		given := slices.IndexFunc(run, func(w string) bool { return givenNames[strings.ToLower(w)] })
		building := slices.ContainsFunc(run, func(w string) bool { return buildings[strings.ToLower(w)] }) ||
			given > 0 && slices.Contains([]string{"St", "Saint"}, run[given-1]) || strings.HasSuffix(words[:at[0]], "St. ") ||
			strings.HasPrefix(words[at[1]:], "’s ") || strings.HasPrefix(words[at[1]:], "'s ") // St Mary’s, and John Smith Hall
		if given >= 0 && !building {
			return strings.Join(run[given:], " ")
		}
	}
	return ""
}

// buildings is what stands beside a given name in the name of a building or a charity.
var buildings = names("house hall centre center church street road lane avenue school college library hospital trust foundation project court place park square clinic surgery charity fund hub")

// givenNames is names that many people in the UK have, and no common words: not grace, hope, mark, will, may, rose.
var givenNames = names(`john david michael paul peter james robert andrew richard stephen steven christopher thomas daniel matthew anthony kevin
	william simon ian gary neil brian martin philip graham keith colin alan stuart george edward charles joseph benjamin samuel jonathan timothy nicholas
	mary sarah susan margaret elizabeth karen jane anne ann helen linda julie patricia christine jennifer deborah alison angela caroline claire emma rebecca
	rachel laura nicola sharon tracy amanda louise joanne lisa michelle catherine katherine kate lucy sophie charlotte emily hannah jessica olivia amy
	mohammed mohamed muhammad mohammad ahmed ahmad ali hassan hussein hussain ibrahim abdul abdullah omar umar yusuf yousef ismail khalid mustafa mahmoud
	hamza bilal tariq imran fatima fatma fatoumata aisha ayesha khadija maryam mariam zainab amina halima samira leila layla nadia yasmin hodan asha sahra
	tesfaye abebe haile selam tigist yonas samuel bereket olena oksana iryna natalia svitlana oleksandr andriy volodymyr dmytro serhiy svetlana olga
	maria jose carlos juan luis ana carmen miguel antonio francisco joao pedro priya rajesh sanjay sunita anita deepak amit ravi
	chidi ngozi chioma emeka olu oluwaseun adebayo kwame kofi ama abena akua`)

// names makes a set of words.
func names(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

var (
	refugeName  = regexp.MustCompile(`(?i)\b(?:refuge|safe ?house|safe homes?)\b`)
	refugeWords = regexp.MustCompile(`(?i)\b(?:(?:wom[ae]n['’]?s|our|this) refuge\b|refuge (?:accommodation|space|place|bed|home)s?|safe ?house|secret address|domestic abuse (?:accommodation|housing))`)
	asylumHome  = regexp.MustCompile(`(?i)\b(?:asylum (?:hotel|hostel|housing)|(?:asylum|contingency|initial|dispersal) (?:seeker )?accommodation|housing for people seeking asylum)\b`)
	hotelName   = regexp.MustCompile(`(?:\p{Lu}[\pL'’&]*\s+){1,3}(?:Hotel|Hostel|Inn)\b|\b(?:Hotel|Premier Inn|Travelodge|Holiday Inn|Ibis|Novotel|Britannia)\s+\p{Lu}\pL+`)
	anyHotel    = regexp.MustCompile(`^(?:The|A|An|Your|This|That|Our|Their|Any|No|If|In|At|Is)\s+(?:Hotel|Hostel|Inn)$`)
	asylumForm  = regexp.MustCompile(`(?i)\b(?:asylum|refugees?|home office|migrants?|people are (?:put|housed))\b`)
)

// secret looks for addresses that must stay unknown: of refuges, and of hotels and homes where people seeking asylum
// are put. Whoever publishes them puts those inside in danger. It is an error where the name says what it is, or the
// place is a hotel; where only other words speak of it, the address may be an office's.
func secret(c *catalog.Catalog, ds *diag.List) {
	eachListing(c.Site, func(l *model.Listing) {
		shared := sharedOf(c.Site, l)
		for i := range l.Services {
			s := &l.Services[i]
			for _, a := range s.At {
				p := placeOf(a.Place.V, l, shared)
				if p == nil || len(p.Lines) == 0 && !p.Postcode.Written() {
					continue
				}
				what, sure := hidden(s, l, p)
				tell := ds.Warning
				if sure {
					tell = ds.Error
				}
				if what != "" {
					tell(addressAt(p), "secret-address", "this is the address of %q, which speaks of %q: where such people live is never printed", s.ID.V, what).
						Hint("take the place out, and let people call" + publicPlace)
				}
			}
		}
	})
	hotels(c, ds)
}

// hidden returns the words that say that a service's place must stay unknown, "" for none, and whether they are sure.
func hidden(s *model.Service, l *model.Listing, p *model.Place) (words string, sure bool) {
	name := l.Name.V + ". " + doc.Plaintext(s.Name.Inlines) + ". " + p.Name.V
	about := doc.Plaintext(s.Summary.Inlines) + " " + doc.Plaintext(s.Details.Inlines)
	for _, form := range []*regexp.Regexp{refugeName, asylumHome} {
		if m := form.FindString(name); m != "" {
			return m, true
		}
	}
	if m := refugeWords.FindString(about); m != "" {
		return m, false
	}
	m := asylumHome.FindString(about)
	return m, hotelName.MatchString(strings.Join(p.AddressLines(), ", "))
}

// hotels looks for a hotel's name in words that speak of people seeking asylum.
func hotels(c *catalog.Catalog, ds *diag.List) {
	look := func(t doc.Text) {
		plain := doc.Plaintext(t.Inlines)
		if m := hotelName.FindString(plain); m != "" && !anyHotel.MatchString(m) && asylumForm.MatchString(plain) {
			ds.Warning(t.Pos, "secret-address", "%q may be a hotel where people seeking asylum are put, which is never printed", m).
				Hint("say “your hotel” in place of its name; if it is a hotel like any other, write an exception: welcomepack explain secret-address shows how")
		}
	}
	eachGuide(c.Site, func(g *model.Guide) { model.Texts(g, look) })
	eachListing(c.Site, func(l *model.Listing) { model.Texts(l, look) })
}

func placeOf(id model.ID, listings ...*model.Listing) *model.Place {
	for _, l := range listings {
		if l == nil {
			continue
		}
		for i := range l.Places {
			if l.Places[i].ID.V == id {
				return &l.Places[i]
			}
		}
	}
	return nil
}

// addressAt returns where a place's address is written.
func addressAt(p *model.Place) source.Span {
	if len(p.Lines) > 0 {
		return p.Lines[0].At
	}
	return p.Postcode.At
}
