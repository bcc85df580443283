package tracker

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// maxEvidenceLink is the length of a link, in characters.
const maxEvidenceLink = 500

// SaveClaim is what somebody typed of one person and one area. Revision is what
// they looked at, 0 where nothing was said.
type SaveClaim struct {
	Area, Person             string
	Level                    string // 0 to 4; "" withdraws the claim
	EvidenceAt, EvidenceKind string // both or none
	EvidenceLink             string
	Revision                 int
}

// SaveClaim stores what a person says of an area: members their own, a lead
// that of anybody in the team. It returns the claim as it stands now, with
// revision 0 where nothing is said: also with the Conflict that somebody else
// changed it since it was looked at. To say what is there already changes
// nothing and is no conflict.
func (t *Tracker) SaveClaim(ctx context.Context, v maturity.Viewer, in SaveClaim) (store.Claim, error) {
	a, err := t.db.AreaByID(ctx, in.Area)
	if err != nil {
		return store.Claim{}, err
	}
	if err := mayClaim(v, a.TeamID, in.Person); err != nil {
		return store.Claim{}, err
	}
	today, err := t.Today(ctx)
	if err != nil {
		return store.Claim{}, err
	}
	var f maturity.Fields
	typed := readClaim(&f, "", in, today)
	if err := f.Err(); err != nil {
		return store.Claim{}, err
	}
	var out written
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.MustBeMember(ctx, a.TeamID, in.Person); err != nil {
			return err
		}
		if err := tx.LockAreas(ctx, a.ID); err != nil {
			return err
		}
		now, err := tx.AreaByID(ctx, a.ID)
		switch {
		case err != nil:
			return err
		case now.ArchivedAt != nil:
			return maturity.Fail(maturity.Conflict, "error.area_archived")
		}
		if out, err = t.writeClaim(ctx, tx, v, a.TeamID, typed); err != nil || !out.changed {
			return err
		}
		return t.event(ctx, tx, v, out.verb, a.ID, in.Person)
	})
	if err == nil && out.conflict {
		err = changedMeanwhile()
	}
	return out.claim, err
}

// mayClaim returns nil when the viewer may say what the person can do.
func mayClaim(v maturity.Viewer, team, person string) error {
	if person == v.Person.ID {
		return v.MayBelong(team)
	}
	return v.MayLead(team)
}

// typedClaim is a claim somebody typed, or that it is withdrawn.
type typedClaim struct {
	store.Claim // with the revision that was looked at
	withdraw    bool
}

// readClaim checks a claim; prefix goes before the names of its fields.
func readClaim(f *maturity.Fields, prefix string, in SaveClaim, today time.Time) typedClaim {
	out := typedClaim{Claim: store.Claim{AreaID: in.Area, PersonID: in.Person, Revision: in.Revision}}
	level := strings.TrimSpace(in.Level)
	if level == "" {
		out.withdraw = true
		return out
	}
	n, err := strconv.Atoi(level)
	if err != nil || n < 0 || n > knowledge.MaxLevel {
		f.Add(prefix+"level", "field.choice")
	}
	out.Level, out.ClaimedAt = n, today
	at, kind := pastDay(f, prefix+"evidence_at", in.EvidenceAt, today), knowledge.EvidenceKind(strings.TrimSpace(in.EvidenceKind))
	out.EvidenceLink = link(f, prefix+"evidence_link", in.EvidenceLink)
	if utf8.RuneCountInString(out.EvidenceLink) > maxEvidenceLink {
		f.Add(prefix+"evidence_link", "field.too_long", "max", strconv.Itoa(maxEvidenceLink))
	}
	switch {
	case at == "" && out.EvidenceLink == "":
		return out // a kind alone shows nothing
	case at == "":
		f.Add(prefix+"evidence_at", "field.required")
	case !slices.Contains(knowledge.EvidenceKinds, kind):
		f.Add(prefix+"evidence_kind", "field.required")
	}
	out.EvidenceKind = kind
	if day, err := time.Parse(time.DateOnly, at); err == nil {
		out.EvidenceAt = day
	}
	return out
}

// written is what became of a claim.
type written struct {
	claim             store.Claim // as it stands now
	verb              store.ChangeVerb
	changed, conflict bool
}

