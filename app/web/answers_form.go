package web

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/form"
	"michinori/app/web/page"
)

// standing is an assessment with what every page of it shows.
type standing struct {
	assessment    maturity.Assessment
	round         maturity.Round
	team          maturity.Team
	organisation  maturity.Organisation
	questionnaire *maturity.Questionnaire
}

func (s *Server) standing(c *fiber.Ctx) (standing, error) { return s.standingOf(c, c.Params("id")) }

func (s *Server) standingOf(c *fiber.Ctx, assessment string) (standing, error) {
	ctx := c.UserContext()
	found, err := s.store.StandingOf(ctx, assessment)
	if err != nil {
		return standing{}, err
	}
	q, err := s.tracker.Questionnaire(ctx, found.Round)
	return newStanding(found, q), err
}

func newStanding(x store.Standing, q *maturity.Questionnaire) standing {
	return standing{assessment: x.Assessment, round: x.Round, team: x.Team, organisation: x.Organisation, questionnaire: q}
}

// stored is what the database holds for a form, by question key.
type stored struct {
	answers  map[string]maturity.GivenAnswer
	facts    map[string]maturity.Fact
	previous map[string]string // last round's levels in words
	finished bool
}

// today is the day in the organisation's time zone.
func (s *Server) today(o maturity.Organisation) time.Time { return s.clock().In(o.Zone()) }

func (s *Server) editAnswers(c *fiber.Ctx) error { return s.editForm(c, maturity.Each) }
func (s *Server) editFacts(c *fiber.Ctx) error   { return s.editForm(c, maturity.Lead) }

func (s *Server) editForm(c *fiber.Ctx, asked maturity.Respondent) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := mayFill(viewer(c), st.assessment, asked); err != nil {
		return err
	}
	if err := st.assessment.MayAnswer(st.round); err != nil {
		return err
	}
	f, err := s.answerForm(c, st, asked, nil, nil)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "answers", f)
}

func mayFill(v maturity.Viewer, a maturity.Assessment, asked maturity.Respondent) error {
	if asked == maturity.Lead {
		return v.MayLead(a.TeamID)
	}
	return v.MayBelong(a.TeamID)
}

// answerForm fills the page: with what is stored or, where a form was sent,
// with what the author typed and the messages for it.
func (s *Server) answerForm(c *fiber.Ctx, st standing, asked maturity.Respondent, sent form.Values, fields maturity.Fields) (*page.AnswerForm, error) {
	have, err := s.storedFor(c, st, asked)
	if err != nil {
		return nil, err
	}
	participation, err := s.store.ParticipationOf(c.UserContext(), st.assessment.ID)
	if err != nil {
		return nil, err
	}
	again, _, err := s.again(c.UserContext(), st.assessment)
	if err != nil {
		return nil, err
	}
	title := "answers.title"
	if asked == maturity.Lead {
		title = "facts.title"
	}
	f := &page.AnswerForm{
		Base: s.base(c, title, "team", st.team.Name, "round", st.round.Key), Assessment: st.assessment, Round: st.round,
		Team: st.team, Facts: asked == maturity.Lead, Together: st.assessment.Mode == maturity.Together,
		Members: participation.Members, Minutes: st.questionnaire.Minutes, Late: st.round.Late(s.clock()),
		Finished: have.finished, Again: again, Invalid: len(fields) > 0,
	}
	f.Intro = f.In(st.questionnaire.Intro)
	f.CanMode = viewer(c).Leads(st.team.ID) && participation.Started == 0
	if f.Facts {
		f.Calculated = st.questionnaire.AskedOf(maturity.System)
	}
	facts, outside := map[string]knownFact{}, tracker.TeamEvidence{}
	if f.Facts {
		if facts, err = s.knownFacts(c, st, f.Base); err != nil {
			return nil, err
		}
		if outside, err = s.tracker.EvidenceBeside(c.UserContext(), viewer(c), st.team.ID, have.facts); err != nil {
			return nil, err
		}
	}
	messages := page.NewErrors(f.Texts, fields)
	for _, q := range st.questionnaire.AskedOf(asked) {
		x := s.formQuestion(f, q, have, sent, messages)
		x.Known = facts[q.Key].text
		for _, finding := range measured.Beside(q.Key, outside.Findings) {
			x.Outside = append(x.Outside, f.FindingText(finding))
		}
		x.Unsaved = sent != nil && unsaved(sent, q, x.Was, s.today(st.organisation))
		f.Add(x)
	}
	return f, nil
}

