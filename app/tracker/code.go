package tracker

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

const (
	// NobodyOfTeam says of an author that it is nobody of the team.
	NobodyOfTeam = "-"
	// maxCode bounds what is kept of a repository, in bytes.
	maxCode = 4 << 20
)

// AuthorKey is what an author of code evidence goes by: the address in small
// letters or, without one, the name.
func AuthorKey(a knowledge.CodeAuthor) string {
	if a.Email != "" {
		return strings.ToLower(a.Email)
	}
	return a.Name
}

// ImportCode keeps code evidence for a team in place of what it had; every
// member may. It changes no level. Whom its authors are stays known.
func (t *Tracker) ImportCode(ctx context.Context, v maturity.Viewer, team string, c knowledge.CodeEvidence) error {
	if err := v.MayBelong(team); err != nil {
		return err
	}
	for i := range c.Areas {
		for j := range c.Areas[i].People {
			c.Areas[i].People[j].Person = "" // worked out anew at each reading
		}
	}
	if raw, err := json.Marshal(c); err != nil || len(raw) > maxCode {
		return either(err, maturity.Fail(maturity.TooLarge, "error.too_large"))
	}
	state := store.CodeState{Revision: c.Revision, AsOf: c.AsOf.Format(time.DateOnly), Areas: len(c.Areas)}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		kept := store.StoredCode{ImportedAt: t.now(), ImportedBy: v.Person.ID, Evidence: c}
		if err := tx.SaveCodeEvidence(ctx, team, kept); err != nil {
			return err
		}
		change := store.RegisterChange{TeamID: team, Verb: store.CodeImported}
		if err := t.keep(ctx, tx, v, change, nil, state); err != nil {
			return err
		}
		return t.event(ctx, tx, v, store.CodeImported, team, "")
	})
}

// MatchAuthors says who authors of the team's code evidence are, by AuthorKey: a
// member by id, or NobodyOfTeam; "" forgets what was said. Every member may.
func (t *Tracker) MatchAuthors(ctx context.Context, v maturity.Viewer, team string, said map[string]string) error {
	if err := v.MayBelong(team); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		for _, author := range slices.Sorted(maps.Keys(said)) {
			if err := matchAuthor(ctx, tx, team, author, said[author]); err != nil {
				return err
			}
		}
		return t.event(ctx, tx, v, "code.matched", team, "")
	})
}

// SaidOf is what somebody said of an author, in the words of MatchAuthors.
func SaidOf(code store.StoredCode, author string) string {
	person, said := code.People[author]
	if said && person == "" {
		return NobodyOfTeam
	}
	return person
}

func matchAuthor(ctx context.Context, tx *store.Tx, team, author, person string) error {
	code, err := tx.CodeEvidenceOf(ctx, team)
	if err != nil {
		return err
	}
	if !hasAuthor(code.Evidence, author) {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	switch person {
	case "":
		return tx.DeleteCodePerson(ctx, team, author)
	case NobodyOfTeam:
		return tx.SaveCodePerson(ctx, team, author, "")
	}
	if err := tx.MustBeMember(ctx, team, person); err != nil {
		return err
	}
	return tx.SaveCodePerson(ctx, team, author, person)
}

func hasAuthor(c knowledge.CodeEvidence, author string) bool {
	for _, a := range c.Areas {
		for _, p := range a.People {
			if AuthorKey(p) == author {
				return true
			}
		}
	}
	return false
}

// CodeFindings is code evidence beside the register of a team.
type CodeFindings struct {
	Code     store.StoredCode // with Person of the authors filled in
	Team     store.TeamRegister
	Register knowledge.Register // as of today
	Flags    []knowledge.Flag
}

// CodeFlags lays the code evidence of a team beside its register, NotFound
// where it has imported none. Authors are members as somebody said, else by
// their address, else by a name that only one member has. It is for the team
// alone.
func (t *Tracker) CodeFlags(ctx context.Context, team string) (CodeFindings, error) {
	var out CodeFindings
	var err error
	if out.Code, err = t.db.CodeEvidenceOf(ctx, team); err != nil {
		return out, err
	}
	if out.Team, err = t.db.RegisterOf(ctx, team); err != nil {
		return out, err
	}
	today, err := t.Today(ctx)
	if err != nil {
		return out, err
	}
	who := newMemberNames(out.Team.People)
	for i := range out.Code.Evidence.Areas {
		people := out.Code.Evidence.Areas[i].People
		for j := range people {
			people[j].Person = who.author(people[j], out.Code.People)
		}
	}
	out.Register = out.Team.Register(today)
	out.Flags = knowledge.Reconcile(out.Register, out.Code.Evidence)
	return out, nil
}

// memberNames finds members of a team by what files call them.
type memberNames struct {
	ids     map[string]bool
	byEmail map[string]string
	byName  map[string][]string
}

func newMemberNames(people []store.RegisterPerson) memberNames {
	m := memberNames{ids: map[string]bool{}, byEmail: map[string]string{}, byName: map[string][]string{}}
	for _, p := range people {
		m.ids[p.ID] = true
		if p.Email != "" {
			m.byEmail[strings.ToLower(p.Email)] = p.ID
		}
		key := nameKey(p.Name)
		m.byName[key] = append(m.byName[key], p.ID)
	}
	return m
}

func (m memberNames) author(a knowledge.CodeAuthor, said map[string]string) string {
	if person, ok := said[AuthorKey(a)]; ok && (person == "" || m.ids[person]) {
		return person
	}
	if id := m.byEmail[strings.ToLower(a.Email)]; id != "" {
		return id
	}
	if ids := m.byName[nameKey(a.Name)]; len(ids) == 1 {
		return ids[0]
	}
	return ""
}
