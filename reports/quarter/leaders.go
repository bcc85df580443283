package quarter

import (
	"slices"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// leaders writes the report for leaders.
type leaders struct {
	words
	in    Organisation
	now   Round
	scope string // name of the group, "" for the whole organisation
	named []Team // teams whose names may be told, by name
}

// ForLeaders answers the questions of leaders from the last round of in. With
// hideTeams no team is named.
func ForLeaders(l maturity.Language, in Organisation, hideTeams bool) document.Document {
	w := leaders{words: words{l}, in: in, now: in.Now(), scope: in.Group}
	if !hideTeams {
		w.named = in.Teams
	}
	d := document.Document{
		ID: "leaders-" + identifier(w.now.Key), Lang: l, Made: in.AsOf,
		Title: w.say("SREの歩み　経営層への報告", "Progress with SRE: report for leaders"), Subtitle: w.subtitle(),
	}
	if len(in.Rounds) == 0 {
		d.Lead = []document.Section{{
			Key: "nothing", Heading: w.say("まだ何もありません", "There is nothing yet"),
			Sentences: []string{w.say(
				"まだ一度もラウンドが開かれていません。最初のラウンドで、結果を共有するチームが出ると、この報告ができます。",
				"No round has been opened yet. This report begins with the first round in which a team shares its result.")},
		}}
		return d
	}
	d.Lead = []document.Section{
		w.better(), w.weakest(), w.absence(), w.oncall(), w.practised(), w.promises(), w.hours(), w.learning(), w.spreading(),
		w.ask(), w.trust(),
	}
	d.Details = w.details()
	return d.Pointed(map[string]string{
		"better": "levels", "weakest": "teams", "absence": "areas", "oncall": "readiness", "practised": "readiness", "promises": "slo",
		"hours": "toil", "learning": "taking-part", "spreading": "adoption", "trust": "reading",
	})
}

func (w leaders) subtitle() string {
	name := isolated(w.in.Organisation)
	if w.in.Group != "" {
		name = w.say("%s　%s", "%s, %s", name, isolated(w.in.Group))
	}
	if w.now.Key == "" {
		return name
	}
	if w.now.Open {
		return w.say("%[1]s　%[2]s（%[3]s時点。受付中のため、数字はまだ変わります）", "%[1]s, %[2]s as of %[3]s (still open: numbers will change)", name, w.now.Key, w.day(w.in.AsOf))
	}
	return w.say("%[1]s　%[2]s（%[3]s時点）", "%[1]s, %[2]s as of %[3]s", name, w.now.Key, w.day(w.in.AsOf))
}

// before is the round before the last one; false in a first round.
func (w leaders) before() (Round, bool) {
	if len(w.in.Rounds) < 2 {
		return Round{}, false
	}
	return w.in.Rounds[len(w.in.Rounds)-2], true
}

// better answers whether the organisation is better than in the last round.
func (w leaders) better() document.Section {
	s := document.Section{
		Key: "better", Heading: w.say("前回より良くなりましたか", "Are we better than last quarter?"),
	}
	last, ok := w.before()
	if w.now.Funnel.Shared == 0 {
		s.Sentences = []string{w.nothingShared()}
		return s
	}
	s.Figures, s.Small = []reports.Figure{Levels(w.lang, w.now)}, []string{w.meanings()}
	if !ok {
		s.Sentences = []string{w.say(
			"今回が最初のラウンドなので、比べる相手がまだありません。今回の結果が、次回からの出発点になります。",
			"This is the first round, so there is nothing to compare with yet. It is where the next ones start from.")}
		return s
	}
	s.Sentences = append(w.moved(), w.parts()...)
	if w.now.Comparable() == 0 && w.now.comparedOnKept() == 0 {
		return s
	}
	s.Small = append(s.Small, w.say(
		"各チームを、そのチーム自身が共有した%[1]sの結果と比べました。どちらかを共有していないチームは除いています。回答のばらつきより小さい変化は数えません。",
		"Each team is compared with its own result of %[1]s; teams that did not share both are left out. A change smaller than the noise of the answers is not counted.", last.Key))
	return s
}

// meanings says what the dimensions are, to those who never answered about them.
func (w words) meanings() string {
	return w.say(
		"5つの軸は、トイル（手作業の繰り返し）の少なさ、属人化（一人しかできない仕事）の少なさ、インシデント対応力（障害への備え）、SLOの普及（信頼性の目標を定めて使うこと）、学びと浸透（失敗に学び、実践を広げること）です。どれも、レベルが高いほど良い状態です。",
		"The dimensions: little toil (manual work that repeats); bus factor (not depending on single people); incident readiness (being prepared for failures); SLO coverage (having and using targets for reliability); learning & adoption (learning from failures and spreading practices). In each, a higher level is better.")
}

func (w leaders) nothingShared() string {
	return w.say("このラウンドの結果を共有したチームは、まだありません。", "No team has shared its result of this round yet.")
}

// whole is what the report speaks of, in the middle of a sentence.
func (w leaders) whole() string {
	if w.scope != "" {
		return w.say("このグループ全体", "this group as a whole")
	}
	return w.say("組織全体", "the organisation as a whole")
}

// moved names the dimensions in which clearly more teams went one way.
func (w leaders) moved() []string {
	up, down := w.now.Moved()
	var out []string
	if len(up) > 0 {
		out = append(out, w.say("%sでは、良くなったチームのほうが悪くなったチームより、偶然とは言えないほど多くなりました。", "More teams improved than got worse in %s, by more than chance.", w.dimensions(up)))
	}
	if len(down) > 0 {
		out = append(out, w.say("%sでは、悪くなったチームのほうが良くなったチームより、偶然とは言えないほど多くなりました。", "More teams got worse than improved in %s, by more than chance.", w.dimensions(down)))
	}
	switch {
	case len(out) > 0:
	case w.now.Comparable() == 0 && w.now.comparedOnKept() > 0:
		out = append(out, w.say("設問が変わったため、%sが良くなったかどうかは言えません。",
			"The questions changed, so whether %s is better cannot be told.", w.whole()))
	case w.now.Comparable() == 0:
		out = append(out, w.say("前回と比べられるチームがありません。", "No team can be compared with its round before."))
	case !w.now.CouldTell():
		out = append(out, w.say("前回と比べられるチームは、いちばん多い軸でも%[1]sチームだけです。%[2]sがはっきり変わったかどうかを言うには足りません。",
			"In no dimension can more than %[1]s be compared with their round before: too few to tell a clear change of %[2]s.", w.teams(w.now.Comparable()), w.whole()))
	default:
		out = append(out, w.say("%sとしては、はっきりした変化はありません。", "For %s there is no clear change.", w.whole()))
		if moved, _ := w.movers(w.unbroken()); len(moved) > 0 {
			out = append(out, w.say("良くなったチームと悪くなったチームの数の差は、どの軸でも、偶然でも起こりうる大きさです。",
				"In each dimension chance alone could make as many more teams improve, or get worse, as did."))
		}
	}
	return out
}

// parts counts the teams that moved beyond their own noise. Where the questions
// of a dimension changed, a team is compared on those that both rounds asked, and
// that is told apart: it says nothing of the levels.
func (w leaders) parts() []string {
	var out []string
	if moved, still := w.movers(w.unbroken()); len(moved) > 0 {
		said := w.say("はっきり動いたチームの数：%s。", "Teams that moved clearly: %s.", w.listCounts(moved))
		if len(still) > 0 {
			said += w.say("%sでは、はっきり動いたチームはありません。", " None did in %s.", w.dimensions(still))
		}
		out = append(out, said)
	} else if w.now.Comparable() > 0 {
		out = append(out, w.say("はっきり動いたチームはありません。", "No team moved clearly."))
	}
	kept, lost := w.broken()
	if len(kept) > 0 {
		moved := w.say("はっきり動いたチームはありません", "no team moved clearly")
		if some, _ := w.movers(kept); len(some) > 0 {
			moved = w.say("はっきり動いたチームの数：%s", "teams that moved clearly: %s", w.listCounts(some))
		}
		changed := w.say("%sは設問が変わったため", "The questions changed in %s; on those", w.dimensions(kept))
		if len(kept) == len(maturity.Dimensions) {
			changed = w.say("どの軸も", "On the questions")
		}
		out = append(out, w.say("%[1]s、前回と共通の設問だけで比べました。%[2]s。", "%[1]s that both rounds asked, %[2]s.", changed, moved))
	}
	if len(lost) > 0 {
		out = append(out, w.say("%sは設問の意味が変わったため、前回とは比べていません。",
			"Not compared with last time, since the questions mean something else: %s.", w.dimensions(lost)))
	}
	return out
}

// movers counts the teams that moved in each of the dimensions, and returns
// those in which some can be compared and none moved.
func (w leaders) movers(of []maturity.Dimension) (moved []string, still []maturity.Dimension) {
	for _, d := range of {
		switch m := w.now.Changes[d]; {
		case m.Rose+m.Fell > 0:
			moved = append(moved, w.say("%[1]sは%[4]dチームのうち改善%[2]d・悪化%[3]d", "%[1]s, %[2]d of %[4]d better and %[3]d worse", w.dimension(d), m.Rose, m.Fell, m.Compared()))
		case m.Compared() > 0:
			still = append(still, d)
		}
	}
	return moved, still
}

func (w leaders) unbroken() []maturity.Dimension {
	return slices.DeleteFunc(slices.Clone(maturity.Dimensions), func(d maturity.Dimension) bool { return w.now.BreakBefore[d] })
}

// broken are the dimensions whose questions changed: those in which teams can be
// compared on the questions kept, and those in which none can.
func (w leaders) broken() (kept, lost []maturity.Dimension) {
	for _, d := range maturity.Dimensions {
		switch {
		case !w.now.BreakBefore[d]:
		case w.now.Changes[d].Compared() > 0:
			kept = append(kept, d)
		default:
			lost = append(lost, d)
		}
	}
	return kept, lost
}

// identifier keeps what is safe in a file name.
func identifier(s string) string {
	out := []rune(s)
	for i, r := range out {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' {
			out[i] = '-'
		}
	}
	return string(out)
}
