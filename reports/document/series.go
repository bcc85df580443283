package document

import (
	"fmt"
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
)

// Series are figures of one kind that follow each other, such as one for each
// dimension or practice. What is to be read with every one of them is told once.
type Series struct {
	Words   string // what stands in front of them; "" where a figure is alone
	Figures []reports.Figure
}

// Series returns the figures of the section in their order. A figure in a series
// has no caption and none of the notes that the words in front hold.
func (s Section) Series() []Series {
	var out []Series
	for rest := s.Figures; len(rest) > 0; {
		n := 1
		for n < len(rest) && ofOneKind(rest[0], rest[n]) {
			n++
		}
		out = append(out, seriesOf(rest[:n]))
		rest = rest[n:]
	}
	return out
}

// ofOneKind reports whether two figures are read in the same way: as high as each
// other, or parts of one that is too long for a page.
func ofOneKind(a, b reports.Figure) bool {
	return a.Caption == b.Caption && (a.Height == b.Height || a.Title == b.Title)
}

func seriesOf(all []reports.Figure) Series {
	if len(all) < 2 {
		return Series{Figures: all}
	}
	one := all[0]
	common := slices.DeleteFunc(slices.Clone(one.Notes), func(note string) bool {
		return slices.ContainsFunc(all, func(f reports.Figure) bool { return !slices.Contains(f.Notes, note) })
	})
	out := Series{Figures: slices.Clone(all)}
	for i, f := range all {
		out.Figures[i].Caption = ""
		out.Figures[i].Notes = slices.DeleteFunc(slices.Clone(f.Notes), func(note string) bool { return slices.Contains(common, note) })
	}
	told := slices.DeleteFunc(append([]string{one.Caption}, common...), func(s string) bool { return s == "" })
	if len(told) == 0 {
		return out
	}
	if one.Lang == maturity.Japanese {
		out.Words = fmt.Sprintf("次の%sの図は、どれも次のように読みます。", counted(len(all))) + joined(told, "。", "")
	} else {
		out.Words = fmt.Sprintf("How to read each of the next %d figures: ", len(all)) + joined(told, ".", " ")
	}
	return out
}

// joined makes one paragraph of texts, each of which ends with a stop.
func joined(texts []string, stop, between string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = strings.TrimSuffix(text, stop) + stop
	}
	return strings.Join(out, between)
}

// counted is a number of things in Japanese: 9つ, but 10.
func counted(n int) string {
	const last = 9
	if n <= last {
		return fmt.Sprintf("%dつ", n)
	}
	return fmt.Sprint(n)
}
