package reporting_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store/storetest"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/document/documenttest"
	"michinori/reports/draw"
	"michinori/reports/paper/papertest"
	"michinori/reports/quarter"
	"michinori/reports/talk"
	"michinori/reports/typeface"
)

// awkward are names as nobody tests them. All are within the limits of the
// program and none is refused.
var awkward = []string{
	strings.Repeat("とても長い名前", 42) + "長い名前の端",
	strings.Repeat("Long", 75),
	"צוות התשלומים", "فريق المدفوعات 42", "🚀👩‍👩‍👧 決済 🇯🇵", `</script><script>alert(1)</script><b onload=x>`,
	`=HYPERLINK("http://evil.example","x")`, "+1|2\n## x\r\n| a | b |", "--> ![x](http://evil.example) --- <!--", "%!d(MISSING) %s \u202e逆",
}

// organisations are the awkward ones, each with a round to report on.
func organisations(t *testing.T) map[string]*world {
	t.Helper()
	named := newWorld(t, storetest.SQLite(t), 6, 2, 4)
	named.rename(t)
	return map[string]*world{
		"awkward names": named,
		"one of all":    newWorld(t, storetest.SQLite(t), 1, 1, 1),
		"twelve rounds": newWorld(t, storetest.SQLite(t), 1, 12, 2),
		"few answers":   newFew(t),
		"unanimous":     newUnanimous(t),
	}
}

// rename gives everything a name that is awkward, past all checks.
func (w *world) rename(t *testing.T) {
	t.Helper()
	for table, column := range map[string]string{
		"teams": "name", "groups": "name", "people": "name", "organisation": "name", "areas": "name_ja",
	} {
		before := w.column(t, "SELECT DISTINCT "+column+" FROM "+table)
		for i, x := range before {
			name := awkward[i%len(awkward)]
			if i >= len(awkward) {
				name = fmt.Sprint(i, " ", name)
			}
			_, err := w.raw.ExecContext(t.Context(), "UPDATE "+table+" SET "+column+" = $1 WHERE "+column+" = $2", name, x)
			check(t, err)
		}
	}
}

// column returns what a query for one column of texts finds.
func (w *world) column(t *testing.T, query string) []string {
	t.Helper()
	rows, err := w.raw.QueryContext(t.Context(), query)
	check(t, err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var x string
		check(t, rows.Scan(&x))
		out = append(out, x)
	}
	check(t, rows.Err())
	return out
}

// TestAwkwardOrganisations makes every report and every talk of organisations
// that nobody has in mind, in every form and both languages, and holds them to
// one another and to what no reader may meet.
func TestAwkwardOrganisations(t *testing.T) {
	t.Parallel()
	for name, w := range organisations(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			made := 0
			for _, l := range maturity.Languages {
				for of, d := range w.documents(t, l) {
					made++
					isSound(t, of, d)
				}
				for of, x := range w.talks(t, l) {
					made++
					isSoundTalk(t, of, x)
				}
			}
			if made < 8 {
				t.Errorf("%d reports and talks", made)
			}
		})
	}
}

// TestNobodyIsReported makes the report and the talk of an organisation without
// a team and a round.
func TestNobodyIsReported(t *testing.T) {
	t.Parallel()
	in := quarter.Organisation{Scope: quarter.Scope{Organisation: awkward[0]}, AsOf: noon}
	team := quarter.TeamInput{Organisation: awkward[0], Team: awkward[2], AsOf: noon}
	for _, l := range maturity.Languages {
		isSound(t, "nobody as organisation", quarter.ForLeaders(l, in, false))
		isSoundTalk(t, "talk of nobody as organisation", talk.OfOrganisation(l, talk.Organisation{Organisation: in}))
		isSound(t, "nobody as team 0", quarter.ForTeam(l, team))
		isSoundTalk(t, "talk of nobody as team 0", talk.OfTeam(l, talk.Team{TeamInput: team}))
	}
}

// scopes are the organisation and its groups, by what they are called here.
func (w *world) scopes(t *testing.T) map[string]string {
	t.Helper()
	groups, err := w.db.Groups(t.Context())
	check(t, err)
	out := map[string]string{"organisation": ""}
	for i, g := range groups {
		out[fmt.Sprint("group ", i)] = g.ID
	}
	return out
}

func (w *world) documents(t *testing.T, l maturity.Language) map[string]document.Document {
	t.Helper()
	out := map[string]document.Document{}
	rounds := w.rounds(t)
	round := rounds[max(0, len(rounds)-2)]
	for of, group := range w.scopes(t) {
		out[of] = quarter.ForLeaders(l, w.organisation(t, round, group), false)
	}
	for of, team := range w.inside(t, round) {
		out[of] = quarter.ForTeam(l, team)
	}
	return out
}

