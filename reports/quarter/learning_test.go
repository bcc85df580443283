package quarter_test

import (
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// TestLeadersReadWhetherCausesCameBack: what teams told of causes is said with its
// numbers, and why where it is not.
func TestLeadersReadWhetherCausesCameBack(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 7, 15, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		causes quarter.Causes
		want   map[maturity.Language]string
	}{
		"all three": {
			quarter.Causes{CauseCount: adoption.CauseCount{New: 4, Again: 2, Unknown: 1}, Teams: 3, Since: since},
			map[maturity.Language]string{
				"ja": "前回のあとに原因を記録した障害の振り返り7件では、前にもあった原因は2件（28.6%）、初めて見た原因は4件、まだ分からないものは1件です。|3チームが振り返りに記録したとおりです",
				"en": "Reviews since last time that tell of their cause: 7; of these causes seen before: 2 (28.6%), new: 4, not known yet: 1.|is as 3 teams recorded it",
			},
		},
		"none seen before": {
			quarter.Causes{CauseCount: adoption.CauseCount{New: 4}, Teams: 2, Since: since},
			map[maturity.Language]string{
				"ja": "原因を記録した障害の振り返り4件では、前にもあった原因は0件（0.0%）、初めて見た原因は4件です。", "en": "tell of their cause: 4; of these causes seen before: 0 (0.0%), new: 4.",
			},
		},
		"one, in a first round": {
			quarter.Causes{CauseCount: adoption.CauseCount{Again: 1}, Teams: 1},
			map[maturity.Language]string{
				"ja": "これまでに原因を記録した障害の振り返り1件では、前にもあった原因は1件（100.0%）です。|1チームが振り返りに記録したとおりです",
				"en": "Reviews so far that tell of their cause: 1; of these causes seen before: 1 (100.0%).|is as 1 team recorded it",
			},
		},
		"nothing told": {
			quarter.Causes{Since: since},
			map[maturity.Language]string{
				"ja": "前回のあとのどの振り返りにも記録されていません。各チームの「実践」で、", "en": "No review since last time tells whether its cause had been seen before: teams can say so",
			},
		},
		"kept back": {
			quarter.Causes{Since: since, Hidden: true},
			map[maturity.Language]string{"ja": "1つのチームのことと分かってしまう数なので、出していません。", "en": "the number could be about a single team."},
		},
	} {
		in := rich()
		in.Causes = c.causes
		for _, l := range maturity.Languages {
			s := quarter.ForLeaders(l, in, true).Lead[7]
			all := strings.Join(append(s.Sentences, s.Small...), "\n")
			for _, want := range strings.Split(c.want[l], "|") {
				if !strings.Contains(all, want) {
					t.Errorf("%s: no %q in\n%s", name, want, all)
				}
			}
		}
	}
}

// TestTableOfLearning: the numbers of the sentences stand in a table, and what is
// not told has no row.
func TestTableOfLearning(t *testing.T) {
	t.Parallel()
	in := rich()
	rows := func() string {
		var out []string
		for _, s := range quarter.ForLeaders(maturity.English, in, true).Details {
			for _, table := range s.Tables {
				if table.ID != "learning" {
					continue
				}
				for _, row := range table.Table.Rows {
					var cells []string
					for _, c := range row {
						cells = append(cells, c.String())
					}
					out = append(out, strings.Join(cells, " "))
				}
			}
		}
		return strings.Join(out, "|")
	}
	want := "Reviews written in time 5 8 62.5 4|Actions closed in time 11 20 55.0 4|" +
		"Causes seen before 2 7 28.6 3|Causes new to the team 4 7 57.1 3|Causes not known yet 1 7 14.3 3"
	if got := rows(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	in.Causes = quarter.Causes{Hidden: true}
	in.Rounds[1].Learn.Actions, in.Rounds[1].Learn.ActionsOf = 0, 0
	if got := rows(); got != "Reviews written in time 5 8 62.5 4" {
		t.Errorf("of causes kept back is told %s", got)
	}
}

// TestATeamReadsItsOwnCauses: of its own reviews, or that none tells.
func TestATeamReadsItsOwnCauses(t *testing.T) {
	t.Parallel()
	result := maturity.Result{}
	in := quarter.TeamInput{Organisation: "みちのり商事", Team: "決済", Inside: true, Reviews: 1, Rounds: []quarter.TeamRound{
		{Key: "2026-Q2", Edition: "sre-core 1", Questionnaire: terms(t).Questionnaire, Members: 4, Result: &result},
	}}
	for _, c := range []struct {
		causes adoption.CauseCount
		want   map[maturity.Language]string
	}{
		{adoption.CauseCount{}, map[maturity.Language]string{
			"ja": "これまでの障害の振り返り1件には、原因が前にもあったかどうかの記録がありません。", "en": "is not recorded for 1 review after incidents so far;",
		}},
		{adoption.CauseCount{Again: 1}, map[maturity.Language]string{
			"ja": "前にもあった原因は1件（100.0%）です。", "en": "tell of their cause: 1; of these causes seen before: 1 (100.0%).",
		}},
	} {
		in.Causes.CauseCount = c.causes
		for _, l := range maturity.Languages {
			if all := strings.Join(textsOf(quarter.ForTeam(l, in)), "\n"); !strings.Contains(all, c.want[l]) {
				t.Errorf("no %q in\n%s", c.want[l], all)
			}
		}
	}
}
