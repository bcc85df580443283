package main

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/network"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// axeScript returns what axe.min.js holds.
func axeScript(t *testing.T) string {
	t.Helper()
	path := os.Getenv("MICHINORI_TEST_AXE")
	if path == "" {
		storetest.Missing(t, "axe", "MICHINORI_TEST_AXE does not name axe.min.js")
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestSentPagesAreAccessibleInBrowser looks at the pages no link leads to: what comes
// after a form, what says that it cannot be taken, and what a personal link or
// the set-up link opens.
func TestSentPagesAreAccessibleInBrowser(t *testing.T) {
	t.Parallel()
	axe := axeScript(t)
	for _, c := range companies {
		t.Run(string(c.language), func(t *testing.T) {
			t.Parallel()
			check := func(b *tab, path string) { b.checkAccess(path, axe) }
			if c.language == maturity.English { // the same elements: only their words are longer
				check = (*tab).checkWidth
			}
			checkSetUpPage(newSite(t).window(t, c.language), check)
			w := newCrew(newSite(t), c)
			b := w.atForm(t, 0)
			if c.language == maturity.Japanese { // in English it is the same with other words
				checkMember(w, check)
				checkChampion(w.atForm(t, 0), c, check)
			}
			checkLead(b, w, c, check)
		})
	}
}

func checkSetUpPage(b *tab, check func(b *tab, path string)) {
	b.expect("status of 422")
	b.open(b.site.setUpLink())
	check(b, "/setup")
	b.write(field("organisation", ""), " ")
	b.write(field("name", ""), " ")
	b.write(field("email", ""), "nobody")
	b.write(field("members", ""), "<a\n<b")
	b.refused(`#form button.primary`)
	check(b, "/setup/refused")
	b.close()
}

// checkMember opens a personal link, and answers after the session has ended.
func checkMember(w *crew, check func(b *tab, path string)) {
	b := w.window(w.t, w.people[1].Language)
	b.expect("status of 401")
	link, err := w.tracker.NewPersonLink(w.t.Context(), w.champion(), w.people[1].ID)
	w.must(err)
	b.open("/l/" + link.Secret)
	check(b, "/l")
	b.follow(`main button.primary`)
	b.open(w.form())
	b.do(network.ClearBrowserCookies())
	b.answer("bus.docs", level(2), mouse)
	b.status("signed-out")
	if status := b.send(`button[name=finish]`); status != 401 {
		b.t.Errorf("a form without a session is answered with %d", status)
	}
	check(b, "/ended")
	b.close()
}

// checkLead makes mistakes on every page of the round.
func checkLead(b *tab, w *crew, c company, check func(b *tab, path string)) {
	b.expect("status of 422")
	check(b, "/answers")
	b.answer("toil.fix_time", level(1), mouse)
	b.answer("slo.review", na{Reason: maturity.OtherReason}, mouse)
	b.refused(`button[name=draft]`)
	check(b, "/answers/refused")
	b.answer("slo.review", level(1), mouse)
	b.fill(c.responses()[0], mouse)
	b.follow(`button[name=finish]`)
	check(b, "/facts")
	b.write(field("toil.tracking", ".evidence"), c.wiki)
	b.refused(`button[name=finish]`)
	check(b, "/facts/refused")
	b.fill(c.facts(), mouse)
	b.follow(`button[name=finish]`)
	check(b, "/reveal")
	w.answerAll(c)
	b.follow(`form[action$="/reveal"] button`)
	check(b, "/agreement")
	b.click(radio(settled, "0"))
	b.refused(`form#agreement button.primary`)
	check(b, "/agreement/refused")
	b.write(field(settled, ".reason"), c.reason)
	b.follow(`form#agreement button.primary`)
	check(b, "/result")
	b.write(`.steps > li textarea`, " ")
	b.refused(`.steps > li form button.primary`)
	check(b, "/result/refused")
}

// answerAs has the members answer, without their pages.
func (w *crew) answerAll(c company) {
	for i, p := range w.people[1:] {
		v, err := w.db.ViewerOf(w.t.Context(), p)
		w.must(err)
		in := tracker.SaveAnswers{Assessment: w.assessment, Finish: true}
		for question, a := range c.responses()[i+1] {
			if l, ok := a.(level); ok {
				in.Changes = append(in.Changes, tracker.Change{
					Question: question, Answer: &maturity.Answer{Kind: maturity.LevelAnswer, Level: int(l)},
				})
			}
		}
		_, err = w.tracker.SaveAnswers(w.t.Context(), v, in)
		w.must(err)
	}
}

// checkChampion sends the forms of those who run the rounds.
func checkChampion(b *tab, c company, check func(b *tab, path string)) {
	b.expect("status of 422")
	for page, named := range map[string]string{"/teams/new": "name", "/people/new": "name", "/groups": "name", "/rounds/new": "key"} {
		b.open(page)
		b.write(`main form `+field(named, ""), " ")
		b.refused(`main form button.primary`)
		check(b, page+"/refused")
	}
	b.open("/roster")
	b.write(`textarea`, "name,team\n"+c.members[0]+",\nNew,Team\n")
	b.send(`#form button.primary`)
	check(b, "/roster/plan")
	b.open("/people")
	b.follow(`main table a[href^="/people/"]`)
	b.follow(`form[action$="/link"] button`)
	check(b, "/people/link")
	b.open("/rounds")
	b.follow(`main table a[href^="/rounds/"]`)
	b.follow(`.hand form button`)
	check(b, "/rounds/links")
	b.close()
}

// refused sends a form that cannot be taken as it is.
func (b *tab) refused(button string) {
	b.t.Helper()
	if status := b.send(button); status != 422 {
		b.t.Fatalf("%s at %s is answered with %d, want 422", button, b.path(), status)
	}
	if b.text("[role=alert]") == "" {
		b.t.Errorf("nothing says why %s was refused", b.path())
	}
}
