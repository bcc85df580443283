package quarter

import (
	"slices"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// Wall is what a screen in the office shows of the last round of in, one after
// the other: a heading, the sentence that answers the same question in the report
// for leaders, and a figure. Whoever walks past reads it, so it names no team,
// and below FewTeams it tells no numbers: everybody would know whose they are.
func Wall(l maturity.Language, in Organisation) []document.Section {
	told := leaders{words: words{l}, in: in, now: in.Now(), scope: in.Group}
	if told.now.Funnel.Shared < FewTeams {
		return []document.Section{told.fewOnWall()}
	}
	drawn := told
	drawn.in.Rounds = slices.DeleteFunc(slices.Clone(in.Rounds), func(r Round) bool { return r.Funnel.Shared < FewTeams })
	out := []document.Section{
		onWall("levels", told.say("5つの軸の今", "The five dimensions now"), told.better(), Levels(drawn.lang, drawn.now)),
		onWall("absence", told.say("一人に頼る領域", "Areas that depend on one person"), told.absence(), drawn.areasOver()),
		onWall("drills", told.say("訓練", "Drills"), told.practised(), drawn.readiness()[0]),
		onWall("oncall", told.say("今夜オンコールを任せられる人", "Who could take on-call tonight"), told.oncall(), drawn.readiness()[1]),
		onWall("promises", told.say("信頼性の目標（SLO）のあるサービス", "Services with a reliability target (SLO)"), told.promises(), drawn.slo()[0]),
		onWall("hours", told.say("トイル（手作業の繰り返し）にかかる時間", "Hours that go into toil (manual work that repeats)"), told.hours(), drawn.toil()),
	}
	if f := drawn.widest(); f != nil {
		out = append(out, onWall("spreading", told.say("実践の広がり", "How practices spread"), told.spreading(), *f))
	}
	return out
}

func onWall(key, heading string, answer document.Section, f reports.Figure) document.Section {
	s := document.Section{Key: key, Heading: heading, Figures: []reports.Figure{f}}
	if len(answer.Sentences) > 0 {
		s.Sentences = answer.Sentences[:1]
	}
	return s
}

// widest is the practice that most teams have held, the first of equals; nil
// where none was held.
func (w leaders) widest() *reports.Figure {
	var best *Practice
	most := 0
	for i, p := range w.in.Practices {
		if n := len(p.Days); n > 0 && p.Days[n-1].Ever > most {
			best, most = &w.in.Practices[i], p.Days[n-1].Ever
		}
	}
	if best == nil {
		return nil
	}
	f := w.spread(*best)
	return &f
}

func (w leaders) fewOnWall() document.Section {
	s := document.Section{Key: "few", Heading: w.say("集計を待っています", "Waiting for more results")}
	if w.now.Key == "" {
		s.Sentences = []string{w.say("まだ一度もラウンドが開かれていません。", "No round has been opened yet.")}
		return s
	}
	told := w.say("%[1]sの結果を共有したのは%[2]dチームです。", "Teams that share their result of %[1]s: %[2]d.", w.now.Key, w.now.Funnel.Shared)
	if w.now.Funnel.Shared == 0 {
		told = w.say("%sの結果を共有したチームは、まだありません。", "No team shares its result of %s yet.", w.now.Key)
	}
	s.Sentences = []string{told + w.say("%dチームに満たない間は、どのチームの数字か分かってしまうため、表示しません。",
		" With fewer than %d, everybody would know whose numbers these are, so none are shown.", FewTeams)}
	return s
}
