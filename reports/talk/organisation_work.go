package talk

import (
	"cmp"
	"slices"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

func (o organisation) absence(t *teller) Slide {
	s := Slide{Topic: t.Say("一人いなくなったら", "If one person is away")}
	if !o.tells() {
		return o.silent(t, s, false)
	}
	sum := o.now.AreaTotals()
	if sum.Areas == 0 {
		return o.unknown(t, s, "一人いなくなったら何が止まるか、まだわかりません", "What stops without one person is not known yet")
	}
	figure := o.figures.Areas()
	s.Figure = &figure
	s.Headline, s.Lines = areasLost(t, sum.Areas, sum.Single, sum.Orphan)
	if sum.Vital > 0 {
		s.Lines = append(s.Lines, lines(t.say("利用者にすぐ影響する領域のうち、一人だけか担い手がいないものは%d領域です。", "Of the most critical ones, on one person or nobody: %d.", sum.Vital))...)
	}
	if n := o.now.Fragile(); n > 0 {
		s.Lines = append(s.Lines, lines(t.say("一人いないだけで重要な領域の過半に担い手がいなくなるチームが、%sチームあります（バスファクター1以下）。",
			"In %s most of the critical areas have nobody once one person is away (a bus factor of at most 1).", t.Teams(n)))...)
	}
	s.notes(t, t.Say("その人が休むと、代わりに動ける人がいない、という意味です。人の名前は出しません。責める話ではなく、二人目をつくる話です。",
		"When that person is away nobody can step in. There are no names: this is about finding a second one, not about blame."),
		t.say("台帳を共有した%[1]sチームの領域だけを数えています。半年以内の実績がないものは「できる」に入れていないため、実際より少し厳しい数かもしれません。",
			"Only areas in the registers of %[1]s are counted. What was not shown within half a year does not count as being able, so the truth may be a little better.", t.Teams(o.now.Registers)))
	return s
}

func (o organisation) hours(t *teller) Slide {
	s := Slide{Topic: t.Say("時間の行方", "Where the hours go")}
	if !o.tells() {
		return o.silent(t, s, false)
	}
	toil := o.now.Toil
	share, known := toil.Share()
	if !known {
		return o.unknown(t, s, "手作業の繰り返しに何時間使っているか、まだわかりません", "How many hours go to toil is not known yet")
	}
	figure := o.figures.Toil()
	s.Figure = &figure
	full, _ := toil.FullTime()
	s.Headline = t.say("働く時間の%s%%が、トイル（手作業の繰り返し）です", "%s%% of the working time is toil, manual work that repeats", quarter.Tenth(100*share))
	s.Lines = lines(t.say("答えた%[2]s人の、フルタイム%[1]s人分にあたります。", "Of %[2]s who answered, that is %[1]s full-time.", quarter.Tenth(full), people(t, toil.People)))
	if last, ok := o.before(); ok && !o.now.BreakBefore[maturity.Toil] {
		if was, ok := last.Toil.Share(); ok {
			s.Lines = append(s.Lines, lines(t.say("前回は%s%%でした（答えた人が同じとは限りません）。", "It was %s%% last time (of people who may differ).", quarter.Tenth(100*was)))...)
		}
	}
	if causes := o.causes(t); causes != "" {
		s.Lines = append(s.Lines, Line{Text: causes})
	}
	s.notes(t, t.Say("スクリプトでも済み、終わっても何も良くならない作業の時間です。設計や開発の時間ではありません。",
		"It is work that a script could do and that leaves nothing better behind, not design or building."),
		t.say("本人の申告で、計測した値ではありません。数えたのは%[1]sチームの%[2]s人です。前回との差は、目安として聞いてください。",
			"People told it; nobody measured it: %[2]s in %[1]s. Take a difference from last time as a hint.", t.Teams(toil.Teams), people(t, toil.People)))
	return s
}

// causes names the three places at which most teams have done the least about
// their toil.
func (o organisation) causes(t *teller) string {
	names := toilNames(t)
	var found []quarter.TeamLevel
	for _, q := range o.now.Asked {
		if names[q.Question] != "" && q.Levels[0]+q.Levels[1] > 0 {
			found = append(found, q)
		}
	}
	slices.SortStableFunc(found, func(a, b quarter.TeamLevel) int {
		return cmp.Compare(b.Levels[0]+b.Levels[1], a.Levels[0]+a.Levels[1])
	})
	var told []string
	for _, q := range found[:min(len(found), 3)] {
		told = append(told, t.say("%s（%sチーム）", "%s (%s)", names[q.Question], t.Teams(q.Levels[0]+q.Levels[1])))
	}
	if told == nil {
		return ""
	}
	return t.Say("手が付いていないところ：%s", "Least done about: %s", t.List(told))
}

func toilNames(t *teller) map[string]string {
	return map[string]string{
		"toil.tracking":     t.Say("量の把握", "knowing how much there is"),
		"toil.budget":       t.Say("上限の取り決め", "an agreed limit"),
		"toil.alert_review": t.Say("アラートの見直し", "looking back at alerts"),
		"toil.fix_time":     t.Say("小さな困りごとを直す時間", "time to fix small annoyances"),
		"toil.work_visible": t.Say("運用作業の見える化", "making operations work visible"),
	}
}

func (o organisation) night(t *teller) Slide {
	s := Slide{Topic: t.Say("初めての障害の夜", "The night of the first incident")}
	if !o.tells() {
		return o.silent(t, s, false)
	}
	c, d := o.now.OnCall, o.now.Drills
	told := d.Told()
	switch {
	case c.Of > 0:
		s.Headline = t.say("今夜オンコールを任せられるのは、%[2]s人のうち%[1]d人です", "%[1]d of %[2]s could take on-call tonight", c.Ready, people(t, c.Of))
	case told > 0:
		s.Headline = t.say("90日以内に訓練したのは、%[2]sチームのうち%[1]dチームです", "%[1]d of %[2]s practised within 90 days", d.Within90, t.Teams(told))
	case o.in.Confidence == nil:
		return o.unknown(t, s, "初めての障害の夜に備えられているか、まだわかりません", "Whether we are ready for the first incident is not known yet")
	default:
		s.Headline = t.say("深夜2時、最初に気付いたのがあなただったら", "It is 2 a.m. and you are the first to see it")
	}
	if told > 0 {
		figure := o.figures.Drills()
		s.Figure = &figure
		s.Lines = lines(drilled(t, told, d))
	}
	atNight := o.confidence(t)
	s.Lines = append(s.Lines, lines(atNight)...)
	more := []string{t.Say("訓練が古いほど、最初の夜は手探りになります。障害がなかったから慣れていないだけで、練習はいつでもできます。",
		"The older the drill, the more the first night is guesswork. Nobody is used to what never happened, and anybody can practise."),
		nightToldBy(t, c.Unknown, d.Unknown)}
	if atNight != "" {
		more = append(more, t.Say("深夜2時の答えは、ラウンドを閉じたときに数えたもので、結果を共有していないチームの人も含みます。",
			"The answers about 2 a.m. were counted when the round was closed, also those of people in teams that do not share their result."))
	}
	s.notes(t, more...)
	return s
}

// drilled tells when teams practised last, without a group that has nobody in it.
func drilled(t *teller, told int, d quarter.Drills) string {
	switch long := d.Longer + d.Never; {
	case d.Within90 == told:
		return t.say("訓練した日のわかる%sチームすべてが、90日以内に訓練しています。", "Of those that told when, all practised within 90 days: %s.", t.Teams(told))
	case long == 0:
		return t.say("訓練は、%[1]sチームのうち%[2]dチームが90日以内に行い、ほかも1年以内に行っています。",
			"Of %[1]s, %[2]d practised within 90 days, the others within a year.", t.Teams(told), d.Within90)
	default:
		return t.say("訓練は、%[1]sチームのうち%[2]dチームが90日以内に行い、%[3]dチームは1年以上していないか、一度もしていません。",
			"Of %[1]s, %[2]d practised within 90 days; %[3]d did not for over a year, or never did.", t.Teams(told), d.Within90, long)
	}
}

// nightToldBy tells who counted, and how many did not.
func nightToldBy(t *teller, onCall, drills int) string {
	if onCall+drills == 0 {
		return t.Say("人数はチームの申告です。結果を共有したチームは、すべて答えています。", "Teams told these counts, and all that share their result did.")
	}
	return t.say("人数はチームの申告です。答えていないのは、オンコールで%[1]dチーム、訓練で%[2]dチームです。わからないことは、していないこととは違います。",
		"Teams told these counts; not told: on-call %[1]d, drills %[2]d. Not known is not the same as never.", onCall, drills)
}

// confidence tells how people answered what they would do at night; "" where
// that is not told.
func (o organisation) confidence(t *teller) string {
	if o.in.Confidence == nil {
		return ""
	}
	n, levels := 0, o.in.Confidence.Levels
	for _, x := range levels {
		n += x
	}
	if n == 0 {
		return ""
	}
	return t.say("深夜2時に最初に気付いたら「対応を率いられる」と答えたのは%[1]d人のうち%[2]d人、「知らせるまで」は%[3]d人、「詳しい人に電話して待つ・わからない」は%[4]d人です。",
		"First to see it at 2 a.m.: of %[1]d people %[2]d could lead the response, %[3]d could inform others, %[4]d would call someone and wait, or not know.",
		n, levels[3]+levels[4], levels[2], levels[0]+levels[1])
}

func (o organisation) promise(t *teller) Slide {
	s := Slide{Topic: t.Say("利用者との約束", "The promise to users"), Slots: promises(t)}
	if !o.tells() {
		return o.silent(t, s, false)
	}
	sum := o.now.Services()
	if sum.Of == 0 {
		return o.unknown(t, s, "利用者に何を約束しているか、まだ数えられていません", "What users were promised has not been counted yet")
	}
	figure := o.figures.SLO()
	s.Figure = &figure
	s.Headline = t.say("利用者が使う%[2]dサービスのうち、信頼性の目標があるのは%[1]dサービスです", "%[1]d of %[2]d user-facing services have a reliability target", sum.Of-sum.None, sum.Of)
	if sum.Of > sum.None {
		s.Lines = lines(t.say("そのうち、定期的に見直されているのは%dサービスです。", "Of these, reviewed regularly: %d.", sum.Reviewed))
	}
	if first := o.now.TierOf(1); first.Of > 0 {
		s.Lines = append(s.Lines, lines(t.say("最も重要な%[1]dサービスのうち、目標がないのは%[2]dサービスです。", "Of the %[1]d most important ones, without a target: %[2]d.", first.Of, first.None))...)
	}
	s.notes(t, t.Say("目標がなければ、守れたかどうかも言えません。目標は100%ではなく、利用者が困らない線です。",
		"Without a target nobody can say whether it was kept. A target is not 100%: it is where users do not suffer."),
		servicesToldBy(t, o.now.SLOUnknown))
	return s
}

func servicesToldBy(t *teller, unknown int) string {
	if unknown == 0 {
		return t.Say("サービスの数はチームの申告です。結果を共有したチームは、すべて数えています。", "Teams counted their own services, and all that share their result did.")
	}
	return t.say("サービスの数はチームの申告です。数えていない%dチームは、この数に入っていません。", "Teams counted their own services; those that did not are left out: %d.", unknown)
}

func promises(t *teller) []Slot {
	return []Slot{
		{Key: "slo", Label: t.Say("約束の一例", "One promise"), Prompt: t.Say("SLOを一つ、利用者から見た言葉で書いてください。", "One SLO, as users would say it.")},
		{Key: "decision", Label: t.Say("それで変えた判断", "What it decided"), Prompt: t.Say("SLOによって変わった判断を一つ書いてください。", "One decision that an SLO changed.")},
	}
}

func (o organisation) tried(t *teller) Slide {
	s := Slide{Topic: t.Say("やってみたこと・失敗したこと", "What we tried and what failed"), Slots: tries(t)}
	moved, stopped := 0, 0
	practices := slices.Clone(o.in.Practices)
	for _, p := range practices {
		moved, stopped = moved+p.Moved, stopped+p.Stopped
	}
	switch {
	case len(practices) == 0:
		s.Headline = t.say("試してみるのは、これからです", "Trying something out comes next")
	case moved > 0 && stopped > 0:
		s.Headline = t.say("一段進んだ取り組みはのべ%s件、やめたものはのべ%s件です", "Practices moved up %s and were stopped %s", times(t, moved), times(t, stopped))
	case moved > 0:
		s.Headline = t.say("のべ%sチームで、取り組みが一段進みました", "Practices moved up a stage %s, team by team", times(t, moved))
	case stopped > 0:
		s.Headline = t.say("のべ%sチームが、取り組みをやめました", "Practices were stopped %s, team by team", times(t, stopped))
	default:
		s.Headline = t.say("前回から、段階が上がった取り組みはありません", "No practice has moved up since last time")
	}
	slices.SortStableFunc(practices, func(a, b quarter.Practice) int { return cmp.Compare(b.Moved, a.Moved) })
	for _, p := range practices[:min(len(practices), 3)] {
		s.Lines = append(s.Lines, lines(t.say("%s：一段進んだチーム%s、習慣として続くチーム%s", "%s: moved up in %s, a habit that lasts in %s",
			p.Name.In(t.Language()), t.Teams(p.Moved), t.Teams(p.Now.Still)))...)
	}
	s.notes(t, t.Say("「段階」は、試した・習慣になった・言い出した人以外が回している・他チームに教えた、の四つです。", "The stages: tried, a habit, led by somebody else than who began it, taught to others."),
		t.Say("やめた試みは失敗の証拠ではなく、学んだことです。取り組みが進んだことが、得点の変化の原因だとは言えません。",
			"A trial that was stopped is something learned. That a practice moved up does not show that it changed a score."))
	return s
}

// times counts in English how often something happened; Japanese takes the
// number alone.
func times(t *teller, n int) string { return t.Some(n, "time", "times") }

func (o organisation) join(t *teller) Slide {
	var low []maturity.Dimension
	if o.tells() {
		low, _, _ = o.now.Lowest()
	}
	p, found := invitation(o.in.Catalogue, low)
	if !o.tells() {
		p.Teams = 0
	}
	return invite(t, p, found, found && len(low) > 0)
}
