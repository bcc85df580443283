package reports_test

import (
	"bytes"
	"encoding/json"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"michinori/app/maturity"
	"michinori/reports"
)

const partial = "../app/web/view/partial/figure.html"

func rendered(t *testing.T, name string, data any) *html.Node {
	t.Helper()
	set, err := template.ParseFiles(partial)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := set.ExecuteTemplate(&b, name, data); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func all(doc *html.Node, tag string) []*html.Node {
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			out = append(out, n)
		}
	}
	return out
}

// placed is a figure on a page, as the template asks for it.
type placed struct {
	reports.Figure
	Apart []string
	Taken bool
}

func (placed) T(key string, _ ...any) string { return key }

func (p placed) File(format, theme string) string { return "?" + p.ID + "." + format + theme }

func (p placed) Framed(format string) string { return p.File(format, "framed") }

// TestPartial puts each figure with a hostile name through the page's own
// template: one data block, no code, no inline style, all texts, and a table
// with a head for each column and row.
func TestPartial(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		fig := f.make(maturity.Japanese)
		doc := rendered(t, "figure", placed{Figure: fig})
		scripts := all(doc, "script")
		if len(scripts) != 1 || attr(scripts[0], "type") != "application/json" {
			t.Fatalf("%s: %d scripts", f.name, len(scripts))
		}
		if !sameJSON(t, textOf(scripts[0]), string(fig.Option)) {
			t.Errorf("%s: the page has another option", f.name)
		}
		if still := textOf(all(doc, "noscript")[0]); !strings.Contains(still, `src="?`+fig.ID+`.svg"`) {
			t.Errorf("%s: without script there is %s", f.name, still)
		}
		checkPolicy(t, f.name, doc)
		whole := textOf(all(doc, "figure")[0])
		for _, text := range append([]string{fig.Title, fig.N, fig.Caption, fig.TableLabel}, fig.Notes...) {
			if !strings.Contains(whole, text) {
				t.Errorf("%s: %q is not on the page", f.name, text)
			}
		}
		checkTable(t, f.name, doc, fig.Table)
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	if err := json.Unmarshal([]byte(a), &x); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(b), &y); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(x, y)
}

// checkPolicy looks for what default-src 'self' would stop.
func checkPolicy(t *testing.T, name string, doc *html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s %s>", name, n.Data, a.Key)
			}
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("%s: id %s twice", name, a.Val)
			}
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
}

func checkTable(t *testing.T, name string, doc *html.Node, table reports.Table) {
	t.Helper()
	columns, rows := 0, 0
	for _, th := range all(doc, "th") {
		switch attr(th, "scope") {
		case "col":
			columns++
		case "row":
			rows++
		}
	}
	if columns != len(table.Columns) || rows != len(table.Rows) {
		t.Errorf("%s: %d columns and %d rows on the page, want %d and %d", name, columns, rows, len(table.Columns), len(table.Rows))
	}
	if cells := len(all(doc, "td")); cells != len(table.Rows)*(len(table.Columns)-1) {
		t.Errorf("%s: %d cells", name, cells)
	}
}

func TestDistributionPartial(t *testing.T) {
	t.Parallel()
	d := reports.AnswerDistribution(maturity.Japanese, reports.AnswerCounts{Key: "toil.fix_time", Levels: [5]int{1, 2, 0, 2, 0}, Unsure: 1})
	doc := rendered(t, "distribution", placed{Figure: d.Figure, Apart: d.Apart})
	checkPolicy(t, "distribution", doc)
	if len(all(doc, "noscript")) != 1 || len(all(doc, "details")) != 0 || !strings.Contains(textOf(doc), "わからない：1人") {
		t.Error("the distribution is not on the page")
	}
	none := reports.AnswerDistribution(maturity.Japanese, reports.AnswerCounts{Key: "x", Hidden: true})
	hidden := rendered(t, "distribution", placed{Figure: none.Figure, Apart: none.Apart, Taken: true})
	if len(all(hidden, "noscript"))+len(all(hidden, "a")) != 0 || strings.ContainsAny(textOf(hidden), "0123456789") {
		t.Errorf("a hidden distribution shows %q", textOf(hidden))
	}
}
