package quarter

import (
	"slices"

	"michinori/app/maturity"
	"michinori/reports/document"
)

// mostNames is how many teams a sentence names; the rest are counted.
const mostNames = 8

// weakest answers where most teams stand low, and what is being tried there.
func (w leaders) weakest() document.Section {
	s := document.Section{Key: "weakest", Heading: w.say("いちばん弱いところはどこで、何を試していますか", "Where are we weakest, and what is being tried?")}
	dimensions, low, of := w.now.Lowest()
	if len(dimensions) == 0 {
		s.Sentences = w.noneLow()
		return s
	}
	s.Sentences = []string{w.lowSentence(dimensions, low, of)}
	s.Sentences = append(s.Sentences, w.lowTeams(dimensions)...)
	if of < few {
		s.Small = append(s.Small, w.say("評価できたチームが%[1]d未満なので、%[2]sの傾向はまだ言えません。",
			"With fewer than %[1]d teams assessed, no trend of %[2]s can be told yet.", few, w.whole()))
	} else if left := w.passedOver(); len(left) > 0 {
		s.Small = append(s.Small, w.say("評価できたチームが%[1]d未満の軸は、いちばん弱い軸を選ぶときに見ていません：%[2]s。",
			"Dimensions with fewer than %[1]d teams assessed are not looked at here: %[2]s.", few, w.dimensions(left)))
	}
	return s
}

// passedOver are the dimensions with too few teams assessed to be the weakest.
func (w leaders) passedOver() []maturity.Dimension {
	var out []maturity.Dimension
	for _, d := range maturity.Dimensions {
		if n := w.now.Levels[d].Assessed(); n > 0 && n < few {
			out = append(out, d)
		}
	}
	return out
}

// noneLow says where most teams are furthest from the higher levels, where none
// stands low.
func (w leaders) noneLow() []string {
	if w.assessed() == 0 {
		return []string{w.say("レベルの決まった軸がまだないため、分かりません。", "No dimension of a team has a level yet, so it is not known.")}
	}
	out := []string{w.say("共有された結果のなかに、レベル0か1のチームはありません。", "Among the shared results no team stands at level 0 or 1.")}
	ds, n, of := w.now.mostAt(2)
	if len(ds) == 0 {
		return out
	}
	if counts, alike := w.counts(ds, 2); !alike {
		return append(out, w.say("レベル2のチームの割合がいちばん高いのは%[1]sで、%[2]sです（%[3]s）。",
			"The share of teams at level 2 is largest in %[1]s: %[2]s (%[3]s).", w.dimensions(ds), percent(n, of), w.list(counts)))
	}
	return append(out, w.say("レベル2のチームの割合がいちばん高いのは%[1]sで、評価できた%[3]sチームのうち%[2]dチームです。",
		"The share of teams at level 2 is largest in %[1]s: %[2]d of %[3]s assessed.", w.dimensions(ds), n, w.teams(of)))
}

// lowSentence tells where most stand low. Where shares are alike, so may the
// counts be, or they are told apart: two of three teams is not the news that
// four of six is.
func (w leaders) lowSentence(ds []maturity.Dimension, low, of int) string {
	if len(ds) == 1 {
		return w.say("%[1]sです。評価できた%[3]sチームのうち%[2]dチームが、レベル0か1（下の2つ）です。",
			"%[1]s: of %[3]s assessed, %[4]s at level 0 or 1.", w.dimensions(ds), low, w.teams(of), w.some(low, "stands", "stand"))
	}
	counts, alike := w.counts(ds, 0, 1)
	if alike {
		return w.say("%[1]sです。どれも、評価できた%[3]sチームのうち%[2]dチームが、レベル0か1（下の2つ）です。",
			"%[1]s: in each, of %[3]s assessed, %[4]s at level 0 or 1.", w.dimensions(ds), low, w.teams(of), w.some(low, "stands", "stand"))
	}
	return w.say("%[1]sです。どれも、評価できたチームの%[2]sがレベル0か1です（%[3]s）。",
		"%[1]s: in each, %[2]s of the assessed teams stand at level 0 or 1 (%[3]s).", w.dimensions(ds), percent(low, of), w.list(counts))
}

// counts tells for each of the dimensions how many of its assessed teams stand at
// one of the levels, and whether as many are assessed in all.
func (w leaders) counts(ds []maturity.Dimension, levels ...int) (out []string, alike bool) {
	alike = true
	for _, d := range ds {
		c := w.now.Levels[d]
		n := 0
		for _, level := range levels {
			n += c.Teams[level]
		}
		alike = alike && c.Assessed() == w.now.Levels[ds[0]].Assessed()
		out = append(out, w.say("%[1]sは%[3]dチーム中%[2]d", "%[1]s %[2]d of %[3]d", w.dimension(d), n, c.Assessed()))
	}
	return out, alike
}

// tooFew warns that so few teams say nothing of the organisation.
func (w leaders) tooFew() string {
	return w.say("結果を共有したチームが%[1]d未満なので、%[2]sの傾向はまだ言えません。",
		"With fewer than %[1]d teams sharing, no trend of %[2]s can be told yet.", few, w.whole())
}

func (w leaders) assessed() int {
	n := 0
	for _, c := range w.now.Levels {
		n = max(n, c.Assessed())
	}
	return n
}

// lowTeams names the teams that stand low in any of the dimensions, by name,
// each once: those that are trying something with what it is, then the others.
// It says nothing where no names are told.
func (w leaders) lowTeams(ds []maturity.Dimension) []string {
	var trying, idle []string
	for _, t := range w.named {
		switch {
		case !slices.ContainsFunc(ds, t.low):
		case len(t.Trying) == 0:
			idle = append(idle, isolated(t.Name))
		default:
			trying = append(trying, w.say("%s（%s）", "%s (%s)", isolated(t.Name), t.Trying[0].In(w.lang)))
		}
	}
	in := w.say("これらの軸のどれか", "any of these")
	if len(ds) == 1 {
		in = w.dimension(ds[0])
	}
	switch {
	case len(trying)+len(idle) == 0:
		return nil
	case len(trying) == 0:
		return []string{w.say("%[1]sのレベルが0か1のチームで、実践を試しているところはまだありません（名前順）：%[2]s。", "No team at level 0 or 1 in %[1]s is trying a practice yet. By name: %[2]s.", in, w.firstTeams(idle))}
	}
	out := []string{w.say("%[1]sのレベルが0か1のチームと、いま試している実践（どの軸のものも含む。名前順）：%[2]s。", "Teams at level 0 or 1 in %[1]s and the practices they are trying, against whatever weakness, by name: %[2]s.", in, w.firstTeams(trying))}
	if len(idle) > 0 {
		out = append(out, w.say("まだどの実践も試していないチーム：%s。", "Trying none yet: %s.", w.firstTeams(idle)))
	}
	return out
}

// low reports whether the team stands at level 0 or 1 in a dimension that
// applies to it as a whole.
func (t Team) low(d maturity.Dimension) bool {
	level := t.Levels[d]
	return level != nil && *level <= 1 && !t.Partly[d]
}

// firstTeams lists as many teams as a sentence has room for, and counts the rest.
func (w leaders) firstTeams(names []string) string {
	return w.firstOf(names, mostNames, "、ほか%dチーム", " and %d more")
}

// firstOf lists the first names, and counts the rest in the words given.
func (w leaders) firstOf(names []string, most int, ja, en string) string {
	out := w.list(names[:min(len(names), most)])
	if more := len(names) - most; more > 0 {
		out += w.say(ja, en, more)
	}
	return out
}
