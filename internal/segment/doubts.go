package segment
import "welcomepack/internal/lang"
func Doubts(l lang.Tag, src, translated string) []Problem {
	a := valuesOf(lang.English, src, true)
	c := newComparison(l, a, valuesOf(l, translated, true))
	c.match()
	return c.doubts()
}
