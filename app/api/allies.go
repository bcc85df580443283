package api

import (
	"time"

	"michinori/app/store"
	"michinori/app/tracker"
)

// Hand is what somebody would like to do about a practice.
type Hand struct {
	Practice string    `json:"practice"`
	Wish     string    `json:"wish" enum:"try,help,learn"`
	Note     string    `json:"note"`
	Consent  bool      `json:"consent" doc:"The champion may see it"`
	RaisedAt time.Time `json:"raised_at"`
}

// Ally is somebody who consented that the champion sees their raised hand.
type Ally struct {
	Hand
	Person string   `json:"person"`
	Name   string   `json:"name"`
	Email  string   `json:"email"`
	Teams  []string `json:"teams"`
}

func handOf(h store.Hand) Hand {
	return Hand{Practice: h.Practice, Wish: string(h.Wish), Note: h.Note, Consent: h.Consent, RaisedAt: h.RaisedAt.UTC()}
}

func (a *API) allyRoutes() {
	const t = "allies"
	add(a, read("/hands", "listHands", "The caller's own raised hands", signedIn, t), a.listHands)
	add(a, put("/practices/{key}/hand", "raiseHand", "Raise a hand for a practice, or take it down", signedIn, t), a.raiseHand)
	add(a, logged(read("/allies", "listAllies", "The raised hands whose owners consented", runs, t), "allies.read"), a.listAllies)
}

func (a *API) listHands(c call, in *ListInput) (*output[Page[Hand]], error) {
	all, err := a.store.HandsOf(c, c.viewer.Person.ID)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, handOf), func(h Hand) string { return h.Practice + " " + h.Wish }))
}

func (a *API) raiseHand(c call, in *struct {
	ByKey
	Body struct {
		Wishes  []string `json:"wishes" doc:"try, help, learn: all that hold; none takes the hand down"`
		Note    string   `json:"note,omitempty" maxLength:"2000"`
		Consent bool     `json:"consent" doc:"The champion may see it"`
	}
}) (*output[[]Hand], error) {
	err := a.tracker.RaiseHand(c, c.viewer, tracker.RaiseHand{
		Practice: in.Key, Wishes: in.Body.Wishes, Note: in.Body.Note, Consent: in.Body.Consent,
	})
	if err != nil {
		return nil, err
	}
	all, err := a.store.HandsOf(c, c.viewer.Person.ID)
	out := []Hand{}
	for _, h := range all {
		if h.Practice == in.Key {
			out = append(out, handOf(h))
		}
	}
	return reply(out, err)
}

func (a *API) listAllies(c call, in *ListInput) (*output[Page[Ally]], error) {
	all, err := a.tracker.Allies(c, c.viewer)
	if err != nil {
		return nil, err
	}
	allies := converted(all, func(x tracker.Ally) Ally {
		return Ally{Hand: handOf(x.Hand), Person: x.PersonID, Name: x.Name, Email: x.Email, Teams: listed(x.Teams)}
	})
	return reply(paged(*in, allies, func(x Ally) string { return x.Practice + " " + x.Person + " " + x.Wish }))
}
