package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"michinori/app/maturity"
)

// TestReportFromItsPageInBrowser: on a phone the page of a report is no wider than
// the screen. Printed, its numbers are left out as long as they are folded: with
// them it took twice as many pages.
func TestReportFromItsPageInBrowser(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "report.html")
	if code, _, problems := reported(t, "organisation", "--database", address, "--round", rounds[1].Key, "--language", "en", "-o", file); code != 0 {
		t.Fatal(problems)
	}
	b := (&site{t: t}).window(t, maturity.English)
	b.do(chromedp.EmulateViewport(320, 640))
	b.open("file://" + file)
	if over := evaluate[float64](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		t.Errorf("it is %.0f pixels wider than a phone", over)
	}
	print := func(name string) []string {
		var paper []byte
		b.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
			paper, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
			return err
		}))
		out := filepath.Join(dir, name)
		must(t, os.WriteFile(out, paper, 0o600))
		return strings.Split(strings.TrimSuffix(poppler(t, "pdftotext", "-raw", out, "-"), "\f"), "\f")
	}
	folded := print("folded.pdf")
	const column, leadPages = "Done (actions)", 2
	if text := strings.Join(folded, "\n"); strings.Contains(text, column) {
		t.Errorf("folded numbers are printed:\n%s", text)
	}
	if !strings.Contains(folded[leadPages], "How to read this") {
		t.Errorf("the details begin behind page %d:\n%s", leadPages, folded[leadPages])
	}
	evaluate[bool](b, `document.querySelectorAll(".more details").forEach((d) => { d.open = true }) || true`)
	if text := strings.Join(print("unfolded.pdf"), "\n"); !strings.Contains(text, column) {
		t.Errorf("unfolded numbers are not printed:\n%s", text)
	}
}
