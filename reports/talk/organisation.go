package talk

import (
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/quarter"
)

// mostRounds is how many rounds a figure on a slide shows: what is read from
// the last row of a room.
const mostRounds = 6

// Organisation is what a talk on an organisation or a group is made from.
type Organisation struct {
	quarter.Organisation
	// Confidence is how people across the scope answered what they would do at
	// night, after the privacy rule; nil where it shows nothing.
	Confidence *maturity.Tally
	Catalogue  []Practice // that may be tried
}

// OfOrganisation suggests the talk on the last round of in. It names no team
// and no person. While fewer teams share than a sentence on an organisation
// needs it tells no numbers of theirs: a talk is for everybody, and everybody
// would know whose they are.
func OfOrganisation(l maturity.Language, in Organisation) Talk {
	now := in.Now()
	o := organisation{in: in, now: now, figures: quarter.FiguresOf(l, shownRounds(in.Organisation))}
	w := quarter.In(l)
	return Talk{
		ID: identifier("organisation", now.Key), Lang: l, Made: in.AsOf,
		Title:    w.Say("今期の私たち", "Our quarter"),
		Subtitle: subtitle(w, []string{in.Scope.Organisation, in.Group}, now.Key, now.Open && now.Key != ""),
		Slides:   all(l, o.slide),
	}
}

// shownRounds are the last rounds that may be told.
func shownRounds(in quarter.Organisation) quarter.Organisation {
	var rounds []quarter.Round
	for _, r := range in.Rounds {
		if r.Funnel.Shared >= quarter.FewTeams {
			rounds = append(rounds, r)
		}
	}
	in.Rounds = rounds[max(0, len(rounds)-mostRounds):]
	return in
}

type organisation struct {
	in      Organisation
	now     quarter.Round
	figures quarter.Figures
}

func (o organisation) slide(key maturity.Slide, t *teller) Slide {
	write := map[maturity.Slide]func(*teller) Slide{
		maturity.SlideHere: o.here, maturity.SlideConcern: concern, maturity.SlideMeaning: meaning, maturity.SlideQuarter: o.quarter, maturity.SlideAbsence: o.absence,
		maturity.SlideHours: o.hours, maturity.SlideNight: o.night, maturity.SlidePromise: o.promise, maturity.SlideTried: o.tried, maturity.SlideJoin: o.join,
	}
	s := write[key](t)
	if o.tells() && key != maturity.SlideConcern && key != maturity.SlideMeaning && key != maturity.SlideTried && key != maturity.SlideJoin {
		f := o.now.Funnel
		s.Source = t.Say("招待した%[2]dチームのうち、結果を共有した%[1]dチームから（%[3]s）", "From %[1]d of %[2]d invited teams, those that share their result (%[3]s)",
			f.Shared, f.Invited, o.now.Key)
	}
	return s
}

// tells reports whether enough teams share for their numbers to be told.
func (o organisation) tells() bool { return o.now.Funnel.Shared >= quarter.FewTeams }

// before is the round before the last one, where its numbers may be told too.
func (o organisation) before() (quarter.Round, bool) {
	n := len(o.in.Rounds)
	if n < 2 || o.in.Rounds[n-2].Funnel.Shared < quarter.FewTeams {
		return quarter.Round{}, false
	}
	return o.in.Rounds[n-2], true
}

// silent is the slide that stands where no number may be told. The first one
// says so of everything, the others of what they are about.
func (o organisation) silent(t *teller, s Slide, first bool) Slide {
	switch n := o.now.Funnel.Shared; {
	case n == 0:
		s.Headline = t.say("まだ、話せる数字はありません", "There are no numbers to tell yet")
		s.Lines = lines(t.say("このラウンドの結果を共有したチームは、まだありません。", "No team has shared its result of this round yet."))
	default:
		s.Headline = t.say("まだ、組織全体の話はできません", "It is too early to speak of all of us")
		s.Lines = lines(t.say(
			"結果を共有したのは%dチームです。%dチームに満たないあいだは、どのチームの数字かわかってしまうため、ここには出しません。",
			"Teams that share their result: %d. Below %d everybody would know whose numbers these are, so none are told here.", n, quarter.FewTeams))
	}
	if !first {
		s.Headline = t.Say("%s：まだ、話せる数字はありません", "%s: there are no numbers to tell yet", s.Topic)
	}
	s.notes(t, t.Say("数字がないことは、悪いことではありません。次のラウンドで共有するチームが増えれば、ここに数字が入ります。",
		"Having no numbers is no bad sign. As more teams share in the next round, they will stand here."))
	return s
}