// inside is what each team reads of a round, and what others read of it.
func (w *world) inside(t *testing.T, round maturity.Round) map[string]quarter.TeamInput {
	t.Helper()
	all, err := w.db.AssessmentsIn(t.Context(), round.ID)
	check(t, err)
	out := map[string]quarter.TeamInput{}
	for i, a := range all {
		member := maturity.Viewer{Person: maturity.Person{ID: "member"}, Memberships: map[string]maturity.MemberRole{a.TeamID: maturity.MemberMember}}
		out[fmt.Sprint("team ", i)], err = w.reports.Team(t.Context(), member, a.TeamID, round)
		check(t, err)
		if a.State == maturity.Shared {
			out[fmt.Sprint("team as others see it ", i)], err = w.reports.Team(t.Context(), w.leader(), a.TeamID, round)
			check(t, err)
		}
	}
	return out
}

func (w *world) talks(t *testing.T, l maturity.Language) map[string]talk.Talk {
	t.Helper()
	rounds := w.rounds(t)
	round := rounds[max(0, len(rounds)-2)]
	out := map[string]talk.Talk{}
	for of, group := range w.scopes(t) {
		x, err := w.reports.Talk(t.Context(), w.leader(), reporting.TalkOf{Round: round, Group: group, Language: l})
		check(t, err)
		out["talk of "+of] = x
	}
	all, err := w.db.AssessmentsIn(t.Context(), round.ID)
	check(t, err)
	for i, a := range all {
		member := maturity.Viewer{Person: maturity.Person{ID: "member"}, Memberships: map[string]maturity.MemberRole{a.TeamID: maturity.MemberMember}}
		x, err := w.reports.TeamTalk(t.Context(), member, a.TeamID, reporting.TalkOf{Round: round, Language: l})
		check(t, err)
		out[fmt.Sprint("talk of team ", i)] = x
	}
	return out
}

// unfilled is what a reader meets where a number, a word or a place was
// forgotten. A name may hold some of it, so names are taken out first.
var unfilled = regexp.MustCompile(`NaN|\bInf\b|%!|%[sdvq]|<no value>|<nil>|\{\{|\}\}|undefined|-0\.0\b|--|  `)

func isFilled(t *testing.T, of, what, text string) {
	t.Helper()
	if strings.TrimSpace(text) == "" {
		t.Errorf("%s: an empty %s", of, what)
	}
	for _, name := range awkward {
		text = strings.ReplaceAll(text, name, "NAME")
		text = strings.ReplaceAll(text, strings.Join(strings.Fields(name), " "), "NAME")
	}
	if found := unfilled.FindString(text); found != "" {
		t.Errorf("%s: %q in the %s %.300s", of, found, what, text)
	}
}

// isSound holds a report to its forms. What draws its figures has tests of its
// own, so they are tables here.
func isSound(t *testing.T, of string, d document.Document) {
	t.Helper()
	sentences := []string{d.Title, d.Subtitle}
	for _, s := range d.Sections() {
		sentences = append(append(append(sentences, s.Heading), s.Sentences...), s.Small...)
		for _, f := range s.Figures {
			isFilled(t, of, "title of a figure", f.Title)
			isFilled(t, of, "summary of a figure", f.Summary)
			for _, row := range f.Table.Rows {
				for _, c := range row {
					if c.String() != "" {
						isFilled(t, of, "cell of "+f.ID, c.String())
					}
				}
			}
		}
	}
	for _, text := range sentences {
		isFilled(t, of, "sentence", text)
	}
	d = undrawn(d)
	want := documenttest.Printed(d)
	for form, write := range map[string]func(io.Writer) error{
		"csv":  func(w io.Writer) error { return document.WriteCSV(w, d, true) },
		"json": func(w io.Writer) error { return document.WriteJSON(w, d) },
		"md":   func(w io.Writer) error { return document.WriteMarkdown(w, d) },
		"xlsx": func(w io.Writer) error { return document.WriteXLSX(w, d) },
		"html": func(w io.Writer) error { return document.WriteHTML(t.Context(), w, d, nil) },
		"pdf":  func(w io.Writer) error { return document.WritePDF(t.Context(), w, d, nil) },
	} {
		if form == "pdf" && !onPaper(of, d.Lang) {
			continue
		}
		var b bytes.Buffer
		check(t, write(&b))
		if form == "pdf" {
			paper := papertest.Poppler(t, b.Bytes(), "pdftotext", "-raw", "-", "-")
			says(t, of, paper, sentences)
			if missing := outOfOrder(strings.Fields(paper), want); missing != "" {
				t.Errorf("%s on paper: %s", of, missing)
			}
			continue
		}
		if got := documenttest.Numbers(t, form, b.Bytes()); !slices.Equal(got, want) {
			t.Errorf("%s as %s: %d numbers, want %d; at first %s", of, form, len(got), len(want), firstOther(got, want))
		}
		if form == "html" || form == "md" {
			sameRows(t, of+" as "+form, rowsOf(t, form, b.Bytes()), tablesOf(d))
		}
		if form == "html" {
			runsNothing(t, of, b.String())
		}
	}
}

