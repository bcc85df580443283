package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
)

// company is who plays a quarter.
type company struct {
	language           maturity.Language
	name, lead, team   string
	members            []string
	reason, wiki, note string
}

var companies = []company{
	{
		maturity.Japanese, "株式会社みちのり", "青木 遥", "決済チーム",
		[]string{"馬場 健", "千葉 直子", "土井 翔", "江口 美咲", "藤井 大輔"},
		"手順を実際に開いたことがあるのは二人だけ", "https://wiki.example.co.jp/訓練/2026", "監視は基盤チームが受け持っている",
	},
	{
		maturity.English, "Waymark Ltd", "Ann Ames", "Payments",
		[]string{"Bob Baker", "Cho Chen", "Dana Diaz", "Eli Evans", "Fay Fox"},
		"Only two of us have ever opened it", "https://wiki.example.com/drills/2026", "The platform team looks after monitoring",
	},
}

// responses are what the lead and the five members answer, in this order.
func (c company) responses() []sheet {
	return []sheet{
		{"toil.hours": hours(12), "toil.fix_time": level(2), "bus.non_owner_run": level(1), "bus.docs": level(2), "bus.absence": level(1), "incident.procedure": level(2), "incident.confidence": level(1), "slo.review": level(0), "slo.shared_understanding": level(1), "learn.blameless": level(3), "learn.allies": level(2), "learn.communication": level(2)},
		{"toil.hours": hours(6.5), "toil.fix_time": level(1), "bus.non_owner_run": level(1), "bus.docs": level(3), "bus.absence": level(0), "incident.procedure": level(4), "incident.confidence": unsure, "slo.review": level(1), "slo.shared_understanding": level(1), "learn.blameless": level(3), "learn.allies": level(1), "learn.communication": level(3)},
		{"toil.hours": hours(20), "toil.fix_time": level(0), "bus.non_owner_run": level(2), "bus.docs": level(2), "bus.absence": level(1), "incident.procedure": level(0), "incident.confidence": level(0), "slo.review": unsure, "slo.shared_understanding": level(2), "learn.blameless": level(4), "learn.allies": level(2), "learn.communication": level(1)},
		{"toil.hours": hours(3), "toil.fix_time": level(3), "bus.non_owner_run": level(0), "bus.docs": level(1), "bus.absence": level(2), "incident.procedure": level(3), "incident.confidence": level(1), "slo.review": na{Reason: maturity.OtherReason, Note: c.note}, "slo.shared_understanding": level(0), "learn.blameless": level(2), "learn.allies": level(1), "learn.communication": level(2)},
		{"toil.hours": hours(16), "toil.fix_time": level(1), "bus.non_owner_run": level(1), "bus.docs": provided{By: c.team, Level: 3}, "bus.absence": level(1), "incident.procedure": level(1), "incident.confidence": level(2), "slo.review": level(1), "slo.shared_understanding": level(1), "learn.blameless": level(3), "learn.allies": level(2), "learn.communication": level(2)},
		{"toil.hours": hours(9), "toil.fix_time": level(2), "bus.non_owner_run": level(3), "bus.docs": level(2), "bus.absence": level(0), "incident.procedure": level(4), "incident.confidence": level(1), "slo.review": level(0), "slo.shared_understanding": level(2), "learn.blameless": level(3), "learn.allies": level(3), "learn.communication": level(2)},
	}
}

func (c company) facts() sheet {
	return sheet{"toil.tracking": level(1), "incident.drill_recency": days(120), "slo.coverage": tiers{map[string]covered{"1": {1, 2}, "2": {0, 3}}}}
}

const settled = "incident.procedure" // on another level than the median

// A team goes through its first quarter, from the link that serve prints to the
// result it shares, and every page says the same as the score command.
func TestQuarterInBrowser(t *testing.T) {
	t.Parallel()
	for _, c := range companies {
		t.Run(string(c.language), func(t *testing.T) {
			t.Parallel()
			playQuarter(t, c)
		})
	}
}

