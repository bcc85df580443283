package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"michinori/app/maturity"
)

// patience is how long a test waits for what should happen at once.
const patience = 30 * time.Second

// tab is one tab of somebody's browser. Whatever the browser complains about in
// it, from script errors to violated policies, fails the test, unless it was
// expected.
type tab struct {
	t        *testing.T
	site     *site
	ctx      context.Context
	window   cdp.BrowserContextID
	language maturity.Language
	close    func()
	clicks   int           // with the mouse, and on dialogs
	more     time.Duration // what an action may take beyond patience

	mu       sync.Mutex
	expected []string
	asked    []string // by dialogs, all answered with yes
}

// window opens a window of its own, of a browser in that language: another
// person, or another device.
func (s *site) window(t *testing.T, l maturity.Language) *tab {
	t.Helper()
	all, cancel := wholeBrowser(t)
	defer cancel()
	id, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(all)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		all, cancel := wholeBrowser(t)
		defer cancel()
		_ = target.DisposeBrowserContext(id).Do(all) // it ends with the browser at the latest
	})
	return (&tab{t: t, site: s, window: id, language: l}).another()
}

// wholeBrowser is for what is asked of the browser and not of a tab: a browser
// that hangs fails the test that asks, not all of them half an hour later.
func wholeBrowser(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	browser := theBrowser(t)
	return context.WithTimeout(cdp.WithExecutor(browser, chromedp.FromContext(browser).Browser), patience)
}

// another opens a second tab beside this one: the same person, who sees both.
func (b *tab) another() *tab {
	b.t.Helper()
	all, ready := wholeBrowser(b.t)
	defer ready()
	// Minimised, for else the browser draws what is around the page, which nobody sees.
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(b.window).WithNewWindow(true).
		WithWindowState(target.WindowStateMinimized).Do(all)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.beside(id)
}

// beside takes up a tab of the same window that is already there.
func (b *tab) beside(id target.ID) *tab {
	b.t.Helper()
	next := &tab{t: b.t, site: b.site, window: b.window, language: b.language}
	var cancel context.CancelFunc
	next.ctx, cancel = chromedp.NewContext(theBrowser(b.t), chromedp.WithTargetID(id))
	next.close = sync.OnceFunc(func() {
		if b.t.Failed() {
			var where string
			ctx, done := context.WithTimeout(next.ctx, patience)
			err := chromedp.Run(ctx, chromedp.Evaluate("location.href + ' ' + document.title", &where))
			done()
			b.t.Logf("a tab was last at %s (%v)", where, err)
		}
		cancel()
	})
	b.t.Cleanup(next.close)
	chromedp.ListenTarget(next.ctx, next.listen)
	next.do(chromedp.EmulateViewport(1280, 900))
	agent := evaluate[string](next, "navigator.userAgent")
	next.do(
		emulation.SetFocusEmulationEnabled(true), // so that the page is drawn, though its window is not
		emulation.SetUserAgentOverride(agent).WithAcceptLanguage(string(b.language)), emulation.SetTimezoneOverride("Asia/Tokyo"),
	)
	return next
}

