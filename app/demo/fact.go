package demo

import (
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// record lets the lead write down so large a share of the facts, in the order of
// the questionnaire.
func (h *historian) record(s *sitting, share float64) {
	late := h.isLate(s)
	day := h.dice.between(3, 8)
	if late {
		day = openFor + 1
	}
	clock := s.at(day, h.dice.between(10, 16), h.dice.IntN(60))
	for _, q := range s.facts[:int(share*float64(len(s.facts)))] {
		clock = clock.Add(time.Duration(h.dice.between(40, 240)) * time.Second)
		a, told := h.team.story.givenFor(q.Key, s.stage, -1)
		if !told {
			a = h.answer(s, q, h.wanted(s, q)+0.15*h.dice.NormFloat64(), 0)
		}
		// Here and there a fact is missing; not where so few questions count that
		// the dimension would go without a score.
		if h.dice.chance(0.04) && !told && !q.Anchor && q.Dimension != maturity.Bus {
			continue
		}
		f := maturity.Fact{Question: q.Key, Answer: a, UpdatedBy: s.lead, UpdatedAt: clock, Revision: 1}
		h.prove(s, &f)
		s.Facts = append(s.Facts, store.WholeFact{Fact: f, Late: late})
	}
}

// prove adds to a fact where it can be checked, and maybe a word on it.
func (h *historian) prove(s *sitting, f *maturity.Fact) {
	if f.Answer.Kind == maturity.NotApplicable || f.Answer.Kind == maturity.WordAnswer {
		return
	}
	if h.dice.chance(0.5) {
		page := strings.NewReplacer(".", "-", "_", "-").Replace(f.Question)
		f.Evidence = "https://wiki." + mailDomain + "/" + h.team.Key + "/" + strings.ToLower(s.Key) + "/" + page
	}
	if notes := factNotes[f.Question]; len(notes) > 0 && h.dice.chance(0.35) {
		f.Note = pick(h.dice, notes).In(h.Language)
	}
}

// factNotes are what leads write beside a fact, whatever its level.
var factNotes = map[string][]maturity.Text{
	"toil.alert_actionable": {
		{JA: "深夜帯のディスク使用率アラートを除いて数えた。", EN: "Counted without the night-time disk alerts."},
		{JA: "監視ツールの通知履歴から数えた。チャットだけの通知は含まない。", EN: "Counted in the history of the monitoring tool; chat-only notices are not in it."},
	},
	"toil.tracking": {
		{JA: "集計のやり方はチームのWikiに書いてある。", EN: "How we add it up is written on the team's wiki."},
	},
	"incident.roles": {
		{JA: "代理の決め方は、次の定例で話す。", EN: "Who stands in for whom is on the agenda of our next meeting."},
		{JA: "七月の組織変更のあとに見直した。", EN: "Reviewed after the reorganisation in July."},
	},
	"incident.oncall_ready": {
		{JA: "来月、もう一人シャドウイングに入る予定。", EN: "One more person starts shadowing next month."},
	},
	"incident.drill_recency": {
		{JA: "題材は、以前の在庫連携の障害。", EN: "The scenario was our old incident with the stock interface."},
	},
	"slo.coverage": {
		{JA: "サービスの一覧はカタログに合わせた。", EN: "The list of services follows the catalogue."},
		{JA: "社内向けの画面は数えていない。", EN: "Pages for colleagues are not counted."},
	},
	"slo.document": {
		{JA: "目標値の根拠は、先月の実績から仮に置いた。", EN: "The reason for the target is provisional: last month's figures."},
	},
	"learn.postmortem": {
		{JA: "二人目の確認を待っているものが一件ある。", EN: "One is waiting for its second reviewer."},
	},
	"learn.actions": {
		{JA: "他チームに頼んだものは、依頼した時点で終わりとした。", EN: "What we asked of other teams counts as done once asked."},
	},
	"learn.outreach": {
		{JA: "全社の技術共有会で10分話した。", EN: "Ten minutes at the company's tech meeting."},
	},
}
