package tracker

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Change is what one question is to become. Seen is the revision the author
// looked at; 0 where there was no answer.
type Change struct {
	Question string
	Answer   *maturity.Answer // nil takes the answer back
	Seen     int
	Evidence string // facts only
	Note     string // facts only
}

// SaveAnswers stores changes of a response, all or none: one while somebody is
// filling in, many when a whole page is sent. Finish marks the response as
// complete, which only the author decides.
type SaveAnswers struct {
	Assessment string
	Changes    []Change
	// Read, where there is one, makes the changes of what the assessment asks once
	// the viewer may make any. An error of it is the caller's own. It may be asked
	// again, and must not ask the database.
	Read   func(store.Standing, *maturity.Questionnaire) ([]Change, error)
	Finish bool
	// Untold is set where nobody asks for the new revisions.
	Untold bool
}

// Saved tells what became of the changes.
type Saved struct {
	Revisions map[string]int // by question key; empty where they are untold
	Late      bool
}

// SaveAnswers stores the viewer's own answers, or the team's where it answers
// together. Together, an answer that somebody else changed since it was seen is
// a Conflict naming the question, and nothing is stored.
func (t *Tracker) SaveAnswers(ctx context.Context, v maturity.Viewer, in SaveAnswers) (Saved, error) {
	r := recording{in.Assessment, v.MayBelong, (*store.Tx).HoldStanding, in.Read, maturity.Each}
	if r.read == nil {
		r.read = given(in.Changes)
	}
	return t.record(ctx, r, func(tx *store.Tx, p place, changes []Change, out *Saved) error {
		in.Changes = changes
		return t.writeAnswers(ctx, tx, v, p, in, out)
	})
}

// recording is who changes what of an assessment that can still be answered.
type recording struct {
	assessment string
	may        func(team string) error
	take       func(*store.Tx, context.Context, string) (store.Standing, error) // keeps it from changing meanwhile
	read       func(store.Standing, *maturity.Questionnaire) ([]Change, error)
	asked      maturity.Respondent
}

func given(changes []Change) func(store.Standing, *maturity.Questionnaire) ([]Change, error) {
	return func(store.Standing, *maturity.Questionnaire) ([]Change, error) { return changes, nil }
}

// record stores changes by whoever may, after checking every one of them. All
// that decides is read once, where nobody changes it any more.
func (t *Tracker) record(ctx context.Context, r recording, write func(*store.Tx, place, []Change, *Saved) error) (Saved, error) {
	var out Saved
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		found, err := r.take(tx, ctx, r.assessment)
		if err != nil {
			return fmt.Errorf("assessment %s: %w", r.assessment, err)
		}
		if err := r.may(found.Team.ID); err != nil {
			return err
		}
		p := place{round: found.Round, assessment: found.Assessment}
		if p.questionnaire, err = t.questionnaire(ctx, tx.Reader, p.round); err != nil {
			return err
		}
		changes, err := r.read(found, p.questionnaire)
		if err != nil {
			return err
		}
		if err := checkChanges(p.questionnaire, changes, r.asked); err != nil {
			return err
		}
		if err := p.assessment.MayAnswer(p.round); err != nil {
			return err
		}
		out = Saved{Revisions: make(map[string]int, len(changes)), Late: p.round.Late(t.now())}
		return write(tx, p, changes, &out)
	})
	return out, err
}

