package tracker

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

const setUpLinkLife = 30 * time.Minute

// NewSetUpLink returns the secret of a link that sets up an empty database. It
// works once and for 30 minutes, and ends every earlier one. It returns "" when
// there is an organisation already.
func (t *Tracker) NewSetUpLink(ctx context.Context) (string, error) {
	if done, err := t.IsSetUp(ctx); done || err != nil {
		return "", err
	}
	secret, now := newSecret(), t.now()
	return secret, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.RevokeLinks(ctx, store.SetUpLink, "", now); err != nil {
			return err
		}
		return tx.InsertLink(ctx, store.Link{
			Hash: hash(secret), Purpose: store.SetUpLink, CreatedAt: now, ExpiresAt: now.Add(setUpLinkLife),
		})
	})
}

// IsSetUp reports whether there is an organisation.
func (t *Tracker) IsSetUp(ctx context.Context) (bool, error) {
	_, err := t.db.Organisation(ctx)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return false, nil
	}
	return err == nil, err
}

// SetUp is what the first champion fills in. Team and below may be left empty.
type SetUp struct {
	Organisation string
	Name         string
	Email        string
	Language     string
	TimeZone     string
	Team         string
	Members      string // a person a line: name, or name and e-mail address
	OpenRound    bool   // of the present quarter, with the starter questionnaire
	Mode         string // how the team answers it; "" leaves that to its size
	From         Browser
}

// SetUp creates the organisation and its champion, with the first team and the
// first round where asked for, and signs the champion in. The link is spent
// only when all of it succeeds.
func (t *Tracker) SetUp(ctx context.Context, secret string, in SetUp) (SignedIn, error) {
	if _, err := t.CheckSetUpLink(ctx, secret); err != nil {
		return SignedIn{}, err
	}
	org, champion, members, err := t.readSetUp(in)
	if err != nil {
		return SignedIn{}, err
	}
	var out SignedIn
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if first, err := tx.UseLink(ctx, hash(secret), t.now()); err != nil || !first {
			return either(err, maturity.Fail(maturity.Gone, "error.link_used"))
		}
		if err := t.insertFirst(ctx, tx, org, champion, members, in); err != nil {
			return err
		}
		out, err = t.signIn(ctx, tx, champion, store.BySetUp, in.From)
		return err
	})
	return out, err
}

// CheckSetUpLink returns nil while the link can set up this database.
func (t *Tracker) CheckSetUpLink(ctx context.Context, secret string) (store.Link, error) {
	l, err := t.liveLink(ctx, secret)
	if err == nil && l.Purpose != store.SetUpLink {
		err = maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return l, err
}

func (t *Tracker) readSetUp(in SetUp) (maturity.Organisation, maturity.Person, []maturity.Person, error) {
	var f maturity.Fields
	lang := language(&f, "language", in.Language)
	org := maturity.Organisation{
		Name: line(&f, "organisation", in.Organisation, true), Language: lang, TimeZone: in.TimeZone,
		FiscalStart: 4, K: maturity.DefaultK, CreatedAt: t.now(),
	}
	if org.TimeZone == "" {
		org.TimeZone = "Asia/Tokyo"
	}
	checkZone(&f, "time_zone", org.TimeZone)
	champion := maturity.Person{
		ID: t.newID(), Name: line(&f, "name", in.Name, true), Email: email(&f, "email", in.Email),
		Language: lang, Role: maturity.RoleChampion,
	}
	team := line(&f, "team", in.Team, in.OpenRound)
	members := t.readMembers(&f, "members", in.Members, lang)
	if len(members) > 0 && team == "" {
		f.Add("team", "field.required")
	}
	switch maturity.Mode(in.Mode) {
	case maturity.ModeUnset, maturity.Together, maturity.Apart:
	default:
		f.Add("mode", "field.choice")
	}
	for _, m := range members {
		if m.Email != "" && m.Email == champion.Email {
			f.Add("members", "field.email_twice", "email", m.Email)
		}
	}
	return org, champion, members, f.Err()
}

// readMembers reads "name" or "name, e-mail" lines; an address may also stand
// in angle brackets, as people paste it from a mail. Messages name their line.
func (t *Tracker) readMembers(f *maturity.Fields, name, s string, lang maturity.Language) []maturity.Person {
	var out []maturity.Person
	seen := map[string]bool{}
	for i, l := range strings.Split(s, "\n") {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		var wrong maturity.Fields
		who, address := splitMember(l)
		p := maturity.Person{
			ID: t.newID(), Name: line(&wrong, name, who, true), Email: email(&wrong, name, address), Language: lang,
		}
		if p.Email != "" && seen[p.Email] {
			wrong.Add(name, "field.email_twice", "email", p.Email)
		}
		seen[p.Email] = true
		out = append(out, p)
		*f = append(*f, inLine(i+1, wrong)...)
	}
	return out
}

func inLine(n int, wrong maturity.Fields) maturity.Fields {
	for i := range wrong {
		if wrong[i].Args == nil {
			wrong[i].Args = map[string]string{}
		}
		wrong[i].Args[maturity.LineArg] = strconv.Itoa(n)
	}
	return wrong
}

func splitMember(l string) (name, address string) {
	l = strings.TrimSuffix(strings.Replace(l, "<", ",", 1), ">")
	for _, separator := range []string{",", "\u3001", "\uFF0C", "\t"} {
		if before, after, ok := strings.Cut(l, separator); ok {
			return strings.TrimSpace(before), strings.TrimSpace(after)
		}
	}
	return l, ""
}

func (t *Tracker) insertFirst(ctx context.Context, tx *store.Tx, org maturity.Organisation,
	champion maturity.Person, members []maturity.Person, in SetUp,
) error {
	if err := tx.SaveOrganisation(ctx, org); err != nil {
		return err
	}
	if err := tx.SavePerson(ctx, champion); err != nil {
		return err
	}
	name := strings.TrimSpace(in.Team)
	if name == "" {
		return nil
	}
	team := maturity.Team{ID: t.newID(), Key: teamKey(name, nil), Name: name}
	if err := tx.SaveTeam(ctx, team); err != nil {
		return err
	}
	lead := maturity.Membership{TeamID: team.ID, PersonID: champion.ID, Role: maturity.MemberLead}
	if err := tx.SaveMembership(ctx, lead); err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.SavePerson(ctx, m); err != nil {
			return err
		}
		part := maturity.Membership{TeamID: team.ID, PersonID: m.ID, Role: maturity.MemberMember}
		if err := tx.SaveMembership(ctx, part); err != nil {
			return err
		}
	}
	if !in.OpenRound {
		return nil
	}
	now := t.now()
	v := maturity.Viewer{Person: champion}
	return t.openRound(ctx, tx, v, OpenRound{
		Key: maturity.QuarterKey(now.In(org.Zone()), org.FiscalStart), Questionnaire: starterKey,
		ClosesOn: now.In(org.Zone()).AddDate(0, 0, 21).Format(time.DateOnly), K: org.K, Teams: []string{team.ID}, mode: maturity.Mode(in.Mode),
	}, org)
}

const starterKey = "sre-starter"

func checkZone(f *maturity.Fields, name, s string) {
	if _, err := time.LoadLocation(s); err != nil || s == "Local" || s == "" {
		f.Add(name, "field.time_zone")
	}
}

func either(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
