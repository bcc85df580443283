package reports_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden keeps the bytes of each figure: same input, same output.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		for _, l := range maturity.Languages {
			fig := f.make(l)
			golden(t, f.name+"."+string(l)+".txt", wordsOf(t, fig))
			if l == maturity.Japanese {
				golden(t, f.name+".json", indented(t, fig.Option))
			}
			if again := f.make(l); !bytes.Equal(again.Option, fig.Option) {
				t.Errorf("%s: two bytes from one input", f.name)
			}
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; see what changed with -update and git diff", path)
	}
}

// wordsOf is what a figure says beside its picture.
func wordsOf(t *testing.T, f reports.Figure) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, s := range append([]string{f.Title, f.N, f.Caption, f.Summary}, f.Notes...) {
		b.WriteString(s + "\n")
	}
	b.WriteString("\n")
	if err := reports.WriteCSV(&b, f.Table, false); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("\r\n"), []byte("\n"))
}

func indented(t *testing.T, raw json.RawMessage) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", " "); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), '\n')
}

// drawnNumbers are the values of all series of an option: of each item the
// value, or of a pair the number at place.
func drawnNumbers(t *testing.T, raw json.RawMessage, place int) []float64 {
	t.Helper()
	var out []float64
	for _, s := range seriesOf(t, raw) {
		for _, item := range s.Data {
			switch v := item.Value.(type) {
			case float64:
				out = append(out, v)
			case []any:
				if n, ok := v[place].(float64); ok {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

type seriesOut struct {
	Type string
	Name string
	Data []struct {
		Value any
		Name  string
		Group string
	}
}

func seriesOf(t *testing.T, raw json.RawMessage) []seriesOut {
	t.Helper()
	var option struct{ Series []seriesOut }
	if err := json.Unmarshal(raw, &option); err != nil {
		t.Fatal(err)
	}
	return option.Series
}

// TestTableHoldsWhatIsDrawn walks the numbers of the option and those of the
// table, both ways.
func TestTableHoldsWhatIsDrawn(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		fig := f.make(maturity.English)
		drawn := drawnNumbers(t, fig.Option, f.place)
		var printed []float64
		for _, row := range fig.Table.Rows {
			if len(row) != len(fig.Table.Columns) {
				t.Fatalf("%s: a row of %d cells under %d columns", f.name, len(row), len(fig.Table.Columns))
			}
			for _, column := range f.drawn {
				if row[column].IsNumber() {
					printed = append(printed, row[column].Number)
				}
			}
		}
		if len(drawn) == 0 {
			t.Errorf("%s draws nothing", f.name)
		}
		for _, n := range drawn {
			if !slices.Contains(printed, n) {
				t.Errorf("%s draws %v, which its table does not hold", f.name, n)
			}
		}
		for _, n := range printed {
			if !slices.Contains(drawn, n) {
				t.Errorf("%s prints %v, which it does not draw", f.name, n)
			}
		}
	}
}

// TestNumericColumns holds for spreadsheets: under the head of a number stands
// a number or the reason why there is none.
func TestNumericColumns(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		fig := f.make(maturity.Japanese)
		for _, row := range fig.Table.Rows {
			for i, c := range row {
				if numeric := c.IsNumber() || c.IsAbsent(); numeric != fig.Table.Columns[i].Numeric {
					t.Errorf("%s: %q under %q", f.name, c, fig.Table.Columns[i].Title)
				}
				if c.IsAbsent() && c.Text == "" {
					t.Errorf("%s: a number is missing under %q without a reason", f.name, fig.Table.Columns[i].Title)
				}
			}
		}
	}
}

// TestOptionIsData makes sure that an option is safe within a page and needs
// no function.
func TestOptionIsData(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		fig := f.make(maturity.Japanese)
		for _, bad := range []string{"<", ">", "__f__", "function", "http"} {
			if strings.Contains(string(fig.Option), bad) {
				t.Errorf("%s: %q in the option", f.name, bad)
			}
		}
		var option struct {
			Aria struct {
				Enabled bool
				Label   struct{ Description string }
			}
			Tooltip struct{ RenderMode string }
		}
		if err := json.Unmarshal(fig.Option, &option); err != nil {
			t.Fatal(err)
		}
		if !option.Aria.Enabled || option.Aria.Label.Description != fig.Summary || fig.Summary == "" {
			t.Errorf("%s is not described by its summary", f.name)
		}
		if option.Tooltip.RenderMode != "richText" {
			t.Errorf("%s has tooltips of HTML", f.name)
		}
	}
}

// TestInDark: the dark option is the light one in other colours, and a name that
// reads like a colour stays.
func TestInDark(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		fig := f.make(maturity.Japanese)
		inDark := fig.InDark()
		for light := range palette(t, fig) {
			if light != "#ffffff" && strings.Contains(string(inDark.Option), `olor":"`+light) { // white is a dark colour too: of words
				t.Errorf("%s: %s is left in the dark", f.name, light)
			}
		}
		if !slices.Equal(drawnNumbers(t, fig.Option, f.place), drawnNumbers(t, inDark.Option, f.place)) {
			t.Errorf("%s draws other numbers in the dark", f.name)
		}
	}
	named := reports.AreasByGroup(maturity.English, "2026-Q3", []reports.AreasRow{{Group: "#ffffff", Teams: 1}}).InDark()
	if !strings.Contains(string(named.Option), "#ffffff") {
		t.Error("a group lost its name")
	}
	if got := (reports.Figure{ID: "x"}).InDark(); got.Drawn() {
		t.Errorf("nothing became %s", got.Option)
	}
}

// palette is the role of each light colour.
func palette(t *testing.T, f reports.Figure) map[string]string {
	t.Helper()
	var out map[string]string
	if err := json.Unmarshal([]byte(f.Palette()), &out); err != nil || len(out) == 0 {
		t.Fatalf("palette %v, %v", out, err)
	}
	return out
}

func TestIDs(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"": "trend-bus", "チーム": "trend-bus", "a b": "a-b", `x"><b>`: "x---b-"} {
		if got := reports.DimensionTrend(reports.Trend{ID: in, Dimension: maturity.Bus}).ID; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// A team may agree on what it can count, with nobody's answers.
func TestFunnelTellsOfTeamsNobodyAnsweredIn(t *testing.T) {
	t.Parallel()
	for l, want := range map[maturity.Language]string{maturity.Japanese: "合意した2チームを含みます", maturity.English: "nobody had answered (2)"} {
		in := reports.FunnelRound{Round: "2026-Q4", Invited: 5, Answered: 4, Agreed: 3, Unheard: 2}
		if all := strings.Join(reports.Funnel(l, "", in).Notes, "\n"); !strings.Contains(all, want) {
			t.Errorf("%s: no %q in %q", l, want, all)
		}
		in.Unheard = 0
		if all := strings.Join(reports.Funnel(l, "", in).Notes, "\n"); strings.Contains(all, "一人も") || strings.Contains(all, "nobody") {
			t.Errorf("%s: tells of teams nobody answered in: %q", l, all)
		}
	}
}

func TestWithoutData(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		for _, f := range []reports.Figure{
			reports.DimensionTrend(reports.Trend{Lang: l, Dimension: maturity.Toil}),
			reports.TrendOverview(reports.Overview{Lang: l}),
			reports.ResultProfile(reports.Profile{Lang: l, Now: reports.ProfileRound{Key: "2026-Q1"}}),
			reports.LevelDistribution(reports.Levels{Lang: l, Dimension: maturity.Toil}),
			reports.LevelOverview(reports.LevelSnapshot{Lang: l, Round: "2026-Q1"}),
			reports.LevelPairs(reports.LevelPairsInput{Lang: l, LastRound: "2025-Q4", Round: "2026-Q1"}),
			reports.RegisterTrend(reports.RegisterTrendInput{Lang: l}),
			reports.AreasOverTime(l, "", nil),
			reports.AreasByGroup(l, "2026-Q1", nil),
			reports.SLOByTier(l, "", reports.SLORound{Key: "2026-Q1"}),
			reports.SLOOverTime(l, "", nil),
			reports.ToilBand(l, "", nil),
			reports.DrillRecency(l, "", nil),
			reports.OnCallReadiness(l, "", nil),
			reports.Funnel(l, "", reports.FunnelRound{Round: "2026-Q1"}),
			reports.SayDo(l, "", nil),
			reports.TeamHeatMap(reports.TeamHeatInput{Lang: l, Round: "2026-Q1"}),
			reports.PracticeHeatMap(reports.PracticeHeatInput{Lang: l, When: "2026-Q1"}),
			reports.Disagreement(reports.StripInput{Lang: l, Round: "2026-Q1"}),
			reports.Slope(reports.SlopeInput{Lang: l}),
			reports.LevelSlope(reports.LevelSlopeInput{Lang: l, FirstRound: "2025-Q4", LatestRound: "2026-Q1"}),
			reports.BeforeAfter(reports.EffectInput{Lang: l, Practice: "輪読会", Dimension: maturity.Learn}),
			reports.Moves(reports.MovesInput{Lang: l, Round: "2026-Q1"}),
			reports.Matched(reports.MatchedInput{Lang: l, Before: "2025-Q4", Round: "2026-Q1"}),
		} {
			if !json.Valid(f.Option) || f.Title == "" || f.N == "" || f.Caption == "" {
				t.Errorf("%s is incomplete: %+v", f.ID, f)
			}
		}
	}
}
