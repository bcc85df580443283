package web

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// claimPlace is one cell of a register: an area in use, and a member.
type claimPlace struct {
	area   store.Area
	person store.Member
	stored store.Claim // of revision 0 where nothing is said
}

func (s *Server) claimPlace(c *fiber.Ctx) (claimPlace, error) {
	var out claimPlace
	var err error
	if out.area, err = s.areaInUse(c); err != nil {
		return out, err
	}
	ctx := c.UserContext()
	members, err := s.store.MembersOf(ctx, out.area.TeamID)
	if err != nil {
		return out, err
	}
	for _, m := range members {
		if m.ID == c.Params("person") {
			out.person = m
		}
	}
	if out.person.ID == "" {
		return out, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	out.stored, err = s.claimAt(ctx, out.area.ID, out.person.ID)
	return out, err
}

// claimAt returns what is said, or a claim of revision 0.
func (s *Server) claimAt(ctx context.Context, area, person string) (store.Claim, error) {
	stored, err := s.store.ClaimOf(ctx, area, person)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return store.Claim{AreaID: area, PersonID: person}, nil
	}
	return stored, err
}

// mayClaim reports whether the viewer may set what that person claims.
func mayClaim(v maturity.Viewer, team, person string) bool {
	return v.InTeam(team) && (v.Person.ID == person || v.Leads(team))
}

func (s *Server) showClaim(c *fiber.Ctx) error {
	at, err := s.claimPlace(c)
	if err != nil {
		return err
	}
	return s.claimPage(c, fiber.StatusOK, at, page.Claim{Input: page.NewClaimInput(at.stored)})
}

// claimPage shows a claim. p brings what was typed and what is wrong with it;
// what is saved from there builds upon what is stored now.
func (s *Server) claimPage(c *fiber.Ctx, status int, at claimPlace, p page.Claim) error {
	ctx := c.UserContext()
	team, err := s.store.TeamByID(ctx, at.area.TeamID)
	if err != nil {
		return err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	p.Base, p.Nav = s.registerPage(c, team, "", "claim.title")
	p.TitleArgs = map[string]string{"area": p.AreaName(at.area), "person": at.person.Name}
	p.Path = "/areas/" + at.area.ID + "/claims/" + at.person.ID
	p.Team, p.Area, p.Person, p.Revision = team, at.area, at.person, restsOn(c, status, at.stored.Revision)
	p.Editable = mayClaim(p.Viewer, team.ID, at.person.ID)
	p.Stored, p.Today = page.NewStoredClaim(p.Base, at.stored, today), today.Format(time.DateOnly)
	changes, err := s.store.RegisterChanges(ctx, team.ID, store.ChangeFilter{AreaID: at.area.ID, PersonID: at.person.ID, Limit: 20})
	if err != nil {
		return err
	}
	p.History = p.Entries(changes)
	return s.render(c, status, "claim", &p)
}

func (s *Server) saveClaim(c *fiber.Ctx) error {
	at, err := s.claimPlace(c)
	if err != nil {
		return err
	}
	if !mayClaim(viewer(c), at.area.TeamID, at.person.ID) {
		return maturity.Fail(maturity.Forbidden, "error.lead_only")
	}
	if err := sameAuthor(viewer(c), formValues(c)); err != nil {
		return err
	}
	in, err := s.claimInput(c, at)
	if err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		if wantsJSON(c) {
			return wrong.Err()
		}
		return s.claimPage(c, status, at, page.Claim{Input: in, Errors: page.NewErrors(s.texts.In(language(c)), wrong)})
	}
	return s.submit(c, show, func() error {
		if in.Level == "" && c.FormValue("withdraw") == "" {
			return maturity.Fields{{Name: "level", Key: "claim.level_required"}}.Err()
		}
		saved, err := s.tracker.SaveClaim(c.UserContext(), viewer(c), tracker.SaveClaim{
			Area: at.area.ID, Person: at.person.ID, Level: in.Level, Revision: sentRevision(c),
			EvidenceAt: in.EvidenceAt, EvidenceKind: in.EvidenceKind, EvidenceLink: in.EvidenceLink,
		})
		switch {
		case isConflict(err):
			return s.claimConflict(c, in)
		case err != nil:
			return err
		case wantsJSON(c):
			return s.claimSaved(c, at, saved)
		case in.Level == "":
			return s.redirect(c, "/areas/"+at.area.ID+"/claims/"+at.person.ID, "flash.claim_withdrawn")
		}
		return s.redirect(c, "/teams/"+at.area.TeamID+"/register#a-"+at.area.ID, "flash.claim_saved")
	})
}

