package talk

import (
	"context"
	_ "embed" // for the page
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"michinori/app/maturity"
	"michinori/reports"
)

//go:embed talk.html
var page string

//go:embed slide.css
var slideStyle string

//go:embed talk.css
var style string

//go:embed talk.js
var script string

// Style is the style sheet of a slide, for pages that show one.
func Style() string { return slideStyle }

// Drawer draws a figure as one SVG document that refers to nothing outside it; 0
// is the usual width.
type Drawer interface {
	SVG(ctx context.Context, f reports.Figure, width int) ([]byte, error)
}

var pages = template.Must(template.New("talk").Funcs(template.FuncMap{"whole": whole}).Parse(page))

// whole escapes a text and keeps together what browsers part that break Japanese
// between phrases: they take the first letter of はっきり for a particle, and
// would begin a line with a small kana.
func whole(text string) template.HTML {
	const clearly = "はっきり"
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(text), clearly, `<span class="whole">`+clearly+`</span>`)) //nolint:gosec // it is escaped
}

// shown is a slide as a page prints it.
type shown struct {
	Slide
	Lang       maturity.Language
	Number, Of int
	Picture    template.HTML // "" where the figure is a table, which it has behind the slide otherwise
	Preview    bool          // stands on a page that has headings of its own
	NotesTitle string
}

// Long says that the headline has no room in large letters, Dense that the
// lines have none.
func (s shown) Long() bool { return width(s.Headline) > 100 }

// Dense says that the lines have no room in large letters.
func (s shown) Dense() bool {
	sum := 0
	for _, line := range s.Lines {
		sum += width(line.Text) + 30
	}
	return s.Figure == nil && sum > 420 || s.Figure != nil && sum > 380
}

// width counts a letter as one and a Japanese character as two.
func width(s string) int { return utf8.RuneCountInString(s) + (len(s)-utf8.RuneCountInString(s))/2 }

// show draws the slides for a page. Every text is escaped there; only what draw
// returns is trusted. Where draw is nil, figures are tables.
func show(ctx context.Context, l maturity.Language, slides []Slide, draw Drawer) ([]shown, error) {
	out := make([]shown, len(slides))
	for i, s := range slides {
		out[i] = shown{Slide: s, Lang: l, Number: i + 1, Of: len(slides), NotesTitle: notesTitle(l, s)}
		if s.Figure == nil || draw == nil {
			continue
		}
		svg, err := draw.SVG(ctx, *s.Figure, pictureWidth)
		if err != nil {
			return nil, err
		}
		out[i].Picture = template.HTML(svg) //nolint:gosec // the engine escapes the texts of a figure
	}
	return out, nil
}

// styled finds what the engine writes as a style; pages allow none.
var styled = regexp.MustCompile(` style="([^"]*)"`)

// unstyled says the same by attributes.
func unstyled(svg template.HTML) template.HTML {
	return template.HTML(styled.ReplaceAllStringFunc(string(svg), func(found string) string { //nolint:gosec // what was trusted stays so
		var out strings.Builder
		for part := range strings.SplitSeq(styled.FindStringSubmatch(found)[1], ";") {
			if name, value, ok := strings.Cut(part, ":"); ok {
				out.WriteString(" " + name + `="` + value + `"`)
			}
		}
		return out.String()
	}))
}

// Previews draws each slide as it will look, for a page with Style.
func Previews(ctx context.Context, l maturity.Language, slides []Slide, draw Drawer) ([]template.HTML, error) {
	drawn, err := show(ctx, l, slides, draw)
	if err != nil {
		return nil, err
	}
	out := make([]template.HTML, len(drawn))
	for i, s := range drawn {
		s.Preview, s.Picture = true, unstyled(s.Picture)
		var b strings.Builder
		if err := pages.ExecuteTemplate(&b, "slide", s); err != nil {
			return nil, err
		}
		out[i] = template.HTML(b.String()) //nolint:gosec // the template escapes
	}
	return out, nil
}

// WriteHTML writes the talk as one file that asks no host for anything. It is a
// long page with the notes without script; a printer puts each slide on a page
// of its own.
func WriteHTML(ctx context.Context, w io.Writer, t Talk, draw Drawer) error {
	slides, err := show(ctx, t.Lang, t.Slides, draw)
	if err != nil {
		return err
	}
	return pages.Execute(w, map[string]any{
		"Talk": t, "Slides": slides, "In": words[t.Lang], "Keys": keys[t.Lang],
		"Style": template.CSS(slideStyle + style), "Script": template.JS(script), //nolint:gosec // our own files
	})
}

type deckWords struct{ Hint, Help, Desk, Elapsed, Slide, Next, Table, Turns, Back, On, Dark string }

var words = map[maturity.Language]deckWords{
	maturity.Japanese: {
		Hint: "矢印キーか、左右のスワイプで進みます。? で操作の一覧を表示します。", Help: "操作", Desk: "発表者用",
		Elapsed: "経過", Slide: "このスライド", Next: "右下：次のスライド", Table: "表で見る",
		Turns: "スライドを進める", Back: "前のスライド", On: "次のスライド", Dark: "聞き手の画面は黒です（Bで戻す）",
	},
	maturity.English: {
		Hint: "Arrow keys or a swipe move on; ? lists all keys.", Help: "Keys", Desk: "For the speaker",
		Elapsed: "Elapsed", Slide: "This slide", Next: "Lower right: the next slide", Table: "As a table",
		Turns: "Turn the slides", Back: "Previous slide", On: "Next slide", Dark: "The audience sees a black screen (B shows it again)",
	},
}

type deckKey struct{ Keys, Does string }

var keys = map[maturity.Language][]deckKey{
	maturity.Japanese: {
		{"→ ↓ Space Enter", "次へ"}, {"← ↑ Backspace", "前へ"}, {"Home / End", "最初 / 最後"},
		{"S", "発表者用の表示（ノート、時計、次のスライド）"}, {"T", "図の表を開く・閉じる"}, {"W", "聞き手に見せる別ウィンドウを開く。二つは同じスライドに進みます"},
		{"B", "画面を黒くする・戻す"}, {"R", "時計を0に戻す"}, {"F", "全画面"}, {"P", "印刷（1枚1ページ）"}, {"?", "この一覧を開く・閉じる"},
	},
	maturity.English: {
		{"→ ↓ Space Enter", "on"}, {"← ↑ Backspace", "back"}, {"Home / End", "first / last"},
		{"S", "the speaker's view: notes, clock, next slide"}, {"T", "open or close the table of the picture"}, {"W", "a second window for the audience; both show the same slide"},
		{"B", "a black screen, and back"}, {"R", "set the clock to zero"}, {"F", "full screen"}, {"P", "print, a slide a page"}, {"?", "open or close this list"},
	},
}

func notesTitle(l maturity.Language, s Slide) string {
	return fmt.Sprintf(maturity.Text{JA: "発表者ノート（約%d分）", EN: "Notes (about %d min)"}.In(l), s.Minutes)
}
