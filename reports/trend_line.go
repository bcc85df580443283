package reports

import "michinori/app/maturity"

// LineRound is what a line does not know of one of its rounds.
type LineRound struct {
	Edition  string
	Together bool
	Missing  string // why the round has no result, as printed; "" where it has one
}

// LineRounds brings a line into the form in which it is drawn, on the scale on
// which its segment began. rounds are those of its points, in their order.
func LineRounds(line maturity.TrendLine, rounds []LineRound) []TrendRound {
	out := make([]TrendRound, len(line.Points))
	for i, p := range line.Points {
		score := p.Score
		score.Score, score.Low, score.High = p.Shown, p.Low, p.High
		out[i] = TrendRound{
			Key: p.Round, Edition: rounds[i].Edition, Score: score, Missing: rounds[i].Missing, Together: rounds[i].Together,
			BreakBefore: p.Break, Recomposed: p.CompositionChanged(), Offset: p.Offset, Change: ChangeOf(p.Change),
		}
	}
	return out
}

// AnchorRounds does so with the score over the questions that all shown
// editions ask: what remains comparable where the editions differ.
func AnchorRounds(line maturity.TrendLine, rounds []LineRound) []TrendRound {
	out := make([]TrendRound, len(line.Points))
	for i, p := range line.Points {
		out[i] = TrendRound{Key: p.Round, Edition: rounds[i].Edition, Missing: rounds[i].Missing}
		if p.Anchor == nil {
			continue
		}
		level := maturity.LevelOf(*p.Anchor)
		out[i].Score = maturity.DimensionScore{
			Score: p.Anchor, Level: &level, Scored: true, People: p.Score.People, Members: p.Score.Members, Interval: p.Score.Interval,
		}
		out[i].Together = rounds[i].Together
	}
	return out
}