func (o organisation) unknown(t *teller, s Slide, ja, en string) Slide {
	return unknown(t, s, t.Say(ja, en), t.Say("数えたチームがまだありません。0という意味ではありません。", "No team has counted it yet. That does not mean zero."))
}

func unknown(t *teller, s Slide, headline, line string) Slide {
	s.Headline, s.Lines = headline, lines(line)
	s.notes(t, t.Say("わからないことを、わからないと言います。次のラウンドで数えるところから始めます。",
		"We say that we do not know what we do not know. Counting it in the next round is the start."))
	return s
}

func (o organisation) here(t *teller) Slide {
	s := Slide{Topic: t.Say("今の私たちを一言で", "Where we are, in one sentence")}
	if !o.tells() {
		return o.silent(t, s, true)
	}
	if !anyLevel(o.now) {
		return unknown(t, s, t.say("レベルの決まったチームは、まだありません", "No team has a level yet"),
			t.Say("結果は共有されましたが、レベルを決めるには答えが足りません。0という意味ではありません。",
				"Results were shared, with too few answers for a level. That does not mean zero."))
	}
	low, _, _ := o.now.Lowest()
	up, down := o.now.Moved()
	best := o.mostImproved(up)
	s.Headline = o.inOneSentence(t, low, best)
	for _, d := range low {
		n := o.now.Levels[d]
		s.Lines = append(s.Lines, lines(t.say("%[1]sは、評価できた%[3]dチームのうち%[2]dチームがレベル0か1です。",
			"%[1]s: %[2]d of %[3]d assessed teams stand at level 0 or 1.", t.Dimension(d), n.Teams[0]+n.Teams[1], n.Assessed()))...)
	}
	for _, d := range append(best, down...) {
		s.Lines = append(s.Lines, lines(o.move(t, d))...)
	}
	s.notes(t, t.Say("「弱い」は、できていないと責める言葉ではなく、次に手を付ける場所のことです。", "Weakest is no blame: it is where we look next."),
		t.Say("「伸びた」は、各チームをそのチーム自身の前回と比べ、偶然とは言えないほど多くのチームが上がったときだけ言います。共有していないチームのことはわかりません。",
			"We say better only where more teams rose, each against itself, than chance would let them. Of teams that do not share we know nothing."))
	return s
}

// anyLevel reports whether a team of the round has a level in any dimension.
func anyLevel(r quarter.Round) bool {
	for _, n := range r.Levels {
		if n.Assessed() > 0 {
			return true
		}
	}
	return false
}

func (o organisation) inOneSentence(t *teller, low, best []maturity.Dimension) string {
	_, compared := o.before()
	switch {
	case len(low) == 0:
		return t.say("レベル0か1にとどまるチームはありません", "No team is left at level 0 or 1")
	case len(low) > 2:
		return t.say("%dつの軸が、同じくらい弱いところです", "%d dimensions are equally weak", len(low))
	case len(best) == 0 && !compared && len(o.in.Rounds) > 1:
		return t.say("いちばん弱いのは%sです", "We are weakest in %s", t.Dimensions(low))
	case len(best) == 0 && compared:
		return t.say("いちばん弱いのは%sで、はっきり伸びた軸はまだありません", "We are weakest in %s, and nothing has clearly improved yet", t.Dimensions(low))
	case len(best) == 0:
		return t.say("出発点として、いちばん弱いのは%sです", "Where we start: weakest in %s", t.Dimensions(low))
	case len(low) == 1 && len(best) == 1 && low[0] == best[0]:
		return t.say("いちばん弱い%sが、伸び始めています", "%s is our weakest, and it is getting better", t.Dimensions(low))
	}
	return t.say("いちばん弱いのは%s、伸びたのは%sです", "We are weakest in %s, and better in %s", t.Dimensions(low), t.Dimensions(best))
}

// mostImproved are those of the dimensions that clearly rose in which most more
// teams rose than fell.
func (o organisation) mostImproved(up []maturity.Dimension) []maturity.Dimension {
	var out []maturity.Dimension
	most := 0
	for _, d := range up {
		switch net := o.now.Changes[d].Rose - o.now.Changes[d].Fell; {
		case net > most:
			out, most = []maturity.Dimension{d}, net
		case net == most:
			out = append(out, d)
		}
	}
	return out
}

