package quarter

import (
	"michinori/app/maturity"
	"michinori/reports"
)

// FewTeams is how many teams a sentence on an organisation needs at the least.
const FewTeams = few

// Words says things in one language, for whoever tells the same numbers as the
// reports.
type Words struct{ words }

// In returns the words of a language.
func In(l maturity.Language) Words { return Words{words{l}} }

// Say returns the sentence of the language. Both take the same arguments, by
// number where their order differs.
func (w Words) Say(ja, en string, args ...any) string { return w.say(ja, en, args...) }

// Language is the one they are in.
func (w Words) Language() maturity.Language { return w.lang }

// Teams counts teams: 1 team, 2 teams; the number alone in Japanese.
func (w Words) Teams(n int) string { return w.teams(n) }

// Some is an English noun with its number; the number alone in Japanese.
func (w Words) Some(n int, one, many string) string { return w.some(n, one, many) }

// List joins names.
func (w Words) List(names []string) string { return w.list(names) }

// Dimension is the name of one.
func (w Words) Dimension(d maturity.Dimension) string { return w.dimension(d) }

// Dimensions joins their names for a sentence.
func (w Words) Dimensions(ds []maturity.Dimension) string { return w.dimensions(ds) }

// Tenth prints a number with one decimal, as figures do.
func Tenth(v float64) string { return tenth(v) }

// Figures draws what the report on an organisation shows, for others that show
// the same.
type Figures struct{ w leaders }

// FiguresOf draws an organisation in a language.
func FiguresOf(l maturity.Language, in Organisation) Figures {
	return Figures{leaders{words: words{l}, in: in, now: in.Now(), scope: in.Group}}
}

// Levels is how the assessed teams of the last round spread over the levels.
func (f Figures) Levels() reports.Figure { return Levels(f.w.lang, f.w.now) }

// Areas is the areas that depend on one person or nobody, over the rounds.
func (f Figures) Areas() reports.Figure { return f.w.areasOver() }

// Toil is the share of the hours, over the rounds.
func (f Figures) Toil() reports.Figure { return f.w.toil() }

// Drills is how long ago teams last practised, over the rounds.
func (f Figures) Drills() reports.Figure { return f.w.readiness()[0] }

// SLO is the services of each tier by their target.
func (f Figures) SLO() reports.Figure { return f.w.slo()[0] }
