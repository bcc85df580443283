package quarter

import (
	"math"
	"strconv"
	"strings"

	"michinori/reports/document"
)

// absence answers what stops while one person is away: areas, never names.
func (w leaders) absence() document.Section {
	s := document.Section{Key: "absence", Heading: w.say("一人が2週間いなくなったら、何が止まりますか", "What stops if one person is away for two weeks?")}
	if w.now.Registers == 0 {
		s.Sentences = []string{w.say("誰が何をできるかを書いた知識領域台帳を、共有したチームがないため、まだ分かりません。",
			"No shared result has a knowledge register, which says who can do what, so it is not known yet.")}
		return s
	}
	sum := w.now.AreaTotals()
	switch {
	case sum.Single+sum.Orphan == 0:
		s.Sentences = []string{w.say("%dの知識領域のうち、一人だけに頼るものや、担い手のいないものはありません。",
			"Of the %d knowledge areas none depends on one person or on nobody.", sum.Areas)}
	case sum.Orphan == 0:
		s.Sentences = []string{w.say("%[1]dの知識領域のうち%[2]dは、できる人がそれぞれ一人しかおらず、その人がいないと止まります。",
			"Of %[1]d knowledge areas, %[2]d can be handled by one person each and would stop without that person.", sum.Areas, sum.Single)}
	default:
		s.Sentences = []string{w.say(
			"%[1]dの知識領域のうち%[2]dは、できる人がそれぞれ一人しかおらず、その人がいないと止まります。ほかに%[3]d領域には、いまできると確かめられた人がいません。",
			"Of %[1]d knowledge areas, %[2]d can be handled by one person each and would stop without that person; for %[3]d more, nobody has lately shown that they can.", sum.Areas, sum.Single, sum.Orphan)}
	}
	s.Sentences = append(s.Sentences, w.mostCritical(sum)...)
	if one := w.now.Fragile(); one > 0 {
		s.Sentences = append(s.Sentences, w.say("重要な領域のある%[2]sチームのうち%[1]dチームでは、特定の一人が抜けるだけで、重要な領域の過半で、できる人がいなくなります。",
			"In %[1]d of %[2]s with critical areas, the loss of one person leaves most of those areas with nobody.", one, w.teams(w.now.withCritical())))
	}
	s.Small = []string{w.say("知識領域台帳（誰が何をできるかの一覧）も共有した%[1]dチームによる。6か月以内の実績で裏付けられたものだけを「できる」と数えています。",
		"From the knowledge registers (who can do what) of %[2]s; only what was shown within six months counts as being able.", w.now.Registers, w.teams(w.now.Registers))}
	return s
}

// mostAreas is how many areas a sentence names; the rest are counted.
const mostAreas = 5

// mostCritical tells of the most critical areas how many depend on one person, and
// which, and how many on nobody.
func (w leaders) mostCritical(sum AreaTotals) []string {
	var out []string
	if single := sum.Vital - sum.VitalOrphan; single > 0 {
		which := ""
		if names := w.vitalAreas(); len(names) > 0 {
			which = w.say("（チームの名前順）：%s", ", by team: %s", w.firstOf(names, mostAreas, "、ほか%d領域", " and %d more"))
		}
		those := w.say("一人に頼る領域のうち", "Of those that one person can handle")
		if sum.Orphan == 0 {
			those = w.say("そのうち", "Of these")
		}
		out = append(out, w.say("%[1]s、重要度が最も高いものは%[2]s領域です%[3]s。", "%[1]s, %[2]s of the highest criticality%[3]s.", those, w.are(single), which))
	}
	if sum.VitalOrphan > 0 {
		out = append(out, w.say("できる人のいない領域のうち、重要度が最も高いものは%s領域です。", "Of those without anybody, %s of the highest criticality.", w.are(sum.VitalOrphan)))
	}
	return out
}

// vitalAreas names the most critical areas that depend on one person, each with
// its team; none where teams are not named, as an area may tell which it is.
func (w leaders) vitalAreas() []string {
	var out []string
	for _, t := range w.named {
		for _, area := range t.Vital {
			out = append(out, w.say("%s（%s）", "%s (%s)", isolated(area.In(w.lang)), isolated(t.Name)))
		}
	}
	return out
}

