package quarter

import (
	"strings"

	"michinori/app/maturity"
	"michinori/reports/document"
)

// spreading answers whether practices live without those who began them.
func (w leaders) spreading() document.Section {
	s := document.Section{Key: "spreading", Heading: w.say("言い出した人がいなくても、SREは広がっていますか", "Is SRE spreading without its founder?")}
	ever, still := 0, 0
	for _, p := range w.in.Practices {
		ever += p.Now.Ever
		still += p.Now.Still
	}
	x := w.in.Spread
	if len(w.in.Practices) == 0 {
		s.Sentences = []string{w.say("障害訓練や振り返りなどの実践に取り組んだ記録は、まだどのチームにもありません。",
			"No team has a record of having taken up a practice yet, such as drills or reviews.")}
		return s
	}
	if x.Of > 0 {
		s.Sentences = []string{w.say("チームの習慣になっている実践（訓練や振り返りなど）%[2]s件のうち、最初に言い出した人とは別の人が、直近の進行役を務めたのは%[1]d件（%[3]s）です。",
			"Last led by somebody other than the person who began it: %[1]d of %[2]s (%[3]s), such as drills and reviews, counted team by team.",
			x.ByOthers, w.some(x.Of, "habit", "habits"), percent(x.ByOthers, x.Of))}
	}
	s.Sentences = append(s.Sentences, w.say("実践がチームの習慣になった例は、これまでにのべ%[1]s件あり、そのうち%[2]d件がいまも続いています。",
		"A practice became a habit of a team in %[1]s so far; in %[2]d of them it still is.", w.some(ever, "case", "cases"), still))
	if x.Leaders > 0 {
		s.Sentences = append(s.Sentences, w.ledBy(x))
	}
	if x.Breadth != nil {
		s.Small = []string{w.say("結果を共有していないチームも含む%[1]sチームで、習慣になっている実践は1チームあたり平均%[2]s件です。",
			"Over all %[1]s, whether they share a result or not, a team has %[2]s practices on average that are a habit.", w.teams(x.Teams), tenth(*x.Breadth))}
	}
	return s
}

// ledBy counts who led a practice. Before a first round everybody who ever did is
// counted, and each was new once.
func (w leaders) ledBy(x Spread) string {
	if _, ok := w.before(); !ok {
		return w.say("これまでに進行役を務めたのは%d人です。", "People who have led a practice so far: %d.", x.Leaders)
	}
	return w.say("前回のあとに進行役を務めた%[1]d人のうち、初めての人は%[2]d人です。",
		"People who led a practice since last time: %[1]d, of them for the first time: %[2]d.", x.Leaders, x.NewLeaders)
}

// ask answers what is needed: what the champion wrote, else a suggestion from
// the weakest point, which says that it is one.
func (w leaders) ask() document.Section {
	s := document.Section{Key: "ask", Heading: w.say("経営層にお願いしたいことは何ですか", "What do you need from us?")}
	for _, a := range w.in.Asks {
		text := a.Text
		if a.Due != "" {
			text = w.say("%s（%sまで）", "%s (by %s)", a.Text, a.Due)
		}
		s.Sentences = append(s.Sentences, text)
	}
	if len(s.Sentences) > 0 {
		return s
	}
	s.Sentences = []string{w.say("案：%s", "Suggestion: %s", w.suggestion())}
	s.Small = []string{w.say("推進役（SREを広める担当）の書いた依頼がまだないため、結果から自動で選んだ案です。時間などの量は、推進役と相談して決めてください。",
		"No request has been written yet: this one was chosen from the results, by rule. Agree on how much with the champion, who spreads SRE here.")}
	if w.in.Next.After(w.in.AsOf) {
		s.Sentences = append(s.Sentences, w.say("次の%[2]sが始まる%[1]sまでに決めてください。", "Please decide by %[1]s, when the next %[2]s begins.", w.day(w.in.Next), w.period()))
	}
	return s
}

