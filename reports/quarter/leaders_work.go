package quarter

import (
	"michinori/app/maturity"
	"michinori/reports/document"
)

// promises answers which services have no target, and what missed ones changed.
func (w leaders) promises() document.Section {
	s := document.Section{Key: "promises", Heading: w.say(
		"信頼性の目標（SLO）がないサービスはどれくらいありますか", "How many user-facing services have no reliability target?")}
	sum := w.now.Services()
	if sum.Of == 0 {
		s.Sentences = []string{w.say("サービスを数えたチームがないため、分かりません。", "No team has counted its services, so it is not known.")}
	} else {
		s.Sentences = []string{w.say(
			"利用者が使う%[1]dサービスのうち、目標がないのは%[2]dサービス（%[3]s）です。目標があり、定期的に見直されているのは%[4]dサービスです。",
			"Without one: %[2]d of %[1]d user-facing services (%[3]s). With one that is reviewed regularly: %[4]d.",
			sum.Of, sum.None, percent(sum.None, sum.Of), sum.Reviewed)}
		if first := w.now.TierOf(1); first.Of > 0 {
			s.Sentences = append(s.Sentences, w.vital(first))
		}
	}
	if q, ok := w.asked("slo.decision"); ok {
		s.Sentences = append(s.Sentences, w.steered(q.Levels[3]+q.Levels[4], q.Levels[0]+q.Levels[1]+q.Levels[2]))
		if rest := w.now.Funnel.Shared - q.teams(); rest > 0 {
			s.Small = append(s.Small, w.say("取り組む内容を変えたかどうかは、ほかの%sチームについては分かりません。",
				"Whether they changed what was worked on is not known for %s.", w.some(rest, "more team", "more teams")))
		}
	}
	if w.now.SLOUnknown > 0 && sum.Of > 0 {
		s.Small = append(s.Small, w.say("サービスを数えていないチームが%dあり、上の数に入っていません。", "Teams that have not counted their services, and are not in these numbers: %d.", w.now.SLOUnknown))
	}
	return s
}

// steered says in how many teams targets changed what was worked on, and in how
// many they did not.
func (w leaders) steered(did, not int) string {
	if not == 0 {
		return w.say("この四半期に、目標を守れたかどうかをもとに取り組む内容を変えたかを答えた%sチームは、すべて変えています。",
			"In this quarter the targets changed what was worked on in every team that told: %s.", w.teams(did))
	}
	return w.say(
		"この四半期に、目標を守れたかどうかをもとに取り組む内容を変えたのは%[1]sチーム、変えていないのは%[2]dチーム（目標のないチームを含む）です。",
		"In this quarter the targets changed what was worked on in %[1]s; in %[2]d, those without targets among them, they did not.", w.teams(did), not)
}

// vital says how many of the most important services have no target.
func (w leaders) vital(of Tier) string {
	switch {
	case of.None == 0 && of.Of == 1:
		return w.say("最も重要なサービス（ティア1）は1つで、目標があります。", "The only one of the most important (tier 1) has one.")
	case of.None == 0:
		return w.say("最も重要なサービス（ティア1）は%d件で、すべてに目標があります。", "All %d of the most important ones (tier 1) have one.", of.Of)
	case of.None == of.Of && of.Of > 1:
		return w.say("最も重要なサービス（ティア1）は%d件で、どれにも目標がありません。", "None of the %d most important ones (tier 1) has one.", of.Of)
	}
	return w.say("最も重要なサービス（ティア1）では、%[2]dサービスのうち%[1]dサービスに目標がありません。",
		"Of the most important ones (tier 1), %[1]d of %[2]d are without one.", of.None, of.Of)
}

func (w leaders) asked(question string) (TeamLevel, bool) {
	for _, q := range w.now.Asked {
		if q.Question == question {
			return q, q.teams() > 0
		}
	}
	return TeamLevel{}, false
}

// teams counts those of which the level is known.
func (q TeamLevel) teams() int {
	n := 0
	for _, teams := range q.Levels {
		n += teams
	}
	return n
}

// hours answers how much paid time goes to toil.
func (w leaders) hours() document.Section {
	s := document.Section{Key: "hours", Heading: w.say(
		"給与を払っている時間の何割が、トイル（手作業の繰り返し）ですか", "How much paid time goes to toil, manual work that repeats?")}
	share, ok := w.now.Toil.Share()
	if !ok {
		s.Sentences = []string{w.say("時間を答えたチームが足りないため、分かりません。", "Too few have told their hours, so it is not known.")}
		return s
	}
	full, _ := w.now.Toil.FullTime()
	s.Sentences = []string{w.say("答えた人の契約時間の%[1]s%%です。フルタイムの人数にすると%[2]s人分にあたります。",
		"%[1]s%% of the contracted time of those who answered: the work of %[2]s full-time people.", tenth(100*share), tenth(full))}
	if last, ok := w.before(); ok && !w.now.BreakBefore[maturity.Toil] {
		if was, ok := last.Toil.Share(); ok {
			s.Sentences = append(s.Sentences, w.say(
				"前回（%[2]s）は%[1]s%%でした。答えた人が同じとは限らないので、差は目安です。",
				"In %[2]s it was %[1]s%%; the people who answered may differ, so take the difference as a hint.", tenth(100*was), last.Key))
		}
	}
	if w.now.Toil.Above > 0 {
		s.Sentences = append(s.Sentences, w.say("トイルが契約時間の半分を超えているのは%sチームです。", "In %s toil takes more than half of the time.", w.teams(w.now.Toil.Above)))
	}
	switch last, ok := w.before(); {
	case w.now.Toil.Steps > 0:
		s.Sentences = append(s.Sentences, w.say("トイルを減らすために前回までに決めた次の一歩のうち、今回その後を確かめた%[2]d件では、済んだのは%[1]d件です。",
			"Next steps to reduce it that were looked back at: %[1]d of %[2]d done.", w.now.Toil.Done, w.now.Toil.Steps))
	case ok && last.Funnel.Shared > 0:
		s.Sentences = append(s.Sentences, w.say("トイルを減らす次の一歩で、その後を確かめたものはまだありません。",
			"No next step to reduce it has been looked back at yet."))
	}
	s.Small = []string{w.say("%[1]sチーム、%[2]s人の回答による。本人の申告で、測定した値ではありません。",
		"From the answers of %[2]s in %[1]s: self-reported, not measured.", w.teams(w.now.Toil.Teams), w.people(w.now.Toil.People))}
	return s
}
