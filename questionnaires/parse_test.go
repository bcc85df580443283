package questionnaires

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
)

//go:embed testdata/own.yaml
var own string

// builtInBase finds what tests extend.
func builtInBase(key, edition string) (*maturity.Questionnaire, bool) {
	s, err := builtIn()
	if err != nil {
		return nil, false
	}
	return s.find(key, edition)
}

func TestParseOwn(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string]string{
		"as it is":            own,
		"with a BOM":          "\uFEFF" + own,
		"with Windows lines":  strings.ReplaceAll(own, "\n", "\r\n"),
		"behind a marker":     "---\n" + own,
		"with another system": "# from a template\n\n" + own,
	} {
		q, problems := Parse("own.yaml", []byte(raw), nil)
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
			continue
		}
		if x, _ := q.Question("release.checks"); q.Edition != "2026" || len(q.Questions) != 4 || x.Scale.GateCap != 40 || x.Revision != 1 {
			t.Errorf("%s: read as %+v", name, q)
		}
	}
}

// broken is one change to the valid file and what must be said about it.
type broken struct {
	name     string
	old, new string   // the first old becomes new
	want     []string // line:column: message, all of them
	// shape says that the change breaks the shape of the file, so that the
	// schema must refuse it too. Otherwise the schema must accept it.
	shape bool
}

