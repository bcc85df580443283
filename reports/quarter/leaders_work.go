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
			"%[2]d of %[1]d user-facing services (%[3]s) have none. With one that is reviewed regularly: %[4]d.",
			sum.Of, sum.None, percent(sum.None, sum.Of), sum.Reviewed)}
		if first := w.now.TierOf(1); first.Of > 0 {
			s.Sentences = append(s.Sentences, w.vital(first))
		}
	}
	if q, ok := w.asked("slo.decision"); ok {
		s.Sentences = append(s.Sentences, w.say(
			"この四半期に、目標を守れたかどうかをもとに取り組む内容を変えたのは%[1]sチーム、変えていないのは%[2]dチーム（目標のないチームを含む）です。",
			"In this quarter the targets changed what was worked on in %[1]s; in %[2]d, those without targets among them, they did not.", w.teams(q.Levels[3]+q.Levels[4]), q.Levels[0]+q.Levels[1]+q.Levels[2]))
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
		"Of the most important ones (tier 1), %[1]d of %[2]d have none.", of.None, of.Of)
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
		s.Sentences = append(s.Sentences, w.say("半分を超えているのは%sチームです。", "It is above half in %s.", w.teams(w.now.Toil.Above)))
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

// learning answers whether the organisation learns from what went wrong.
func (w leaders) learning() document.Section {
	s := document.Section{Key: "learning", Heading: w.say("失敗から学べていますか", "Do we learn?")}
	n := w.now.Learn
	if n.PostmortemsOf > 0 {
		s.Sentences = append(s.Sentences, w.say("振り返り（ポストモーテム）が必要だった障害%[2]d件のうち、期限内に書けたのは%[1]d件（%[3]s）です。",
			"Reviews after incidents (postmortems) written in time: %[1]d of %[2]d that called for one (%[3]s).", n.Postmortems, n.PostmortemsOf, percent(n.Postmortems, n.PostmortemsOf)))
	}
	if n.ActionsOf > 0 {
		s.Sentences = append(s.Sentences, w.say("振り返りで決めた対策%[2]d件のうち、期限内に終わったのは%[1]d件（%[3]s）です。",
			"Actions agreed on in such reviews and closed in time: %[1]d of %[2]d (%[3]s).", n.Actions, n.ActionsOf, percent(n.Actions, n.ActionsOf)))
	}
	if k := w.now.SayDo; k.Looked() > 0 {
		s.Sentences = append(s.Sentences, w.say("各チームが前回までに決めた次の一歩のうち、今回その後を確かめた%[2]d件では、済んだのは%[1]d件、持ち越しは%[3]d件、理由を記して取りやめたのは%[4]d件です。",
			"Teams looked back at %[5]s they had chosen: done %[1]d, carried over %[3]d, dropped with a reason %[4]d.", k.Done, k.Looked(), k.Carried, k.Dropped, w.some(k.Looked(), "next step", "next steps")))
	}
	if len(s.Sentences) == 0 {
		s.Sentences = []string{w.say("数を答えたチームがないため、分かりません。", "No team has told its counts, so it is not known.")}
	}
	told := w.say("同じ原因で再発したかどうかは、まだ数えていません。", "Whether the same cause came back is not recorded yet.")
	switch {
	case n.PostmortemTeams > 0 && n.ActionTeams > 0:
		told = w.say("振り返りの数は%[1]sチーム、対策の数は%[2]dチームの申告による。%[3]s",
			"Reviews as told by %[1]s, actions by %[2]d. %[3]s", w.teams(n.PostmortemTeams), n.ActionTeams, told)
	case n.PostmortemTeams > 0:
		told = w.say("振り返りの数は%[1]sチームの申告による。対策の数を答えたチームはありません。%[2]s",
			"Reviews as told by %[1]s; no team has counted its actions. %[2]s", w.teams(n.PostmortemTeams), told)
	case n.ActionTeams > 0:
		told = w.say("対策の数は%[1]sチームの申告による。振り返りの数を答えたチームはありません。%[2]s",
			"Actions as told by %[1]s; no team has counted its reviews. %[2]s", w.teams(n.ActionTeams), told)
	}
	s.Small = []string{told}
	return s
}
