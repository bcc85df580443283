package reports_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
)

// register holds everything that can happen to the two lines: they meet, one
// is an upper bound, one is not there, a round has no register.
func register(l maturity.Language) reports.Figure {
	missing := map[maturity.Language]string{
		maturity.Japanese: "このラウンドでは台帳に領域がありませんでした。", maturity.English: "The register had no areas in this round.",
	}[l]
	return reports.RegisterTrend(reports.RegisterTrendInput{Lang: l, Team: hostile, Rounds: []reports.RegisterRound{
		{Key: "2025-Q2", BusFactor: ptr(1), Lenient: ptr(2), FirstLoss: ptr(1), Exact: true, LenientExact: true, Areas: 6, Critical: 5, Single: 4, Alone: 9, FreshAlone: 5},
		{Key: "2025-Q3", BusFactor: ptr(1), Lenient: ptr(2), FirstLoss: ptr(0), Exact: true, LenientExact: true, Areas: 6, Critical: 5, Single: 3, Orphan: 1, Alone: 8, FreshAlone: 5,
			Change: &reports.RegisterChange{SingleClosed: 1, OrphanOpened: 1}},
		{Key: "2025-Q4", Missing: missing},
		{Key: "2026-Q1", Areas: 2, Exact: true, LenientExact: true, Change: &reports.RegisterChange{Removed: 4, OrphanOpened: 1}, Orphan: 2},
		{Key: "2026-Q2", BusFactor: ptr(5), Lenient: ptr(7), FirstLoss: ptr(2), Areas: 9, Critical: 7, Single: 2, Alone: 21, FreshAlone: 20,
			Change: &reports.RegisterChange{SingleOpened: 2, OrphanClosed: 2, Added: 7}},
		{Key: "2026-Q3", BusFactor: ptr(3), Lenient: ptr(3), FirstLoss: ptr(2), Exact: true, LenientExact: true, Areas: 9, Critical: 7, Single: 1, Alone: 20, FreshAlone: 19,
			Change: &reports.RegisterChange{SingleClosed: 1}},
	}})
}

func areaCounts(n ...int) []knowledge.AreaCount {
	var out []knowledge.AreaCount
	for i := 0; i+2 < len(n); i += 3 {
		out = append(out, knowledge.AreaCount{Criticality: 3 - i/3, Areas: n[i], Single: n[i+1], Orphan: n[i+2]})
	}
	return out
}

func areas(l maturity.Language) reports.Figure {
	return reports.AreasOverTime(l, hostile, []reports.AreasRound{
		{Key: "2025-Q4", Invited: 6},
		{Key: "2026-Q1", Counts: areaCounts(8, 6, 1, 9, 4, 2, 7, 2, 3), Teams: 3, Invited: 8},
		{Key: "2026-Q2", Counts: areaCounts(12, 5, 0, 14, 6, 1, 10, 4, 4), Teams: 6, Invited: 8},
		{Key: "2026-Q3", Counts: areaCounts(12, 3, 1, 15, 4, 0, 10, 4, 2), Teams: 6, Invited: 8},
	})
}

func areaGroups(l maturity.Language) reports.Figure {
	return reports.AreasByGroup(l, "2026-Q3", []reports.AreasRow{
		{Group: "プラットフォーム本部 " + hostile, Counts: areaCounts(7, 3, 1, 8, 2, 0, 6, 1, 2), Teams: 3},
		{Group: "Payments", Teams: 0},
		{Group: "EC事業部", Counts: areaCounts(5, 0, 0, 7, 2, 0, 4, 3, 0), Teams: 3},
	})
}