func (s *Server) formQuestion(f *page.AnswerForm, q maturity.Question, have stored, sent form.Values, messages page.Errors) page.Question {
	out := page.Question{Question: q, Error: firstOf(messages, q.Key), Was: form.Fingerprint(nil, "", "")}
	if g, ok := have.answers[q.Key]; ok {
		out.Answered, out.Seen, out.Was = true, g.Revision, form.Fingerprint(&g.Answer, "", "")
		out.Sticky = form.FromAnswer(&g.Answer, q, g.UpdatedAt)
		out.Other = f.AnswerText(q, g.Answer)
	}
	if fact, ok := have.facts[q.Key]; ok {
		out.Answered, out.Seen = true, fact.Revision
		out.Was = form.Fingerprint(&fact.Answer, fact.Evidence, fact.Note)
		out.Sticky = form.FromAnswer(&fact.Answer, q, fact.UpdatedAt)
		out.Sticky.Evidence, out.Sticky.Note = fact.Evidence, fact.Note
		out.Other = strings.Join(slices.DeleteFunc([]string{f.AnswerText(q, fact.Answer), fact.Evidence, fact.Note},
			func(s string) bool { return s == "" }), f.T("list.separator"))
	}
	last, hadOne := have.previous[q.Key]
	if out.Answered {
		out.Previous = last
	}
	out.CanKeep = hadOne && f.Facts
	if sent != nil && form.Sent(sent, q.Key) {
		out.Sticky = form.FromValues(sent, q)
		if out.Error == "" { // what is stored is shown beside a message only
			out.Seen, out.Was = form.Seen(sent, q.Key), sent.First(q.Key+".was")
		}
	}
	return out
}

// unsaved reports whether a sent form holds something else than what is stored.
func unsaved(sent form.Values, q maturity.Question, was string, today time.Time) bool {
	if !form.Sent(sent, q.Key) {
		return false
	}
	a, wrong := form.ReadAnswer(sent, q, today)
	evidence, note := sent.First(q.Key+".evidence"), sent.First(q.Key+".note")
	return wrong != nil || a == nil && evidence != "" || form.Fingerprint(a, evidence, note) != was
}

func firstOf(e page.Errors, key string) string {
	for _, name := range []string{key, key + ".evidence", key + ".note"} {
		if m := e.Of(name); m != "" {
			return m
		}
	}
	return ""
}

func (s *Server) storedFor(c *fiber.Ctx, st standing, asked maturity.Respondent) (stored, error) {
	ctx := c.UserContext()
	var out stored
	var err error
	if out.previous, err = s.previousLevels(c, st); err != nil {
		return out, err
	}
	if asked == maturity.Lead {
		out.facts, err = s.store.FactsOf(ctx, st.assessment.ID, st.questionnaire)
		return out, err
	}
	author := viewer(c).Person.ID
	if st.assessment.Mode == maturity.Together {
		author = ""
	}
	r, err := s.store.ResponseOf(ctx, st.assessment.ID, author)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.finished = r.FinishedAt != nil
	out.answers, err = s.store.AnswersOf(ctx, r.ID, st.questionnaire)
	return out, err
}

// previousLevels returns the team's agreed levels of the last round in words.
func (s *Server) previousLevels(c *fiber.Ctx, st standing) (map[string]string, error) {
	last, err := s.store.LastAgreed(c.UserContext(), st.team.ID, st.round.Key)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	texts := page.Base{Texts: s.texts.In(language(c))}
	for key, q := range last.Result.Questions {
		if question, ok := st.questionnaire.Question(key); ok && q.State == maturity.Scored {
			out[key] = texts.ValueText(question, q)
			if question.Type == maturity.Scale5 {
				out[key] = texts.T("level.n", "level", out[key]) // the number alone might count anything
			}
		}
	}
	return out, nil
}

// changes reads the sent form: every question it holds, and what is wrong with
// each.
func (s *Server) changes(st standing, asked maturity.Respondent, sent form.Values) ([]tracker.Change, maturity.Fields) {
	var out []tracker.Change
	var fields maturity.Fields
	var today time.Time
	for i := range st.questionnaire.Questions {
		q := &st.questionnaire.Questions[i] // there is much in one
		if q.Respondent != asked || !form.Sent(sent, q.Key) {
			continue
		}
		if q.Measure == maturity.DaysSince && today.IsZero() { // a time zone is read from a file
			today = s.today(st.organisation)
		}
		a, wrong := form.ReadAnswer(sent, *q, today)
		if wrong != nil {
			fields = append(fields, *wrong)
			continue
		}
		evidence := sent.First(q.Key + ".evidence")
		if a == nil && evidence != "" {
			fields.Add(q.Key+".evidence", "facts.evidence_alone")
			continue
		}
		out = append(out, tracker.Change{
			Question: q.Key, Answer: a, Seen: form.Seen(sent, q.Key),
			Evidence: evidence, Note: sent.First(q.Key + ".note"),
		})
	}
	return out, fields
}

// formValues reads the body of a request, once: a form has hundreds of names, and
// each is looked for several times.
func formValues(c *fiber.Ctx) form.Values {
	sent := c.Request().PostArgs()
	all, one := make(map[string][]string, sent.Len()), make([]string, sent.Len())
	for name, value := range sent.All() {
		before := all[string(name)]
		if before == nil { // nearly all are sent once
			before, one = one[:0:1], one[1:]
		}
		all[string(name)] = append(before, string(value))
	}
	return func(name string) []string { return all[name] }
}
