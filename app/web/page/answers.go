package page

import (
	"fmt"
	"strings"

	"michinori/app/maturity"
	"michinori/app/web/form"
)

// Question is one question as a form shows it.
type Question struct {
	maturity.Question
	page     *AnswerForm
	Number   int // from 1, in this form
	Sticky   form.Sticky
	Seen     int      // revision the page was made from
	Was      string   // fingerprint of what the page was made from
	Answered bool     // stored
	Unsaved  bool     // shows something else than what is stored
	Error    string   // message beside it, or ""
	Previous string   // last round's level in words, only once answered
	Other    string   // what somebody else stored meanwhile, in words
	Known    string   // what the program knows of the fact, in words, or ""
	Outside  []string // what files from outside say beside it
	CanKeep  bool     // last round's fact can be taken over unchanged
}

// ID is the id of the question in the page; keys hold dots.
func (q Question) ID() string { return "q-" + strings.ReplaceAll(q.Key, ".", "-") }

// Page returns the form, for texts.
func (q Question) Page() *AnswerForm { return q.page }

// Checked reports whether the radio of that value is set.
func (q Question) Checked(value any) bool { return q.Sticky.Choice == fmt.Sprint(value) }

// Options are the described levels of a scale, from 0.
func (q Question) Options() []LevelOption {
	out := make([]LevelOption, len(q.Levels))
	for i, t := range q.Levels {
		out[i] = LevelOption{Level: i, Text: q.page.In(t)}
	}
	return out
}

// LevelOption is one level of a scale.
type LevelOption struct {
	Level int
	Text  string
}

// Input names the kind of input, for the template.
func (q Question) Input() string {
	switch {
	case q.Type == maturity.Scale5:
		return "scale"
	case q.Measure == maturity.DaysSince:
		return "date"
	case q.Type == maturity.Number:
		return "hours"
	case q.Measure == maturity.TierWeighted:
		return "tiers"
	case q.Type == maturity.Ratio:
		return "ratio"
	case q.Type == maturity.Checklist:
		return "checklist"
	}
	return "none"
}

// PartLabel names the first number of a ratio.
func (q Question) PartLabel() maturity.Text { return q.label(q.Part, "answers.part") }

// WholeLabel names the second number of a ratio.
func (q Question) WholeLabel() maturity.Text { return q.label(q.Whole, "answers.whole") }

// label is a text of the questionnaire or, where it gives none, a general one.
func (q Question) label(t maturity.Text, key string) maturity.Text {
	if !t.IsZero() {
		return t
	}
	return maturity.Text{JA: q.page.T(key), EN: q.page.T(key)}
}

// MayBeUnsure reports whether "don't know" is on offer: to members, about
// themselves and what they see.
func (q Question) MayBeUnsure() bool { return q.Respondent == maturity.Each }

// MayBeProvided reports whether another team can stand in.
func (q Question) MayBeProvided() bool { return q.Type == maturity.Scale5 }

// Reasons are the reasons for "not applicable".
func (q Question) Reasons() []maturity.NAReason { return maturity.NAReasons }

// Section is the questions of one dimension.
type Section struct {
	Dimension maturity.Dimension
	Questions []Question
}

// AnswerForm is the form of the members' answers, or of the lead's facts.
type AnswerForm struct {
	Base
	Assessment maturity.Assessment
	Round      maturity.Round
	Team       maturity.Team
	Intro      string
	Facts      bool // the lead's facts, with evidence
	Together   bool
	CanMode    bool // the lead may still choose how to answer
	Members    int
	Sections   []Section
	Answered   int
	Total      int
	Minutes    int
	Late       bool
	Finished   bool
	Again      maturity.Again
	Invalid    bool                // something was sent that could not be stored
	Banner     string              // message above the form, or ""
	Calculated []maturity.Question // that nobody answers, for the lead to know
}

// RegisterURL leads to what the calculated questions come from.
func (f *AnswerForm) RegisterURL() string { return f.URL("/teams/", f.Team.ID, "/register") }

// Action is where the form is sent.
func (f *AnswerForm) Action() string {
	if f.Facts {
		return f.URL("/assessments/", f.Assessment.ID, "/facts")
	}
	return f.URL("/assessments/", f.Assessment.ID, "/answers")
}

// DraftKey names what this browser keeps of unsent input, apart for each
// person, assessment and form.
func (f *AnswerForm) DraftKey() string {
	kind := "answers"
	if f.Facts {
		kind = "facts"
	}
	return strings.Join([]string{"michinori", f.Viewer.Person.ID, f.Assessment.ID, kind}, ":")
}

// Add appends a question to the section of its dimension.
func (f *AnswerForm) Add(q Question) {
	q.page = f
	n := len(f.Sections)
	if n == 0 || f.Sections[n-1].Dimension != q.Dimension {
		f.Sections = append(f.Sections, Section{Dimension: q.Dimension})
		n++
	}
	q.Number = f.Total + 1
	f.Total++
	if q.Answered {
		f.Answered++
	}
	f.Sections[n-1].Questions = append(f.Sections[n-1].Questions, q)
}

// FirstError is the id of the first question with a message, for the link at
// the top.
func (f *AnswerForm) FirstError() string {
	for _, s := range f.Sections {
		for _, q := range s.Questions {
			if q.Error != "" {
				return q.ID()
			}
		}
	}
	return ""
}
