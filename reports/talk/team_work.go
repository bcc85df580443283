package talk

import (
	"cmp"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// pointsPerLevel is the points that each level of a question gives.
const pointsPerLevel = 25

// scored is a question of the result that has a value.
func (x team) scored(key string) (maturity.QuestionScore, bool) {
	if x.now.Result == nil {
		return maturity.QuestionScore{}, false
	}
	q := x.now.Result.Questions[key]
	return q, q.State == maturity.Scored
}

func (x team) absence(t *teller) Slide {
	s := Slide{Topic: t.Say("一人いなくなったら", "If one person is away")}
	if x.now.Result == nil {
		return x.silent(t, s, false)
	}
	if x.now.Register != nil {
		return x.register(t, s)
	}
	r := x.now.Result.Register
	if r == nil || r.CriticalAreas == 0 {
		return x.unknown(t, s, "一人いなくなったら何が止まるか、まだわかりません", "What stops without one person is not known yet")
	}
	s.Headline = t.say("重要な%[1]d領域のうち%[2]d領域は、一人に頼っているか、担い手がいません", "%[2]d of %[1]d critical areas hang on one person or nobody", r.CriticalAreas, r.SingleOwner)
	s.Lines = lines(busFactor(t, "", r.TeamFactor))
	s.notes(t, absent(t)...)
	return s
}

// unknown is the slide that stands where the team has not counted.
func (x team) unknown(t *teller, s Slide, ja, en string) Slide {
	return unknown(t, s, t.Say(ja, en), t.Say("まだ数えていません。0という意味ではありません。", "We have not counted it yet. That does not mean zero."))
}

func absent(t *teller) []string {
	return []string{
		t.Say("領域の数だけを話します。誰がということは話しません。二人目をつくるための数字です。", "We speak of areas, not of whose they are. The number is for finding a second one."),
		t.Say("半年以内の実績で確かめたものだけを「できる」と数えています。台帳に書いていない領域は入っていません。", "Only what was shown within half a year counts as being able. Areas nobody wrote down are missing."),
	}
}

// register tells what the team's own register counts.
func (x team) register(t *teller, s Slide) Slide {
	r := x.now.Register
	if figure, ok := x.told.Register(); ok {
		s.Figure = &figure
	}
	s.Headline, s.Lines = areasLost(t, r.Areas, r.Single, r.Orphan)
	if r.BusFactor != nil {
		most := ""
		if !r.Exact {
			most = t.Say("多くとも", "at most ")
		}
		s.Lines = append(s.Lines, lines(busFactor(t, most, *r.BusFactor))...)
	}
	if r.FirstLoss != nil {
		s.Lines = append(s.Lines, lines(firstLoss(t, *r.FirstLoss))...)
	}
	s.notes(t, absent(t)...)
	return s
}

// busFactor tells the number and what it means; most stands before one that was
// not searched to the end.
func busFactor(t *teller, most string, n int) string {
	if n == 0 {
		return t.say("バスファクターは%[2]dです。重要な領域の半分より多くに、すでに担い手がいません。", "The bus factor is %[2]d: more than half of what is critical has nobody already.", most, n)
	}
	return t.say("バスファクターは%[1]s%[2]dです。%[2]d人が抜けると、重要な領域の半分より多くが止まることがあります。",
		"The bus factor is %[1]s%[2]d: without %[3]s more than half of what is critical may stop.", most, n, people(t, n))
}

func firstLoss(t *teller, n int) string {
	if n == 0 {
		return t.say("最も重要な領域のうち、すでに担い手のいないものがあります。", "One or more of the most critical areas have nobody already.")
	}
	return t.say("最も重要な領域のどれかは、%s人いないだけで止まります。", "With %s away, one of the most critical areas can stop.", people(t, n))
}

func (x team) hours(t *teller) Slide {
	s := Slide{Topic: t.Say("時間の行方", "Where the hours go")}
	if x.now.Result == nil {
		return x.silent(t, s, false)
	}
	q, ok := x.scored(quarter.HoursQuestion)
	if !ok || q.Value == nil {
		return x.unknown(t, s, "手作業の繰り返しに何時間使っているか、まだわかりません", "How many hours go to toil is not known yet")
	}
	s.Headline = t.say("働く時間の%s%%が、トイル（手作業の繰り返し）です", "%s%% of our working time is toil, manual work that repeats", quarter.Tenth(100**q.Value))
	if last, ok := x.told.Before(); ok {
		if was := last.Result.Questions[quarter.HoursQuestion]; was.State == maturity.Scored && was.Value != nil {
			s.Lines = append(s.Lines, lines(t.say("前回は%s%%でした（答えた人が同じとは限りません）。", "It was %s%% last time (of people who may differ).", quarter.Tenth(100**was.Value)))...)
		}
	}
	if causes := x.causes(t); causes != "" {
		s.Lines = append(s.Lines, Line{Text: causes})
	}
	s.Source = x.source(t)
	s.notes(t, t.Say("スクリプトでも済み、終わっても何も良くならない作業の時間です。設計や開発の時間ではありません。",
		"It is work that a script could do and that leaves nothing better behind, not design or building."),
		x.hoursToldBy(t, q.N))
	return s
}

// hoursToldBy tells who counted the hours.
func (x team) hoursToldBy(t *teller, n int) string {
	if x.now.Mode == maturity.Together {
		return t.Say("チームで話し合った申告で、計測した値ではありません。", "We told it together; nobody measured it.")
	}
	return t.say("答えた%d人の申告で、計測した値ではありません。", "People told it; nobody measured it. Answers: %d.", n)
}

// causes names up to three places at which the team has done the least about
// its toil.
func (x team) causes(t *teller) string {
	names := toilNames(t)
	type place struct {
		name   string
		points float64
	}
	var found []place
	for _, key := range []string{"toil.tracking", "toil.budget", "toil.alert_review", "toil.fix_time", "toil.work_visible"} {
		if q, ok := x.scored(key); ok && q.Points != nil && *q.Points < 50 {
			found = append(found, place{names[key], *q.Points})
		}
	}
	slices.SortStableFunc(found, func(a, b place) int { return cmp.Compare(a.points, b.points) })
	var told []string
	for _, p := range found[:min(len(found), 3)] {
		t.told = append(t.told, p.points)
		told = append(told, p.name)
	}
	if told == nil {
		return ""
	}
	return t.say("手が付いていないところ：%s", "Least done about: %s", t.List(told))
}

func (x team) night(t *teller) Slide {
	s := Slide{Topic: t.Say("初めての障害の夜", "The night of the first incident")}
	if x.now.Result == nil {
		return x.silent(t, s, false)
	}
	ready, drilled := x.ready(t), x.drilled(t)
	switch {
	case ready != "":
		s.Headline, s.Lines = ready, lines(drilled)
	case drilled != "":
		s.Headline = drilled
	default:
		return x.unknown(t, s, "初めての障害の夜に備えられているか、まだわかりません", "Whether we are ready for the first incident is not known yet")
	}
	if q, ok := x.scored("incident.confidence"); ok && q.Points != nil {
		if asked, ok := x.now.Questionnaire.Question("incident.confidence"); ok {
			level := min(int(*q.Points/pointsPerLevel), len(asked.Levels)-1)
			s.Lines = append(s.Lines, lines(t.say("深夜2時に最初に気付いたら：「%s」（チームの真ん中の答え）", "First to see it at 2 a.m.: “%s” (the answer in the middle)", asked.Levels[level].In(t.Language())))...)
		}
	}
	s.notes(t, t.Say("障害がなかったから慣れていないだけで、練習はいつでもできます。", "Nobody is used to what never happened, and anybody can practise."),
		t.Say("チームの申告で、試験の結果ではありません。", "We told this ourselves; nobody tested it."))
	return s
}

func (x team) ready(t *teller) string {
	if n := x.in.OnCall; x.in.Inside && n.Whole > 0 {
		return t.say("一人でオンコールに立てるのは、%[2]s人のうち%[1]d人です", "%[1]d of %[2]s could take on-call alone", n.Part, people(t, n.Whole))
	}
	if q, ok := x.scored("incident.oncall_ready"); ok && q.Value != nil {
		return t.say("今夜オンコールを任せられるのは、チームの%s%%です", "%s%% of the team could take on-call tonight", quarter.Tenth(100**q.Value))
	}
	return ""
}

func (x team) drilled(t *teller) string {
	q, ok := x.scored("incident.drill_recency")
	switch {
	case !ok:
		return ""
	case q.Value == nil:
		return t.say("障害対応の訓練は、まだ一度もしていません", "We have never held a drill")
	}
	days := int(*q.Value)
	if days == 0 {
		return t.say("最後に障害対応の訓練をしたのは、答えた日です", "Our last drill was on the day we answered")
	}
	return t.say("最後に障害対応の訓練をしたのは、答えた日の%s日前です", "Our last drill was %s before we answered", t.Some(days, "day", "days"))
}

func (x team) promise(t *teller) Slide {
	s := Slide{Topic: t.Say("利用者との約束", "The promise to users"), Slots: promises(t)}
	if x.now.Result == nil {
		return x.silent(t, s, false)
	}
	q, ok := x.scored("slo.coverage")
	if !ok || q.Value == nil {
		return x.unknown(t, s, "利用者に何を約束しているか、まだ数えられていません", "What users were promised has not been counted yet")
	}
	s.Headline = t.say("利用者が使うサービスの%s%%に、信頼性の目標があります", "%s%% of our user-facing services have a reliability target", quarter.Tenth(100**q.Value))
	if last, ok := x.told.Before(); ok {
		if was := last.Result.Questions["slo.coverage"]; was.State == maturity.Scored && was.Value != nil {
			s.Lines = lines(t.say("前回は%s%%でした。", "It was %s%% last time.", quarter.Tenth(100**was.Value)))
		}
	}
	// What is weighted is no share of services, which whoever hears it would take it for.
	s.Lines = append(s.Lines, lines(t.Say("重要なサービスほど重く数えた割合です。", "Important services count more."))...)
	s.notes(t, t.Say("目標がなければ、守れたかどうかも言えません。目標は100%ではなく、利用者が困らない線です。",
		"Without a target nobody can say whether it was kept. A target is not 100%: it is where users do not suffer."),
		t.Say("サービスの数はチームの申告です。", "We counted the services ourselves."))
	return s
}

func (x team) tried(t *teller) Slide {
	s := Slide{Topic: t.Say("やってみたこと・失敗したこと", "What we tried and what failed"), Slots: tries(t)}
	habits, stopped := 0, 0
	for _, p := range x.in.TeamInput.Practices {
		if p.Standing.Stage >= adoption.Habitual {
			habits++
		}
		if p.Standing.Stopped {
			stopped++
		}
	}
	n := len(x.in.TeamInput.Practices)
	practices := t.Some(n, "practice", "practices")
	switch {
	case !x.in.Inside:
		s.Headline = t.say("やってみたことを、一つ話します", "One thing we tried")
	case n == 0:
		s.Headline = t.say("試してみるのは、これからです", "Trying something out comes next")
	case stopped > 0:
		s.Headline = t.say("取り組んだ実践%[1]s件のうち、習慣になったのは%[2]d件、やめたのは%[3]d件です", "Of %[1]s, %[2]d became a habit and we gave up %[3]d", practices, habits, stopped)
	default:
		s.Headline = t.say("取り組んでいる実践%[1]s件のうち、習慣になったのは%[2]d件です", "Of %[1]s, %[2]d became a habit", practices, habits)
	}
	for _, p := range x.in.TeamInput.Practices[:min(n, 4)] {
		s.Lines = append(s.Lines, lines(x.practice(t, p))...)
	}
	s.notes(t, t.Say("やめた試みは失敗の証拠ではなく、学んだことです。取り組みが続いたことが、得点の変化の原因だとは言えません。",
		"What was given up is something learned. That a practice lasted does not show that it changed a score."))
	return s
}

func (x team) practice(t *teller, p quarter.TeamPractice) string {
	name, held := p.Name.In(t.Language()), times(t, p.Held)
	switch st := p.Standing; {
	case st.Stopped:
		return t.say("%s：%s回行い、やめました", "%s: held %s, given up", name, held)
	case st.Lapsed:
		return t.say("%s：%s回行い、途絶えています", "%s: held %s, lapsed", name, held)
	case st.Stage >= adoption.Habitual:
		return t.say("%s：%s回行い、習慣になっています", "%s: held %s, a habit", name, held)
	case p.Held > 0:
		return t.say("%s：%s回試しました", "%s: tried %s", name, held)
	}
	return t.say("%s：これから始めます", "%s: about to begin", name)
}

// join invites to the practice behind the first of the team's next steps.
func (x team) join(t *teller) Slide {
	if x.now.Result == nil {
		return invite(t, Practice{}, false, false)
	}
	for _, step := range x.now.Result.NextSteps {
		i := slices.IndexFunc(x.in.Catalogue, func(p Practice) bool { return p.Key == step.Practice })
		if i >= 0 {
			return invite(t, x.in.Catalogue[i], true, true)
		}
	}
	return invite(t, Practice{}, false, false)
}
