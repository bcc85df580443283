package reports

import "michinori/app/maturity"

// AnswerCounts is how many people of a team gave each answer to one question.
// It must come from the privacy rules: what is in it is shown.
type AnswerCounts struct {
	Key        string // of the question; makes the id
	Title      string // of the picture; "" says what it shows
	Levels     [5]int
	Unsure, NA int
	Hidden     bool // too few people: nothing of the counts is used
	Withheld   bool // hidden for another reason: few people answered again
}

// CountsOf takes the counts from a scored question; without a distribution
// they are hidden.
func CountsOf(key string, q maturity.QuestionScore) AnswerCounts {
	out := AnswerCounts{Key: key, Unsure: q.Unsure, NA: q.NA, Hidden: len(q.Counts) != len(levelNames)}
	if out.Hidden {
		return AnswerCounts{Key: key, Hidden: true, Withheld: q.Withheld}
	}
	copy(out.Levels[:], q.Counts)
	return out
}

// Distribution is how the people of a team answered one question: a figure that
// is one bar, and what the bar leaves out. A page may hold dozens of them. Where
// nothing may or can be drawn, its option is nil and its summary says why.
type Distribution struct {
	Figure
	Apart []string // don't know and not applicable, which are no levels; the counts where the picture has no room for them
}

// AnswerDistribution shows the levels people chose. Hidden counts give one
// sentence that says so, and no number.
func AnswerDistribution(l maturity.Language, c AnswerCounts) Distribution {
	d := Distribution{Figure: Figure{
		ID: identifier("answers-"+c.Key, "answers"), Lang: l, Title: c.Title, Height: answersHeight, TableLabel: say(l, "table.open"),
	}}
	if d.Title == "" {
		d.Title = say(l, "answers.title")
	}
	if c.Hidden {
		d.Summary = say(l, "answers.hidden")
		if c.Withheld {
			d.Summary = say(l, "answers.withheld")
		}
		return d
	}
	chose := 0
	for _, n := range c.Levels {
		chose += n
	}
	d.N = say(l, "answers.n", chose, chose+c.Unsure+c.NA)
	if c.Unsure > 0 {
		d.Apart = append(d.Apart, say(l, "answers.unsure", c.Unsure))
	}
	if c.NA > 0 {
		d.Apart = append(d.Apart, say(l, "answers.na", c.NA))
	}
	d.Summary = answersSummary(l, c, chose)
	d.Table = answersTable(l, c)
	if chose > 0 {
		d.Option = answersOption(d.Figure, c, chose)
		if c.crowded(chose) {
			d.Apart = append(d.Apart, d.Summary)
		}
	}
	return d
}

func answersSummary(l maturity.Language, c AnswerCounts, chose int) string {
	if chose == 0 {
		return say(l, "answers.none")
	}
	var parts []string
	for level, n := range c.Levels {
		if n > 0 {
			parts = append(parts, say(l, "answers.level", level, n))
		}
	}
	return say(l, "answers.summary", listed(l, parts))
}

func answersTable(l maturity.Language, c AnswerCounts) Table {
	t := Table{Columns: []Column{column(say(l, "answers.answer")), numeric(say(l, "answers.people"))}}
	for level, n := range c.Levels {
		t.Rows = append(t.Rows, []Cell{words(levelWithName(l, level)), count(n)})
	}
	return Table{Columns: t.Columns, Rows: append(t.Rows,
		[]Cell{words(say(l, "answers.dontknow")), count(c.Unsure)},
		[]Cell{words(say(l, "answers.notapply")), count(c.NA)})}
}