var brokenFiles = []broken{
	{"unknown format", "format: 1", "format: 2", []string{"1:9: questionnaire: format 2 is not known; this program reads format 1"}, true},
	{"no key", "key: our-release\n", "", []string{"1:1: questionnaire: key is missing"}, true},
	{"key in capitals", "our-release", "Our-Release", []string{`2:6: questionnaire: key "Our-Release" is not a key; the key of a questionnaire is small letters, digits and single dashes: our-team`}, true},
	{"edition as a number", `"2026"`, `2026`, []string{"3:10: questionnaire: edition must be text (a number, date or yes/no as text stands in quotes)"}, true},
	{"edition as a date", `"2026"`, `2026-04-01`, []string{"3:10: questionnaire: edition must be text (a number, date or yes/no as text stands in quotes)"}, true},
	{"one language", "{ja: リリースの振り返り, en: Looking at our releases}", "Looking at our releases", []string{"4:8: questionnaire: title needs both languages: {ja: …, en: …}"}, true},
	{"no English", ", en: Looking at our releases", "", []string{"4:8: questionnaire: title: en is missing"}, true},
	{"no Japanese", "ja: リリースの振り返り, ", "", []string{"4:8: questionnaire: title: ja is missing"}, true},
	{"blank text", "en: Looking at our releases", `en: " "`, []string{"4:28: questionnaire: title: en is empty"}, true},
	{"empty value", "minutes: 3", "minutes:", []string{"6:1: questionnaire: minutes has no value; write one, or remove the line"}, true},
	{"minutes in words", "minutes: 3", "minutes: three", []string{"6:10: questionnaire: minutes must be a number, such as 20 or 0.33 (not in quotes, no % sign)"}, true},
	{"half a minute", "minutes: 3", "minutes: 2.5", []string{"6:10: questionnaire: minutes must be a whole number"}, true},
	{"no minutes at all", "minutes: 3", "minutes: 0", []string{"6:10: questionnaire: minutes must be from 1 to 240"}, true},
	{"unknown name", "minutes: 3", "minutes: 3\nmintues: 4", []string{`7:1: questionnaire: "mintues" is not known here; did you mean minutes?`}, true},
	{"unknown name far from all", "minutes: 3", "minutes: 3\ncolour: red", []string{`7:1: questionnaire: "colour" is not known here`}, true},
	{"name twice", "minutes: 3", "minutes: 3\nminutes: 4", []string{`7:1: questionnaire: "minutes" stands twice (first on line 6)`}, false},
	{"select without extends", "minutes: 3", "minutes: 3\nselect: [toil.hours]", []string{"7:9: questionnaire: select needs extends, the questionnaire to select from"}, true},
	{"question key with a dash", "key: release.rollback", "key: release-rollback", []string{
		`8:10: question: key "release-rollback" is not a key; a key is small letters, digits and _, with at most one dot: toil.hours`,
		`107:12: gate: there is no question "release.rollback"; did you mean release-rollback?`,
	}, true},
	{"question twice", "key: release.checks", "key: release.rollback", []string{"25:10: question release.rollback stands twice (first on line 8)"}, false},
	{"unknown dimension", "dimension: incident", "dimension: speed", []string{`9:16: release.rollback: dimension "speed" is not known; it is one of toil, bus, incident, slo, learn; the five dimensions are permanent, so that every team and quarter can be compared`}, true},
	{"unknown type", "type: scale5", "type: scale", []string{`10:11: release.rollback: type "scale" is not known; did you mean scale5?`}, true},
	{"unknown respondent", "respondent: each", "respondent: all", []string{`11:17: release.rollback: respondent "all" is not known; it is one of each, lead, system`}, true},
	{"wrong respondent", "respondent: lead", "respondent: each", []string{"28:17: release.checks: a checklist question is answered by lead, not by each"}, true},
	{"unknown measure", "measure: days_since", "measure: days_until", []string{`54:14: release.recency: measure "days_until" is not known; it is one of share_of_contracted_hours, days_since, tier_weighted, team_factor, single_owner_share`}, true},
	{"measure of another type", "measure: days_since", "measure: team_factor", []string{"54:14: release.recency: the measure of a number question answered by lead is days_since"}, true},
	{"measure on a level", "respondent: each", "respondent: each\n    measure: days_since", []string{"12:14: release.rollback: a scale5 question has no measure"}, true},
	{"unknown practice", "practice: game_day", "practice: gameday", []string{`23:15: release.rollback: practice "gameday" is not known; did you mean game_day?`}, true},
	{"weight of nothing", "weight: 1", "weight: 0", []string{"13:13: release.rollback: weight must be above 0"}, true},
	{"weight below nothing", "weight: 1", "weight: -1", []string{"13:13: release.rollback: weight must be from 0 to 100"}, true},
	{"weight of no number", "weight: 1", "weight: .nan", []string{"13:13: release.rollback: weight must be from 0 to 100"}, true},
	{"weight in quotes", "weight: 1", `weight: "1"`, []string{"13:13: release.rollback: weight must be a number, such as 20 or 0.33 (not in quotes, no % sign)"}, true},
	{"anchor in words", "anchor: true", "anchor: sometimes", []string{"12:13: release.rollback: anchor must be true or false"}, true},
	{"too few anchors", "anchor: true", "anchor: false", []string{"8:3: dimension incident: questions with anchor: true carry 20% of the weight; at least 60% is needed, so that editions can be compared"}, false},
	{"four levels", "      - {ja: 自動で戻る。, en: It rolls back by itself.}\n", "", []string{"16:7: release.rollback: levels must be a list of exactly five texts, for level 0 to level 4"}, true},
	{"level in one language", `{ja: 戻せない。, en: "No."}`, "{ja: 戻せない。}", []string{"16:9: release.rollback: level 0: en is missing"}, true},
	{"levels as text", "levels:\n      - {ja: 戻せない。, en: \"No.\"}", "levels: five\n    items:\n      - {ja: 戻せない。, en: \"No.\"}", []string{
		"15:13: release.rollback: levels must be a list of exactly five texts, for level 0 to level 4",
		"17:7: release.rollback: a scale5 question answered by each has no items",
	}, true},
	{"scale on a level", "respondent: each", "respondent: each\n    scale: {counts: [0]}", []string{"12:12: release.rollback: a scale5 question answered by each has no scale"}, true},
	{"supersedes itself", "respondent: each", "respondent: each\n    supersedes: release.rollback", []string{"12:17: release.rollback: a question cannot supersede itself"}, false},
	{"item twice", "key: announced", "key: tests", []string{`36:14: release.checks: item "tests" stands twice`}, false},
	{"counts of three items", "counts: [0, 50, 100]", "counts: [0, 50, 75, 100]", []string{"39:15: release.checks: scale: counts has 4 members; 2 items need 3, for 0 to 2 ticked"}, false},
	{"counts fall", "counts: [0, 50, 100]", "counts: [0, 50, 40]", []string{"39:23: release.checks: scale: points for 2 ticked are fewer than for 1"}, false},
	{"counts above 100", "counts: [0, 50, 100]", "counts: [0, 50, 101]", []string{"39:23: release.checks: scale: points for 2 ticked must be from 0 to 100"}, true},
	{"no gate cap", "      gate_cap: 40\n", "", []string{"39:7: release.checks: scale: gate_cap is missing"}, false},
	{"gate cap without gate", "        gate: true\n", "", []string{"39:17: release.checks: scale: gate_cap needs an item with gate: true"}, false},
	{"unknown word", "key: never", "key: not_counted", []string{`60:14: release.recency: word: key "not_counted" is not known; it is one of never`}, true},
	{"no unit", "    unit: {ja: 日前, en: days ago}\n", "", []string{"50:5: release.recency: unit is missing"}, true},
	{"no part", "    part: {ja: 振り返った件数, en: looked at}\n", "", []string{"76:5: release.failed: part is missing"}, true},
	{"break points fall", "{at: 90, points: 20}", "{at: 0, points: 20}", []string{"65:11: release.recency: scale: break points must ascend: 0 comes after 0"}, false},
	{"points turn", "- {at: 1, points: 100}", "- {at: 1, points: 10}", []string{"93:11: release.failed: scale: points must run one way, all rising or all falling"}, false},
	{"points above 100", "{at: 90, points: 20}", "{at: 90, points: 120}", []string{"65:28: release.recency: scale: break point: points must be from 0 to 100"}, true},
	{"share above 1", "{at: 0.5, points: 60}", "{at: 50, points: 60}", []string{"92:16: release.failed: scale: break point: at must be from 0 to 1"}, true},
	{"percent sign", "{at: 0.5, points: 60}", "{at: 50%, points: 60}", []string{"92:16: release.failed: scale: break point: at must be a number, such as 20 or 0.33 (not in quotes, no % sign)"}, true},
	{"one break point", "        - {at: 90, points: 20}\n", "", []string{"64:9: release.recency: scale: line needs two break points or more"}, true},
	{"above zero too high", "above_zero: 20", "above_zero: 70", []string{"94:19: release.failed: scale: above_zero must lie between the points of the first two break points"}, false},
	{"beyond turns", "beyond: 0", "beyond: 50", []string{"66:15: release.recency: scale: beyond must go on in the direction of the line"}, false},
	{"unknown cap", "when: one_of_several", "when: no_tier1_covered", []string{`96:16: release.failed: cap: when "no_tier1_covered" is not known; it is one of one_of_several`}, true},
	{"gate on nothing", "name: release.rollback", "name: release.rolback", []string{`107:12: gate: there is no question "release.rolback"; did you mean release.rollback?`}, false},
	{"gate twice", "name: release.recency", "name: release.rollback", []string{"108:5: gate release.rollback stands twice"}, false},
	{"gate without limit", ", limit: 1", "", []string{"107:5: gate: limit is missing"}, true},
	{"gate with a needless limit", "when: not_scored", "when: not_scored, limit: 1", []string{"108:54: gate: a gate on not_scored has no limit"}, true},
	{"gate to level 4", "max_level: 3", "max_level: 4", []string{"108:58: gate: max_level must be from 0 to 3"}, true},
	{"gate on orphans of a question", "when: not_scored", "when: critical_orphan", []string{"108:12: gate: bus.orphan and critical_orphan belong together"}, true},
	{"question as text", "  - key: release.rollback", "  - just a text\n  - key: release.rollback", []string{"8:5: question must be a set of “name: value” lines"}, true},
	{"questions as text", "questions:\n", "questions: none\nothers:\n", []string{
		"7:12: questionnaire: questions must be a list",
		`8:1: questionnaire: "others" is not known here`,
	}, true},
	{"a number as a name", "minutes: 3", "minutes: 3\n5: 4", []string{"7:1: questionnaire: a name must be plain text"}, true},
	{"escaped control character", "en: One person can.", `en: "One\u0007 person"`, []string{"17:29: release.rollback: level 1: en holds an invisible control character; remove it"}, true},
	{"long text", "en: One person can.", "en: " + strings.Repeat("long ", 401), []string{"17:29: release.rollback: level 1: en is longer than 2000 characters"}, true},
	{"alias", "edition: \"2026\"", "edition: &e \"2026\"", []string{`3:10: YAML anchors ("&e") are not part of the format; leave it out`}, false},
	{"tag", "edition: \"2026\"", "edition: !!str 2026", []string{`3:10: YAML tags ("!!str") are not part of the format; leave it out`}, false},
}