// TestNoNameIsCounted: what is taken from a register for a figure has no text
// of a person or an area in it.
func TestNoNameIsCounted(t *testing.T) {
	t.Parallel()
	r := knowledge.Register{
		AsOf:   time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC),
		People: []knowledge.Person{{Key: "person-key", Name: "person-name"}},
		Areas: []knowledge.Area{{Key: "area-key", Criticality: 3, Claims: map[string]knowledge.Claim{
			"person-key": {Level: 3, EvidenceAt: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)},
		}}},
	}
	round := reports.CountedRegister("2026-Q3", knowledge.Summarise(r))
	round.Change = reports.CountedChange(knowledge.Compare(knowledge.Register{}, r))
	if round.Single != 1 || *round.BusFactor != 1 || round.Areas != 1 || round.FreshAlone != 1 || round.Change.Added != 1 {
		t.Errorf("%+v", round)
	}
	all, err := json.Marshal(reports.RegisterTrend(reports.RegisterTrendInput{Lang: maturity.English, Rounds: []reports.RegisterRound{round}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"person-", "area-key"} {
		if strings.Contains(string(all), name) {
			t.Errorf("the figure says %q", name)
		}
	}
}

// TestGroupsKeepTheirOrder: nobody is sorted by how bad it looks.
func TestGroupsKeepTheirOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var rows []reports.AreasRow
		for i := range rapid.IntRange(1, 9).Draw(rt, "groups") {
			n := func() int { return rapid.IntRange(0, 30).Draw(rt, "n") }
			rows = append(rows, reports.AreasRow{Group: fmt.Sprint("g", i), Counts: areaCounts(60, n(), n(), 60, n(), n(), 60, n(), n()), Teams: 1})
		}
		fig := reports.AreasByGroup(maturity.English, "2026-Q3", rows)
		for i, row := range fig.Table.Rows {
			sum := row[3].Number + row[4].Number + row[6].Number
			want := rows[i].Counts[0].Single + rows[i].Counts[0].Orphan + rows[i].Counts[1].Single
			if row[0].Text != rows[i].Group || int(sum) != want {
				rt.Fatalf("row %d is %v, want %+v", i, row, rows[i])
			}
		}
	})
}

// TestCountsFitTheirScale: no bar and no step leaves the picture.
func TestCountsFitTheirScale(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 4, 5, 9, 10, 24, 25, 49, 50, 99, 100, 499, 12345} {
		fig := reports.AreasOverTime(maturity.English, "", []reports.AreasRound{{Key: "2026-Q3", Counts: areaCounts(n, n, 0), Teams: 1, Invited: 1}})
		var option struct {
			YAxis []struct{ Max, MinInterval float64 }
		}
		if err := json.Unmarshal(fig.Option, &option); err != nil {
			t.Fatal(err)
		}
		axis := option.YAxis[0]
		if marks := axis.Max / axis.MinInterval; axis.Max < float64(n) || axis.Max == 0 || marks > 6 || marks != float64(int(marks)) {
			t.Errorf("%d on a scale to %v by %v", n, axis.Max, axis.MinInterval)
		}
	}
}

// TestCaptionsStandApart: of two factors that differ the higher has its number
// above, and on the axis no number stands below.
func TestCaptionsStandApart(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		factor, first int
		want          string
	}{
		{2, 1, "2 top, 1 bottom"}, {1, 2, "1 bottom, 2 top"}, {2, 0, "2 top, 0 top"}, {0, 2, "0 top, 2 top"}, {1, 1, "1 top, "}, {0, 0, "0 top, "},
	} {
		fig := reports.RegisterTrend(reports.RegisterTrendInput{Lang: maturity.English, Rounds: []reports.RegisterRound{
			{Key: "2026-Q3", BusFactor: &tt.factor, FirstLoss: &tt.first, Exact: true},
		}})
		var option struct {
			Series []struct {
				Data []struct {
					Label struct{ Formatter, Position string }
				}
			}
		}
		if err := json.Unmarshal(fig.Option, &option); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range option.Series {
			got = append(got, strings.TrimSpace(s.Data[0].Label.Formatter+" "+s.Data[0].Label.Position))
		}
		if text := strings.Join(got, ", "); text != tt.want {
			t.Errorf("%d and %d: %q, want %q", tt.factor, tt.first, text, tt.want)
		}
	}
}

// TestLongNamesFitTheMargin: a name of any length takes two lines at most.
func TestLongNamesFitTheMargin(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Payments":         "Payments",
		"Customer support": "Customer\nsupport",
		"基幹システム開発運用統括本部第二開発部":    "基幹システム\n開発運用統括本…",
		strings.Repeat("w", 300): strings.Repeat("w", 15) + "\n" + strings.Repeat("w", 14) + "…",
	} {
		fig := reports.AreasByGroup(maturity.Japanese, "2026-Q3", []reports.AreasRow{{Group: name, Teams: 1}})
		var option struct{ YAxis []struct{ Data []string } }
		if err := json.Unmarshal(fig.Option, &option); err != nil {
			t.Fatal(err)
		}
		if got := option.YAxis[0].Data[0]; !strings.HasPrefix(got, want+"\n") || fig.Table.Rows[0][0].Text != name {
			t.Errorf("%.40s stands at the axis as %q, want %q", name, got, want)
		}
	}
}
