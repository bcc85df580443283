package web

import (
	"cmp"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/web/page"
)

// orgScope is the part of the organisation a page speaks of.
type orgScope struct {
	page.Scope
	rounds []maturity.Round // oldest first
	groups []maturity.Group
	teams  map[string]maturity.Team // within the group and below it
	told   map[string]bool          // see reporting.Told
}

// scope reads which round and group are asked for. Where no round is, it is the
// newest one with something to show, and one that is over before one that is
// under way: of that only a few teams can have shared yet.
func (s *Server) scope(c *fiber.Ctx, offer func(maturity.Round) bool) (orgScope, error) {
	ctx := c.UserContext()
	var out orgScope
	if err := viewer(c).Require(viewer(c).SeesOrganisation()); err != nil {
		return out, err
	}
	var err error
	if out.rounds, err = s.store.Rounds(ctx); err != nil {
		return out, err
	}
	if out.groups, err = s.store.Groups(ctx); err != nil {
		return out, err
	}
	if err := out.chooseRound(c.Query("round"), offer, s.clock()); err != nil {
		return out, err
	}
	if err := out.chooseGroup(c.Query("group")); err != nil {
		return out, err
	}
	teams, err := s.store.Teams(ctx)
	out.teams, out.told = map[string]maturity.Team{}, reporting.Told(out.groups, teams)
	within := out.below(out.Group)
	for _, t := range teams {
		if out.Group == "" || within[t.GroupID] {
			out.teams[t.ID] = t
		}
	}
	return out, err
}

// scopeOfShared is scope; a round has something to show once a team has shared
// its result.
func (s *Server) scopeOfShared(c *fiber.Ctx) (orgScope, error) {
	counted, err := s.counted(c, "")
	if err != nil {
		return orgScope{}, err
	}
	shared := map[string]bool{}
	for _, r := range counted {
		shared[r.Key] = r.Funnel.Shared > 0
	}
	return s.scope(c, func(r maturity.Round) bool { return shared[r.Key] })
}

func (o *orgScope) chooseRound(id string, offer func(maturity.Round) bool, now time.Time) error {
	var newest, offered, over *maturity.Round
	for i := range o.rounds {
		r := &o.rounds[i]
		newest = r
		if r.ID == id {
			o.Round = r
		}
		if offer(*r) {
			offered = r
			if !r.UnderWay(now) {
				over = r
			}
		}
	}
	if o.Round == nil && id != "" {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	if o.Round == nil {
		o.Round = cmp.Or(over, offered, newest)
	}
	for _, r := range slices.Backward(o.rounds) {
		o.Rounds = append(o.Rounds, page.Choice{Value: r.ID, Text: r.Key, Chosen: r.ID == o.Round.ID})
	}
	if newest != nil && newest.UnderWay(now) && (id == "" || o.Round == newest) {
		o.Later = newest
	}
	return nil
}

func (o *orgScope) chooseGroup(id string) error {
	known := id == ""
	children := map[string][]maturity.Group{}
	for _, g := range o.groups {
		children[g.ParentID] = append(children[g.ParentID], g)
		known = known || g.ID == id
	}
	if !known {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	o.Group = id
	var walk func(parent string, depth int)
	walk = func(parent string, depth int) {
		for _, g := range children[parent] {
			o.Groups = append(o.Groups, page.Choice{Value: g.ID, Text: page.Indented(g.Name, depth), Chosen: g.ID == id})
			walk(g.ID, depth+1)
		}
	}
	walk("", 0)
	return nil
}

// below returns a group and all groups under it.
func (o *orgScope) below(group string) map[string]bool { return reporting.Below(o.groups, group) }

func (o *orgScope) teamIDs() []string {
	out := make([]string, 0, len(o.teams))
	for id := range o.teams {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}
