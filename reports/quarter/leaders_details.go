package quarter

import (
	"slices"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// details are how to read figures, and the figures behind the answers in the
// order of the answers.
func (w leaders) details() []document.Section {
	if len(w.shared()) == 0 {
		return []document.Section{w.reading(), w.taking()}
	}
	levels := document.Section{Key: "levels", Heading: w.say("5つの軸の推移", "The five dimensions over time"), Figures: []reports.Figure{w.moves()}}
	if f, ok := w.sinceFirst(); ok {
		levels.Figures = append(levels.Figures, f)
	}
	for _, d := range maturity.Dimensions {
		levels.Figures = append(levels.Figures, LevelsOver(w.lang, w.in.Rounds, d))
	}
	if t, ok := w.gates(); ok {
		levels.Tables = append(levels.Tables, t)
	}
	out := []document.Section{w.reading(), levels}
	if maps := w.heat(); len(maps) > 0 {
		out = append(out, document.Section{
			Key: "teams", Heading: w.say("チームと軸", "Teams and dimensions"), Figures: maps,
			Small: []string{w.say("並びは名前順です。順位ではありません。", "By name. This is no ranking.")},
		})
	}
	out = append(out,
		document.Section{Key: "areas", Heading: w.say("一人に頼る領域", "Areas that depend on one person"), Figures: []reports.Figure{w.areasOver()}},
		document.Section{Key: "readiness", Heading: w.say("訓練とオンコール", "Drills and on-call"), Figures: w.readiness()},
		document.Section{Key: "slo", Heading: w.say("利用者との約束", "Promises to users"), Figures: w.slo()},
		document.Section{Key: "toil", Heading: w.say("時間の行方", "Where the hours go"), Figures: []reports.Figure{w.toil()}},
	)
	if figures := w.spreads(); len(figures) > 0 {
		out = append(out, document.Section{Key: "adoption", Heading: w.say("実践の広がり", "How practices spread"), Figures: figures})
	}
	if figures := w.effects(); len(figures) > 0 {
		out = append(out, document.Section{
			Key: "effects", Heading: w.say("取り組みの前と後", "Before and after"), Figures: figures,
			Small: []string{w.say(
				"取り組んだチームと取り組んでいないチームは、もともと違うかもしれません。ここから効果があったとは言えません。",
				"Teams that took a practice up may differ from those that did not. This is not proof that it worked.")},
		})
	}
	return append(out, w.taking())
}

func (w leaders) taking() document.Section {
	s := document.Section{
		Key: "taking-part", Heading: w.say("参加と実行", "Taking part, and doing what was said"), Figures: []reports.Figure{w.funnel()},
	}
	if slices.ContainsFunc(w.in.Rounds, func(r Round) bool { return r.SayDo != SayDo{} }) {
		s.Figures = append(s.Figures, w.sayDo())
	}
	if t, ok := w.learnt(); ok {
		s.Tables = append(s.Tables, t)
	}
	return s
}

func (w leaders) reading() document.Section {
	s := document.Section{
		Key: "reading", Heading: w.say("読み方", "How to read this"),
		Sentences: []string{
			w.say("各チームは%[2]sに一度、5つの軸について自分たちで話し合い、レベル0〜4を決めます。%[1]sの点数はありません。あるのは、各レベルにいるチームの数だけです。",
				"Every %[2]s each team talks about five dimensions and settles on levels 0 to 4. There is no score of %[1]s, only how many teams stand at each level.", w.whole(), w.period()),
			w.say("チームどうしを比べるためのものではありません。仕事の内容が違えば、同じレベルでも意味が違います。",
				"It is not made to compare teams with each other: the same level means something else where the work differs."),
			w.say("「未評価」「該当なし」「分からない」は、レベル0とは別のものです。",
				"Not assessed, not applicable and don't know are each something else than level 0."),
		},
	}
	if w.now.Comparable() > 0 {
		s.Sentences = append(s.Sentences, w.say(
			"全体が良くなった、悪くなったと書くのは、偶然とは言えないときだけです。軸ごとに符号検定で調べ、すべての軸を合わせて5%水準になるよう、ホルムの方法で補正しています。",
			"That the whole improved or got worse is said only where it is more than chance: a sign test for each dimension, by Holm's procedure at 5% for all of them together."))
	}
	return s
}
