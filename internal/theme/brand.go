package theme

import (
	"bytes"
	"fmt"
	"html"
	"image/png"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/model"
)

// leastContrast is what the guidelines ask for of text; ampleContrast is what they ask of the best.
const (
	leastContrast = 4.5
	ampleContrast = 7
)

// Paint gives the theme a council's colour and logo. A colour on which white words cannot be read is a mistake, and so
// is a logo that the theme has not. All other shades are made from the one colour, so that words on them can be read by
// day and by night.
func (t *Theme) Paint(b model.Brand) diag.List {
	var ds diag.List
	if b.Colour.Written() {
		c := parseColour(b.Colour.V)
		if got := contrast(c.luminance(), white.luminance()); got < leastContrast {
			ds.Error(b.Colour.At, "low-contrast", "white words on %s have a contrast of %.1f, and need %.1f", b.Colour.V, math.Floor(got*10)/10, leastContrast).
				Hint("the nearest darker shade that can be read is \"%s\"", c.until(black, white, leastContrast))
		}
		t.append("style.css", shades(c))
	}
	if b.Logo.Written() {
		wide, high := logoSize(b.Logo.V, t.asset(path.Join("assets", b.Logo.V)))
		if wide == 0 || high == 0 {
			ds.Error(b.Logo.At, "missing-file", "the theme %s has no logo %q that can be drawn", t.Name, b.Logo.V).
				Hint("put a .png, or an .svg with a viewBox, into themes/%s/assets", t.Name)
		} else {
			t.logo = logo{file: path.Join("assets", b.Logo.V), name: b.Name.V, wide: wide, high: high}
			t.append("style.css", logoRules)
		}
	}
	return ds
}

// shades is the rules that put a council's colour in the place of the theme's, for the screen.
func shades(c colour) string {
	light, dark := c.until(black, mix(c, white, 0.92), leastContrast), c.until(white, darkCard, ampleContrast)
	return fmt.Sprintf("\n@media screen{:root{--band:%s;--accent:%s;--tint:%s}}\n@media screen and (prefers-color-scheme:dark){:root{--band:%s;--accent:%s;--tint:%s}}\n",
		c, light, mix(c, white, 0.92), c.until(black, white, ampleContrast+2), dark, mix(c, darkCard, 0.88))
}

// append adds rules to a style.
func (t *Theme) append(name, rules string) {
	for i, a := range t.Assets {
		if a.Path == path.Join("assets", name) {
			t.Assets[i].Text = append(bytes.Clone(a.Text), rules...)
		}
	}
}

// A colour is red, green and blue from 0 to 255.
type colour [3]float64

var (
	white    = colour{255, 255, 255}
	black    = colour{}
	darkCard = colour{0x19, 0x22, 0x21} // --card after dark
)

// parseColour reads #rrggbb.
func parseColour(hex string) colour {
	var c colour
	for i := range c {
		n, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8) // load has seen that it is one
		c[i] = float64(n)
	}
	return c
}

func (c colour) String() string {
	return fmt.Sprintf("#%02x%02x%02x", uint8(math.Round(c[0])), uint8(math.Round(c[1])), uint8(math.Round(c[2])))
}

// mix is so much of the way from a to b.
func mix(a, b colour, part float64) colour {
	var out colour
	for i := range out {
		out[i] = math.Round(a[i] + (b[i]-a[i])*part)
	}
	return out
}

// until moves a colour towards another as far as it needs for a contrast with what it stands on.
func (c colour) until(towards, on colour, least float64) colour {
	out := c
	for part := 0.0; part <= 1; part += 0.01 {
		if out = mix(c, towards, part); contrast(out.luminance(), on.luminance()) >= least {
			break
		}
	}
	return out
}

// luminance and contrast are the formulas of WCAG 2.2.
func (c colour) luminance() float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }

// logoRules keep a logo's room, on white: most are made for paper.
const logoRules = `
.brand{align-items:center}
.logo{block-size:2.4rem;inline-size:auto;max-inline-size:10rem;padding:.2rem .35rem;border-radius:.3rem;background:#fff;object-fit:contain}
`

// A logo is a picture beside the site's title. Its size keeps its room before it has come.
type logo struct {
	file, name string
	wide, high int
}

var viewBox = regexp.MustCompile(`<svg[^>]*\sviewBox\s*=\s*["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)`)

// logoSize reads how large a picture is; 0 where that cannot be read.
func logoSize(name string, text []byte) (wide, high int) {
	if path.Ext(name) == ".png" {
		c, err := png.DecodeConfig(bytes.NewReader(text))
		if err != nil {
			return 0, 0
		}
		return c.Width, c.Height
	}
	m := viewBox.FindSubmatch(text)
	if m == nil {
		return 0, 0
	}
	w, _ := strconv.ParseFloat(string(m[1]), 64)
	h, _ := strconv.ParseFloat(string(m[2]), 64)
	return int(math.Ceil(w)), int(math.Ceil(h))
}

// tag is the logo's element; address is where its file is.
func (l logo) tag(address string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<img class="logo" lang="en" src="%s" alt="%s" width="%d" height="%d">`, address, html.EscapeString(l.name), l.wide, l.high)
	return b.String()
}
