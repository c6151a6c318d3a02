package hsds

import (
	"errors"
	"strings"
	"testing"
)

func parsed(t *testing.T, s string) *Object {
	t.Helper()
	v, err := Parse([]byte(s))
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return v.(*Object)
}

func printed(v any) string { return string(Style{}.Append(nil, v)) }

const ours = `{"id":"1","name":"Food","description":"A meal.","phones":[{"id":"2","number":"020"},{"id":"3","number":"030"}],"service_at_locations":[{"id":"4","location":{"id":"5","name":"Hall"}}],"schedules":[{"id":"6","service_at_location_id":"4","byday":"MO"}]}`

const theirs = `{"id":"A","name":"Food","description":"A meal. ","wait_time":"none","phones":[{"id":"C","number":"030","extension":7},{"id":"B","number":"020"},{"id":"D","number":"bad"}],"service_at_locations":[{"id":"E","location":{"id":"F","name":"Hall","transportation":"bus 1"}}],"schedules":[{"id":"G","byday":"MO","notes":"not in August"}]}`

func TestRestPutsBackWhatOursLacks(t *testing.T) {
	rest := Rest(parsed(t, ours), parsed(t, theirs))
	got := parsed(t, ours)
	Apply(got, parsed(t, printed(rest)))
	want := `{"id":"A","name":"Food","description":"A meal. ","phones":[{"id":"B","number":"020"},{"id":"C","number":"030","extension":7},{"id":"D","number":"bad"}],` +
		`"service_at_locations":[{"id":"E","location":{"id":"F","name":"Hall","transportation":"bus 1"}}],"schedules":[{"id":"G","service_at_location_id":"E","byday":"MO","notes":"not in August"}],"wait_time":"none"}`
	if printed(got) != want {
		t.Errorf("got  %s\nwant %s", printed(got), want)
	}
	if rest := Rest(parsed(t, ours), parsed(t, ours)); rest != nil {
		t.Errorf("an entity lacks %s of itself", printed(rest))
	}
}

// Their words about a number or a time must not come back once a volunteer has changed it.
func TestRestOfWhatWasChangedSinceStaysAway(t *testing.T) {
	rest := Rest(parsed(t, ours), parsed(t, theirs))
	changed := parsed(t, strings.NewReplacer("A meal.", "Two meals.", `"030"`, `"040"`, `"MO"`, `"TU"`).Replace(ours))
	Apply(changed, rest)
	got := printed(changed)
	for _, gone := range []string{"A meal. ", `"extension"`, `"bad"`, "August"} {
		if strings.Contains(got, gone) {
			t.Errorf("%s is back: %s", gone, got)
		}
	}
	for _, stays := range []string{`"id":"A"`, "bus 1", "Two meals.", `"wait_time"`, `"service_at_location_id":"E"`} {
		if !strings.Contains(got, stays) {
			t.Errorf("%s is lost: %s", stays, got)
		}
	}
}

func TestDigestLooksPastIDsAndForms(t *testing.T) {
	a := parsed(t, `{"id":"1","x":1.50,"y":["a"],"x_welcomepack":{"a":1}}`)
	if Digest(a) != Digest(parsed(t, `{"y":["a"],"service_id":"2","x":1.5}`)) || Digest(a) == Digest(parsed(t, `{"x":1.5,"y":["b"]}`)) {
		t.Error("digests differ or agree where they should not")
	}
}

func TestJSONKeepsOrderAndHasLimits(t *testing.T) {
	const text = `{"b":1.50,"a":[true,null,"x\"\\\n\u0001é<"],"c":{}}`
	if got := printed(parsed(t, text)); got != text {
		t.Errorf("got %s", got)
	}
	if got := string(Style{Markup: true}.Append(nil, "</script>&")); got != `"\u003c/script\u003e\u0026"` {
		t.Errorf("got %s", got)
	}
	if _, err := Parse([]byte(strings.Repeat("[", 1000))); !errors.Is(err, ErrDepth) {
		t.Errorf("error %v", err)
	}
	for _, bad := range []string{"", "{", `{"a":1} x`, "\xff", `{"a"}`} {
		if v, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%q is %v", bad, v)
		}
	}
}

// The names of the RFC's own example, and one of ours that other publishers hold on to.
func TestIDsAreUUIDsOfVersion5(t *testing.T) {
	if got := uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"); got != "2ed6657d-e927-568b-95e1-2665a8aea6a2" {
		t.Errorf("got %s", got)
	}
	if got := uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "welcomepack"); got != Namespace {
		t.Errorf("the namespace is %s", got)
	}
	if got := ServiceID("nhs-111", ""); got != "2aefd785-bf0d-58f0-b6aa-fbdfdcbd78f9" || got == ServiceID("nhs-111", "newham") {
		t.Errorf("got %s", got)
	}
}
