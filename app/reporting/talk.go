package reporting

import (
	"context"
	"maps"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
	"michinori/reports/quarter"
	"michinori/reports/talk"
)

// confidenceQuestion asks people what they would do at night.
const confidenceQuestion = "incident.confidence"

// TalkOf says which talk of a round.
type TalkOf struct {
	Round     maturity.Round
	Group     string // id, "" for the whole organisation
	Language  maturity.Language
	HideTeams bool // also in what the speaker wrote
}

// Talk makes the talk on a round of the organisation, or of a group with all
// that is below it, as its speaker left it. It is for champions and leaders,
// and NotFound where there is no such group. Talk.Cut makes it the short one.
func (x *Reporting) Talk(ctx context.Context, v maturity.Viewer, of TalkOf) (talk.Talk, error) {
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return talk.Talk{}, err
	}
	s, err := x.scope(ctx, of.Group)
	if err != nil {
		return talk.Talk{}, err
	}
	in := talk.Organisation{}
	if in.Organisation, err = x.gather(ctx, s, of.Round, true); err != nil {
		return talk.Talk{}, err
	}
	if in.Confidence, err = x.confidence(ctx, v, of); err != nil {
		return talk.Talk{}, err
	}
	if in.Catalogue, err = x.invitations(ctx, in.Practices); err != nil {
		return talk.Talk{}, err
	}
	deck, err := x.db.DeckOf(ctx, store.DeckKey{Round: of.Round.ID, Scope: of.Group, Language: of.Language})
	if err != nil {
		return talk.Talk{}, err
	}
	if of.HideTeams {
		deck.Edits = unnamed(deck.Edits, s.all)
	}
	out := talk.OfOrganisation(of.Language, in).Edited(deck.Edits)
	out.Revision = deck.Revision
	return out, nil
}

// TeamTalk makes the talk on a round of one team as its speaker left it: for the
// team, and for champions and leaders once the team shares the round, as Team.
// Of whatever the group in of is, nothing is asked.
func (x *Reporting) TeamTalk(ctx context.Context, v maturity.Viewer, team string, of TalkOf) (talk.Talk, error) {
	input, err := x.Team(ctx, v, team, of.Round)
	if err != nil {
		return talk.Talk{}, err
	}
	in := talk.Team{TeamInput: input, HideTeam: of.HideTeams}
	if in.Catalogue, err = x.invitations(ctx, nil); err != nil {
		return talk.Talk{}, err
	}
	deck, err := x.db.DeckOf(ctx, store.DeckKey{Round: of.Round.ID, Scope: team, Language: of.Language})
	if err != nil {
		return talk.Talk{}, err
	}
	if of.HideTeams {
		teams, err := x.db.Teams(ctx)
		if err != nil {
			return talk.Talk{}, err
		}
		deck.Edits = unnamed(deck.Edits, teams)
	}
	out := talk.OfTeam(of.Language, in).Edited(deck.Edits)
	out.Revision = deck.Revision
	return out, nil
}

// confidence is what people across the scope answered, after the privacy rule:
// nil while the round is open and where the rule hides it.
func (x *Reporting) confidence(ctx context.Context, v maturity.Viewer, of TalkOf) (*maturity.Tally, error) {
	if of.Round.Open() {
		return nil, nil //nolint:nilnil // nothing may be told yet
	}
	pooled, err := x.tracker.PooledAnswers(ctx, v, of.Round)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(pooled.Questions, func(q tracker.PooledQuestion) bool { return q.Question.Key == confidenceQuestion })
	if at < 0 {
		return nil, nil //nolint:nilnil // the edition does not ask
	}
	return shownTally(pooled.Questions[at].Shown, of.Group), nil
}

// shownTally finds what is shown of a group; nil where it is hidden.
func shownTally(t maturity.ShownTally, group string) *maturity.Tally {
	if t.Key == group {
		return t.Tally
	}
	for _, c := range t.Children {
		if found := shownTally(c, group); found != nil {
			return found
		}
	}
	return nil
}

// invitations are the practices of the catalogue with the teams that can tell
// of them.
func (x *Reporting) invitations(ctx context.Context, taken []quarter.Practice) ([]talk.Practice, error) {
	all, err := x.tracker.Practices(ctx)
	out := make([]talk.Practice, len(all))
	for i, p := range all {
		out[i] = invitation(p)
		for _, t := range taken {
			if t.Key == p.Key {
				out[i].Teams = t.Now.Still
			}
		}
	}
	return out, err
}

func invitation(p questionnaires.Practice) talk.Practice {
	return talk.Practice{Key: p.Key, Name: p.Name, First: p.First, Dimensions: p.Dimensions}
}

// unnamed blots out the names of teams in what the speaker wrote.
func unnamed(e maturity.DeckEdits, teams []maturity.Team) maturity.DeckEdits {
	words := func(of map[maturity.Slide]maturity.Wording) map[maturity.Slide]maturity.Wording {
		out := maps.Clone(of)
		for key, w := range out {
			out[key] = maturity.Wording{Text: withoutNames(w.Text, teams), Basis: w.Basis}
		}
		return out
	}
	e.Headlines, e.Notes, e.Slots = words(e.Headlines), words(e.Notes), maps.Clone(e.Slots)
	for key, text := range e.Slots {
		e.Slots[key] = withoutNames(text, teams)
	}
	return e
}
