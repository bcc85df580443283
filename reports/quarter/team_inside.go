package quarter

import (
	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// knowledge tells what the register of the team counts: areas, not people.
func (w team) knowledge() document.Section {
	s := document.Section{Key: "knowledge", Heading: w.say("一人に頼っていること", "What depends on one person")}
	r := w.now.Register
	if r == nil {
		s.Sentences = []string{w.say("このラウンドの知識領域台帳はありません。", "This round has no knowledge register.")}
		return s
	}
	s.Sentences = []string{w.say("知識領域%[1]dのうち、一人に頼るものは%[2]d、担い手のいないものは%[3]dです。",
		"Of %[1]d knowledge areas %[2]d depend on one person and %[3]d on nobody.", r.Areas, r.Single, r.Orphan)}
	if r.BusFactor != nil {
		most := ""
		if !r.Exact {
			most = w.say("多くとも", "at most ")
		}
		s.Sentences = append(s.Sentences, w.say("バスファクターは%s%dです。", "The bus factor is %s%d.", most, *r.BusFactor))
	}
	return s
}

// doing tells what became of what the team had chosen.
func (w team) doing() document.Section {
	s := document.Section{Key: "doing", Heading: w.say("決めたことと続いていること", "What we said and what we keep up")}
	if k := w.now.SayDo; k.Looked() > 0 {
		s.Sentences = append(s.Sentences, w.say("前回までに決めた次の一歩%[2]d件のうち、済んだのは%[1]d件、持ち越しは%[3]d件、やめたのは%[4]d件です。",
			"Of %[2]d next steps chosen before, %[1]d are done, %[3]d carried on and %[4]d dropped.", k.Done, k.Looked(), k.Carried, k.Dropped))
	}
	for _, a := range w.in.Actions {
		s.Sentences = append(s.Sentences, w.say("進行中：%s（%sまで）", "Open: %s (by %s)", a.Title, a.Due))
	}
	habits, lapsed := 0, 0
	for _, p := range w.in.Practices {
		if p.Standing.Stage >= adoption.Habitual {
			habits++
		}
		if p.Standing.Lapsed {
			lapsed++
		}
	}
	s.Sentences = append(s.Sentences, w.say("取り組んでいる実践は%[1]d、そのうち習慣になっているものは%[2]d、途絶えているものは%[3]dです。",
		"Practices taken up: %[1]d; a habit: %[2]d; lapsed: %[3]d.", len(w.in.Practices), habits, lapsed))
	if of := w.in.OnCall.Whole; of > 0 {
		s.Sentences = append(s.Sentences, w.say("一人でオンコールに立てる人は%[2]d人のうち%[1]d人です。", "%[1]d of %[2]d people could take on-call alone.", w.in.OnCall.Part, of))
	}
	return s
}

func (w team) trust() document.Section {
	s := document.Section{Key: "trust", Heading: w.say("どこまで信じてよいか", "How far to trust this")}
	if w.now.Mode == maturity.Together {
		s.Sentences = []string{w.say("%d人のチームで話し合い、1つの答えにまとめました。", "The %d people of the team answered together.", w.now.Members)}
	} else {
		n := 0
		for _, d := range w.now.Result.Dimensions {
			n = max(n, d.People)
		}
		s.Sentences = []string{w.say("%[2]d人のうち%[1]d人が、それぞれ答えました。", "%[1]d of %[2]d people answered, each for themselves.", n, w.now.Members)}
	}
	if w.now.Reopened > 0 || w.now.Late > 0 {
		s.Sentences = append(s.Sentences, w.say("答え直し%d回、期限後の回答%d件があります。", "Answered again %d times; late answers: %d.", w.now.Reopened, w.now.Late))
	}
	s.Small = []string{w.say("設問の版：%s。", "Edition: %s.", w.now.Edition)}
	return s
}

// time draws the lines of the dimensions; rounds without a result are gaps.
func (w team) time() document.Section {
	s := document.Section{Key: "time", Heading: w.say("これまでの推移", "Over time")}
	all := map[maturity.Dimension][]reports.TrendRound{}
	for _, d := range maturity.Dimensions {
		all[d] = w.rounds(d)
	}
	s.Figures = append(s.Figures, reports.TrendOverview(reports.Overview{Lang: w.lang, Dimensions: all}))
	for _, d := range maturity.Dimensions {
		s.Figures = append(s.Figures, reports.DimensionTrend(reports.Trend{Lang: w.lang, Dimension: d, Rounds: all[d]}))
	}
	return s
}

func (w team) rounds(d maturity.Dimension) []reports.TrendRound {
	points := map[string]maturity.TrendPoint{}
	for _, p := range w.lines[d].Points {
		points[p.Round] = p
	}
	var out []reports.TrendRound
	for _, r := range w.in.Rounds {
		p, scored := points[r.Key]
		if !scored {
			if !r.Open {
				out = append(out, reports.TrendRound{Key: r.Key, Edition: r.Edition, Missing: w.missing()})
			}
			continue
		}
		score := p.Score
		score.Score, score.Low, score.High = p.Shown, p.Low, p.High
		out = append(out, reports.TrendRound{
			Key: r.Key, Edition: r.Edition, Score: score, Together: r.Mode == maturity.Together,
			BreakBefore: p.Break, Recomposed: p.CompositionChanged(), Offset: p.Offset, Change: reports.ChangeOf(p.Change),
		})
	}
	return out
}

func (w team) missing() string {
	if w.in.Inside {
		return w.say("話し合いが済んでいません", "not agreed on")
	}
	return w.say("公開されていません", "not shared")
}
