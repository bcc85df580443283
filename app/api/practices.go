package api

import (
	"context"
	"strconv"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// Practice is a practice of the catalogue.
type Practice struct {
	Key        string               `json:"key"`
	Name       maturity.Text        `json:"name"`
	About      maturity.Text        `json:"about"`
	First      maturity.Text        `json:"first" doc:"The first step"`
	Dimensions []maturity.Dimension `json:"dimensions"`
	Cadence    int                  `json:"cadence_days"`
	AsksCause  bool                 `json:"asks_cause" doc:"Each occurrence is about one incident, of which the cause can be told"`
}

func practiceOf(p questionnaires.Practice) Practice {
	return Practice{
		Key: p.Key, Name: p.Name, About: p.About, First: p.First, Dimensions: append([]maturity.Dimension{}, p.Dimensions...), Cadence: p.CadenceDays,
		AsksCause: p.AsksCause(),
	}
}

// Trial is a practice that a team has taken up, with where it stands today.
type Trial struct {
	ID          string       `json:"id"`
	Practice    string       `json:"practice"`
	Cadence     int          `json:"cadence_days"`
	Initiator   string       `json:"initiator"`
	ChosenOn    string       `json:"chosen_on"`
	Stopped     bool         `json:"stopped" doc:"Stopped, and not held again since"`
	StoppedOn   string       `json:"stopped_on" doc:"When it was last stopped, or empty"`
	StopReason  string       `json:"stop_reason"`
	Stage       int          `json:"stage" doc:"0 not started, 1 trying, 2 habitual, 3 owned, 4 teaching"`
	Ever        int          `json:"ever" doc:"The highest stage ever held"`
	Lapsed      bool         `json:"lapsed" doc:"Not held within twice its rhythm; the stage counts one less, and 0 after four times"`
	Was         int          `json:"was" doc:"The stage before it lapsed; 0 where it has not"`
	Due         string       `json:"due" doc:"When the next occurrence falls, or empty"`
	Occurrences []Occurrence `json:"occurrences"`
}

// Occurrence is one time that a practice was held.
type Occurrence struct {
	ID           string `json:"id"`
	Day          string `json:"day" format:"date"`
	Leader       string `json:"leader"`
	Participants int    `json:"participants"`
	Link         string `json:"link"`
	Sentence     string `json:"sentence"`
	HelpedBy     string `json:"helped_by"`
	Drill        string `json:"drill"`
	Cause        string `json:"cause" doc:"Of the incident, as the team tells it: new (seen for the first time), again (seen before), unknown (not known yet); empty where it tells nothing"`
}

func occurrenceOf(o store.Occurrence) Occurrence {
	return Occurrence{
		ID: o.ID, Day: o.Day, Leader: o.LeaderID, Participants: o.Participants, Link: o.Link, Sentence: o.Sentence,
		HelpedBy: o.HelpedBy, Drill: o.DrillID, Cause: string(o.Cause),
	}
}

func trialOf(s tracker.PracticeStanding) Trial {
	return Trial{
		ID: s.ID, Practice: s.Trial.Practice, Cadence: s.CadenceDays, Initiator: s.InitiatorID, ChosenOn: s.ChosenOn,
		Stopped: s.Standing.Stopped, StoppedOn: s.StoppedOn, StopReason: s.StopReason, Stage: int(s.Standing.Stage), Ever: int(s.Standing.Ever), Lapsed: s.Standing.Lapsed, Was: int(s.Standing.Was),
		Due: dayOf(s.Standing.Due), Occurrences: converted(s.Occurrences, occurrenceOf),
	}
}

func (a *API) practiceRoutes() {
	const t = "practices"
	add(a, read("/practices", "listPractices", "The catalogue", signedIn, t), a.listPractices)
	add(a, read("/practices/{key}", "getPractice", "One practice", signedIn, t), a.getPractice)
	add(a, create("/practices", "createOwnPractice", "Add a practice of the organisation's own", runs, t), a.createOwnPractice)
	add(a, put("/practices/{key}", "saveOwnPractice", "Change a practice of the organisation's own", runs, t), a.saveOwnPractice)
	add(a, read("/practices/{key}/target", "getPracticeTarget", "How many teams are meant to have it as a habit", above, t),
		func(c call, in *ByKey) (*tagged[PracticeTarget], error) {
			if _, err := a.tracker.Practice(c, in.Key); err != nil {
				return nil, err
			}
			return tag(in.target(c, a.store))
		})
	add(a, put("/practices/{key}/target", "setPracticeTarget", "Say how many teams are meant to have it as a habit", runs, t), a.setTarget)
	add(a, read("/teams/{id}/practices", "listTrials", "What a team has taken up, and where each stands", ofTeam, t), a.listTrials)
	add(a, read("/teams/{id}/adoption", "getAdoption", "How far a team has come with all it has taken up", ofTeam, t), a.getAdoption)
	add(a, act("/teams/{id}/practices", "choosePractice", "Take a practice up", ofTeam, t), a.choosePractice)
	add(a, create("/teams/{id}/practices/{key}/occurrences", "logOccurrence", "Log that it was held", ofTeam, t), a.logOccurrence)
	add(a, put("/teams/{id}/practices/{key}/occurrences/{occurrence}", "correctOccurrence", "Correct what was logged", ofTeam, t), a.correctOccurrence)
	add(a, read("/occurrences/{id}", "getOccurrence", "One time that it was held", ofTeam, t),
		func(c call, in *ByID) (*tagged[Occurrence], error) { return tag(occurrence(c, a.store, in.ID)) })
	add(a, remove("/occurrences/{id}", "deleteOccurrence", "Take back that it was held", ofTeam, t),
		func(c call, in *ByID) (*none, error) {
			_, err := a.tracker.DeleteOccurrence(c, c.viewer, in.ID)
			return done(err)
		})
	add(a, read("/trials/{id}", "getTrial", "How a team has chosen a practice", ofTeam, t),
		func(c call, in *ByID) (*tagged[TrialTerms], error) { return tag(trialTerms(c, a.store, in.ID)) })
	add(a, step("/trials/{id}/stop", "stopPractice", "End a practice on purpose", ofTeam, t), a.stopPractice)
	add(a, step("/trials/{id}/resume", "resumePractice", "Take the stop back", ofTeam, t),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.ResumePractice(c, c.viewer, in.ID)) })
	add(a, remove("/trials/{id}", "forgetPractice", "Take back that it was ever chosen", ofTeam, t),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.ForgetPractice(c, c.viewer, in.ID)) })
}

