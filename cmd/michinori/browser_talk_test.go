package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"michinori/app/maturity"
)

// TestTalkIsEditedInBrowser rewords, moves, leaves out and takes in slides, on a
// keyboard alone, and reads the same in the file. With scripts off it is the
// same.
func TestTalkIsEditedInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.Japanese)
	rounds, err := s.db.Rounds(t.Context())
	s.must(err)
	for name, who := range map[string]struct {
		person, path string
		plain        bool
	}{
		"the organisation": {o.Champion.Person.ID, "/overview/talk", false},
		"a team, plainly":  {o.Lead.Person.ID, "/teams/" + o.Lead.Team.ID + "/talk?round=" + rounds[1].ID, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := s.window(t, maturity.Japanese)
			b.do(emulation.SetScriptExecutionDisabled(who.plain))
			b.signIn(who.person)
			b.open(who.path)
			editTalk(b, who.path)
		})
	}
}

func editTalk(b *tab, path string) {
	b.t.Helper()
	step := func(slide, name string) string {
		return fmt.Sprintf(`button[formaction*="/slides/%s/%s?"]`, slide, name)
	}
	const words = "＜夜間の呼び出し＞を、半分にしたい"
	want := b.slides()
	first, second, third := want[0], want[1], want[2]
	b.do(chromedp.Focus("#slide-"+first+" summary", chromedp.ByQuery))
	b.press(kb.Enter)
	b.write(`[name="headline-`+first+`"]`, words)
	b.enter(step(first, "down")) // which also saves
	want[0], want[1] = second, first
	b.wantsSlides("moved", want)
	b.wantsPlace("#slide-" + first)
	b.enter(step(third, "drop"))
	b.wantsPlace("#left-" + third)
	b.enter(step(second, "drop"))
	b.enter(step(third, "restore"))
	want = want[1:]
	b.wantsSlides("left out", want)

	b.open(path)
	b.wantsSlides("after loading it again", want)
	if got := b.text("#slide-" + first + " .headline"); got != words {
		b.t.Errorf("the preview says %q", got)
	}
	file := filepath.Join(b.t.TempDir(), "talk.html")
	deck := b.file(`.links a[href*="talk.html"]`)
	b.site.must(os.WriteFile(file, []byte(deck), 0o600))
	read := b.another()
	defer read.close()
	read.open("file://" + file)
	read.wantsSlides("in the file", want)
	if got := read.text("#slide-" + first + " .headline"); got != words {
		b.t.Errorf("the file says %q", got)
	}

	b.enter(step(first, "reset"))
	if got := b.text("#slide-" + first + " .headline"); got == words || got == "" {
		b.t.Errorf("the suggestion is %q", got)
	}
	if strings.Contains(path, "/overview/") {
		b.look("/overview/talk/edited", "", 1280)
	}
}

// wantsPlace looks where the page goes on after a step: there, and with the
// keyboard too.
func (b *tab) wantsPlace(selector string) {
	b.t.Helper()
	if at := b.path(); !strings.HasSuffix(at, selector) || !evaluate[bool](b, call(`(s) => document.activeElement.matches(s)`, selector)) {
		b.t.Errorf("the page goes on at %s, not at %s", at, selector)
	}
}

// TestTalkKeepsWhatIsTypedInBrowser leaves the page before anything was saved, and
// comes back to the words that were typed, and to no others.
func TestTalkKeepsWhatIsTypedInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.Japanese)
	b := s.window(t, maturity.Japanese)
	b.signIn(o.Champion.Person.ID)
	const words, headline, note = "＜夜間の呼び出し＞を、半分にしたい", `[name="headline-here"]`, "[data-draft-note]"
	b.open("/overview/talk")
	b.do(chromedp.Focus("#slide-here summary", chromedp.ByQuery))
	b.press(kb.Enter)
	b.write(headline, words)
	b.open("/overview")
	b.open("/overview/talk")
	b.await(`!document.querySelector("` + note + `").hidden`)
	if got := b.values(headline); len(got) != 1 || got[0] != words || !b.sees(headline) {
		t.Errorf("the headline is %q, seen: %v", got, b.sees(headline))
	}
	if got := evaluate[int](b, `Object.entries(localStorage).map(([k, v]) => JSON.parse(v).pairs.length)[0]`); got != 1 {
		t.Errorf("%d texts are kept, and one was typed", got)
	}
	b.enter(`button[formaction*="/slides/here/down?"]`)
	if got := b.text("#slide-here .headline"); got != words || b.sees(note) {
		t.Errorf("stored is %q", got)
	}
}

