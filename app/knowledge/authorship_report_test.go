package knowledge_test

import (
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
)

func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

// codeHistory has two files in a folder with an odd name and one beside it.
// Ann wrote the first two long ago and is gone; Ben came lately.
func codeHistory() knowledge.CodeHistory {
	by := func(n int, created bool, changes int, last time.Time) knowledge.Work {
		return knowledge.Work{Developer: n, Created: created, Changes: changes, Last: last}
	}
	return knowledge.CodeHistory{
		Revision: "abc", AsOf: day(31), Since: day(10), Commits: 9,
		Developers: []knowledge.Developer{
			{Name: "ann", Commits: 6, Last: day(2)}, {Name: "ben", Commits: 3, RecentCommits: 2, Last: day(20)}, {Name: "cid"},
		},
		Files: []knowledge.CodeFile{
			{Path: "a*b/x.go", Works: []knowledge.Work{by(0, true, 4, day(2)), by(1, false, 1, day(20))},
				Recent: []knowledge.Touch{{Developer: 1, Commit: 8}}},
			{Path: "a*b/y.go", Works: []knowledge.Work{by(0, true, 0, day(1))}},
			{Path: "main.go", Works: []knowledge.Work{by(1, true, 0, day(15))},
				Recent: []knowledge.Touch{{Developer: 1, Commit: 7, Created: true}, {Developer: 1, Commit: 8}}},
		},
	}
}

func TestCodeReport(t *testing.T) {
	t.Parallel()
	r := codeHistory().Report(nil)
	if r.AsOf != "2026-01-31" || r.Since != "2026-01-10" || r.Files != 3 || r.FileAuthors != 2 || r.Authors != 2 || r.SingleAuthor != 3 {
		t.Errorf("%+v", r)
	}
	if r.TruckFactor != 1 || r.Absence != 1 || len(r.Developers) != 1 || r.Developers[0].Name != "ann" || r.Coverage != 1.0/3 {
		t.Errorf("factor %d, absence %d, without %+v, %v left", r.TruckFactor, r.Absence, r.Developers, r.Coverage)
	}
	if len(r.Areas) != 2 || r.Areas[0].Path != "." || r.Areas[1].Path != "a*b/" || strings.Join(r.Areas[1].Paths, "") != `a\*b/**` {
		t.Fatalf("areas %+v", r.Areas)
	}
	area := r.Areas[1]
	if area.Files != 2 || area.Authors != 1 || area.TruckFactor != 1 || !area.TopDeparted || r.Areas[0].TopDeparted {
		t.Errorf("area %+v", area)
	}
	want := []knowledge.AreaPerson{
		{Name: "ann", Files: 2, Share: 1, LastCommit: "2026-01-02"},
		{Name: "ben", RecentFiles: 1, RecentShare: 0.5, RecentCommits: 1, LastCommit: "2026-01-20"},
	}
	if len(area.People) != 2 || area.People[0] != want[0] || area.People[1] != want[1] {
		t.Errorf("people %+v", area.People)
	}
}

func TestCodeReportOfGivenAreas(t *testing.T) {
	t.Parallel()
	r := codeHistory().Report([]knowledge.CodePart{
		{Key: "all", Label: "**", Match: func(string) bool { return true }},
		{Key: "none", Label: "none", Match: func(string) bool { return false }},
	})
	if len(r.Areas) != 2 || r.Areas[0].Files != 3 || r.Areas[1].Files != 0 || r.Areas[1].TruckFactor != 0 || r.Areas[1].TopDeparted || r.Areas[1].People == nil {
		t.Errorf("areas %+v", r.Areas)
	}
	empty := knowledge.CodeHistory{}.Report(nil)
	if empty.TruckFactor != 0 || empty.Coverage != 0 || empty.Areas == nil || empty.Developers == nil {
		t.Errorf("nothing at all: %+v", empty)
	}
}
