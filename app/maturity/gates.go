package maturity

// hold lowers a level to the lowest cap whose gate holds and names that gate,
// the first of equals; "" where no gate lowers the level.
func (s *scoring) hold(d Dimension, level int) (int, string) {
	name := ""
	for _, g := range s.in.Questionnaire.Gates {
		if g.Dimension == d && g.MaxLevel < level && s.holds(g) {
			level, name = g.MaxLevel, g.Name
		}
	}
	return level, name
}

// gateHolds reports whether a gate named after the question holds, whether or
// not there is a level to lower.
func (s *scoring) gateHolds(question string) bool {
	for _, g := range s.in.Questionnaire.Gates {
		if g.Name == question && s.holds(g) {
			return true
		}
	}
	return false
}

func (s *scoring) holds(g Gate) bool {
	if g.When == CriticalOrphan {
		return s.in.Register != nil && s.in.Register.CriticalOrphan
	}
	o, asked := s.outcomeOf(g.Name)
	switch g.When {
	case NotScored:
		return asked && !o.scored()
	case AtMost:
		return o.scored() && !o.word && o.value <= g.Limit
	case MoreThan:
		return o.scored() && (o.word || o.value > g.Limit)
	}
	return false
}

func (s *scoring) outcomeOf(question string) (outcome, bool) {
	for i := range s.rows {
		if s.rows[i].question.Key == question {
			return s.rows[i].outcome, true
		}
	}
	return outcome{}, false
}
