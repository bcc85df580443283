package main

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"michinori/app/maturity"
	"michinori/app/store"
)

// A team that answers together goes the whole way with scripts switched off:
// mistakes and an ended session lose nothing either.
func TestQuarterWithoutScriptsInBrowser(t *testing.T) {
	t.Parallel()
	c := companies[0]
	b := newSite(t).window(t, c.language)
	b.do(emulation.SetScriptExecutionDisabled(true))
	b.setUpPlainly(c)
	b.follow(`.step a.primary`)
	b.mend(c)
	b.endSession()
	b.fillPlainly(c.responses()[0])
	b.follow(`button[name=finish]`)
	b.fillPlainly(c.facts())
	b.write(field("toil.tracking", ".evidence"), c.wiki)
	b.follow(`button[name=finish]`)
	b.follow(`form[action$="/reveal"] button`)
	b.click(`details:has(> fieldset ` + radio(settled, "4") + `) > summary`)
	b.click(radio(settled, "4"))
	if status := b.send(`form#agreement button.primary`); status != 422 {
		t.Errorf("another level without a reason is answered with %d", status)
	}
	b.expectChosen(settled, "4")
	b.write(field(settled, ".reason"), c.reason)
	b.follow(`form#agreement button.primary`)
	if dimensions, steps := len(b.texts(".result-dimension")), len(b.texts(".steps > li")); dimensions != 5 || steps != 3 {
		t.Errorf("%d dimensions and %d next steps", dimensions, steps)
	}
	if len(b.texts(".figure-still img")) == 0 || len(b.texts(".figure-table tbody tr")) == 0 {
		t.Error("there is neither a picture nor a table")
	}
	b.click(`.steps > li summary`)
	b.follow(`.steps > li form button.primary`)
	b.follow(`form[action$="/share"] button`)
	if b.text(".tag.on") == "" {
		t.Error("the result is not shared")
	}
}

func (b *tab) setUpPlainly(c company) {
	b.t.Helper()
	b.open(b.site.setUpLink())
	b.write(field("organisation", ""), c.name)
	b.write(field("name", ""), c.lead)
	b.follow(`.language button[lang]`)
	if got := b.values(field("organisation", "")); got[0] != c.name || b.text("h1") != "Start with Michinori" {
		b.t.Errorf("in English the page holds %q", got)
	}
	b.follow(`.language button[lang]`)
	b.write(field("team", ""), c.team)
	b.follow(`#form button.primary`)
}

func (b *tab) fillPlainly(s sheet) {
	b.t.Helper()
	for _, question := range b.questions() {
		if answer, ok := s[question]; ok {
			b.answer(question, answer, mouse)
		}
	}
}

// mend sends a page with a mistake in it, and mends it.
func (b *tab) mend(c company) {
	b.t.Helper()
	b.expect("status of 422")
	b.answer("toil.fix_time", level(3), mouse)
	if b.text("[data-status]") != "" {
		b.t.Fatal("there are scripts after all")
	}
	b.write(field("toil.hours", ".number"), "many")
	b.answer("slo.review", na{Reason: maturity.OtherReason, Note: c.note}, mouse)
	if status := b.send(`button[name=draft]`); status != 422 {
		b.t.Errorf("many hours are answered with %d", status)
	}
	b.expectChosen("toil.fix_time", "3")
	b.expectChosen("slo.review", "na")
	if b.values(field("toil.hours", ".number"))[0] != "many" || b.values(field("slo.review", ".other"))[0] != c.note {
		b.t.Error("the page with the message has lost what was typed")
	}
	if b.text(`[data-question="toil.hours"] [role=alert]`) == "" {
		b.t.Error("no message stands by the hours")
	}
	b.write(field("toil.hours", ".number"), "8")
	b.follow(`button[name=draft]`)
	b.expectChosen("toil.hours", "value")
}

// endSession answers after the session has ended, signs in again in another tab
// and sends the same once more.
func (b *tab) endSession() {
	b.t.Helper()
	b.expect("status of 401")
	s, ctx := b.site, b.t.Context()
	champion := s.champion()
	s.must(s.db.Tx(ctx, func(tx *store.Tx) error { return tx.DeleteSessionsOf(ctx, champion.Person.ID) }))
	b.answer("bus.docs", level(4), mouse)
	if status := b.send(`button[name=draft]`); status != 401 {
		b.t.Errorf("without a session the answer is %d", status)
	}
	link, err := s.tracker.NewPersonLink(ctx, champion, champion.Person.ID)
	s.must(err)
	other := b.another()
	defer other.close()
	other.open("/l/" + link.Secret)
	other.follow(`main button.primary`)
	b.follow(`main form button.primary`)
	b.expectChosen("bus.docs", "4")
}

func (b *tab) expectChosen(question, want string) {
	b.t.Helper()
	if got := b.chosen(question); got != want {
		b.t.Errorf("%s shows %q, want %q", question, got, want)
	}
}