// file returns what a link gives for download.
func (b *tab) file(selector string) string {
	b.t.Helper()
	return evaluate[string](b, call(`(s) => fetch(document.querySelector(s).href).then((r) => r.text())`, selector))
}

// slides are the keys of the slides, in their order.
func (b *tab) slides() []string {
	b.t.Helper()
	return evaluate[[]string](b, `[...document.querySelectorAll("main [id^=slide-]")].map((e) => e.id.slice(6))`)
}

func (b *tab) wantsSlides(when string, want []string) {
	b.t.Helper()
	if got := b.slides(); !slices.Equal(got, want) {
		b.t.Errorf("%s: the slides are %v, want %v", when, got, want)
	}
}

// TestDeckInBrowser gives a talk from the one file: on a keyboard, with a second
// window for those who listen, and on paper. It asks no host for anything.
func TestDeckInBrowser(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	deck := filepath.Join(t.TempDir(), "talk.html")
	if code, _, problems := talked(t, "--database", address, "--round", rounds[1].Key, "--format", "html", "--language", "ja", "-o", deck); code != 0 {
		t.Fatal(problems)
	}
	b := (&site{t: t}).window(t, maturity.Japanese)
	asked := b.requests()
	b.do(chromedp.EmulateViewport(1280, 720))
	b.open("file://" + deck)
	if !b.sees("header h1") {
		t.Error("whoever hears the slides is not told of what they are")
	}
	turnDeck(b)
	readTable(b)
	speakDeck(b)
	printDeck(b, deck)
	for _, url := range asked() {
		if !strings.HasPrefix(url, "file://"+deck) && !strings.HasPrefix(url, "data:") {
			t.Errorf("it asks for %s", url)
		}
	}
}

// requests returns what lists the addresses the page has asked for since.
func (b *tab) requests() func() []string {
	var mu sync.Mutex
	var urls []string
	chromedp.ListenTarget(b.ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			mu.Lock()
			defer mu.Unlock()
			urls = append(urls, e.Request.URL)
		}
	})
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		if len(urls) == 0 {
			b.t.Error("nothing was listened to")
		}
		return slices.Clone(urls)
	}
}

func turnDeck(b *tab) {
	b.t.Helper()
	last := len(b.slides()) - 1
	for _, x := range []struct {
		key  string
		want int
	}{
		{kb.ArrowLeft, 0}, {kb.ArrowRight, 1}, {" ", 2}, {kb.ArrowDown, 3}, {kb.PageDown, 4}, {kb.Enter, 5}, {kb.ArrowUp, 4}, {kb.PageUp, 3},
		{kb.Backspace, 2}, {kb.ArrowLeft, 1}, {kb.End, last}, {kb.ArrowRight, last}, {kb.Home, 0},
	} {
		b.press(x.key)
		b.wantsNow(fmt.Sprintf("after %q", x.key), x.want)
	}
	b.press("?")
	if got := b.texts("#help[open] dt"); len(got) < 8 || !b.sees("#help dt") {
		b.t.Errorf("the list of keys holds %q, seen: %v", got, b.sees("#help dt"))
	}
	b.press(kb.ArrowRight)
	b.press("?")
	b.wantsNow("while the keys are listed", 0)
	b.look("deck/first", "", 1280)
}

// readTable opens the table of a picture on a keyboard and goes back.
func readTable(b *tab) {
	b.t.Helper()
	const table = ".sheet.now .twin tbody"
	for i := 0; !evaluate[bool](b, `!!document.querySelector(".sheet.now .twin")`); i++ {
		if i > 10 {
			b.t.Fatal("no slide has a table")
		}
		b.press(kb.ArrowRight)
	}
	slide := b.text(".sheet.now .headline")
	b.press("t")
	if !b.sees(table) || !evaluate[bool](b, `document.activeElement.matches(".twin-in")`) {
		b.t.Error("T does not open the table")
	}
	b.press(kb.ArrowDown) // within the table
	b.look("deck/table", "", 1280)
	b.press(kb.Escape)
	if b.sees(table) || b.text(".sheet.now .headline") != slide {
		b.t.Error("Escape does not lead from the table to its slide")
	}
	b.press(kb.Tab)
	b.press(kb.Enter)
	if !b.sees(table) {
		b.t.Error("the table is not opened by its button")
	}
	b.press(kb.Home)
	b.wantsNow("after the table", 0)
}