func TestParseBroken(t *testing.T) {
	t.Parallel()
	for _, b := range brokenFiles {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			q, problems := Parse("f", []byte(b.apply(t)), builtInBase)
			if q != nil {
				t.Error("a questionnaire came out")
			}
			want := slices.Clone(b.want)
			if got := messages(problems); !slices.Equal(got, want) {
				t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func (b broken) apply(t testing.TB) string {
	t.Helper()
	if !strings.Contains(own, b.old) {
		t.Fatalf("%q is not in the valid file", b.old)
	}
	return strings.Replace(own, b.old, b.new, 1)
}

func messages(p Problems) []string {
	var out []string
	for _, x := range p {
		out = append(out, fmt.Sprintf("%d:%d: %s", x.Line, x.Column, x.Message))
	}
	return out
}

func TestAllProblemsInOrder(t *testing.T) {
	t.Parallel()
	raw := own
	for _, old := range []string{"minutes: 3", "weight: 0.5", "max_level: 3", "dimension: learn"} {
		raw = strings.Replace(raw, old, strings.Split(old, ":")[0]+": -9", 1)
	}
	_, problems := Parse("f", []byte(raw), nil)
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if !slices.Equal(lines, []int{6, 30, 77, 108}) {
		t.Errorf("problems on lines %v: %v", lines, messages(problems))
	}
	if got := problems.Error(); !strings.HasPrefix(got, "f:6:10: ") || !strings.HasSuffix(got, "(and 3 more)") || strings.Contains(got, "\n") {
		t.Errorf("Error() = %q", got)
	}
}
