package document

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"michinori/reports"
)

// WriteMarkdown writes the report as Markdown with pipe tables. Whatever is in
// a text stays text: nothing in it becomes a link, an element or a column.
func WriteMarkdown(w io.Writer, d Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", inline(d.Title))
	paragraph(&b, d.Subtitle)
	seen := map[string]bool{}
	for _, s := range d.Sections() {
		fmt.Fprintf(&b, "\n## %s\n", inline(s.Heading))
		for _, text := range s.Sentences {
			paragraph(&b, text)
		}
		bullets(&b, s.Small)
		for _, series := range s.Series() {
			paragraph(&b, series.Words)
			for _, f := range series.Figures {
				if first(seen, f.ID) {
					fmt.Fprintf(&b, "\n### %s\n", inline(f.Title))
					bullets(&b, wordsOf(f))
					pipes(&b, f.Table)
				}
			}
		}
		for _, t := range s.Tables {
			if first(seen, t.ID) {
				fmt.Fprintf(&b, "\n### %s\n", inline(t.Title))
				pipes(&b, t.Table)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// first reports whether id was not seen, and sees it.
func first(seen map[string]bool, id string) bool {
	if seen[id] {
		return false
	}
	seen[id] = true
	return true
}

func paragraph(b *strings.Builder, text string) {
	if text != "" {
		fmt.Fprintf(b, "\n%s\n", block(text))
	}
}

func bullets(b *strings.Builder, texts []string) {
	for i, text := range texts {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "- %s\n", block(text))
	}
}

func pipes(b *strings.Builder, t reports.Table) {
	if len(t.Columns) == 0 {
		return
	}
	b.WriteString("\n|")
	for _, c := range t.Columns {
		fmt.Fprintf(b, " %s |", inline(c.Title))
	}
	b.WriteString("\n|")
	for _, c := range t.Columns {
		if c.Numeric {
			b.WriteString(" ---: |")
		} else {
			b.WriteString(" --- |")
		}
	}
	b.WriteString("\n")
	for _, row := range t.Rows {
		b.WriteString("|")
		for _, c := range row {
			fmt.Fprintf(b, " %s |", cellMarkdown(c))
		}
		b.WriteString("\n")
	}
}

func cellMarkdown(c reports.Cell) string {
	if c.IsNumber() {
		return c.String()
	}
	return inline(c.String())
}

var (
	marks  = regexp.MustCompile("[\\\\`*_{}\\[\\]<>#|~&@]|://|(?i:www\\.)")
	starts = regexp.MustCompile(`^(\d+)([.)])(\s|$)|^([-+=])`)
)

// inline makes a text safe within a line. Addresses are broken too, as they
// become links by themselves.
func inline(s string) string {
	return marks.ReplaceAllStringFunc(strings.Join(strings.Fields(s), " "), func(found string) string {
		if strings.HasSuffix(found, ".") {
			return strings.TrimSuffix(found, ".") + `\.`
		}
		return `\` + found
	})
}

// block makes a text safe as a paragraph, which may begin no list.
func block(s string) string { return starts.ReplaceAllString(inline(s), `$1\$2$3$4`) }