func (a *API) listPractices(c call, in *ListInput) (*output[Page[Practice]], error) {
	all, err := a.tracker.Practices(c)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, practiceOf), func(p Practice) string { return p.Key }))
}

// ByKey takes the key of a practice from the address.
type ByKey struct {
	Key string `path:"key"`
}

func (a *API) getPractice(c call, in *ByKey) (*output[Practice], error) {
	p, err := a.tracker.Practice(c, in.Key)
	return reply(practiceOf(p), err)
}

// OwnPractice is a practice of the organisation's own.
type OwnPractice struct {
	Key        string        `json:"key"`
	Name       maturity.Text `json:"name"`
	About      maturity.Text `json:"about"`
	First      maturity.Text `json:"first"`
	Dimensions []string      `json:"dimensions"`
	Cadence    int           `json:"cadence_days"`
	Archived   bool          `json:"archived"`
}

// OwnPracticeInput is a practice as it is to be.
type OwnPracticeInput struct {
	Name       TextInput `json:"name"`
	About      TextInput `json:"about"`
	First      TextInput `json:"first"`
	Dimensions []string  `json:"dimensions"`
	Cadence    int       `json:"cadence_days" minimum:"1"`
	Archived   bool      `json:"archived,omitempty"`
}

func (in OwnPracticeInput) save(key string) tracker.SaveOwnPractice {
	return tracker.SaveOwnPractice{
		Key: key, NameJA: in.Name.JA, NameEN: in.Name.EN, AboutJA: in.About.JA, AboutEN: in.About.EN, FirstJA: in.First.JA, FirstEN: in.First.EN,
		Dimensions: in.Dimensions, Cadence: strconv.Itoa(in.Cadence), Archived: in.Archived,
	}
}

func ownPracticeOf(p store.OwnPractice) OwnPractice {
	return OwnPractice{
		Key: p.Key, Name: p.Name, About: p.About, First: p.First, Cadence: p.CadenceDays, Archived: p.ArchivedAt != nil,
		Dimensions: converted(p.Dimensions, func(d maturity.Dimension) string { return string(d) }),
	}
}

