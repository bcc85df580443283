package main

import (
	"fmt"
	"strconv"
	"time"

	"michinori/app/maturity"
)

// What somebody answers. As JSON these are what an answers file holds.
type (
	level int
	hours float64
	days  int // since; the form asks for the date
	na    struct {
		Reason maturity.NAReason `json:"na"`
		Note   string            `json:"note,omitempty"`
	}
	provided struct {
		By    string `json:"provided_by"`
		Level int    `json:"level"`
	}
	tiers struct {
		Tiers map[string]covered `json:"tiers"`
	}
	covered struct {
		Covered int `json:"covered"`
		Of      int `json:"of"`
	}
	sheet map[string]any
)

const unsure = "unsure"

// hand is what somebody answers with.
type hand int

const (
	mouse hand = iota
	keys
)

// answer gives one answer; the clicks it takes do not count.
func (b *tab) answer(question string, answer any, with hand) {
	b.t.Helper()
	before := b.clicks
	defer func() { b.clicks = before }()
	switch a := answer.(type) {
	case level:
		b.choose(question, strconv.Itoa(int(a)), strconv.Itoa(int(a)), with)
	case string:
		b.choose(question, unsure, "?", with)
	case na:
		b.choose(question, "na", "n", with)
		b.set(field(question, ".reason"), string(a.Reason))
		if a.Note != "" {
			b.write(field(question, ".other"), a.Note)
		}
	case provided:
		b.choose(question, "provided", "t", with)
		b.write(field(question, ".provided_by"), a.By)
		b.set(field(question, ".provided_level"), strconv.Itoa(a.Level))
	case hours:
		b.write(field(question, ".number"), strconv.FormatFloat(float64(a), 'f', -1, 64))
	case days:
		b.set(field(question, ".date"), time.Now().In(tokyo).AddDate(0, 0, -int(a)).Format(time.DateOnly))
	case tiers:
		for tier, c := range a.Tiers {
			b.write(field(question, ".part"+tier), strconv.Itoa(c.Covered))
			b.write(field(question, ".whole"+tier), strconv.Itoa(c.Of))
		}
	default:
		b.t.Fatalf("no hand can answer %T", answer)
	}
}

var tokyo = time.FixedZone("JST", 9*60*60)

func field(question, part string) string { return fmt.Sprintf(`[name="%s%s"]`, question, part) }

func radio(question, value string) string {
	return fmt.Sprintf(`input[name="%s"][value="%s"]`, question, value)
}

// choose sets a radio, with the mouse on its words or with its key.
func (b *tab) choose(question, value, key string, with hand) {
	b.t.Helper()
	if with == mouse {
		b.click(`label:has(> ` + radio(question, value) + `) > span:last-child`)
		return
	}
	inside := fmt.Sprintf(`document.activeElement.closest('[data-question="%s"]') !== null`, question)
	if !evaluate[bool](b, inside) {
		evaluate[bool](b, call(`(q) => { document.querySelector(q).focus(); return true; }`, field(question, "")))
	}
	b.press(key)
}

// chosen is the value of the radio that is set, or "".
func (b *tab) chosen(question string) string {
	b.t.Helper()
	return evaluate[string](b, call(`s => document.querySelector(s + ":checked")?.value ?? ""`, field(question, "")))
}

// status waits until the form says so about what was typed: saved, kept, …
func (b *tab) status(state string) {
	b.t.Helper()
	b.await(fmt.Sprintf(`document.querySelector("[data-status]").dataset.state === %q`, state))
	if b.text("[data-status]") == "" {
		b.t.Errorf("the state %s has no words", state)
	}
}

// fill answers the questions that the form asks, in its order.
func (b *tab) fill(s sheet, with hand) {
	b.t.Helper()
	for _, question := range b.questions() {
		if answer, ok := s[question]; ok {
			b.answer(question, answer, with)
		}
	}
	b.status("saved")
}

func (b *tab) questions() []string {
	b.t.Helper()
	return evaluate[[]string](b, `[...document.querySelectorAll("[data-question]")].map((q) => q.dataset.question)`)
}
