package build

import (
	"runtime/debug"
	"testing"
)

func TestAFrugalBuildLeavesTheCollectorAsItWas(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(90))
	now := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	for _, o := range []Options{{NoPacks: true}, {NoPacks: true, Frugal: true}} {
		restore := o.collect(garbageAtTop)
		if now() == garbageAtTop != o.Frugal {
			t.Errorf("frugal %v: garbage lies to %d hundredths", o.Frugal, now())
		}
		if restore(); now() != 90 {
			t.Errorf("frugal %v: afterwards to %d, before to 90", o.Frugal, now())
		}
	}
}