func (a *API) createOwnPractice(c call, in *struct{ Body OwnPracticeInput }) (*tagged[OwnPractice], error) {
	p, err := a.tracker.SaveOwnPractice(c, c.viewer, in.Body.save(""))
	return tag(ownPracticeOf(p), err)
}

func (a *API) saveOwnPractice(c call, in *struct {
	ByKey
	Match
	Body OwnPracticeInput
}) (*tagged[OwnPractice], error) {
	c, err := guarded(a, c, in.Match, tracker.OwnPracticesLock, func(ctx context.Context, r store.Reader) (OwnPractice, error) {
		all, err := r.OwnPractices(ctx)
		for _, p := range all {
			if p.Key == in.Key {
				return ownPracticeOf(p), err
			}
		}
		return OwnPractice{}, err
	})
	if err != nil {
		return nil, err
	}
	p, err := a.tracker.SaveOwnPractice(c, c.viewer, in.Body.save(in.Key))
	return tag(ownPracticeOf(p), err)
}

// PracticeTarget is how many teams are meant to have a practice as a habit.
type PracticeTarget struct {
	Teams int `json:"teams" minimum:"0" doc:"0 for no target"`
}

func (in ByKey) target(ctx context.Context, r store.Reader) (PracticeTarget, error) {
	all, err := r.PracticeTargets(ctx)
	return PracticeTarget{Teams: all[in.Key]}, err
}

func (a *API) setTarget(c call, in *struct {
	ByKey
	Match
	Body PracticeTarget
}) (*tagged[PracticeTarget], error) {
	held, err := guarded(a, c, in.Match, tracker.OwnPracticesLock, in.target)
	if err != nil {
		return nil, err
	}
	if err := a.tracker.SetPracticeTarget(held, c.viewer, in.Key, optionalNumber(in.Body.Teams)); err != nil {
		return nil, err
	}
	return tag(in.target(c, a.store))
}

func (a *API) listTrials(c call, in *struct {
	ByID
	ListInput
}) (*output[Page[Trial]], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	all, err := a.tracker.PracticeStandings(c, store.RecordFilter{Teams: []string{in.ID}})
	if err != nil {
		return nil, err
	}
	return reply(paged(in.ListInput, converted(all, trialOf), func(t Trial) string { return t.ID }))
}

// Adoption is how far a team has come with all that it has taken up.
type Adoption struct {
	Index *float64 `json:"index" doc:"100 times the stages over four times their number, without what was stopped; null where nothing counts"`
	Of    int      `json:"of" doc:"Practices that count"`
	Open  int      `json:"open" doc:"Of those, the ones that are no habit yet"`
}

func (a *API) getAdoption(c call, in *ByID) (*output[Adoption], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	all, err := a.tracker.PracticeStandings(c, store.RecordFilter{Teams: []string{in.ID}})
	var out Adoption
	var counted []adoption.Standing
	for _, x := range all {
		if !x.Standing.Stopped {
			counted = append(counted, x.Standing)
		}
	}
	out.Index, out.Of, out.Open = adoption.Index(counted), len(counted), adoption.Open(counted)
	return reply(out, err)
}