func playQuarter(t *testing.T, c company) {
	lead := newSite(t).window(t, c.language)
	links := lead.setUp(c)
	lead.follow(`.brand`)
	lead.follow(`.step a.primary`)
	lead.fill(c.responses()[0], mouse)
	for i, name := range c.members {
		joinIn(t, lead.site, c, links[name], c.responses()[i+1], hand(i%2), i == 0)
	}
	lead.follow(`button[name=finish]`)
	lead.fill(c.facts(), mouse)
	lead.write(field("incident.drill_recency", ".evidence"), c.wiki)
	lead.status("saved")
	lead.follow(`button[name=finish]`)
	lead.follow(`form[action$="/reveal"] button`)
	lead.agree(c)
	if lead.clicks > 12 {
		t.Errorf("from the set-up link to the first result it took %d clicks beside the answers, want at most 12", lead.clicks)
	}
	want := scored(t, c)
	lead.checkResult(c, want)
	lead.takeAction(c)
	result := lead.path()
	lead.checkTrend(want)
	lead.open(result)
	lead.follow(`form[action$="/share"] button`)
	lead.checkOverview(want)
}

// setUp fills in the set-up page and makes the personal links: by name.
func (b *tab) setUp(c company) map[string]string {
	b.t.Helper()
	b.open(b.site.setUpLink())
	if got := evaluate[string](b, "document.documentElement.lang"); got != string(c.language) {
		b.t.Fatalf("a browser that speaks %s is spoken to in %s", c.language, got)
	}
	for name, text := range map[string]string{
		"organisation": c.name, "name": c.lead, "email": "lead@example.com", "team": c.team, "members": strings.Join(c.members, "\n"),
	} {
		b.write(field(name, ""), text)
	}
	b.click(radio("mode", "apart"))
	b.follow(`main form button.primary`)
	b.follow(`main a[href^="/rounds/"]`)
	b.follow(`.hand form[action$="/links"] button`)
	links := map[string]string{}
	names, addresses := b.texts(".handout h2"), b.values(".handout input[id^=link]")
	for i, name := range names {
		links[name] = addresses[i]
	}
	if len(links) != len(c.members)+1 {
		b.t.Fatalf("links for %v", names)
	}
	return links
}

// joinIn has a member follow the personal link and answer. The first one
// changes the language of the page and back, with something half typed.
func joinIn(t *testing.T, s *site, c company, link string, answers sheet, with hand, switching bool) {
	t.Helper()
	b := s.window(t, c.language)
	defer b.close()
	b.open(link)
	b.follow(`main button.primary`)
	b.follow(`.step a.primary`)
	if switching {
		b.switchLanguages(c)
	}
	b.fill(answers, with)
	if got, want := b.text("[data-count]"), fmt.Sprint(len(answers)); strings.Count(got, want) != 2 {
		t.Errorf("counted %q, want %s of %[2]s", got, want)
	}
	b.follow(`button[name=finish]`)
	if !strings.HasSuffix(b.path(), "/reveal") {
		t.Errorf("after the answers comes %s", b.path())
	}
}

// switchLanguages changes the language twice over a half-filled form.
func (b *tab) switchLanguages(c company) {
	b.t.Helper()
	b.answer("toil.fix_time", level(4), keys)
	b.status("saved")
	b.answer("bus.docs", provided{By: c.note, Level: 2}, mouse)
	b.set(field("bus.docs", ".provided_level"), "")
	b.status("incomplete")
	b.write(field("toil.hours", ".number"), "7.25")
	before := b.text("h1")
	for range 2 {
		b.follow(`.language button[lang]`)
		if now := b.text("h1"); now == before {
			b.t.Errorf("still %s", now)
		} else {
			before = now
		}
		got := []string{b.chosen("toil.fix_time"), b.chosen("bus.docs"), b.chosen("toil.hours")}
		got = append(got, b.values(field("bus.docs", ".provided_by"))...)
		got = append(got, b.values(field("toil.hours", ".number"))...)
		if want := []string{"4", "provided", "value", c.note, "7.25"}; !reflect.DeepEqual(got, want) {
			b.t.Errorf("after the switch the form holds %q, want %q", got, want)
		}
	}
}

// agree settles on the medians but for one level, which wants a reason.
func (b *tab) agree(c company) {
	b.t.Helper()
	b.click(radio(settled, "1"))
	b.write(field(settled, ".reason"), c.reason)
	b.follow(`form#agreement button.primary`)
}

// verdict is what the score command prints.
type verdict struct {
	Dimensions map[maturity.Dimension]struct {
		Score    *float64
		Level    *int
		Interval []float64
	}
	Questions map[string]struct{ Points *float64 }
	NextSteps []struct{ Question string } `json:"next_steps"`
}