// writeClaim stores a claim unless it is there already or has changed since it
// was looked at. Its area must be kept by LockAreas.
func (t *Tracker) writeClaim(ctx context.Context, tx *store.Tx, v maturity.Viewer, team string, typed typedClaim) (written, error) {
	was, exists, err := claimNow(ctx, tx, typed.AreaID, typed.PersonID)
	switch {
	case err != nil:
		return written{}, err
	case typed.withdraw && !exists, !typed.withdraw && exists && sameClaim(was, typed.Claim):
		return written{claim: was}, nil
	case typed.Revision != was.Revision:
		return written{claim: was, conflict: true}, nil
	}
	out, ok, err := t.applyClaim(ctx, tx, v, typed)
	if err != nil {
		return written{}, err
	}
	if !ok { // somebody was faster between the reading and the writing
		was, _, err = claimNow(ctx, tx, typed.AreaID, typed.PersonID)
		return written{claim: was, conflict: true}, err
	}
	change := store.RegisterChange{TeamID: team, AreaID: typed.AreaID, PersonID: typed.PersonID, Verb: out.verb}
	var before, after any
	if exists {
		before = was.State()
	}
	if !typed.withdraw {
		after = out.claim.State()
	}
	return out, t.keep(ctx, tx, v, change, before, after)
}

func (t *Tracker) applyClaim(ctx context.Context, tx *store.Tx, v maturity.Viewer, typed typedClaim) (written, bool, error) {
	if typed.withdraw {
		ok, err := tx.DeleteClaim(ctx, typed.AreaID, typed.PersonID, typed.Revision)
		return written{
			claim: store.Claim{AreaID: typed.AreaID, PersonID: typed.PersonID}, verb: store.ClaimWithdrawn, changed: true,
		}, ok, err
	}
	next := typed.Claim
	next.UpdatedBy, next.UpdatedAt = v.Person.ID, t.now()
	var ok bool
	var err error
	if next.Revision == 0 {
		next, ok, err = tx.InsertClaim(ctx, next)
	} else {
		next.Revision++
		ok, err = tx.UpdateClaim(ctx, next)
	}
	return written{claim: next, verb: store.ClaimChanged, changed: true}, ok, err
}

// claimNow returns a claim, with revision 0 where there is none.
func claimNow(ctx context.Context, tx *store.Tx, area, person string) (store.Claim, bool, error) {
	c, err := tx.ClaimOf(ctx, area, person)
	if isKind(err, maturity.NotFound) {
		return store.Claim{AreaID: area, PersonID: person}, false, nil
	}
	return c, true, err
}

// sameClaim reports whether two claims say the same, whenever they say it.
func sameClaim(a, b store.Claim) bool {
	x, y := a.State(), b.State()
	x.ClaimedAt, y.ClaimedAt = "", ""
	return x == y
}

// SaveOwnClaims stores what the viewer says of areas of one team, as
// one page holds it; Person is the viewer whatever it says. Claims that
// somebody else changed meanwhile come back as they are and are not written,
// nor those of archived areas; all others are. What is wrong is said under
// "AREA.level" and the like, and then nothing is written.
func (t *Tracker) SaveOwnClaims(ctx context.Context, v maturity.Viewer, team string, in []SaveClaim) (int, []store.Claim, error) {
	if err := v.MayBelong(team); err != nil {
		return 0, nil, err
	}
	today, err := t.Today(ctx)
	if err != nil {
		return 0, nil, err
	}
	var f maturity.Fields
	typed := make([]typedClaim, len(in))
	for i, c := range in {
		c.Person = v.Person.ID
		typed[i] = readClaim(&f, c.Area+".", c, today)
	}
	if err := f.Err(); err != nil {
		return 0, nil, err
	}
	var changed int
	var conflicts []store.Claim
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		changed, conflicts, err = t.writeOwnClaims(ctx, tx, v, team, typed)
		return err
	})
	return changed, conflicts, err
}

func (t *Tracker) writeOwnClaims(ctx context.Context, tx *store.Tx, v maturity.Viewer, team string, typed []typedClaim) (changed int, conflicts []store.Claim, err error) {
	if err := tx.MustBeMember(ctx, team, v.Person.ID); err != nil {
		return 0, nil, err
	}
	areas := make([]string, len(typed))
	for i, c := range typed {
		areas[i] = c.AreaID
	}
	if err := tx.LockAreas(ctx, areas...); err != nil {
		return 0, nil, err
	}
	known, err := tx.AreasOf(ctx, team)
	if err != nil {
		return 0, nil, err
	}
	archived := make(map[string]bool, len(known))
	for _, a := range known {
		archived[a.ID] = a.ArchivedAt != nil
	}
	for _, c := range typed {
		shelved, ours := archived[c.AreaID]
		if !ours {
			return 0, nil, maturity.Fail(maturity.NotFound, "error.not_found")
		}
		if shelved {
			c.Revision = -1 // no claim is at it: what differs is a conflict
		}
		out, err := t.writeClaim(ctx, tx, v, team, c)
		switch {
		case err != nil:
			return 0, nil, err
		case out.conflict:
			conflicts = append(conflicts, out.claim)
		case out.changed:
			changed++
		}
	}
	if changed == 0 {
		return 0, conflicts, nil
	}
	return changed, conflicts, t.event(ctx, tx, v, "claims.changed", team, strconv.Itoa(changed))
}
