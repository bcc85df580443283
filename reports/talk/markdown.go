package talk

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
)

// onSlides lays a slide out as Marp shows it: words beside the picture, many
// words and the tables at the end small enough not to fall off. A picture is a
// paragraph of the slide: Marp makes pictures of emoji too, within a line.
const onSlides = `style: |
  section { overflow-wrap: anywhere; }
  section.drawn { display: grid; grid-template: auto 1fr / 35% 1fr; column-gap: 3%; align-content: stretch; font-size: 24px; }
  section.drawn h2 { grid-column: 1 / -1; }
  section.drawn p { font-size: 18px; margin: 0; }
  section.drawn > p > img { display: block; max-width: 100%; max-height: 440px; margin: 0 auto; }
  section.dense { font-size: 20px; }
  section.crowded { font-size: 15px; }
  section.numbers { font-size: 20px; align-content: start; justify-content: start; }
  section.numbers table { font-size: 14px; }
  section.numbers :is(th, td) { padding: 3px 6px; }
  section.numbers td { white-space: nowrap; }
`

// pixels is how wide a picture is in an edited file: sharp on a wide screen.
const pixels = 2 * pictureWidth

// WriteMarkdown writes the talk as slides for Marp, to be edited further: notes
// are comments, and each figure is a picture and a table on a slide of its own
// after the last one. The pictures themselves stand at the very end of the file,
// so that whoever edits the words has only their names before them.
func WriteMarkdown(ctx context.Context, w io.Writer, t Talk, pictures Pictures) error {
	var b, kept strings.Builder
	fmt.Fprintf(&b, "---\nmarp: true\npaginate: true\nlang: %s\n%s---\n\n# %s\n\n%s\n", t.Lang, onSlides, inline(t.Title), inline(t.Subtitle))
	for _, s := range t.Slides {
		if s.Figure != nil {
			if err := keepPicture(ctx, &kept, s, pictures); err != nil {
				return err
			}
		}
		writeSlide(&b, t.Lang, s)
	}
	for _, s := range t.Slides {
		if s.Figure != nil {
			writeFigure(&b, *s.Figure)
		}
	}
	_, err := io.WriteString(w, b.String()+kept.String())
	return err
}

// keepPicture writes what the name of the slide stands for. Marp takes pixels
// from within a file, and no SVG.
func keepPicture(ctx context.Context, b *strings.Builder, s Slide, pictures Pictures) error {
	p, err := pictures.Picture(ctx, *s.Figure, pictureWidth)
	if err != nil {
		return err
	}
	png, err := p.PNG(pixels)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "\n[%s]: data:image/png;base64,%s\n", s.Key, base64.StdEncoding.EncodeToString(png))
	return nil
}

func writeSlide(b *strings.Builder, l maturity.Language, s Slide) {
	fmt.Fprintf(b, "\n---\n\n%s## %s\n\n", directives(s), inline(s.Headline))
	for _, line := range s.Lines {
		fmt.Fprintf(b, "- %s\n", inline(line.Text))
	}
	if s.Figure != nil {
		fmt.Fprintf(b, "\n**%[1]s** (%[2]s)\n![%[1]s][%[3]s]\n", inline(s.Figure.Title), inline(s.Figure.N), s.Key)
	}
	fmt.Fprintf(b, "\n<!--\n%s\n", notesTitle(l, s))
	for _, note := range s.Notes {
		fmt.Fprintf(b, "%s\n", comment(note))
	}
	b.WriteString("-->\n")
}

// directives tell Marp how the slide is laid out and what stands at its foot.
func directives(s Slide) string {
	out := ""
	if class := class(s); class != "" {
		out += "_class: " + class + "\n"
	}
	if s.Source != "" {
		out += fmt.Sprintf("_footer: %q\n", inline(comment(s.Source)))
	}
	if out == "" {
		return ""
	}
	return "<!--\n" + out + "-->\n\n"
}

// size is a size of letters on slides for Marp: how many letters fit on a line,
// in all its width and beside a picture, and how many lines on a slide.
type size struct {
	class               string
	whole, drawn, lines int
}

// sizes are those that a slide may take, the largest first.
var sizes = []size{{"", 68, 26, 9}, {"dense", 100, 32, 14}, {"crowded", 132, 44, 19}}

// class is how Marp lays the slide out: what has many words takes smaller ones.
func class(s Slide) string {
	var out []string
	if s.Figure != nil {
		out = append(out, "drawn")
	}
	fits := slices.IndexFunc(sizes, func(x size) bool { return x.holds(s) })
	if fits < 0 {
		fits = len(sizes) - 1
	}
	if sizes[fits].class != "" {
		out = append(out, sizes[fits].class)
	}
	return strings.Join(out, " ")
}

// holds reports whether a slide has room for its words. A headline is larger
// than the lines, and there is a gap between these.
func (x size) holds(s Slide) bool {
	letters := x.whole
	if s.Figure != nil {
		letters = x.drawn
	}
	lines := 2*(width(s.Headline)*5/(x.whole*4)) + len(s.Lines)/4
	for _, line := range s.Lines {
		lines += (width(line.Text) + letters - 1) / letters
	}
	return lines <= x.lines
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

// address is one of the web, without what ends it in Markdown or in a sentence; counted is
// what begins a list, which marks do not.
var (
	address = regexp.MustCompile("https?://[!#-;=?-Z_a-z~]*[#-&+/-9=@-Z_a-z~-]")
	counted = regexp.MustCompile(`^(?:\+|[0-9]+[.)])`)
)

// inline keeps a text on its line and takes its markup away, so that nothing
// in it can begin a slide. An address stays one: Marp would make a link of its
// beginning alone, and of what stands for a letter.
func inline(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	var b strings.Builder
	if first := counted.FindString(s); first != "" {
		b.WriteString(first[:len(first)-1] + "\\" + first[len(first)-1:])
		s = s[len(first):]
	}
	for {
		at := address.FindStringIndex(s)
		if at == nil {
			return b.String() + marks.Replace(s)
		}
		b.WriteString(marks.Replace(s[:at[0]]) + "<" + s[at[0]:at[1]] + ">")
		s = s[at[1]:]
	}
}

// comment keeps a text from ending the comment it stands in.
func comment(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer("--", "‐‐", "<", "＜", ">", "＞").Replace(s)
}