// claimInput reads the form. A grid sends the level alone: the evidence then
// stays as it is, and the revision keeps it from meaning another claim's.
func (s *Server) claimInput(c *fiber.Ctx, at claimPlace) (page.ClaimInput, error) {
	in := page.ClaimInput{
		Level: c.FormValue("level"), EvidenceAt: c.FormValue("evidence_at"),
		EvidenceKind: c.FormValue("evidence_kind"), EvidenceLink: c.FormValue("evidence_link"),
	}
	stored := page.NewClaimInput(at.stored)
	if !c.Request().PostArgs().Has("evidence_at") {
		in.EvidenceAt, in.EvidenceKind, in.EvidenceLink = stored.EvidenceAt, stored.EvidenceKind, stored.EvidenceLink
	}
	switch {
	case c.FormValue("withdraw") != "":
		return page.ClaimInput{}, nil
	case c.FormValue("today") != "":
		today, err := s.tracker.Today(c.UserContext())
		in.EvidenceAt, in.EvidenceKind = today.Format(time.DateOnly), string(knowledge.Operated)
		return in, err
	}
	return in, nil
}

// restsOn is the revision that a form is to carry: a sent one that comes back to
// be mended, or in another language, still rests on what its author has seen.
func restsOn(c *fiber.Ctx, status, stored int) int {
	if c.Request().PostArgs().Has("revision") && status != fiber.StatusConflict {
		return sentRevision(c)
	}
	return stored
}

// sentRevision is what the page knew; what is no number matches nothing.
func sentRevision(c *fiber.Ctx) int { return revisionOf(c.FormValue("revision")) }

func isConflict(err error) bool {
	return errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "error.changed_meanwhile"})
}

// claimConflict shows what somebody else has set meanwhile beside what was
// typed, and stores nothing.
func (s *Server) claimConflict(c *fiber.Ctx, in page.ClaimInput) error {
	at, err := s.claimPlace(c)
	if err != nil {
		return err
	}
	words, err := s.meanwhile(c, at.stored)
	if err != nil {
		return err
	}
	if wantsJSON(c) {
		today, err := s.tracker.Today(c.UserContext())
		if err != nil {
			return err
		}
		return c.Status(fiber.StatusConflict).JSON(claimReply{
			Kind: string(maturity.Conflict), Message: words, claimValue: newClaimValue(at.stored, today),
		})
	}
	return s.claimPage(c, fiber.StatusConflict, at, page.Claim{Input: in, Conflict: words})
}

// meanwhile says who set a claim to what, and when.
func (s *Server) meanwhile(c *fiber.Ctx, stored store.Claim) (string, error) {
	b := s.base(c, "register.name")
	if stored.Revision == 0 {
		return b.T("register.conflict.gone"), nil
	}
	by, err := s.nameOf(c.UserContext(), b, stored.UpdatedBy)
	level := b.LevelWords(strconv.Itoa(stored.Level))
	return b.T("register.conflict.by", "name", by, "value", level, "ago", b.Ago(stored.UpdatedAt, s.clock())), err
}

// nameOf returns the name of whoever made a change.
func (s *Server) nameOf(ctx context.Context, b page.Base, person string) (string, error) {
	if person == "" {
		return b.T("history.program"), nil
	}
	p, err := s.store.PersonByID(ctx, person)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return b.T("history.somebody"), nil
	}
	return p.Name, err
}

// claimValue is a claim as a grid shows it.
type claimValue struct {
	Level    string `json:"level"` // "" where nothing is said
	Stale    bool   `json:"stale"`
	Revision int    `json:"revision"`
}

func newClaimValue(c store.Claim, today time.Time) claimValue {
	if c.Revision == 0 {
		return claimValue{}
	}
	return claimValue{Level: strconv.Itoa(c.Level), Stale: c.Stale(today), Revision: c.Revision}
}

// claimReply tells a grid what was stored and what follows from it, and how to
// take it back.
type claimReply struct {
	Kind    string `json:"kind,omitempty"`
	Message string `json:"message,omitempty"`
	claimValue
	Undo    map[string]string `json:"undo,omitempty"`
	Depth   string            `json:"depth,omitempty"`
	Mark    page.AreaMark     `json:"mark"`
	Words   string            `json:"mark_words"`
	Figures map[string]string `json:"figures,omitempty"`
}

func (s *Server) claimSaved(c *fiber.Ctx, was claimPlace, saved store.Claim) error {
	state, err := s.registerState(c.UserContext(), was.area.TeamID)
	if err != nil {
		return err
	}
	before := page.NewClaimInput(was.stored)
	b := s.base(c, "register.name")
	reply := claimReply{
		claimValue: newClaimValue(saved, state.today), Depth: strconv.Itoa(state.depths[was.area.Key]),
		Mark: state.marks[was.area.Key], Words: b.MarkName(state.marks[was.area.Key]), Figures: map[string]string{},
		Undo: map[string]string{
			"level": before.Level, "evidence_at": before.EvidenceAt, "evidence_kind": before.EvidenceKind,
			"evidence_link": before.EvidenceLink,
		},
	}
	if before.Level == "" {
		reply.Undo["withdraw"] = "1"
	}
	for _, f := range page.NewFigures(b, state.summary) {
		reply.Figures[f.Name] = f.Value
	}
	return c.JSON(reply)
}
