package demo

import (
	"math"
	"slices"
	"strings"

	"michinori/app/maturity"
)

// agree makes up what the team settled on: as its story tells, and once or twice
// where views were apart. Who answered together has nothing to settle.
func (h *historian) agree(s *sitting, revealed maturity.Input) []maturity.Agreement {
	if s.Mode == maturity.Together {
		return nil
	}
	// Medians and flags need no interval, and a full turnout costs none.
	revealed.Members = len(revealed.Responses)
	result := maturity.Score(revealed)
	var out []maturity.Agreement
	for _, told := range h.team.story.settled {
		if told.quarter == s.stage {
			out = settle(out, s, result, told.question, told.by, told.reason.In(h.Language))
		}
	}
	most := len(out) + 2
	for _, q := range s.questionnaire.Questions {
		score := result.Questions[q.Key]
		if len(out) >= most || score.Value == nil || !q.Agreeable() || !h.dice.chance(0.4) {
			continue
		}
		by, reasons := 0.5, higherReasons
		if h.dice.chance(0.6) {
			by, reasons = -0.5, lowerReasons
		}
		whole := *score.Value == math.Trunc(*score.Value)
		if whole && !score.Discuss {
			continue
		}
		if whole {
			by *= 2
		}
		out = settle(out, s, result, q.Key, by, pick(h.dice, reasons).In(h.Language))
	}
	slices.SortFunc(out, func(a, b maturity.Agreement) int { return strings.Compare(a.Question, b.Question) })
	return out
}

// settle adds an agreement where there is a median and the level differs from
// it.
func settle(as []maturity.Agreement, s *sitting, r maturity.Result, key string, by float64, reason string) []maturity.Agreement {
	q, asked := s.questionnaire.Question(key)
	median := r.Questions[key].Value
	known := slices.ContainsFunc(as, func(a maturity.Agreement) bool { return a.Question == key })
	if !asked || median == nil || known {
		return as
	}
	level := min(max(math.Round(*median+by), 0), 4)
	if level == *median || q.CheckAgreement(level) != nil {
		return as
	}
	return append(as, maturity.Agreement{Question: key, Level: level, Reason: reason})
}

// The reasons a team gives for settling below or above its median, of a kind
// that fits any question.
var lowerReasons = []maturity.Text{
	{JA: "できる人が限られているので、チームとしては低い方に合わせた。", EN: "Only some of us can do it, so as a team we went with the lower level."},
	{JA: "文書にはあるが、この四半期は実際にはやっていなかったため。", EN: "It is written down, but this quarter we did not actually do it."},
	{JA: "具体例を挙げようとしたところ、誰も思い出せなかったため。", EN: "When we looked for an example, nobody could think of one."},
	{JA: "夜間や休日には当てはまらないと分かったため。", EN: "We found that it does not hold at night and on weekends."},
	{JA: "新しく入った人の答えの方が、実態に近いと話がまとまったため。", EN: "We agreed that those who joined recently saw it more clearly."},
	{JA: "先週の対応を振り返ると、できていなかった場面があったため。", EN: "Looking back at last week, there was a moment when it did not work."},
}

var higherReasons = []maturity.Text{
	{JA: "低く答えた人は最近の変更をまだ知らなかった。説明して、全員が納得した。", EN: "Those who answered low did not know of the latest change. We explained it and all agreed."},
	{JA: "記録を一緒に見て、できていることを確かめたため。", EN: "We looked at the records together and saw that we do it."},
	{JA: "言葉の受け取り方が違っていただけだったため。", EN: "We had only understood the words differently."},
	{JA: "先月から当番全員がやっていると確認できたため。", EN: "We checked that everybody on the rota has done it since last month."},
	{JA: "例外は一件だけで、ほかは全部できていたため。", EN: "There was one exception; everything else was done."},
}
