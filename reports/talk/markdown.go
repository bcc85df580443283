package talk

import (
	"fmt"
	"io"
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
)

// onSlides are the sizes of the tables at the end, as Marp takes them: those of
// its own would let most of a table fall off the slide.
const onSlides = `style: |
  section.numbers { font-size: 20px; align-content: start; justify-content: start; }
  section.numbers table { font-size: 14px; }
  section.numbers :is(th, td) { padding: 3px 6px; }
  section.numbers td { white-space: nowrap; }
`

// WriteMarkdown writes the talk as slides for Marp. The figures are tables, so
// that all of it can be edited, on slides of their own after the last one; notes
// are comments.
func WriteMarkdown(w io.Writer, t Talk) error {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nmarp: true\npaginate: true\nlang: %s\n%s---\n\n# %s\n\n%s\n", t.Lang, onSlides, inline(t.Title), inline(t.Subtitle))
	atEnd := maturity.Text{JA: "数値は終わりの表にあります。", EN: "The numbers stand in a table at the end."}.In(t.Lang)
	for _, s := range t.Slides {
		fmt.Fprintf(&b, "\n---\n\n## %s\n\n", inline(s.Headline))
		for _, line := range s.Lines {
			fmt.Fprintf(&b, "- %s\n", inline(line.Text))
		}
		if s.Figure != nil {
			fmt.Fprintf(&b, "\n**%s** (%s)\n\n%s\n", inline(s.Figure.Title), inline(s.Figure.N), atEnd)
		}
		fmt.Fprintf(&b, "\n<!--\n%s\n", notesTitle(t.Lang, s))
		for _, note := range s.Notes {
			fmt.Fprintf(&b, "%s\n", comment(note))
		}
		b.WriteString("-->\n")
	}
	for _, s := range t.Slides {
		if s.Figure != nil {
			writeFigure(&b, *s.Figure)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFigure(b *strings.Builder, f reports.Figure) {
	fmt.Fprintf(b, "\n---\n\n<!-- _class: numbers -->\n\n**%s** (%s)\n\n|", inline(f.Title), inline(f.N))
	for _, c := range f.Table.Columns {
		fmt.Fprintf(b, " %s |", inline(c.Title))
	}
	b.WriteString("\n|")
	for _, c := range f.Table.Columns {
		if c.Numeric {
			b.WriteString(" --: |")
		} else {
			b.WriteString(" --- |")
		}
	}
	b.WriteString("\n")
	for _, row := range f.Table.Rows {
		b.WriteString("|")
		for _, c := range row {
			fmt.Fprintf(b, " %s |", inline(c.String()))
		}
		b.WriteString("\n")
	}
}

// marks are the characters that could begin markup in the middle of a line.
var marks = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "|", "\\|", "#", "\\#", "-", "\\-", "!", "\\!", "$", "\\$", "~", "\\~")

// inline keeps a text on its line and takes its markup away, so that nothing
// in it can begin a slide.
func inline(s string) string { return marks.Replace(strings.Join(strings.Fields(s), " ")) }

// comment keeps a text from ending the comment it stands in.
func comment(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer("--", "‐‐", "<", "＜", ">", "＞").Replace(s)
}
