package talk

import (
	"slices"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// Team is what a talk on one team is made from.
type Team struct {
	quarter.TeamInput
	Catalogue []Practice // that may be tried
	HideTeam  bool       // the team is not named
}

// OfTeam suggests the talk on the last round of one team, compared with nobody
// but itself. How its people's answers are spread is in none of it: whoever
// listens may be of another team.
func OfTeam(l maturity.Language, in Team) Talk {
	w := quarter.In(l)
	if in.HideTeam {
		in.Team, in.Group = w.Say("あるチーム", "A team"), ""
	}
	x := team{in: in, now: in.Now(), told: quarter.OfTeam(l, in.TeamInput)}
	return Talk{
		ID: identifier("team", x.now.Key), Lang: l, Made: in.AsOf, Title: w.Say("%sの今期", "Our quarter: %s", in.Team),
		Subtitle: subtitle(w, []string{in.Organisation}, x.now.Key, x.now.Open && x.now.Key != ""),
		Slides:   all(l, x.slide),
	}
}

type team struct {
	in   Team
	now  quarter.TeamRound
	told quarter.TeamTold
}

func (x team) slide(key maturity.Slide, t *teller) Slide {
	write := map[maturity.Slide]func(*teller) Slide{
		maturity.SlideHere: x.here, maturity.SlideConcern: concern, maturity.SlideMeaning: meaning, maturity.SlideQuarter: x.quarter,
		maturity.SlideAbsence: x.absence, maturity.SlideHours: x.hours, maturity.SlideNight: x.night,
		maturity.SlidePromise: x.promise, maturity.SlideTried: x.tried, maturity.SlideJoin: x.join,
	}
	s := write[key](t)
	if s.Figure != nil || key == maturity.SlideHere {
		s.Source = x.source(t)
	}
	return s
}

// source says how many answered.
func (x team) source(t *teller) string {
	if x.now.Result == nil {
		return ""
	}
	if x.now.Mode == maturity.Together {
		return t.Say("%[1]d人のチームで話し合った一つの答え（%[2]s）", "One answer of a team of %[1]d (%[2]s)", x.now.Members, x.now.Key)
	}
	answered := 0
	for _, d := range x.now.Result.Dimensions {
		answered = max(answered, d.People)
	}
	if answered == 0 {
		return t.Say("回答した人が少ないため、チームの事実だけから（%s）", "From the facts of the team alone, as too few people answered (%s)", x.now.Key)
	}
	return t.Say("%[2]s人のうち%[1]d人の回答（%[3]s）", "From the answers of %[1]d of %[2]s (%[3]s)", answered, people(t, x.now.Members), x.now.Key)
}

// silent is the slide that stands where there is no result. The first one says
// so of everything, the others of what they are about.
func (x team) silent(t *teller, s Slide, first bool) Slide {
	s.Headline = t.Say("まだ、話せる結果はありません", "There is no result to tell yet")
	if !first {
		s.Headline = t.Say("%s：まだ、話せる結果はありません", "%s: there is no result to tell yet", s.Topic)
	}
	s.Lines = lines(t.say("チームの話し合いが済むと、ここに数字が入ります。", "Numbers stand here once the team has agreed on its result."))
	s.notes(t)
	return s
}

func (x team) here(t *teller) Slide {
	s := Slide{Topic: t.Say("今の私たちを一言で", "Where we are, in one sentence")}
	if x.now.Result == nil {
		return x.silent(t, s, true)
	}
	low, level := x.lowest()
	_, later := x.told.Before()
	up, down, compared := x.told.Moved()
	best := x.mostImproved(up)
	switch {
	case len(low) == 0:
		s.Headline = t.say("まだ、どの軸も評価できていません", "No dimension can be assessed yet")
	case len(low) > 2 && len(best) == 0:
		s.Headline = t.say("特に弱い軸が一つあるわけではありません", "No single dimension stands out as the weakest")
	case len(low) > 2:
		s.Headline = t.say("%sが伸びました", "Better in %s", t.Dimensions(best))
	case len(best) == 0 && !compared && later:
		s.Headline = t.say("いちばん弱いのは%sです", "We are weakest in %s", t.Dimensions(low))
	case len(best) == 0 && compared:
		s.Headline = t.say("いちばん弱いのは%sで、はっきり伸びた軸はまだありません", "We are weakest in %s, and nothing has clearly improved yet", t.Dimensions(low))
	case len(best) == 0:
		s.Headline = t.say("出発点として、いちばん弱いのは%sです", "Where we start: weakest in %s", t.Dimensions(low))
	case len(low) == 1 && len(best) == 1 && low[0] == best[0]:
		s.Headline = t.say("いちばん弱い%sが、伸び始めています", "%s is our weakest, and it is getting better", t.Dimensions(low))
	default:
		s.Headline = t.say("いちばん弱いのは%s、伸びたのは%sです", "We are weakest in %s, and better in %s", t.Dimensions(low), t.Dimensions(best))
	}
	if len(low) > 0 {
		s.Lines = lines(t.say("%sは、0から4までの5段階で、レベル%dです。", "%s: level %d on a scale of 0 to 4.", t.Dimensions(low), level))
	}
	for _, d := range append(best, down...) {
		s.Lines = append(s.Lines, lines(x.change(t, d))...)
	}
	s.notes(t, t.Say("比べているのは、前回の自分たちだけです。ほかのチームとは比べません。", "We compare with ourselves last time, and with no other team."),
		t.Say("「伸びた」は、回答のばらつきより大きく動いたときだけ言います。", "Better means: by more than the noise of our answers."))
	return s
}

// lowest are the dimensions at the lowest level of those assessed.
func (x team) lowest() (out []maturity.Dimension, level int) {
	level = 5
	for _, d := range maturity.Dimensions {
		score := x.now.Result.Dimensions[d]
		if score.Level == nil || score.Partly {
			continue
		}
		switch {
		case *score.Level < level:
			out, level = []maturity.Dimension{d}, *score.Level
		case *score.Level == level:
			out = append(out, d)
		}
	}
	return out, level
}

func (x team) mostImproved(up []maturity.Dimension) []maturity.Dimension {
	if len(up) == 0 {
		return nil
	}
	return []maturity.Dimension{slices.MaxFunc(up, func(a, b maturity.Dimension) int {
		p, _ := x.told.Change(a)
		q, _ := x.told.Change(b)
		switch {
		case p.Change.Delta < q.Change.Delta:
			return -1
		case p.Change.Delta > q.Change.Delta:
			return 1
		}
		return 0
	})}
}

// change tells what became of one dimension.
func (x team) change(t *teller, d maturity.Dimension) string {
	level := x.now.Result.Dimensions[d].Level
	p, ok := x.told.Change(d)
	name := t.Dimension(d)
	if level == nil || !ok {
		return t.say("%s：まだ評価できていません", "%s: not assessed yet", name)
	}
	switch {
	case p.Break:
		return t.say("%s：レベル%d（設問の意味が変わったため、前回とは比べません）", "%s: level %d (means something else now, so it is not compared)", name, *level)
	case p.Change.Direction == maturity.Rose:
		return t.say("%s：レベル%d、前回より上がりました", "%s: level %d, higher than last time", name, *level)
	case p.Change.Direction == maturity.Fell:
		return t.say("%s：レベル%d、前回より下がりました", "%s: level %d, lower than last time", name, *level)
	case p.Change.Direction == maturity.NoChange:
		return t.say("%s：レベル%d、はっきりした変化なし", "%s: level %d, no clear change", name, *level)
	}
	return t.say("%s：レベル%d", "%s: level %d", name, *level)
}

func (x team) quarter(t *teller) Slide {
	s := Slide{Topic: t.Say("5つの軸の今", "Five dimensions, now and last time")}
	if x.now.Result == nil {
		return x.silent(t, s, false)
	}
	figure := x.told.Profile()
	s.Figure = &figure
	up, down, compared := x.told.Moved()
	_, later := x.told.Before()
	switch {
	case !compared && later:
		s.Headline = t.say("前回と比べられる軸がありません", "No dimension can be compared with last time")
	case !compared:
		s.Headline = t.say("ここが、私たちの出発点です", "This is where we start from")
	case len(up) > 0 && len(down) > 0:
		s.Headline = t.say("%sは上がり、%sは下がりました", "Better in %s, worse in %s", t.Dimensions(up), t.Dimensions(down))
	case len(up) > 0:
		s.Headline = t.say("%sは上がりました", "Better in %s", t.Dimensions(up))
	case len(down) > 0:
		s.Headline = t.say("%sは下がりました", "Worse in %s", t.Dimensions(down))
	default:
		s.Headline = t.say("前回から、はっきりした変化はありません", "No clear change since last time")
	}
	for _, d := range maturity.Dimensions {
		s.Lines = append(s.Lines, lines(x.change(t, d))...)
	}
	s.notes(t, t.Say("点の横の線は、回答の幅です。線の中で動いただけなら、変化とは言いません。", "The line beside a point is how far answers lie apart. A move within it is no change."))
	return s
}
