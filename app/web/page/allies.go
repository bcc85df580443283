package page

import (
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// HandForm is what the viewer would like to do about a practice.
type HandForm struct {
	Base
	Practice string
	Wishes   []string
	Note     string
	Consent  bool
	Raised   bool // stored already
	Listed   bool // stands on the list of all own hands
	Errors   Errors
}

// NewHandForm shows what is stored of a practice among somebody's own hands.
func NewHandForm(b Base, practice string, own []store.Hand) HandForm {
	out := HandForm{Base: b, Practice: practice}
	for _, h := range own {
		if h.Practice == practice {
			out.Raised, out.Note, out.Consent = true, h.Note, h.Consent
			out.Wishes = append(out.Wishes, string(h.Wish))
		}
	}
	return out
}

// All are the wishes on offer.
func (HandForm) All() []store.Wish { return store.Wishes }

// Wished reports whether a wish is ticked.
func (f HandForm) Wished(w store.Wish) bool { return slices.Contains(f.Wishes, string(w)) }

// Hands is the list of the viewer's own raised hands.
type Hands struct {
	Base
	Rows   []OwnHand
	Others []questionnaires.Practice // without a hand of the viewer
}

// HandGroup is what is on offer for one dimension.
type HandGroup struct {
	Dimension maturity.Dimension
	Practices []questionnaires.Practice
}

// Groups are the others by the dimension that each raises most: the first it
// names.
func (h *Hands) Groups() []HandGroup {
	var out []HandGroup
	for _, d := range maturity.Dimensions {
		g := HandGroup{Dimension: d}
		for _, p := range h.Others {
			if len(p.Dimensions) > 0 && p.Dimensions[0] == d {
				g.Practices = append(g.Practices, p)
			}
		}
		if len(g.Practices) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// OwnHand is one practice for which the viewer has raised a hand.
type OwnHand struct {
	Practice questionnaires.Practice
	Form     HandForm
}

// Allies is the raised hands whose owners let the champion see them.
type Allies struct {
	Base
	Rows []AllyPractice
}

// AllyPractice is the hands of one practice.
type AllyPractice struct {
	Practice questionnaires.Practice
	Hands    []AllyHand
	Pairs    []Pair
	Alone    string // an invitation to whoever is there, where there is no pair
}

// AllyHand is somebody with all their wishes for one practice.
type AllyHand struct {
	Person, Name, Email, Note string
	Teams                     []string
	Wishes                    []store.Wish
	Since                     string
}

// Pair is somebody who helps and somebody who tries or learns.
type Pair struct {
	Helper, Other AllyHand
	Across        bool // they share no team
	Invitation    string
}

// Has reports whether that wish is among them.
func (h AllyHand) Has(w store.Wish) bool { return slices.Contains(h.Wishes, w) }

// Words are the wishes in words, as others say them of somebody.
func (a *Allies) Words(h AllyHand) string {
	out := make([]string, len(h.Wishes))
	for i, w := range h.Wishes {
		out[i] = a.T("allies.said." + string(w))
	}
	return a.List(out)
}

// Add appends a practice with its pairs, those across teams first, and the
// words of a first invitation.
func (a *Allies) Add(practice questionnaires.Practice, hands []AllyHand) {
	row := AllyPractice{Practice: practice, Hands: hands}
	for _, helper := range hands {
		for _, other := range hands {
			if helper.Person == other.Person || !helper.Has(store.WishHelp) || !other.Has(store.WishTry) && !other.Has(store.WishLearn) {
				continue
			}
			shared := slices.ContainsFunc(helper.Teams, func(t string) bool { return slices.Contains(other.Teams, t) })
			row.Pairs = append(row.Pairs, Pair{Helper: helper, Other: other, Across: !shared, Invitation: a.inviteTwo(practice, helper, other)})
		}
	}
	slices.SortStableFunc(row.Pairs, func(x, y Pair) int {
		switch {
		case x.Across == y.Across:
			return 0
		case x.Across:
			return -1
		}
		return 1
	})
	if len(row.Pairs) == 0 && len(hands) > 0 {
		row.Alone = a.inviteOne(practice, hands[0])
	}
	a.Rows = append(a.Rows, row)
}

func (a *Allies) inviteTwo(p questionnaires.Practice, helper, other AllyHand) string {
	wish := store.WishTry
	if !other.Has(wish) {
		wish = store.WishLearn
	}
	return a.T("allies.invite_two", "helper", helper.Name, "other", other.Name, "wish", a.T("allies.said."+string(wish)),
		"practice", a.In(p.Name), "first", a.In(p.First), "me", a.Viewer.Person.Name)
}

func (a *Allies) inviteOne(p questionnaires.Practice, h AllyHand) string {
	return a.T("allies.invite_"+string(h.Wishes[0]), "name", h.Name, "practice", a.In(p.Name), "first", a.In(p.First), "me", a.Viewer.Person.Name)
}
