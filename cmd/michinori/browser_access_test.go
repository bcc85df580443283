package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"michinori/app/maturity"
)

// anyID stands for ids and secrets, so that each kind of page is seen once.
var (
	anyID       = regexp.MustCompile(`[a-z0-9]{26}|[A-Z0-9]{26}`)
	onePractice = regexp.MustCompile(`/practices/[a-z_]+$`)
)

// TestPagesAreAccessibleInBrowser walks every kind of page of the demo by its links, as
// each part: axe finds nothing wrong by WCAG 2.2 AA in light or dark, nothing
// is wider than a small phone, and the browser has nothing to complain about.
func TestPagesAreAccessibleInBrowser(t *testing.T) {
	t.Parallel()
	axe := axeScript(t)
	for _, l := range maturity.Languages {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			walkDemo(t, l, axe)
		})
	}
}

func walkDemo(t *testing.T, l maturity.Language, axe string) {
	s, o := newDemo(t, l)
	seen, shapes := map[string]bool{}, map[string]map[string]bool{}
	door := s.window(t, l)
	door.open("/")
	door.checkAccess("/", axe)
	door.expect("status of 404")
	door.open("/nowhere")
	door.checkAccess("/nowhere", axe)
	// A champion sees every kind of page that a leader sees.
	people, least := []string{o.Champion.Person.ID, o.Lead.Person.ID, o.Member.Person.ID}, 30
	if l == maturity.English { // the same pages: those with most words on them will do
		people, least = people[1:2], 8
	}
	for _, person := range people {
		b := s.window(t, l)
		b.signIn(person)
		queue := []string{"/"}
		for len(queue) > 0 {
			path := queue[0]
			queue = queue[1:]
			kind := kindOf(path)
			if seen[person+kind] {
				continue
			}
			seen[person+kind] = true
			if status := b.open(path); status != 200 {
				t.Errorf("%s answers %d", path, status)
				continue
			}
			queue = append(queue, b.links()...)
			if there := kindOf(evaluate[string](b, "location.pathname")); there != kind { // an address that leads on
				if kind = there; seen[person+kind] {
					continue
				}
				seen[person+kind] = true
			}
			if shapes[kind] == nil {
				shapes[kind] = map[string]bool{}
			}
			switch {
			case !b.addShapes(shapes[kind]):
			case l == maturity.English: // the same elements: only their words are longer
				b.checkWidth(path)
			default:
				b.checkAccess(path, axe)
			}
		}
	}
	if len(seen) < least {
		t.Errorf("only %d kinds of pages were found: %v", len(seen), seen)
	}
}

// kindOf tells pages apart by their address without ids and query. What there
// is to read is the same for everybody, and one of a kind will do.
func kindOf(path string) string {
	path, _, _ = strings.Cut(path, "?")
	for _, same := range []string{"/learn/practices/", "/learn/questions/", "/learn/terms/", "/drills/scenarios/", "/learn", "/questionnaires/", "/questionnaires"} {
		if strings.HasPrefix(path, same) {
			if same == "/learn" {
				return path
			}
			return same
		}
	}
	return onePractice.ReplaceAllString(anyID.ReplaceAllString(path, "ID"), "/practices/KEY")
}

// addShapes adds what kinds of elements the page is made of, each within what it
// stands in, and reports whether any is new: a page that shows another part
// nothing else need not be checked again.
func (b *tab) addShapes(known map[string]bool) bool {
	b.t.Helper()
	fresh := false
	for _, s := range evaluate[[]string](b, `[...new Set([...document.body.querySelectorAll("*")].map((e) =>
		[e.parentElement, e].map((x) => x.tagName + "." + x.className + "@" + x.getAttributeNames()).join(">")))]`) {
		fresh = fresh || !known[s]
		known[s] = true
	}
	return fresh
}

// links are the pages this one leads to.
func (b *tab) links() []string {
	b.t.Helper()
	return evaluate[[]string](b, `[...document.querySelectorAll('a[href^="/"]')].map((a) => a.getAttribute("href").split("#")[0])
		.filter((h) => !/\.(csv|json|yaml|pdf|xlsx|md|html|svg|png)($|\?)/.test(h))`)
}

// checkAccess has axe look at the page as it is, all folds open, in light and
// in dark, and checks its width.
func (b *tab) checkAccess(path, axe string) {
	b.t.Helper()
	b.more = 5 * time.Minute // of a report with all its tables open, beside other tests
	defer func() { b.more = 0 }()
	b.unfold()
	evaluate[bool](b, axe+"; true")
	for scheme, rules := range map[string]string{
		"light": `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]`,
		"dark":  `{ type: "rule", values: ["color-contrast"] }`, // all else is the same
	} {
		b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
		found := evaluate[[]string](b, `axe.run(document, { resultTypes: ["violations"], preload: false, runOnly: `+rules+` })
			.then((r) => r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")))`)
		for _, f := range found {
			b.t.Errorf("%s in %s: %s", path, scheme, f)
		}
		b.look(path, scheme, 1280)
	}
	b.checkWidth(path)
}

func (b *tab) unfold() {
	b.t.Helper()
	evaluate[bool](b, `(() => { for (const d of document.querySelectorAll("main details")) d.open = true; return true; })()`)
}

// checkWidth measures the page, all folds open, on a phone 320 pixels wide.
func (b *tab) checkWidth(path string) {
	b.t.Helper()
	b.unfold()
	b.do(chromedp.EmulateViewport(320, 700))
	if wide := evaluate[int](b, "document.documentElement.scrollWidth"); wide > 320 {
		b.t.Errorf("%s is %d pixels wide on a phone of 320", path, wide)
	}
	b.look(path, "", 320)
	b.do(chromedp.EmulateViewport(1280, 900))
}

var notInNames = regexp.MustCompile(`\W+`)

// look keeps a picture of the page where MICHINORI_TEST_SCREENSHOTS names a
// folder to put it in.
func (b *tab) look(path, scheme string, width int) {
	b.t.Helper()
	folder := os.Getenv("MICHINORI_TEST_SCREENSHOTS")
	if folder == "" {
		return
	}
	var picture []byte
	b.do(chromedp.FullScreenshot(&picture, 100)) // which is how PNG is asked for
	name := strings.Trim(notInNames.ReplaceAllString(anyID.ReplaceAllString(path, "ID"), "-"), "-")
	file := filepath.Join(folder, fmt.Sprintf("%s-%s-%d%s.png", b.language, name, width, scheme))
	if err := os.WriteFile(file, picture, 0o600); err != nil {
		b.t.Error(err)
	}
}
