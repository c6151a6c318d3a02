package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

var parentPattern = regexp.MustCompile(`/Parent (\d+) 0 R`)

// putOutline says of each bookmark how many stand below it, as a number less than nothing: they are folded. fpdf says
// 0 of all, which means that there is none.
func (f *finisher) putOutline() {
	below := map[int]int{}
	var items []int
	for i := range f.objects {
		b := f.objects[i].body
		if !bytes.HasPrefix(b, []byte("<</Title ")) || !bytes.Contains(b, []byte("/Count 0")) {
			continue
		}
		items = append(items, i)
		if m := parentPattern.FindSubmatch(b); m != nil {
			if up, err := strconv.Atoi(string(m[1])); err == nil {
				below[up]++
			}
		}
	}
	for _, i := range items {
		count := ""
		if n := below[i]; n > 0 {
			count = fmt.Sprintf("/Count -%d", n)
		}
		f.objects[i].body = bytes.Replace(f.objects[i].body, []byte("/Count 0"), []byte(count), 1)
	}
}
