package reports

import "michinori/app/maturity"

// StripQuestion is one question with what scoring made of it. Without counts
// or agreement it is not drawn.
type StripQuestion struct {
	Key   string
	Text  string
	Score maturity.QuestionScore
}

// StripInput is how the people of one team answered.
type StripInput struct {
	ID        string // "" means disagreement
	Lang      maturity.Language
	Team      string // "" leaves the name out
	Round     string // as printed
	Questions []StripQuestion
	Most      int // how many are shown; 0 shows all
	Notes     []string
}

// Disagreement shows the questions on which answers lie furthest apart, widest
// first, with the people at each level as boxes.
func Disagreement(in StripInput) Figure {
	return Figure{ID: identifier(in.ID, "disagreement"), Lang: in.Lang}
}
