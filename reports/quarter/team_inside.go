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
		s.Sentences = append(s.Sentences, w.say("前回までに決めた次の一歩のうち、今回その後を確かめた%[2]d件では、済んだのは%[1]d件、持ち越しは%[3]d件、やめたのは%[4]d件です。",
			"The team looked back at %[5]s it had chosen: done %[1]d, carried over %[3]d, dropped %[4]d.", k.Done, k.Looked(), k.Carried, k.Dropped, w.some(k.Looked(), "next step", "next steps")))
	}
	for _, a := range w.in.Actions {
		s.Sentences = append(s.Sentences, w.say("進行中：%s（%sまで）", "Open: %s (by %s)", a.Title, a.Due))
	}
	s.Sentences = append(s.Sentences, w.drilled()...)
	if w.in.Causes.Told() > 0 {
		s.Sentences = append(s.Sentences, w.causes(w.in.Causes))
	} else if n := w.in.Reviews; n > 0 {
		s.Small = append(s.Small, w.say("%[1]sの障害の振り返り%[2]s件には、原因が前にもあったかどうかの記録がありません。ポストモーテムを記録するときに選べます。",
			"Whether the cause had been seen before is not recorded for %[2]s after incidents %[1]s; you can say so where you log one.", w.since(w.in.Causes), w.some(n, "review", "reviews")))
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
	if n := len(w.in.Practices); n == 0 {
		s.Sentences = append(s.Sentences, w.say("取り組む実践は、まだ選んでいません。", "No practice has been taken up yet."))
	} else {
		s.Sentences = append(s.Sentences, w.say("取り組んでいる実践は%[1]dつ、そのうち習慣になっているものは%[2]dつ、途絶えているものは%[3]dつです。",
			"Practices taken up: %[1]d; a habit: %[2]d; lapsed: %[3]d.", n, habits, lapsed))
	}
	if of := w.in.OnCall.Whole; of > 0 {
		s.Sentences = append(s.Sentences, w.say("一人でオンコールに立てる人は%[2]d人のうち%[1]d人です。", "%[1]d of %[2]d people could take on-call alone.", w.in.OnCall.Part, of))
	}
	return s
}

// drilled tells of the last drill that was held, and how many there were.
func (w team) drilled() []string {
	if len(w.in.Drills) == 0 {
		return nil
	}
	last := w.in.Drills[0]
	out := []string{w.say("これまでに%[1]s訓練をしました。直近は%[2]sの「%[3]s」です。", "The team has held %[1]s; the last, on %[2]s, was “%[3]s”.",
		w.some(len(w.in.Drills), "drill", "drills")+w.say("回の", ""), last.Day, last.Title.In(w.lang))}
	if last.Outcome != "" {
		out = append(out, w.say("そこで分かったこと：%s", "What came of it: %s", last.Outcome))
	}
	return out
}

// views are what the people of the team see of themselves: where they differ,
// what they settled on, and their register over rounds.
func (w team) views() []document.Section {
	talk := document.Section{Key: "talk", Heading: w.say("話し合いのために", "For the team's talk")}
	if f, ok := w.disagreement(); ok {
		talk.Figures = append(talk.Figures, f)
	}
	if t, ok := w.agreements(); ok {
		talk.Tables = append(talk.Tables, t)
	}
	var out []document.Section
	if len(talk.Figures)+len(talk.Tables) > 0 {
		out = append(out, talk)
	}
	if f, ok := w.registers(); ok {
		out = append(out, document.Section{
			Key: "register", Heading: w.say("知識領域台帳の推移", "The knowledge register over time"), Figures: []reports.Figure{f},
		})
	}
	return out
}

// mostDivided is how many questions stand in one picture of disagreement.
const mostDivided = 10

// disagreement shows the questions on which the team's views lie furthest
// apart; false where nothing may be shown or the team gave one answer.
func (w team) disagreement() (reports.Figure, bool) {
	in := reports.StripInput{Lang: w.lang, Round: w.now.Key, Most: mostDivided}
	shown := false
	for _, q := range w.now.Questionnaire.Questions {
		if q.Respondent != maturity.Each || q.Type != maturity.Scale5 {
			continue
		}
		score := w.now.Result.Questions[q.Key]
		shown = shown || score.Counts != nil
		in.Questions = append(in.Questions, reports.StripQuestion{Key: q.Key, Text: q.Prompt.In(w.lang), Score: score})
	}
	return reports.Disagreement(in), shown && w.now.Mode == maturity.Apart
}

// agreements are the levels that the team settled on in place of the median.
func (w team) agreements() (document.Titled, bool) {
	t := document.Titled{ID: "agreements", Title: w.say("中央値と違うレベルに決めた質問", "Questions settled on another level than the median")}
	t.Table.Columns = []reports.Column{
		{Title: w.say("質問", "Question")}, {Title: w.say("決めたレベル", "Level settled on"), Numeric: true}, {Title: w.say("理由", "Reason")},
	}
	for _, a := range w.now.Agreements {
		q, asked := w.now.Questionnaire.Question(a.Question)
		if !asked {
			continue
		}
		t.Table.Rows = append(t.Table.Rows, []reports.Cell{
			reports.Words(q.Prompt.In(w.lang)), reports.Decimal(a.Level), reports.Words(a.Reason),
		})
	}
	return t, len(t.Table.Rows) > 0
}

// registers draws the register of the team over its rounds; false where no
// round kept one.
func (w team) registers() (reports.Figure, bool) {
	in := reports.RegisterTrendInput{Lang: w.lang}
	any := false
	for _, r := range w.rounds {
		switch {
		case r.Register != nil:
			any = true
			in.Rounds = append(in.Rounds, *r.Register)
		default:
			in.Rounds = append(in.Rounds, reports.RegisterRound{Key: r.Key, Missing: w.say("話し合いが済んでいないか、台帳を作る前のラウンドです。", "The team had not agreed on a result, or kept no register yet.")})
		}
	}
	return reports.RegisterTrend(in), any
}

func (w team) trust() document.Section {
	s := document.Section{Key: "trust", Heading: w.say("どこまで信じてよいか", "How far to trust this")}
	switch {
	case !w.now.answered():
		s.Sentences = []string{w.say("%d人のチームですが、まだ誰も答えていません。", "Nobody of the %d people of the team has answered.", w.now.Members)}
	case w.now.Mode == maturity.Together && w.now.Members == 1:
		s.Sentences = []string{w.say("1人のチームなので、その1人の答えです。", "The team is one person, whose answers these are.")}
	case w.now.Mode == maturity.Together:
		s.Sentences = []string{w.say("%d人のチームで話し合い、1つの答えにまとめました。", "The %d people of the team answered together.", w.now.Members)}
	default:
		n := 0
		for _, d := range w.now.Result.Dimensions {
			n = max(n, d.People)
		}
		if n == 0 {
			s.Sentences = []string{w.say("%d人のうち答えた人が少なすぎるため、一人ひとりの答えは使っていません。",
				"Too few of the %d people answered to use what each of them said.", w.now.Members)}
			break
		}
		s.Sentences = []string{w.say("%[2]d人のうち%[1]d人が、それぞれ答えました。", "%[1]d of %[2]d people answered, each for themselves.", n, w.now.Members)}
	}
	if w.now.Reopened > 0 || w.now.Late > 0 {
		s.Sentences = append(s.Sentences, w.say("答え直し%d回、期限後の回答%d件があります。", "Times answered again: %d; late answers: %d.", w.now.Reopened, w.now.Late))
	}
	s.Small = []string{w.say("設問の版：%s。", "Edition: %s.", w.now.Edition)}
	return s
}
