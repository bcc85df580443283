package maturity

// anchorKeys returns the anchor questions of a dimension that each of the
// rounds asks as an anchor and has scored, in the order of the latest.
func anchorKeys(d Dimension, rounds []TrendRound) []string {
	if len(rounds) == 0 {
		return nil
	}
	var keys []string
	for _, q := range rounds[len(rounds)-1].Questionnaire.In(d) {
		if q.Anchor && anchorOfAll(q.Key, rounds) {
			keys = append(keys, q.Key)
		}
	}
	return keys
}

func anchorOfAll(key string, rounds []TrendRound) bool {
	for _, r := range rounds {
		q, asked := r.Questionnaire.Question(key)
		if !asked || !q.Anchor || r.Result.Questions[key].State != Scored {
			return false
		}
	}
	return true
}

// anchorScore is the score of a round over those questions alone, weighted as
// in the edition given, so that rounds of several editions weigh alike.
func anchorScore(keys []string, weighedBy *Questionnaire, r Result) *float64 {
	var w weights
	for _, key := range keys {
		q, _ := weighedBy.Question(key)
		w.add(&q, scoredAt(0, *r.Questions[key].Points))
	}
	if w.scored == 0 {
		return nil
	}
	score := w.points / w.scored
	return &score
}

// compareAnchors compares two rounds of different editions. Anchors that are
// less than half of what either edition rests on carry no comparison.
func compareAnchors(d Dimension, prev, cur TrendRound) Change {
	keys := anchorKeys(d, []TrendRound{prev, cur})
	for _, q := range []*Questionnaire{prev.Questionnaire, cur.Questionnaire} {
		if anchorShare(d, keys, q)+tolerance < minAnchorCoverage {
			return Change{Direction: Incomparable, Basis: AnchorBasis}
		}
	}
	before := anchorScore(keys, cur.Questionnaire, prev.Result)
	after := anchorScore(keys, cur.Questionnaire, cur.Result)
	if before == nil || after == nil {
		return Change{Direction: Incomparable, Basis: AnchorBasis}
	}
	return judge(*after-*before, AnchorBasis, prev.Result.Dimensions[d], cur.Result.Dimensions[d])
}

func anchorShare(d Dimension, keys []string, q *Questionnaire) float64 {
	common := map[string]bool{}
	for _, key := range keys {
		common[key] = true
	}
	var part, whole float64
	for _, x := range q.In(d) {
		if !x.Anchor {
			continue
		}
		whole += x.Weight
		if common[x.Key] {
			part += x.Weight
		}
	}
	return share(part, whole)
}
