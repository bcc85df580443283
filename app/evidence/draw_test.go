package evidence

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// texts says which texts a kind of file can hold as they are.
type texts func(name string) *rapid.Generator[string]

// sheetTexts are those a cell can hold: without blanks around, and not with an
// apostrophe that stands for one of the program's own.
func sheetTexts(string) *rapid.Generator[string] {
	return rapid.StringMatching(`[=+@＝a-zA-Z0-9あ漢#,;"\\ *-]{1,12}`).Filter(func(s string) bool {
		return strings.TrimSpace(s) == s && s != ""
	})
}

func yamlTexts(string) *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"yes", "null", "~", "1", "1.5", "0x10", "2026-09-01", "a: b", "# a", "- a", "'", "\"", "<<", "!x", "&a", "*a", "|", " a "}),
		rapid.StringN(1, 20, 200).Filter(func(s string) bool {
			return s != "" && !strings.ContainsFunc(s, unicode.IsControl) && strings.ToValidUTF8(s, "") == s && !strings.ContainsRune(s, '\uFEFF')
		}),
	)
}

func drawRegister(t *rapid.T, text texts) knowledge.Register {
	var r knowledge.Register
	for i := range rapid.IntRange(0, 4).Draw(t, "people") {
		p := knowledge.Person{Key: fmt.Sprintf("p%d@example.jp", i)}
		if rapid.Bool().Draw(t, "named") {
			p.Name = text("name").Draw(t, "name")
		}
		r.People = append(r.People, p)
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "areas") {
		a := knowledge.Area{
			Key: fmt.Sprintf("area-%d", i), Criticality: rapid.IntRange(1, 3).Draw(t, "criticality"),
			Kind:     rapid.SampledFrom(append([]knowledge.AreaKind{""}, knowledge.AreaKinds...)).Draw(t, "kind"),
			Name:     maturity.Text{EN: text("en").Draw(t, "en")},
			Services: drawTexts(t, text("service"), "services"),
			Paths:    rapid.SampledFrom([][]string{nil, {"lib/"}, {"a,b/**", "*.sql", "-x/", "=y", "a b/"}, {`a\,b`, "決済/;/*"}}).Draw(t, "paths"),
		}
		if rapid.Bool().Draw(t, "japanese") {
			a.Name.JA = text("ja").Draw(t, "ja")
		}
		a.RunbookTested = rapid.SampledFrom([]*knowledge.Occasion{nil, {}, {Day: onDay("2026-05-01")}}).Draw(t, "runbook")
		a.NonOwnerRun = rapid.SampledFrom([]*knowledge.Occasion{nil, {}, {Day: onDay("2025-12-31")}}).Draw(t, "run")
		for _, p := range r.People {
			if rapid.Bool().Draw(t, "claims") {
				if a.Claims == nil {
					a.Claims = map[string]knowledge.Claim{}
				}
				a.Claims[p.Key] = drawClaim(t)
			}
		}
		r.Areas = append(r.Areas, a)
	}
	return r
}

func drawTexts(t *rapid.T, text *rapid.Generator[string], name string) []string {
	out := rapid.SliceOfN(text, 0, 3).Draw(t, name)
	if len(out) == 0 {
		return nil
	}
	return out
}

func drawClaim(t *rapid.T) knowledge.Claim {
	c := knowledge.Claim{Level: rapid.IntRange(0, knowledge.MaxLevel).Draw(t, "level"), ClaimedAt: drawDay(t, "claimed")}
	if c.EvidenceAt = drawDay(t, "evidence"); c.EvidenceAt.IsZero() {
		return c
	}
	c.EvidenceKind = rapid.SampledFrom(knowledge.EvidenceKinds).Draw(t, "kind")
	c.EvidenceLink = rapid.SampledFrom([]string{"", "https://example.jp/a?b=1,2#c", "http://example.jp/" + strings.Repeat("x", 480)}).Draw(t, "link")
	return c
}

func drawDay(t *rapid.T, name string) time.Time {
	day := rapid.IntRange(0, 40_000).Draw(t, name)
	if day == 0 {
		return time.Time{}
	}
	return time.Date(1950, 1, day, 0, 0, 0, 0, time.UTC)
}