// wantsNow looks at what fills the screen.
func (b *tab) wantsNow(when string, want int) {
	b.t.Helper()
	got := evaluate[[]int](b, `[...document.querySelectorAll(".sheet")].flatMap((s, i) =>
		s.querySelector(".slide").getBoundingClientRect().width > 0 && !s.matches(".speaking .next") ? [i] : [])`)
	if len(got) != 1 || got[0] != want {
		b.t.Errorf("%s it shows the slides %v, want %d", when, got, want)
	}
	if over := evaluate[float64](b, `document.querySelector(".sheet.now .slide").getBoundingClientRect().bottom - innerHeight`); over > 0 {
		b.t.Errorf("%s %.0f pixels of the slide are cut", when, over)
	}
}

// speakDeck opens the second window and has both follow each other.
func speakDeck(b *tab) {
	b.t.Helper()
	opened := chromedp.WaitNewTarget(b.ctx, func(*target.Info) bool { return true })
	b.press("w")
	listeners := b.beside(<-opened)
	listeners.await(`document.querySelector(".sheet.now")`)
	b.press("s")
	b.await(`document.getElementById("elapsed").textContent >= "00:01"`)
	if !b.sees(".sheet.now .notes p") {
		b.t.Error("the speaker sees no notes")
	}
	b.press(kb.ArrowRight)
	b.wantsNow("for the speaker", 1)
	listeners.await(`[...document.querySelectorAll(".sheet")].findIndex((s) => s.matches(".now")) === 1`)
	listeners.wantsNow("for those who listen", 1)
	if listeners.sees(".notes") || listeners.sees("#desk") {
		b.t.Error("those who listen see the notes or the clock")
	}
	b.press("b")
	listeners.await(`document.body.matches(".dark")`)
	if listeners.sees(".sheet.now .slide") || !b.sees(".sheet.now .slide") || b.text("#dark") == "" {
		b.t.Error("B does not darken the screen of those who listen, and theirs alone")
	}
	b.press("b")
	listeners.await(`!document.body.matches(".dark")`)
	listeners.press(kb.End)
	b.await(`document.querySelector(".sheet:last-of-type.now")`)
	if b.sees("#next") || b.sees(".sheet.next") {
		b.t.Error("something follows the last slide")
	}
	b.press(kb.ArrowLeft)
	if next, last := b.text(".sheet.next .headline"), b.text(".sheet:last-of-type .headline"); next == "" || next != last || !b.sees("#next") {
		b.t.Errorf("beside the last slide but one stands %q", next)
	}
	if over := evaluate[float64](b, `Math.max(...[...document.querySelectorAll(".sheet.now .notes p:first-of-type, .sheet.next .slide")].map((e) => e.getBoundingClientRect().bottom)) - innerHeight`); over > 0 {
		b.t.Errorf("the speaker has to scroll %.0f pixels for what follows", over)
	}
	b.look("deck/speaker", "", 1280)
	b.press("r")
	if got := b.text("#elapsed"); got != "00:00" {
		b.t.Errorf("the clock is set to %s", got)
	}
}

// sees is whether any of the elements is drawn.
func (b *tab) sees(selector string) bool {
	b.t.Helper()
	return evaluate[bool](b, call(`(s) => [...document.querySelectorAll(s)].some((e) => e.checkVisibility({ visibilityProperty: true }))`, selector))
}

// printDeck prints from the speaker's view: each slide on a page, and no notes.
func printDeck(b *tab, deck string) {
	b.t.Helper()
	var paper []byte
	b.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		paper, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(true).Do(ctx)
		return err
	}))
	file := strings.TrimSuffix(deck, "html") + "pdf"
	must(b.t, os.WriteFile(file, paper, 0o600))
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	pages := strings.Split(strings.TrimSuffix(poppler(b.t, "pdftotext", "-raw", file, "-"), "\f"), "\f")
	headlines := b.texts(".headline")
	if len(pages) != len(headlines) {
		b.t.Fatalf("%d slides are printed on %d pages", len(headlines), len(pages))
	}
	notes := b.texts(".notes h3")
	for i, text := range pages {
		text = squeeze(text)
		if !strings.Contains(text, squeeze(headlines[i])) || strings.Contains(text, squeeze(notes[i])) {
			b.t.Errorf("page %d holds %s", i+1, text)
		}
	}
	if facts := poppler(b.t, "pdfinfo", file); !strings.Contains(facts, "960 x 540") {
		b.t.Errorf("the paper is %s", facts)
	}
}