// trialNow answers with a team's practice as it stands after a step.
func (a *API) trialNow(c call, team, practice string) (Trial, error) {
	all, err := a.tracker.PracticeStandings(c, store.RecordFilter{Teams: []string{team}, Practice: practice})
	if err != nil {
		return Trial{}, err
	}
	if len(all) == 0 {
		return Trial{}, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return trialOf(all[0]), nil
}

// TrialTerms are what a team has settled of a practice.
type TrialTerms struct {
	Team       string `json:"team"`
	Practice   string `json:"practice"`
	Cadence    int    `json:"cadence_days"`
	Initiator  string `json:"initiator"`
	StoppedOn  string `json:"stopped_on" doc:"When it was stopped, or empty"`
	StopReason string `json:"stop_reason"`
}

func termsOf(x store.Trial) TrialTerms {
	return TrialTerms{
		Team: x.TeamID, Practice: x.Practice, Cadence: x.CadenceDays, Initiator: x.InitiatorID, StoppedOn: x.StoppedOn, StopReason: x.StopReason,
	}
}

func trialTerms(ctx context.Context, r store.Reader, id string) (TrialTerms, error) {
	x, err := r.TrialByID(ctx, id)
	return termsOf(x), err
}

func (a *API) choosePractice(c call, in *struct {
	ByID
	MatchIf
	Body struct {
		Practice  string `json:"practice"`
		Cadence   int    `json:"cadence_days,omitempty" doc:"The rhythm that the team has, else the usual one, where it is left out"`
		Initiator string `json:"initiator,omitempty" doc:"The caller where it is left out"`
	}
}) (*output[Trial], error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.TrialLock(in.ID, in.Body.Practice), func(ctx context.Context, r store.Reader) (TrialTerms, error) {
		x, err := r.TrialOf(ctx, in.ID, in.Body.Practice)
		return termsOf(x), err
	})
	if err != nil {
		return nil, err
	}
	_, err = a.tracker.ChoosePractice(held, c.viewer, tracker.ChoosePractice{
		Team: in.ID, Practice: in.Body.Practice, Cadence: optionalNumber(in.Body.Cadence), Initiator: in.Body.Initiator,
	})
	if err != nil {
		return nil, err
	}
	return reply(a.trialNow(c, in.ID, in.Body.Practice))
}

// OccurrenceInput is one time that a practice was held, as it is logged.
type OccurrenceInput struct {
	Day          string `json:"day,omitempty" doc:"Today where it is left out"`
	Leader       string `json:"leader,omitempty" doc:"The caller where it is left out"`
	Participants int    `json:"participants" minimum:"1"`
	Link         string `json:"link,omitempty"`
	Sentence     string `json:"sentence,omitempty" doc:"What came out of it"`
	HelpedBy     string `json:"helped_by,omitempty" doc:"Another team"`
	Cause        string `json:"cause,omitempty" enum:"new,again,unknown," doc:"Of the incident: seen for the first time, seen before, or not known yet. For practices that ask for it (asks_cause)"`
}

func (in OccurrenceInput) log(team, practice, id string) tracker.LogOccurrence {
	return tracker.LogOccurrence{
		Team: team, Practice: practice, ID: id, Day: in.Day, Leader: in.Leader, Participants: strconv.Itoa(in.Participants),
		Link: in.Link, Sentence: in.Sentence, HelpedBy: in.HelpedBy, Cause: in.Cause,
	}
}

// PracticePath takes a team and the key of a practice from the address.
type PracticePath struct {
	ByID
	ByKey
}

func (a *API) logOccurrence(c call, in *struct {
	PracticePath
	Body OccurrenceInput
}) (*output[Occurrence], error) {
	o, err := a.tracker.LogOccurrence(c, c.viewer, in.Body.log(in.ID, in.Key, ""))
	return reply(occurrenceOf(o), err)
}

func occurrence(ctx context.Context, r store.Reader, id string) (Occurrence, error) {
	o, err := r.OccurrenceByID(ctx, id)
	return occurrenceOf(o), err
}

func (a *API) correctOccurrence(c call, in *struct {
	PracticePath
	Occurrence string `path:"occurrence"`
	MatchIf
	Body OccurrenceInput
}) (*tagged[Occurrence], error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.OccurrenceLock(in.Occurrence), func(ctx context.Context, r store.Reader) (Occurrence, error) {
		return occurrence(ctx, r, in.Occurrence)
	})
	if err != nil {
		return nil, err
	}
	if _, err := a.tracker.LogOccurrence(held, c.viewer, in.Body.log(in.ID, in.Key, in.Occurrence)); err != nil {
		return nil, err
	}
	return tag(occurrence(c, a.store, in.Occurrence))
}

func (a *API) stopPractice(c call, in *struct {
	ByID
	MatchIf
	Body struct {
		Reason string `json:"reason" maxLength:"2000"`
	}
}) (*none, error) {
	x, err := a.store.TrialByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	held, err := guardedIf(a, c, in.MatchIf, tracker.TrialLock(x.TeamID, x.Practice), func(ctx context.Context, r store.Reader) (TrialTerms, error) {
		return trialTerms(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	return done(a.tracker.StopPractice(held, c.viewer, in.ID, in.Body.Reason))
}
