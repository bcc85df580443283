package reporting_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"michinori/reports"
)

// printedRows returns the heads and rows of tables as their cells print them,
// blanks in a cell as one.
func printedRows(tables ...reports.Table) [][]string {
	var out [][]string
	for _, t := range tables {
		var heads []string
		for _, c := range t.Columns {
			heads = append(heads, folded(c.Title))
		}
		out = append(out, heads)
		for _, row := range t.Rows {
			var cells []string
			for _, c := range row {
				cells = append(cells, folded(c.String()))
			}
			out = append(out, cells)
		}
	}
	return out
}

func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

// rowsOf returns the heads and rows of all tables of a page or of Markdown, as
// their readers see them.
func rowsOf(t testing.TB, form string, file []byte) [][]string {
	t.Helper()
	switch form {
	case "md":
		return rowsInMarkdown(string(file))
	case "html":
		page, err := html.Parse(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		return rowsInPage(page)
	}
	t.Fatalf("no rows of the form %q", form)
	return nil
}

var (
	rule   = regexp.MustCompile(`^\|(?: :?-+:? \|)+$`)
	marked = regexp.MustCompile(`\\([[:punct:]])`)
	bar    = regexp.MustCompile(` \|`) // one in a text has a mark before it
)

func rowsInMarkdown(text string) [][]string {
	var out [][]string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(line, "| ") || rule.MatchString(line) {
			continue
		}
		cells := bar.Split(line[1:], -1)
		for i, c := range cells {
			cells[i] = folded(html.UnescapeString(marked.ReplaceAllString(c, "$1")))
		}
		out = append(out, cells[:len(cells)-1])
	}
	return out
}

func rowsInPage(n *html.Node) [][]string {
	if n.DataAtom == atom.Tr {
		var cells []string
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, folded(textOf(c)))
			}
		}
		return [][]string{cells}
	}
	var out [][]string
	for c := range n.ChildNodes() {
		out = append(out, rowsInPage(c)...)
	}
	return out
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(textOf(c))
	}
	return b.String()
}