// scored runs the score command over the same answers.
func scored(t *testing.T, c company) verdict {
	t.Helper()
	file := filepath.Join(t.TempDir(), "answers.json")
	raw, err := json.Marshal(map[string]any{
		"questionnaire": "sre-starter", "members": len(c.members) + 1, "responses": c.responses(), "facts": c.facts(),
		"agreements": map[string]int{settled: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, problems bytes.Buffer
	if code := run(t.Context(), []string{"score", "--json", file}, &Streams{Out: &out, Err: &problems}); code != 0 {
		t.Fatalf("score: %s", problems.String())
	}
	var v verdict
	if err := json.Unmarshal(out.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v verdict) shown(d maturity.Dimension) string {
	return maturity.DisplayScore(*v.Dimensions[d].Score)
}

func (b *tab) checkResult(c company, want verdict) {
	b.t.Helper()
	if got := len(b.texts(".result-dimension")); got != len(maturity.Dimensions) {
		b.t.Fatalf("%d dimensions on the result page", got)
	}
	for _, d := range maturity.Dimensions {
		card := fmt.Sprintf(`.result-dimension[aria-labelledby="d-%s"]`, d)
		if got := b.text(card + " .score"); got != want.shown(d) {
			b.t.Errorf("%s is %s on the result page, want %s", d, got, want.shown(d))
		}
		if got, level := b.text(card+" .level-line"), fmt.Sprint(*want.Dimensions[d].Level); !strings.Contains(got, level) {
			b.t.Errorf("%s is on level %q, want %s", d, got, level)
		}
	}
	var steps []string
	for _, s := range want.NextSteps {
		steps = append(steps, "step-"+strings.ReplaceAll(s.Question, ".", "-"))
	}
	if got := evaluate[[]string](b, `[...document.querySelectorAll(".steps > li")].map((e) => e.id)`); len(got) != 3 || !slices.Equal(got, steps) {
		b.t.Errorf("next steps %v, want %v", got, steps)
	}
	for key, q := range want.Questions {
		row := fmt.Sprintf(`table.answers tr:has(a[href$="/%s"]) td.num`, key)
		if got := b.texts(row); len(got) == 0 || q.Points != nil && got[0] != maturity.DisplayScore(*q.Points) {
			b.t.Errorf("%s has %v points, want %v", key, got, q.Points)
		}
	}
	if !strings.Contains(strings.Join(b.texts(".because-text"), " "), c.reason) {
		b.t.Error("the reason of the agreed level is not there")
	}
}

// takeAction makes the first next step an action of somebody.
func (b *tab) takeAction(c company) {
	b.t.Helper()
	b.click(`.steps > li summary`)
	owner := evaluate[string](b, call(`name => [...document.querySelectorAll(".steps > li select option")].find((o) => o.text === name)?.value ?? ""`, c.members[2]))
	b.set(`.steps > li select`, owner)
	b.follow(`.steps > li form button.primary`)
	if got := b.text("#actions .action"); !strings.Contains(got, c.members[2]) {
		b.t.Errorf("the action is %q, not one of %s", got, c.members[2])
	}
	if b.text(".steps > li .done") == "" {
		b.t.Error("the step is not marked as taken")
	}
}

func (b *tab) checkTrend(want verdict) {
	b.t.Helper()
	b.follow(`main a[href$="/trend"]`)
	rows := b.texts(`main .facts > div`)
	for i, d := range maturity.Dimensions {
		level := fmt.Sprintf("%d", *want.Dimensions[d].Level)
		if len(rows) <= i || !strings.Contains(rows[i], want.shown(d)) || !strings.Contains(rows[i], level+" (") && !strings.Contains(rows[i], level+"（") {
			b.t.Errorf("the trend tells of %s in %q, want %s on level %s", d, rows, want.shown(d), level)
		}
	}
}

// checkOverview finds the one shared team at its levels.
func (b *tab) checkOverview(want verdict) {
	b.t.Helper()
	b.follow(`.nav a[href$="/overview"]`)
	for i, d := range maturity.Dimensions {
		row := b.texts(fmt.Sprintf(`#levels .figure-table tbody tr:nth-child(%d) td`, i+1))
		at := *want.Dimensions[d].Level
		if len(row) < 6 || row[at] != "1" || row[5] != "1" {
			b.t.Errorf("the overview shows %s as %v, want one team on level %d", d, row, at)
		}
	}
}