func (b *tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.complain(e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeAssert {
			b.complain(fmt.Sprintf("console: %s", e.Args[0].Value))
		}
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.LevelError || e.Entry.Source == cdplog.SourceSecurity {
			b.complain(fmt.Sprintf("%s: %s (%s)", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *page.EventJavascriptDialogOpening:
		b.mu.Lock()
		b.asked = append(b.asked, e.Message)
		b.clicks++
		b.mu.Unlock()
		go func() { // not from here: the browser waits until this has returned
			if err := chromedp.Run(b.ctx, page.HandleJavaScriptDialog(true)); err != nil {
				b.t.Errorf("agree to %q: %v", e.Message, err)
			}
		}()
	}
}

func (b *tab) complain(text string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.expected {
		if strings.Contains(text, e) {
			return
		}
	}
	b.t.Errorf("the browser complains: %s", text)
}

// expect lets the browser complain about what a test brings about.
func (b *tab) expect(complaints ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expected = append(b.expected, complaints...)
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	first := chromedp.FromContext(b.ctx).Target == nil
	ctx, cancel := b.ctx, context.CancelFunc(func() {})
	if !first { // a deadline on the first run would end the tab with it
		ctx, cancel = context.WithTimeout(b.ctx, patience+b.more)
	}
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		b.t.Fatalf("%T: %v", actions[0], err)
	}
}

// arrive carries out an action that leads to another page, waits for it and
// returns its status.
func (b *tab) arrive(what string, action chromedp.Action) int64 {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, action)
	if err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
	if response == nil {
		return 0
	}
	return response.Status
}

// open goes to a path of the site, or to a whole address.
func (b *tab) open(path string) int64 {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.site.url + path
	}
	return b.arrive(path, chromedp.Navigate(path))
}

// follow clicks on what leads to another page, and has it be a good one.
func (b *tab) follow(selector string) {
	b.t.Helper()
	if status := b.send(selector); status != 200 {
		b.t.Fatalf("%s leads to status %d at %s: %s", selector, status, b.path(), b.text("[role=alert], main .lead"))
	}
}

// send clicks on what leads to another page and returns its status.
func (b *tab) send(selector string) int64 {
	b.t.Helper()
	return b.arrive(selector, chromedp.ActionFunc(func(context.Context) error {
		b.click(selector)
		return nil
	}))
}

// click moves to the middle of an element, as somebody would who sees it: one
// that is covered or away fails.
func (b *tab) click(selector string) {
	b.t.Helper()
	at := evaluate[struct {
		X, Y    float64
		Problem string
	}](b, call(findPlace, selector))
	if at.Problem != "" {
		b.t.Fatalf("click on %s at %s: %s", selector, b.path(), at.Problem)
	}
	b.mu.Lock()
	b.clicks++
	b.mu.Unlock()
	mouse := func(kind input.MouseType) chromedp.Action {
		return input.DispatchMouseEvent(kind, at.X, at.Y).WithButton(input.Left).WithClickCount(1)
	}
	b.do(mouse(input.MousePressed), mouse(input.MouseReleased))
}

const findPlace = `selector => {
	const e = document.querySelector(selector);
	if (!e) return { Problem: "there is none" };
	for (let d = e.closest("details"); d; d = d.parentElement.closest("details"))
		if (!d.open && !e.closest("summary")) return { Problem: "it is folded away" };
	e.scrollIntoView({ block: "center", behavior: "instant" });
	const r = [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0);
	if (!r) return { Problem: "it cannot be seen" };
	const X = r.left + r.width / 2, Y = r.top + r.height / 2, hit = document.elementFromPoint(X, Y);
	if (!hit || !(e.contains(hit) || hit.closest("label")?.control === e)) return { Problem: "it is covered by " + hit?.outerHTML.slice(0, 120) };
	return { X, Y };
}`

// call applies a script function to plain values.
func call(function string, args ...any) string {
	raw, err := json.Marshal(args)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("(%s)(...%s)", function, raw)
}

func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	var out T
	b.do(chromedp.Evaluate(expression, &out, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return p.WithAwaitPromise(true)
	}))
	return out
}

// await waits until an expression holds in the page.
func (b *tab) await(expression string) {
	b.t.Helper()
	const look = `(seconds) => new Promise((done) => {
		const until = performance.now() + seconds * 1000;
		const look = () => (%s) ? done(true) : performance.now() > until ? done(false) : setTimeout(look, 15);
		look();
	})`
	if !evaluate[bool](b, call(fmt.Sprintf(look, expression), (patience-10*time.Second).Seconds())) {
		b.t.Fatalf("at %s this did not come about: %s\n%s", b.path(), expression, evaluate[string](b, whatIsKept))
	}
}