// move tells what became of the teams in one dimension.
func (o organisation) move(t *teller, d maturity.Dimension) string {
	m := o.now.Changes[d]
	n := m.Rose + m.Fell + m.Same
	switch {
	case o.now.BreakBefore[d]:
		return t.say("%s：設問の意味が変わったため、前回とは比べません", "%s: means something else now, so it is not compared", t.Dimension(d))
	case n == 0:
		return t.say("%s：前回と比べられるチームはありません", "%s: no team can be compared with its round before", t.Dimension(d))
	case m.Rose+m.Fell == 0:
		return t.say("%s：%dチームとも、はっきりした変化なし", "%s: no clear change (%d comparable)", t.Dimension(d), n)
	}
	return t.say("%s：改善%d、悪化%d、はっきりした変化なし%d", "%s: %d better, %d worse, %d without clear change", t.Dimension(d), m.Rose, m.Fell, m.Same)
}

func (o organisation) quarter(t *teller) Slide {
	s := Slide{Topic: t.Say("5つの軸の今", "Five dimensions, now and last time")}
	if !o.tells() {
		return o.silent(t, s, false)
	}
	last, compared := o.before()
	figure := o.figures.Levels()
	if compared {
		figure = reports.LevelPairs(reports.LevelPairsInput{
			Lang: t.Language(), LastRound: last.Key, Round: o.now.Key, Last: last.Levels, Now: o.now.Levels, Breaks: o.now.BreakBefore,
		})
	}
	if anyLevel(o.now) || compared && anyLevel(last) {
		s.Figure = &figure
	}
	up, down := o.now.Moved()
	s.Headline = o.changed(t, compared, up, down)
	if compared {
		for _, d := range maturity.Dimensions {
			s.Lines = append(s.Lines, lines(o.move(t, d))...)
		}
		if n := o.now.Comparable(); n > 0 && !o.now.CouldTell() {
			s.Lines = append(s.Lines, lines(t.say("比べられるのは最大%sチームなので、全体として良くなったかどうかは、まだ言えません。",
				"With at most %s compared, whether all of us together are better cannot be said.", t.Teams(n)))...)
		}
	} else {
		s.Lines = lines(t.Say("比べる相手は、次のラウンドからできます。", "From the next round on there will be something to compare with."))
	}
	s.notes(t, t.Say("チームどうしは比べていません。各チームを、そのチーム自身の前回とだけ比べています。", "No team is compared with another, each only with itself in its round before."),
		t.Say("回答のばらつきより小さい差は、変化と数えていません。全体が良くなったと言うのは、偶然とは言えないときだけです（符号検定。5つの軸を合わせて5%水準になるよう、ホルムの方法で補正しています）。",
			"A difference smaller than the noise of the answers is no change. Of all of us we say better only where chance would not explain it (sign tests, by Holm's procedure at 5% for all dimensions together)."))
	return s
}

func (o organisation) changed(t *teller, compared bool, up, down []maturity.Dimension) string {
	switch {
	case !compared && len(o.in.Rounds) > 1:
		return t.say("前回は共有したチームが少なく、比べられません", "Too few teams shared last time to compare with")
	case !compared:
		return t.say("ここが、私たちの出発点です", "This is where we start from")
	case len(up) > 0 && len(down) > 0:
		return t.say("%sは良くなり、%sは下がりました", "Better in %s, worse in %s", t.Dimensions(up), t.Dimensions(down))
	case len(up) > 0:
		return t.say("%sは良くなりました", "Better in %s", t.Dimensions(up))
	case len(down) > 0:
		return t.say("%sは下がりました", "Worse in %s", t.Dimensions(down))
	case o.now.Comparable() == 0:
		return t.say("前回と比べられるチームがありません", "No team can be compared with its round before")
	case !o.now.CouldTell():
		return o.teamByTeam(t)
	}
	return t.say("前回から、はっきりした変化はありません", "No clear change since last time")
}

// teamByTeam counts what moved where too few teams can be compared to say
// anything of all of them together.
func (o organisation) teamByTeam(t *teller) string {
	rose, fell := 0, 0
	for _, d := range maturity.Dimensions {
		if !o.now.BreakBefore[d] {
			rose, fell = rose+o.now.Changes[d].Rose, fell+o.now.Changes[d].Fell
		}
	}
	if rose+fell == 0 {
		return t.say("前回からはっきり変わったチームはありません", "No team has clearly changed since last time")
	}
	return t.say("はっきり良くなったのはのべ%sチーム、悪くなったのはのべ%sチームです", "Team by team: %s, %s",
		t.Some(rose, "clear rise", "clear rises"), t.Some(fell, "clear fall", "clear falls"))
}
