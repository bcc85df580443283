package main

import (
	"context"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// TestWallInBrowser lets a screen in the office turn by itself, with a clock
// that runs faster: through all its figures, past a server that is away, to the
// end of its link.
func TestWallInBrowser(t *testing.T) {
	t.Parallel()
	s, _ := newDemo(t, maturity.Japanese)
	rounds, err := s.db.Rounds(t.Context())
	s.must(err)
	link, secret, err := s.tracker.CreateReportLink(t.Context(), s.champion(), tracker.CreateReportLink{
		Kind: "wall", Round: rounds[1].ID, Language: string(maturity.Japanese), Label: "執務室",
	})
	s.must(err)
	b := s.window(t, maturity.Japanese)
	b.before(`const slow = setTimeout; window.setTimeout = (f, ms) => slow(f, ms / 100)`)
	b.open("/wall/" + secret)
	b.do(chromedp.Evaluate("window.stayed = true", nil))
	first := b.text("h1")
	b.look("/wall", "", 1280)
	var shown []string
	for range 4 {
		last := b.text("h1")
		if slices.Contains(shown, last) {
			t.Errorf("after %q it shows %s again", shown, last)
		}
		shown = append(shown, last)
		b.await(call(`(last) => document.querySelector("h1").textContent.trim() !== last`, last))
		if !evaluate[bool](b, `[...document.images].every((i) => i.complete && i.naturalWidth > 0)`) {
			t.Errorf("%s comes before its picture", b.text("h1"))
		}
	}
	b.await(call(`(first) => document.querySelector("h1").textContent.trim() === first`, first))

	b.expect("net::ERR_CONNECTION_REFUSED")
	s.stop()
	b.await(`!document.getElementById("away").hidden`)
	if got := b.text("h1"); got == "" || len(b.texts("img")) == 0 {
		t.Errorf("while the server is away it shows %q", got)
	}
	b.look("/wall/away", "", 1280)
	s.run()
	b.await(`document.getElementById("away").hidden`)
	if !evaluate[bool](b, "window.stayed") {
		t.Error("the page was loaded anew: a browser would have said that nothing is there")
	}

	b.expect("status of 404")
	s.must(s.tracker.RevokeReportLink(t.Context(), s.champion(), link.ID))
	b.do(chromedp.WaitVisible("main .lead", chromedp.ByQuery))
	if len(b.texts("#wall")) > 0 {
		t.Error("a wall goes on after its link was revoked")
	}
}

// before runs a script in each page before those of the page.
func (b *tab) before(script string) {
	b.t.Helper()
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		return err
	}))
}

// TestFigureIsCopiedInBrowser copies the picture of a figure. Where the browser
// forbids that, the page says what to do instead, and where it cannot, the file
// is all that is offered.
func TestFigureIsCopiedInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.English)
	b := s.window(t, maturity.English)
	b.signIn(o.Champion.Person.ID)
	rounds, err := s.db.Rounds(t.Context())
	s.must(err)
	path := "/overview?round=" + rounds[1].ID
	button := b.openFigure(path)
	b.clipboard("denied")
	b.strike(button)
	b.await(`document.querySelector("[open] > * > .figure-told").textContent === document.querySelector("[open] [data-figure-copy]").dataset.failed`)
	b.clipboard("granted")
	b.strike(button)
	b.await(`document.querySelector("[open] > * > .figure-told").textContent === document.querySelector("[open] [data-figure-copy]").dataset.done`)
	if got := evaluate[[]int](b, `navigator.clipboard.read()
		.then(([i]) => i.getType("image/png")).then(createImageBitmap).then((p) => [p.width, p.height])`); got[0] < 720 || got[1] < 100 {
		t.Errorf("what was copied measures %v", got)
	}

	b.before(`delete window.ClipboardItem`)
	if button = b.openFigure(path); b.sees(button) {
		t.Error("a browser without a clipboard for pictures offers to copy")
	}
	if got := evaluate[string](b, `fetch(document.querySelector('.figure-take[open] a[href*="png"]').href).then((r) => r.headers.get("Content-Type"))`); got != "image/png" {
		t.Errorf("the file is of type %q", got)
	}
}

// TestChartsKeepTheirPlaceInBrowser: a chart is drawn when somebody scrolls near
// it, and nothing on the page moves for that.
func TestChartsKeepTheirPlaceInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.English)
	b := s.window(t, maturity.English)
	b.signIn(o.Champion.Person.ID)
	b.open("/overview")
	const drawn, all = `document.querySelectorAll(".figure-live svg").length`, `document.querySelectorAll("[data-figure-option]").length`
	b.await(drawn + ` > 0`)
	b.await(`document.visibilityState === "visible" && document.hasFocus()`) // else the browser draws nothing, and all would pass
	before := evaluate[int](b, `document.body.scrollHeight`)
	if n := evaluate[int](b, all+` - `+drawn); n == 0 {
		t.Error("every chart was drawn at once: nothing was tried")
	}
	evaluate[bool](b, `new Promise((done) => {
		const all = [...document.querySelectorAll(".figure-live")];
		(function next() { all.length ? (all.shift().scrollIntoView(), setTimeout(next, 50)) : done(true); })();
	})`)
	b.await(drawn + ` === ` + all)
	if after := evaluate[int](b, `document.body.scrollHeight`); after != before {
		t.Errorf("the page was %d high, and is %d with all its charts", before, after)
	}
}

// openFigure unfolds what is offered for the first figure, and returns the
// button that copies it.
func (b *tab) openFigure(path string) string {
	b.t.Helper()
	b.open(path)
	b.strike(".figure-take:has([data-figure-copy]) summary")
	b.await(`document.querySelector('.figure-take[open] a[href*="png"][download]')`)
	return ".figure-take[open] [data-figure-copy]"
}

// strike presses Enter on what stays on the page: charts that are still arriving
// move it away from under a pointer.
func (b *tab) strike(selector string) {
	b.t.Helper()
	b.do(chromedp.Focus(selector, chromedp.ByQuery))
	b.press(kb.Enter)
}

// clipboard lets this window use it, or not.
func (b *tab) clipboard(setting browser.PermissionSetting) {
	b.t.Helper()
	all, done := wholeBrowser(b.t)
	defer done()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		d := &browser.PermissionDescriptor{Name: name, AllowWithoutSanitization: false}
		if err := browser.SetPermission(d, setting).WithBrowserContextID(b.window).Do(all); err != nil {
			b.t.Fatal(err)
		}
	}
}