// whatIsKept tells how a form of answers stands, for who reads a failure: what the
// server has, what the page says, and what waits in the browser.
const whatIsKept = `(() => { try { return JSON.stringify({
	stored: [...document.querySelectorAll("[data-question][data-stored]")].map((q) => q.dataset.question),
	says: document.querySelector("[data-status]")?.textContent, wrong: [...document.querySelectorAll(".wrong-text:not([hidden])")].map((x) => x.textContent),
	kept: Object.keys(localStorage), online: navigator.onLine }) } catch (e) { return String(e) } })()`

// write replaces what stands in a field, as if pasted or put in by an input
// method.
func (b *tab) write(selector, text string) {
	b.t.Helper()
	problem := evaluate[string](b, call(`async (selector, patience) => {
		const e = document.querySelector(selector);
		if (!e) return "there is none";
		for (const until = performance.now() + patience; !e.getClientRects().length; await new Promise(requestAnimationFrame))
			if (performance.now() > until) return "it cannot be seen";
		e.focus();
		e.select?.();
		return document.activeElement === e ? "" : "it does not take the focus";
	}`, selector, 2000))
	if problem != "" {
		b.t.Fatalf("write into %s at %s: %s", selector, b.path(), problem)
	}
	b.do(input.InsertText(text))
}

// set gives a value to what opens a picker of the system: lists and dates.
func (b *tab) set(selector, value string) {
	b.t.Helper()
	got := evaluate[string](b, call(`(selector, value) => {
		const e = document.querySelector(selector);
		e.value = value;
		e.dispatchEvent(new Event("input", { bubbles: true }));
		e.dispatchEvent(new Event("change", { bubbles: true }));
		return e.value;
	}`, selector, value))
	if got != value {
		b.t.Fatalf("%s does not take %q", selector, value)
	}
}

// press strikes one key where the focus is.
func (b *tab) press(key string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key))
}

// enter strikes Enter on what leads to another page, and has it be a good one.
func (b *tab) enter(selector string) {
	b.t.Helper()
	b.do(chromedp.Focus(selector, chromedp.ByQuery))
	if status := b.arrive(selector, chromedp.KeyEvent(kb.Enter)); status != 200 {
		b.t.Fatalf("%s leads to status %d at %s", selector, status, b.path())
	}
}

// text is the text that can be seen in the first element, or "".
func (b *tab) text(selector string) string {
	b.t.Helper()
	return strings.Join(strings.Fields(evaluate[string](b, call(`s => document.querySelector(s)?.innerText ?? ""`, selector))), " ")
}

// texts are the texts of all elements, also of those folded away.
func (b *tab) texts(selector string) []string {
	b.t.Helper()
	return evaluate[[]string](b, call(`s => [...document.querySelectorAll(s)].map((e) => e.textContent.trim().replace(/\s+/g, " "))`, selector))
}

// values are the values of all fields.
func (b *tab) values(selector string) []string {
	b.t.Helper()
	return evaluate[[]string](b, call(`s => [...document.querySelectorAll(s)].map((e) => e.value ?? e.getAttribute("href"))`, selector))
}

func (b *tab) path() string {
	b.t.Helper()
	return evaluate[string](b, "location.pathname + location.hash")
}

// offline cuts the network of this tab, or restores it.
func (b *tab) offline(cut bool) {
	b.t.Helper()
	b.do(network.OverrideNetworkState(cut, 0, -1, -1), chromedp.ActionFunc(func(ctx context.Context) error {
		everything := []*network.Conditions{{DownloadThroughput: -1, UploadThroughput: -1}}
		_, err := network.EmulateNetworkConditionsByRule(cut, everything).Do(ctx)
		return err
	}))
}

// signIn lets a person in without the page of the personal link.
func (b *tab) signIn(person string) {
	b.t.Helper()
	b.do(network.SetCookie("michinori_session", b.site.session(person)).WithURL(b.site.url + "/").WithHTTPOnly(true))
}