// suggestion is one decision about the weakest dimension.
func (w leaders) suggestion() string {
	dimensions, _, _ := w.now.Lowest()
	if len(dimensions) == 0 {
		return w.say("次のラウンドにも、各チームが10分ずつ答える時間を取ることを認めてください。",
			"allow every team its ten minutes in the next round too.")
	}
	switch dimensions[0] {
	case maturity.Toil:
		return w.say("手作業を減らす時間を、次の%sの各チームの計画に入れてください。",
			"have every team plan time to remove manual work in the next %s.", w.period())
	case maturity.Bus:
		return w.say("一人しかできない作業を二人一組で行う時間を、次の%s、各チームに認めてください。",
			"give teams time in the next %s to work in pairs on what only one person can do today.", w.period())
	case maturity.Incident:
		return w.say("次の%sに1回、45分の訓練をする時間を全チームに認めてください。",
			"have every team hold one drill of 45 minutes in the next %s.", w.period())
	case maturity.SLO:
		return w.say("最も重要なサービス1つについて、信頼性の目標を誰が決めるかを指名してください。",
			"name who decides on the reliability target of the one most important service.")
	default:
		return w.say("失敗を共有する30分の場を次の%sに開き、出席してください。",
			"hold half an hour in the next %s in which failures are shared, and come to it.", w.period())
	}
}

// period says what kind of time a round is about.
func (w leaders) period() string {
	switch {
	case strings.Contains(w.now.Key, "-H"):
		return w.say("半期", "half-year")
	case strings.Contains(w.now.Key, "-Q"):
		return w.say("四半期", "quarter")
	}
	return w.say("月", "month")
}

// trust answers how far to believe all this.
func (w leaders) trust() document.Section {
	f, t := w.now.Funnel, w.now.Trust
	s := document.Section{Key: "trust", Heading: w.say("この報告はどこまで信じてよいですか", "How far can this be trusted?")}
	s.Sentences = []string{w.sharing(f)}
	if v := t.Views; v != nil && v.Answers > 0 {
		s.Sentences = append(s.Sentences, w.say(
			"チーム名を伏せて合わせた回答%[1]s件のうち、「分からない」は%[2]sでした。答えが大きく割れた設問は、%[4]d問のうち%[3]d問です。",
			"Of %[1]s put together across teams, %[2]s were “don't know”; on %[3]d of %[4]d questions people's answers lie far apart.",
			w.some(v.Answers, "answer", "answers"), percent(v.Unsure, v.Answers), v.Divided, v.Questions))
	}
	if f.Shared > 0 && f.Shared < few {
		s.Sentences = append(s.Sentences, w.tooFew())
	}
	if w.now.Open {
		s.Sentences = append(s.Sentences, w.say("このラウンドはまだ受付中で、数字は変わります。", "The round is still open, and the numbers will change."))
	}
	if t.Views != nil {
		s.Small = append(s.Small, w.say("「分からない」の割合と、答えが割れた設問の数には、結果を共有していないチームの回答も入っています。",
			"The share of “don't know” and the questions that divide people also count teams that do not share their result."))
	}
	s.Small = append(s.Small, w.say(
		"チームのうち%[1]d人未満しか答えていない設問は、どの数にも入れていません。話し合って1つの答えにまとめたチームは%[2]d、期限後に回答のあったチームは%[3]d、答え直したチームは%[4]dです。設問の版は%[5]sです。",
		"Questions answered by fewer than %[1]d people in a team are not counted. Teams that answered together: %[2]d; with late answers: %[3]d; that answered again: %[4]d. Edition: %[5]s.",
		w.now.K, t.Together, t.Late, t.Reopened, w.now.Edition))
	return s
}

// sharing says of whom the report is made.
func (w leaders) sharing(f Funnel) string {
	switch {
	case f.Invited == 0:
		return w.say("このラウンドには、まだどのチームも招かれていません。", "No team has been invited to this round yet.")
	case f.Shared == 0:
		return w.say("対象%[1]dチームのうち、結果を共有したチームはまだないため、結果にもとづく数字はありません。対象の%[3]d人のうち%[2]d人が答えました。",
			"Of %[4]s invited none has shared its result yet, so there are no numbers from results; %[2]d of %[3]d people answered.",
			f.Invited, f.Responded, f.People, w.teams(f.Invited))
	}
	return w.say("対象%[1]dチームのうち、結果を共有したのは%[2]dチームです。断りのない数字は、そのチームだけから作られています。対象チーム全体では、%[4]d人のうち%[3]d人が答えました。",
		"Unless a note says otherwise, numbers are those of the teams that share their result: %[2]d of %[5]s invited. Of all who were asked, %[3]d of %[6]s answered.",
		f.Invited, f.Shared, f.Responded, f.People, w.teams(f.Invited), w.people(f.People))
}
