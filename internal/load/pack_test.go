package load

import (
	"testing"
	"testing/fstest"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

const plan = `sections:
  - emergency
  - guide: health
  - page: my-details
  - guides
pages:
  - page: my-details
    title: My details
    about: Keep this page.
    parts:
      - {title: About me, text: Use a pencil., lines: [My name, Phone, Phone], ticks: [I have joined a GP.]}
      - box: {label: Notes, lines: 4}
feedback:
  title: Tell us
  questions:
    - {code: Q1, ask: "Was it easy?", answers: ["Yes", "No"]}
    - {code: Q2, ask: "What was wrong?"}
cards:
  - {card: interpreter, title: "I speak {language}.", text: Please call an interpreter., points: [one]}
  - {card: numbers, title: Numbers, services: [nhs-111]}
  - {card: me, title: Me, lines: [My name]}
`

// TestPackPlanIsRead holds that each word of a pack.yaml has a key of its own, so that it can be translated.
func TestPackPlanIsRead(t *testing.T) {
	site, ds, _ := loaded(t, withSite(fstest.MapFS{
		"content/pack.yaml":                 &fstest.MapFile{Data: []byte(plan)},
		"content/boroughs/newham/pack.yaml": &fstest.MapFile{Data: []byte("sections: [guides]\n")},
	}))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	p := site.Pack
	if len(p.Sections) != 4 || p.Sections[1].Kind.V != model.GuideSection || p.Sections[1].Subject.V != "health" || p.Sections[3].Kind.V != "guides" {
		t.Errorf("sections %v", p.Sections)
	}
	want := `heading 2 #my-details-1 pack.yaml#my-details/1/title "About me"
paragraph pack.yaml#my-details/1/text "Use a pencil."
blanks
  blank 0 pack.yaml#my-details/1/line "My name"
  blank 0 pack.yaml#my-details/1/line-2 "Phone"
  blank 0 pack.yaml#my-details/1/line-3 "Phone"
ticks
  item
    paragraph pack.yaml#my-details/1/tick "I have joined a GP."
blanks
  blank 4 pack.yaml#my-details/2/box "Notes"
`
	if got := doc.Dump(p.Pages[0].Body); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	texts := 0
	model.Texts(p, func(doc.Text) { texts++ })
	if texts != 20 {
		t.Errorf("%d texts to translate", texts)
	}
	if b := site.Boroughs[0].Pack; len(b.Sections) != 1 || len(b.Pages) != 0 {
		t.Errorf("the borough's plan is %v", b)
	}
}

// TestPartOfASiteIsRead holds that a pack that somebody waits for costs no more than it needs.
func TestPartOfASiteIsRead(t *testing.T) {
	fsys := withSite(fstest.MapFS{
		"content/site.yaml": &fstest.MapFile{Data: []byte("title: Welcome pack\npublisher: Volunteers\nlanguages: [en, ar]\nboroughs: [newham, lambeth]\n")},
	})
	for _, b := range []string{"newham", "lambeth"} {
		fsys["content/boroughs/"+b+"/borough.yaml"] = &fstest.MapFile{Data: []byte("borough: " + b + "\nname: " + b + "\n")}
		for _, l := range []string{"ar", "so"} {
			fsys["translations/"+l+"/"+b+".po"] = &fstest.MapFile{Data: []byte("msgid \"\"\nmsgstr \"\"\n\"Language: " + l + "\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n")}
		}
	}
	_, _, all := loaded(t, fsys)
	site, _, err := Part(fsys, all, Only{Boroughs: []string{"lambeth"}, Langs: []string{"ar"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(site.Boroughs) != 1 || site.Boroughs[0].ID.V != "lambeth" || len(site.Settings.Boroughs) != 2 {
		t.Errorf("boroughs %v", site.Boroughs)
	}
	if len(site.Overlays) != 1 || len(site.Overlays[0].Files) != 1 || site.Overlays[0].Files[0].Name != "lambeth" {
		t.Errorf("translations %v", site.Overlays)
	}
}
