package maturity

// PublicResult is a Result in the JSON form that people's scripts rely on: its
// names may be added to, never changed.
type PublicResult struct {
	Questionnaire string                        `json:"questionnaire"`
	Edition       string                        `json:"edition"`
	Dimensions    map[Dimension]PublicDimension `json:"dimensions"`
	Questions     map[string]PublicQuestion     `json:"questions"`
	NextSteps     []PublicStep                  `json:"next_steps"`
}

// PublicDimension is one dimension of a PublicResult. What is not scored is
// null, never 0.
type PublicDimension struct {
	Score          *float64     `json:"score"`
	Level          *int         `json:"level"`
	Gate           *string      `json:"gate"`
	Scored         bool         `json:"scored"`
	Coverage       float64      `json:"coverage"`
	AnchorCoverage float64      `json:"anchor_coverage"`
	Partly         bool         `json:"partly_applicable"`
	Interval       *[2]float64  `json:"interval"`
	IntervalKind   IntervalKind `json:"interval_kind"`
	People         int          `json:"people"`
	Members        int          `json:"members"`
}

// PublicQuestion is one question of a PublicResult.
type PublicQuestion struct {
	State     QuestionState `json:"state"`
	Points    *float64      `json:"points"`
	Value     *float64      `json:"value"`
	N         int           `json:"n"`
	Unsure    *int          `json:"unsure"` // null where it is not told
	NA        *int          `json:"na"`     // likewise
	Agreement *float64      `json:"agreement"`
	Discuss   bool          `json:"discuss"`
	Agreed    bool          `json:"agreed"`
}

// PublicStep is one suggestion of a PublicResult.
type PublicStep struct {
	Question string  `json:"question"`
	Practice string  `json:"practice"`
	Priority float64 `json:"priority"`
}

// Public returns the result in its JSON form.
func (r Result) Public() PublicResult {
	out := PublicResult{
		Questionnaire: r.Questionnaire,
		Edition:       r.Edition,
		Dimensions:    make(map[Dimension]PublicDimension, len(r.Dimensions)),
		Questions:     make(map[string]PublicQuestion, len(r.Questions)),
		NextSteps:     make([]PublicStep, len(r.NextSteps)),
	}
	for d, score := range r.Dimensions {
		out.Dimensions[d] = score.public()
	}
	for key, q := range r.Questions {
		out.Questions[key] = q.public()
	}
	for i, step := range r.NextSteps {
		out.NextSteps[i] = PublicStep(step)
	}
	return out
}

func (q QuestionScore) public() PublicQuestion {
	out := PublicQuestion{
		State: q.State, Points: q.Points, Value: q.Value, N: q.N,
		Agreement: q.Agreement, Discuss: q.Discuss, Agreed: q.Agreed,
	}
	if q.TellsUnsure() {
		out.Unsure, out.NA = &q.Unsure, &q.NA
	}
	return out
}

func (d DimensionScore) public() PublicDimension {
	out := PublicDimension{
		Score: d.Score, Level: d.Level, Scored: d.Scored,
		Coverage: d.Coverage, AnchorCoverage: d.AnchorCoverage, Partly: d.Partly,
		IntervalKind: d.Interval, People: d.People, Members: d.Members,
	}
	if d.Gate != "" {
		out.Gate = &d.Gate
	}
	if d.Low != nil && d.High != nil {
		out.Interval = &[2]float64{*d.Low, *d.High}
	}
	return out
}