// tablesOf are the tables of an undrawn report.
func tablesOf(d document.Document) []reports.Table {
	var out []reports.Table
	for _, s := range d.Sections() {
		for _, x := range s.Tables {
			out = append(out, x.Table)
		}
	}
	return out
}

// sameRows holds a file to tables cell by cell.
func sameRows(t *testing.T, of string, got [][]string, tables []reports.Table) {
	t.Helper()
	want := printedRows(tables...)
	for i := range min(len(got), len(want)) {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%s: row %d is %q, want %q", of, i, got[i], want[i])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d rows, want %d", of, len(got), len(want))
	}
}

// onPaper picks what is printed, as that takes longest: the first of each kind,
// groups in one language and teams in the other.
func onPaper(of string, l maturity.Language) bool {
	switch {
	case strings.HasSuffix(of, "organisation"):
		return true
	case strings.Contains(of, "group"):
		return strings.HasSuffix(of, " 0") && l == maturity.English
	}
	return strings.HasSuffix(of, " 0") && l == maturity.Japanese
}

// outOfOrder looks for words one after the other among all, and says which of
// them is not there.
func outOfOrder(all, words []string) string {
	for i, word := range words {
		at := slices.Index(all, word)
		if at < 0 {
			return fmt.Sprintf("number %d of %d, %s, is not behind the others", i+1, len(words), word)
		}
		all = all[at+1:]
	}
	return ""
}

func firstOther(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("%d: %s, want %s", i, got[i], want[i])
		}
	}
	return "the end of one"
}

// undrawn is the same report with its figures as tables.
func undrawn(d document.Document) document.Document {
	tables := func(sections []document.Section) []document.Section {
		out := slices.Clone(sections)
		for i, s := range out {
			out[i].Figures, out[i].Tables = nil, slices.Clone(s.Tables)
			for _, f := range s.Figures {
				out[i].Tables = append(out[i].Tables, document.Titled{ID: f.ID, Title: f.Title, Table: f.Table})
			}
		}
		return out
	}
	d.Lead, d.Details = tables(d.Lead), tables(d.Details)
	return d
}

// says holds what is on paper to the sentences, whatever the ends of lines.
func says(t *testing.T, of, paper string, sentences []string) {
	t.Helper()
	paper = letters(paper)
	for _, text := range sentences {
		if text = letters(typeface.Printable(text)); !strings.Contains(paper, text) {
			t.Errorf("%s: the PDF does not say %.200s", of, text)
		}
	}
}

func letters(s string) string { return strings.Join(strings.Fields(s), "") }

func runsNothing(t *testing.T, of, page string) {
	t.Helper()
	for _, bad := range []string{"<script>alert", "<b onload", "</script><script>", `href="http`} {
		if strings.Contains(page, bad) {
			t.Errorf("%s: the page holds %s", of, bad)
		}
	}
}

func isSoundTalk(t *testing.T, of string, x talk.Talk) {
	t.Helper()
	var said []string
	isFilled(t, of, "title", x.Title)
	for _, s := range x.Slides {
		said = append(said, s.Topic, s.Headline)
		for _, line := range s.Lines {
			said = append(said, line.Text)
		}
		for _, note := range s.Notes {
			isFilled(t, of, "note", note)
		}
	}
	for _, text := range said {
		isFilled(t, of, "line", text)
	}
	var page, pdf, md bytes.Buffer
	check(t, talk.WriteHTML(t.Context(), &page, x, nil))
	check(t, talk.WriteMarkdown(t.Context(), &md, x, anyPicture{}))
	var tables []reports.Table
	for i := range x.Slides {
		if f := x.Slides[i].Figure; f != nil {
			tables = append(tables, f.Table)
		}
		x.Slides[i].Figure = nil
	}
	sameRows(t, of+" as html", rowsOf(t, "html", page.Bytes()), tables)
	sameRows(t, of+" as md", rowsOf(t, "md", md.Bytes()), tables)
	runsNothing(t, of, page.String())
	if onPaper(of, x.Lang) {
		check(t, talk.WritePDF(t.Context(), &pdf, x, nil, true))
		says(t, of, papertest.Poppler(t, pdf.Bytes(), "pdftotext", "-raw", "-", "-"), said)
	}
	if n := len(regexp.MustCompile(`(?m)^---$`).FindAllString(md.String(), -1)); n != 2+len(x.Slides)+len(tables) {
		t.Errorf("%s: %d ends of slides in the Markdown of %d with %d tables", of, n, len(x.Slides), len(tables))
	}
}

// anyPicture draws every figure as an empty one: here the words are looked at.
type anyPicture struct{}

func (anyPicture) Picture(context.Context, reports.Figure, int) (*draw.Picture, error) {
	return &draw.Picture{}, nil
}
