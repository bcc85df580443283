package main

import (
	"testing"

	"github.com/chromedp/chromedp"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// TestDrillOfThreeInBrowser plays a drill: what the game master shows appears to
// the others without loading the page, and a note typed while the network is
// cut arrives once.
func TestDrillOfThreeInBrowser(t *testing.T) {
	t.Parallel()
	s, o := newDemo(t, maturity.Japanese)
	scenario, ok := questionnaires.ScenarioByKey("disk_warning_for_real")
	if !ok {
		t.Fatal("the library lacks the scenario")
	}
	members, err := s.db.MembersOf(t.Context(), o.Lead.Team.ID)
	s.must(err)
	watcher := members[len(members)-1].Person.ID
	d, err := s.tracker.PlanDrill(t.Context(), s.champion(), tracker.PlanDrill{
		Team: o.Lead.Team.ID, Scenario: scenario, Player: o.Lead.Person.ID,
	})
	s.must(err)
	at := "/drills/" + d.ID

	runner, player, other := s.window(t, maturity.Japanese), s.window(t, maturity.Japanese), s.window(t, maturity.Japanese)
	runner.signIn(s.champion().Person.ID)
	player.signIn(o.Lead.Person.ID)
	other.signIn(watcher)
	runner.open(at)
	player.open(at)
	other.open(at)
	for _, b := range []*tab{player, other} {
		b.do(chromedp.Evaluate("window.stayed = true", nil))
	}
	player.write("#f-text", "まだ送っていない")
	runner.follow(`form[action$="/start"] button`)
	runner.await(`document.querySelector("[data-next]")`)
	runner.press("n")
	runner.do(chromedp.WaitVisible(".inject.shown", chromedp.ByQuery))
	for _, b := range []*tab{player, other} {
		b.await(`window.stayed && document.querySelectorAll("[data-live] .inject").length === 1`)
	}
	if got := player.values("#f-text"); got[0] != "まだ送っていない" {
		t.Errorf("what was being typed has become %q", got)
	}

	player.expect("net::ERR_INTERNET_DISCONNECTED")
	player.offline(true)
	player.click("#note button")
	player.await(`document.querySelector("[data-note-state]").textContent === document.querySelector("[data-note-state]").dataset.waits`)
	player.offline(false)
	note := `[...document.querySelectorAll("[data-live] li")].filter((e) => e.textContent.includes("まだ送っていない")).length === 1`
	for _, b := range []*tab{runner, other, player} {
		b.await(note)
	}
	runner.follow(`form[action$="/talk"] button`)
	other.await(`document.querySelector("[data-live] [data-state=talking]")`)
	runner.write("#f-outcome", "掃除の手順が古い")
	runner.write("#f-gap1", "保管庫の場所が書かれていない")
	runner.follow(`form[action$="/finish"] button`)
	for _, b := range []*tab{player, other} {
		b.do(chromedp.WaitVisible("main .lead", chromedp.ByQuery)) // the record, to which the page goes by itself
	}
}
