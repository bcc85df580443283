package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// focused is the cell where the focus is.
const focused = `document.activeElement.closest("td")`

// grid is the register of a team, open before one of its people.
type grid struct {
	*tab
	team string
}

// gridOf signs a lead in, and returns their grid, which is not open yet, and
// where it is.
func gridOf(t *testing.T, s *site, o demo.Organisation, l maturity.Language) (*grid, string) {
	t.Helper()
	g := &grid{tab: s.window(t, l), team: o.Lead.Team.ID}
	g.signIn(o.Lead.Person.ID)
	return g, "/teams/" + g.team + "/register"
}

// cell reads the focused cell as the database has it.
func (g *grid) cell() store.Claim {
	g.t.Helper()
	parts := strings.Split(evaluate[string](g.tab, focused+`.querySelector("a").getAttribute("href")`), "/")
	r, err := g.site.db.RegisterOf(g.t.Context(), g.team)
	g.site.must(err)
	c := r.Claims[parts[2]][parts[4]]
	c.AreaID, c.PersonID = parts[2], parts[4]
	return c
}

// strike presses a key in the focused cell and waits for what becomes of it.
func (g *grid) strike(key, state string) {
	g.t.Helper()
	g.press(key)
	g.await(focused + `.dataset.state === "` + state + `"`)
}

func (g *grid) wants(level int, said bool) store.Claim {
	g.t.Helper()
	c := g.cell()
	if c.Level != level || (c.Revision > 0) != said {
		g.t.Fatalf("stored is level %d at revision %d, want %d", c.Level, c.Revision, level)
	}
	return c
}

// TestGridOnAKeyboardInBrowser fills in a register without a mouse: against somebody
// else who is faster, and through a cut network.
func TestGridOnAKeyboardInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.Japanese)
	g, path := gridOf(t, s, o, maturity.Japanese)
	g.open(path)
	g.do(chromedp.Focus(`table[role=grid] td [tabindex="0"]`))

	g.strike("4", "saved")
	before := g.wants(4, true)
	g.press(kb.ArrowDown)
	g.strike("1", "saved")
	g.wants(1, true)
	g.strike(kb.Backspace, "saved")
	g.wants(0, false)
	g.click("[data-undo]")
	g.await(focused + `.textContent.trim() === "1" && ` + focused + `.dataset.state === "saved"`)
	g.wants(1, true)
	g.press(kb.ArrowUp)
	if c := g.cell(); c.AreaID != before.AreaID {
		t.Fatal("down and up lead elsewhere")
	}

	// Somebody else sets the same cell meanwhile.
	_, err := s.tracker.SaveClaim(t.Context(), maturity.Viewer{
		Person: o.Lead.Person, Memberships: map[string]maturity.MemberRole{g.team: maturity.MemberLead},
	}, tracker.SaveClaim{Area: before.AreaID, Person: before.PersonID, Level: "0", Revision: before.Revision})
	s.must(err)
	g.expect("status of 409")
	g.strike("2", "conflict")
	if got := g.text("[data-conflicts]"); !strings.Contains(got, "「0 知らない」") || !strings.Contains(got, "「2」") {
		t.Errorf("the two values are %q", got)
	}
	g.wants(0, true)
	g.click("[data-conflicts] button:last-child")
	g.await(focused + `.dataset.state === "saved"`)
	g.wants(2, true)

	// What is typed without a network is there after a reload, and goes out.
	g.expect("ERR_INTERNET_DISCONNECTED")
	g.offline(true)
	g.strike("3", "kept")
	g.wants(2, true)
	g.offline(false)
	g.open(path)
	g.await(nothingKept)
	g.do(chromedp.Focus(`a[href$="` + before.AreaID + `/claims/` + before.PersonID + `"]`))
	g.wants(3, true)
}

// nothingKept says that the browser holds nothing of the grid any more.
const nothingKept = `!Object.keys(localStorage).some((name) => name.startsWith(document.querySelector("table[role=grid]").dataset.draft))`

// TestTwoGridsInBrowser types in two tabs of one grid without a network: what one
// of them sends afterwards leaves what the other keeps.
func TestTwoGridsInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.English)
	old, path := gridOf(t, s, o, maturity.English)
	young := &grid{tab: old.another(), team: old.team}
	for _, g := range []*grid{old, young} {
		g.open(path)
		g.do(chromedp.Focus(`table[role=grid] td [tabindex="0"]`))
		g.expect("ERR_INTERNET_DISCONNECTED")
		g.offline(true)
	}
	old.strike("4", "kept")
	young.press(kb.ArrowDown)
	young.strike("1", "kept")
	young.offline(false)
	young.await(focused + `.dataset.state === "saved"`)
	young.wants(1, true)
	if evaluate[bool](young.tab, nothingKept) {
		t.Fatal("what the other tab kept is gone")
	}

	next := &grid{tab: young.another(), team: old.team}
	old.close()
	next.open(path)
	next.await(nothingKept)
	next.do(chromedp.Focus(`table[role=grid] td [tabindex="0"]`))
	next.wants(4, true)
	next.press(kb.ArrowDown)
	next.wants(1, true)
}