func (t *Tracker) writeAnswers(ctx context.Context, tx *store.Tx, v maturity.Viewer, p place, in SaveAnswers, out *Saved) error {
	author, together := v.Person.ID, p.assessment.Mode == maturity.Together
	if together {
		author = ""
	}
	response := store.Response{ID: t.newID(), AssessmentID: p.assessment.ID, PersonID: author}
	if in.Finish {
		now := t.now()
		response.FinishedAt = &now
	}
	// Who answers alone and in time overwrites nobody: what there is need not be known.
	alone := !together && !out.Late && !slices.ContainsFunc(in.Changes, func(c Change) bool { return c.Answer == nil })
	save := tx.PutAnswers
	var have map[string]maturity.GivenAnswer
	if !alone {
		save = tx.SaveAnswers
		late, err := comesLate(ctx, tx, p, response, in, out.Late)
		if err != nil {
			return err
		}
		if have, err = t.beginAnswers(ctx, tx, p, response, late); err != nil {
			return err
		}
	}
	given := make([]maturity.GivenAnswer, 0, len(in.Changes))
	for _, c := range in.Changes {
		was, exists := have[c.Question]
		if together && conflicts(c, was.Revision, exists, same(c.Answer, was.Answer)) {
			return changedElsewhere(c.Question)
		}
		if c.Answer == nil {
			if err := tx.DeleteAnswer(ctx, response, c.Question); err != nil {
				return err
			}
			out.Revisions[c.Question] = 0
			continue
		}
		given = append(given, maturity.GivenAnswer{Question: c.Question, Answer: *c.Answer, UpdatedAt: t.now(), Late: out.Late})
	}
	revisions := out.Revisions
	if in.Untold {
		revisions = nil
	}
	return save(ctx, response, given, revisions)
}

// beginAnswers begins a response, or goes on with the one that the author has, and
// returns the answers that others may have given since: who answers alone
// overwrites nobody.
func (t *Tracker) beginAnswers(ctx context.Context, tx *store.Tx, p place, x store.Response, late bool) (map[string]maturity.GivenAnswer, error) {
	if p.assessment.Mode != maturity.Together && !late {
		return nil, tx.PutResponse(ctx, x)
	}
	id, err := t.saveResponse(ctx, tx, p, x, late)
	if err != nil || p.assessment.Mode != maturity.Together {
		return nil, err
	}
	return tx.AnswersOf(ctx, id, p.questionnaire)
}

// saveResponse begins a response, or goes on with the one that the author has,
// and returns its id. That it begins late, ends late, or changes late for the
// first time is noted once.
func (t *Tracker) saveResponse(ctx context.Context, tx *store.Tx, p place, x store.Response, late bool) (string, error) {
	var before store.Response
	if late {
		var err error
		before, err = tx.LockResponse(ctx, x.AssessmentID, x.PersonID)
		if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			return "", err
		}
	}
	id, err := tx.SaveResponse(ctx, x)
	if err != nil || !late {
		return id, err
	}
	noted := false
	if id != x.ID {
		if noted, err = lateNoted(ctx, tx, p, before, x); err != nil {
			return id, err
		}
	}
	if !noted {
		err = t.event(ctx, tx, maturity.Viewer{}, "response.late", x.AssessmentID, "")
	}
	return id, err
}

// comesLate reports whether what comes late is a late response. To take answers
// back alone is none, but where people answer again and there is something to take
// back.
func comesLate(ctx context.Context, tx *store.Tx, p place, x store.Response, in SaveAnswers, late bool) (bool, error) {
	gives := in.Finish || slices.ContainsFunc(in.Changes, func(c Change) bool { return c.Answer != nil })
	if !late || gives || !again(p.assessment) {
		return late && gives, nil
	}
	questions := make([]string, len(in.Changes))
	for i, c := range in.Changes {
		questions[i] = c.Question
	}
	return tx.Answered(ctx, x, questions)
}

// lateNoted reports whether of a response, as it was before x, all is noted. Where
// people answer again it is the same note whatever they do, at once or one after
// the other: counted, notes must not tell whether an answer has changed.
func lateNoted(ctx context.Context, tx *store.Tx, p place, before, x store.Response) (bool, error) {
	if again(p.assessment) {
		if looked, kept, err := tx.LookedAgain(ctx, before); kept || err != nil {
			return looked, err
		}
	}
	if x.FinishedAt != nil && before.FinishedAt == nil {
		return false, nil
	}
	return tx.HasLateAnswer(ctx, before.ID)
}

