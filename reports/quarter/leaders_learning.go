package quarter

import (
	"michinori/reports"
	"michinori/reports/document"
)

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
	if c := w.in.Causes; c.Told() > 0 {
		s.Sentences = append(s.Sentences, w.causes(c))
	}
	if k := w.now.SayDo; k.Looked() > 0 {
		s.Sentences = append(s.Sentences, w.say("各チームが前回までに決めた次の一歩のうち、今回その後を確かめた%[2]d件では、済んだのは%[1]d件、持ち越しは%[3]d件、理由を記して取りやめたのは%[4]d件です。",
			"Teams looked back at %[5]s they had chosen: done %[1]d, carried over %[3]d, dropped with a reason %[4]d.", k.Done, k.Looked(), k.Carried, k.Dropped, w.some(k.Looked(), "next step", "next steps")))
	}
	if len(s.Sentences) == 0 {
		s.Sentences = []string{w.say("数を答えたチームがないため、分かりません。", "No team has told its counts, so it is not known.")}
	}
	s.Small = append(w.countedBy(n), w.causesToldBy())
	return s
}

// countedBy says which teams counted reviews and actions.
func (w leaders) countedBy(n Learn) []string {
	switch {
	case n.PostmortemTeams > 0 && n.ActionTeams > 0:
		return []string{w.say("振り返りの数は%[1]sチーム、対策の数は%[2]dチームの申告による。",
			"Reviews as told by %[1]s, actions by %[2]d.", w.teams(n.PostmortemTeams), n.ActionTeams)}
	case n.PostmortemTeams > 0:
		return []string{w.say("振り返りの数は%sチームの申告による。対策の数を答えたチームはありません。",
			"Reviews as told by %s; no team has counted its actions.", w.teams(n.PostmortemTeams))}
	case n.ActionTeams > 0:
		return []string{w.say("対策の数は%sチームの申告による。振り返りの数を答えたチームはありません。",
			"Actions as told by %s; no team has counted its reviews.", w.teams(n.ActionTeams))}
	}
	return nil
}

// causesToldBy says who told whether a cause had been seen before, or why that is
// not told.
func (w leaders) causesToldBy() string {
	switch c := w.in.Causes; {
	case c.Told() > 0:
		return w.say("原因が前にもあったかどうかは、%sチームが振り返りに記録したとおりです。結果を共有していないチームの記録も数えます。",
			"Whether a cause had been seen before is as %s recorded it; teams that do not share their result are counted too.", w.teams(c.Teams))
	case c.Hidden:
		return w.say("同じ原因で再発したかどうかは、1つのチームのことと分かってしまう数なので、出していません。",
			"Whether the same cause came back is not told: the number could be about a single team.")
	}
	return w.say("原因が前にもあったかどうかは、%sのどの振り返りにも記録されていません。各チームの「実践」で、ポストモーテムを記録するときに選べます。",
		"No review %s tells whether its cause had been seen before: teams can say so where they log one, under Practices.", w.since(w.in.Causes))
}

// since is the time in which reviews are counted.
func (w words) since(c Causes) string {
	if c.Since.IsZero() {
		return w.say("これまで", "so far")
	}
	return w.say("前回のあと", "since last time")
}

// causes counts the causes of incidents by what teams said of them. It says no
// more than what was recorded.
func (w words) causes(c Causes) string {
	told := []string{w.say("前にもあった原因は%[1]d件（%[2]s）", "seen before: %[1]d (%[2]s)", c.Again, percent(c.Again, c.Told()))}
	if c.New > 0 {
		told = append(told, w.say("初めて見た原因は%d件", "new: %d", c.New))
	}
	if c.Unknown > 0 {
		told = append(told, w.say("まだ分からないものは%d件", "not known yet: %d", c.Unknown))
	}
	return w.say("%[1]sに原因を記録した障害の振り返り%[2]d件では、%[3]sです。",
		"Reviews %[1]s that tell of their cause: %[2]d; of these causes %[3]s.", w.since(c), c.Told(), w.list(told))
}

// learnt is the table of all that is counted of learning; false where nothing is.
func (w leaders) learnt() (document.Titled, bool) {
	t := document.Titled{ID: "learning", Title: w.say("失敗からの学び", "Learning from failures")}
	t.Table.Columns = []reports.Column{
		{Title: w.say("数えたもの", "What is counted")}, {Title: w.say("件数", "Count"), Numeric: true}, {Title: w.say("全体", "Of"), Numeric: true},
		{Title: w.say("割合（%）", "Share (%)"), Numeric: true}, {Title: w.say("記録・回答したチーム", "Teams that told"), Numeric: true},
	}
	add := func(name string, part, whole, teams int) {
		if whole > 0 {
			t.Table.Rows = append(t.Table.Rows, []reports.Cell{
				reports.Words(name), reports.Count(part), reports.Count(whole), reports.Decimal(100 * float64(part) / float64(whole)), reports.Count(teams),
			})
		}
	}
	n, c := w.now.Learn, w.in.Causes
	add(w.say("期限内に書けた振り返り", "Reviews written in time"), n.Postmortems, n.PostmortemsOf, n.PostmortemTeams)
	add(w.say("期限内に終わった対策", "Actions closed in time"), n.Actions, n.ActionsOf, n.ActionTeams)
	add(w.say("前にもあった原因", "Causes seen before"), c.Again, c.Told(), c.Teams)
	add(w.say("初めて見た原因", "Causes new to the team"), c.New, c.Told(), c.Teams)
	add(w.say("まだ分からない原因", "Causes not known yet"), c.Unknown, c.Told(), c.Teams)
	return t, len(t.Table.Rows) > 0
}
