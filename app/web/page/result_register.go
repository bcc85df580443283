package page

import (
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// RegisterLine says where the calculated questions of a result come from, or
// what they would add.
type RegisterLine struct {
	Text string
	Why  string // of the count that was used, or ""
	Link string // where the viewer may go, or ""
	Go   string // name of the link
}

// FromRegister is that line; nil where the questionnaire has no such question,
// and for outsiders where there was no register.
func (r *Result) FromRegister() *RegisterLine {
	calculated := 0
	for _, s := range r.Sections {
		for _, q := range s.Questions {
			if q.Respondent == maturity.System {
				calculated++
			}
		}
	}
	switch {
	case calculated == 0 || r.Register == nil && !r.Inside:
		return nil
	case r.Register == nil:
		return &RegisterLine{Text: r.N("from_register.none", calculated), Link: r.registerURL(), Go: r.T("from_register.start")}
	}
	out := RegisterLine{Text: r.T("from_register.calculated", "date", r.registerDay(), "view", r.viewName(knowledge.View(r.Register.View)))}
	if r.Register.View == string(knowledge.Lenient) {
		out.Why = r.T("from_register.lenient_why")
	}
	if r.Inside {
		out.Link, out.Go = r.registerURL(), r.T("from_register.link")
	}
	return &out
}

func (r *Result) registerURL() string { return r.URL("/teams/", r.Team.ID, "/register") }

func (r *Result) registerDay() string {
	day, err := time.Parse(time.DateOnly, r.Register.AsOf)
	if err != nil {
		return r.Register.AsOf
	}
	return r.plainDay(day)
}