// again reports whether people answer for themselves once more.
func again(a maturity.Assessment) bool { return a.Reopened > 0 && a.Mode == maturity.Apart }

// conflicts reports whether somebody else's answer would be overwritten unseen.
// Two people who say the same do not disagree.
func conflicts(c Change, revision int, exists, alike bool) bool {
	if c.Seen == revision {
		return false
	}
	return !exists && c.Answer != nil && c.Seen != 0 || exists && !alike
}

func same(a *maturity.Answer, was maturity.Answer) bool {
	return a != nil && reflect.DeepEqual(*a, was)
}

func changedElsewhere(question string) error {
	return &maturity.Error{
		Kind: maturity.Conflict, Key: "error.changed_elsewhere",
		Fields: maturity.Fields{{Name: question, Key: "field.changed_elsewhere"}},
	}
}

func checkChanges(q *maturity.Questionnaire, changes []Change, asked maturity.Respondent) error {
	var f maturity.Fields
	for i := range changes {
		c := &changes[i]
		question, ok := q.Question(c.Question)
		if !ok || question.Respondent != asked {
			f.Add(c.Question, "answer.unknown_question")
			continue
		}
		if c.Answer == nil {
			continue
		}
		answer := *c.Answer // whoever calls may still use theirs
		c.Answer = &answer
		c.Evidence = link(&f, c.Question+".evidence", c.Evidence)
		c.Note = prose(&f, c.Question+".note", c.Note, false)
		c.Answer.Note = prose(&f, c.Question, c.Answer.Note, c.Answer.Kind == maturity.NotApplicable && c.Answer.Reason == maturity.OtherReason)
		if c.Answer.Kind == maturity.Provided {
			c.Answer.ProvidedBy = line(&f, c.Question, c.Answer.ProvidedBy, true)
		}
		if field, wrong := maturity.AsField(c.Question, question.Check(*c.Answer)); wrong {
			f = append(f, field)
		}
	}
	return f.Err()
}

// SaveFacts stores facts, all or none, as SaveAnswers does answers. Only a lead
// of the team records them.
func (t *Tracker) SaveFacts(ctx context.Context, v maturity.Viewer, assessment string, changes []Change) (Saved, error) {
	r := recording{assessment, v.MayLead, (*store.Tx).LockStanding, given(changes), maturity.Lead}
	return t.record(ctx, r, func(tx *store.Tx, p place, changes []Change, out *Saved) error {
		return t.writeFacts(ctx, tx, v, p, changes, out)
	})
}

func (t *Tracker) writeFacts(ctx context.Context, tx *store.Tx, v maturity.Viewer, p place, changes []Change, out *Saved) error {
	have, err := tx.FactsOf(ctx, p.assessment.ID, p.questionnaire)
	if err != nil {
		return err
	}
	var facts []maturity.Fact
	for _, c := range changes {
		was, exists := have[c.Question]
		alike := same(c.Answer, was.Answer) && c.Evidence == was.Evidence && c.Note == was.Note
		if was.UpdatedBy != v.Person.ID && conflicts(c, was.Revision, exists, alike) {
			return changedElsewhere(c.Question)
		}
		if c.Answer == nil {
			if err := tx.DeleteFact(ctx, p.assessment.ID, c.Question); err != nil {
				return err
			}
			out.Revisions[c.Question] = 0
			continue
		}
		out.Revisions[c.Question] = was.Revision + 1
		facts = append(facts, maturity.Fact{
			Question: c.Question, Answer: *c.Answer, Evidence: c.Evidence, Note: c.Note,
			UpdatedBy: v.Person.ID, UpdatedAt: t.now(), Revision: was.Revision + 1,
		})
	}
	return tx.SaveFacts(ctx, p.assessment.ID, facts, out.Late)
}
