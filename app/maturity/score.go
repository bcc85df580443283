package maturity

// scoring is one input laid out for its score: the questions in order, and
// beside each what was answered.
type scoring struct {
	in   Input
	rows []row
}

// row is one question with its answers.
type row struct {
	question *Question
	cells    []cell  // of each-questions, by person
	plain    outcome // without an agreement
	outcome  outcome // with it
	score    QuestionScore
}

// Score works out points, dimensions, gates, intervals and next steps. It
// counts on answers that passed Question.Check and on a questionnaire that is
// not changed meanwhile; what the questionnaire does not ask is passed over.
// The order of the responses never matters, and the same input gives the same
// result to the last digit.
func Score(in Input) Result {
	s := lay(in)
	out := Result{
		Questionnaire: in.Questionnaire.Key,
		Edition:       in.Questionnaire.Edition,
		Dimensions:    make(map[Dimension]DimensionScore, len(Dimensions)),
		Questions:     make(map[string]QuestionScore, len(s.rows)),
		Register:      in.Register,
	}
	for _, d := range Dimensions {
		out.Dimensions[d] = s.dimension(d)
	}
	for _, r := range s.rows {
		out.Questions[r.question.Key] = r.score
	}
	out.NextSteps = nextSteps(in.Questionnaire, out.Questions)
	return out
}

func lay(in Input) *scoring {
	questions := in.Questionnaire.Questions
	s := &scoring{in: in, rows: make([]row, len(questions))}
	hours := wholeWeek(in.ContractedHours)
	for i := range questions {
		r := &s.rows[i]
		r.question = &questions[i]
		switch r.question.Respondent {
		case Each:
			r.ask(in, hours)
		case System:
			r.plain = r.question.registerOutcome(in.Register)
		default:
			r.look(in, hours)
		}
		r.settle(in)
	}
	for i := range s.rows {
		s.rows[i].score.GateHolds = s.gateHolds(s.rows[i].question.Key)
	}
	return s
}

// look takes the fact that the lead recorded.
func (r *row) look(in Input, hours float64) {
	fact, given := in.Facts[r.question.Key]
	if !given {
		r.plain = outcome{state: Unanswered}
		return
	}
	r.plain = r.question.factOutcome(fact, hours)
	switch r.plain.state {
	case Scored:
		r.score.N = 1
	case NotApplies:
		r.score.NA = 1
	}
}

// ask combines what the members answered, as far as it may be shown.
func (r *row) ask(in Input, hours float64) {
	r.cells = make([]cell, len(in.Responses))
	for i, response := range in.Responses {
		if a, ok := response[r.question.Key]; ok {
			r.cells[i] = newCell(r.question, a, hours)
		}
	}
	t := tallyOf(r.cells)
	if t.tooFew(r.question, in.MinAnswers) {
		r.cells = nil
		r.plain = outcome{state: TooFew}
		return
	}
	r.plain = t.outcome(r.question)
	r.describe(t, in)
}

// describe tells how the answers are spread. Where people answer apart and are
// few, or have answered again and those are few, all that is told is how many
// they are.
func (r *row) describe(t *tally, in Input) {
	r.score.N, r.score.Answered, r.score.Untold = t.n, t.answered(), t.answered() > 0
	shown := Protect(TallyNode{Own: t.public()}, in.MinAnswers).Tally
	if shown == nil {
		return
	}
	if r.score.Withheld = shown.betrays(in.Told[r.question.Key], in.MinAnswers); r.score.Withheld {
		return
	}
	r.score.Unsure, r.score.NA, r.score.Untold = shown.Unsure, shown.NA, false
	if r.question.Type != Scale5 || r.score.Answered == 0 {
		return
	}
	r.score.Counts = shown.Levels[:]
	if t.n > 0 {
		agreement := t.agreement()
		r.score.Agreement = &agreement
		r.score.Discuss = t.discuss()
	}
}

// settle takes the agreed level, where there is one, in place of the median.
func (r *row) settle(in Input) {
	r.outcome = r.plain
	if level, ok := in.Agreements[r.question.Key]; ok && r.question.Agreeable() {
		r.outcome = scoredAt(level, pointsPerLevel*level)
		r.score.Agreed = true
	}
	r.score.State = r.outcome.state
	if !r.outcome.scored() {
		return
	}
	points := r.outcome.points
	r.score.Points = &points
	if !r.outcome.word {
		value := r.outcome.value
		r.score.Value = &value
	}
}