// oncall answers how many people could take on-call tonight.
func (w leaders) oncall() document.Section {
	s := document.Section{Key: "oncall", Heading: w.say("今夜オンコールを任せられる人は何人いますか", "How many could take on-call tonight?")}
	c := w.now.OnCall
	if c.Of == 0 {
		s.Sentences = []string{w.say("人数を答えたチームがないため、分かりません。", "No team has counted them, so it is not known.")}
	} else {
		s.Sentences = []string{w.say("オンコール（時間外の呼び出しに応じる当番）を一人で任せられるのは、%[2]d人のうち%[1]d人です（%[3]s）。",
			"%[1]d of %[2]d people (%[3]s) could take on-call alone: answer when something fails at night.", c.Ready, c.Of, percent(c.Ready, c.Of))}
	}
	if c.Teams > 0 {
		told := w.say("%sチームの申告による。", "As told by %s.", w.teams(c.Teams))
		if c.Unknown > 0 {
			told = w.say("%[1]sチームの申告による。ほかに%[2]dチームは答えていません。", "As told by %[1]s; %[2]d more did not say.", w.teams(c.Teams), c.Unknown)
		}
		s.Small = []string{told}
	}
	return s
}

// practised answers when teams last held a drill.
func (w leaders) practised() document.Section {
	s := document.Section{Key: "practised", Heading: w.say("各チームが最後に訓練したのはいつですか", "When did each team last practise?")}
	d := w.now.Drills
	told := d.Told()
	if told == 0 {
		s.Sentences = []string{w.say("答えたチームがないため、分かりません。", "No team has said, so it is not known.")}
		return s
	}
	late := d.Longer + d.Never
	s.Sentences = []string{w.say(
		"%[1]sチームのうち、90日以内に障害の訓練をしたのは%[2]dチーム、1年以上していないか一度もしていないのは%[3]sチームです。",
		"Of %[1]s, %[2]d held an incident drill within 90 days; %[3]s gone more than a year without one, or never held one.", w.teams(told), d.Within90, w.some(late, "has", "have"))}
	switch {
	case d.Within90 == told:
		s.Sentences = []string{w.say("訓練した時期を答えた%sチームは、すべて90日以内に障害の訓練をしています。",
			"Every team that told when held an incident drill within 90 days: %s.", w.teams(told))}
	case late == 0:
		s.Sentences = []string{w.say(
			"%[1]sチームのうち、90日以内に障害の訓練をしたのは%[2]dチームで、どのチームも1年以内に訓練しています。",
			"Of %[1]s, %[2]d held an incident drill within 90 days, and every team held one within a year.", w.teams(told), d.Within90)}
	}
	if d.Median != nil {
		s.Sentences = append(s.Sentences, w.say("%[1]s中央値で%[2]s日前です。", "%[1]she median is %[2]s days ago.",
			w.ever(d, "訓練したことのあるチームでは、", "For teams that ever did, t", "T"), days(*d.Median)))
	}
	if names := w.lastDrills(); len(names) > 0 {
		s.Sentences = append(s.Sentences, w.say("最後の訓練からの日数（%[1]s名前順）：%[2]s。", "Days since the last drill%[1]s, by name: %[2]s.",
			w.ever(d, "訓練したことのあるチーム、", ", of teams that ever held one", ""), w.list(names)))
	}
	if d.Unknown > 0 {
		s.Small = []string{w.say("ほかに%dチームは、答えていないか、該当しません。", "%d more did not answer, or it does not apply to them.", d.Unknown)}
	}
	return s
}

// ever says that some teams never held a drill, where they did not.
func (w words) ever(d Drills, ja, en, all string) string {
	if d.Never > 0 {
		return w.say(ja, en)
	}
	return w.say("", all)
}

// days prints days with the half that a median of two may have.
func days(n float64) string {
	if n == math.Trunc(n) {
		return strconv.Itoa(int(n))
	}
	return tenth(n)
}

// mostDrills is how many teams the sentence on drills names, and drillRoom how
// many letters they may have together.
const (
	mostDrills = 24
	drillRoom  = 400
)

// lastDrills lists the days since the last drill of the teams that may be
// named, by name; none where they are too many to read.
func (w leaders) lastDrills() []string {
	var out []string
	for _, t := range w.named {
		if t.LastDrill != nil {
			out = append(out, w.say("%s %d日", "%s %d", isolated(t.Name), *t.LastDrill))
		}
	}
	if len(out) > mostDrills || len([]rune(strings.Join(out, ""))) > drillRoom {
		return nil
	}
	return out
}
