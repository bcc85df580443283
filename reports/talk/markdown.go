package talk

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
)

// onSlides lays a slide out as Marp shows it: words beside the picture, and the
// tables at the end small enough not to fall off.
const onSlides = `style: |
  section.drawn { display: grid; grid-template: auto 1fr / 35% 1fr; column-gap: 3%; align-content: stretch; font-size: 24px; }
  section.drawn h2 { grid-column: 1 / -1; }
  section.drawn p { font-size: 18px; margin: 0; }
  section.drawn img { display: block; max-width: 100%; max-height: 440px; margin: 0 auto; }
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
	if s.Figure != nil {
		out += "_class: drawn\n"
	}
	if s.Source != "" {
		out += fmt.Sprintf("_footer: %q\n", inline(comment(s.Source)))
	}
	if out == "" {
		return ""
	}
	return "<!--\n" + out + "-->\n\n"
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
