package tracker_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// interleaved is something that two people edit at once. look returns what is
// there, and a note of having seen it; save stores a text in its place.
type interleaved struct {
	look func() (text, seen string, err error)
	save func(v maturity.Viewer, text, seen string) error
}

// TestAThousandInterleavingsOfForms lets two people look at the same thing and
// save at once, a thousand saves in all. Each time one is stored and the other is
// told so, and what the first has stored stands.
func TestAThousandInterleavingsOfForms(t *testing.T) {
	onRegister(t, func(w *world) {
		for name, prepare := range formsOfTwo {
			w.interleave(name, prepare(w), 500/len(formsOfTwo)+1)
		}
	})
}

func (w *world) interleave(name string, of interleaved, rounds int) {
	w.t.Helper()
	editors := []maturity.Viewer{w.champion, w.second()}
	for i := range rounds {
		_, seen, err := of.look()
		w.must(err)
		var group sync.WaitGroup
		texts, errs := make([]string, len(editors)), make([]error, len(editors))
		for e, v := range editors {
			group.Go(func() {
				texts[e] = fmt.Sprintf("%s %d %d", name, i, e)
				errs[e] = of.save(v, texts[e], seen)
			})
		}
		group.Wait()
		won := slices.Index(errs, nil)
		if won < 0 {
			w.t.Fatalf("%s: nobody's was stored: %v", name, errs)
		}
		if lost := errs[1-won]; !errors.Is(lost, &maturity.Error{Kind: maturity.Conflict, Key: "error.changed_meanwhile"}) &&
			!errors.Is(lost, &maturity.Error{Kind: maturity.Conflict, Key: "error.changed_elsewhere"}) {
			w.t.Fatalf("%s: %q was stored, and of the other was said %v", name, texts[won], lost)
		}
		if now, _, err := of.look(); err != nil || now != texts[won] {
			w.t.Fatalf("%s: %q was stored, and %q is there (%v)", name, texts[won], now, err)
		}
	}
}

// second is another champion, who leads the team too.
func (w *world) second() maturity.Viewer {
	w.t.Helper()
	v := w.members[0]
	v.Person.Role = maturity.RoleChampion
	v.Memberships = map[string]maturity.MemberRole{w.team.ID: maturity.MemberLead}
	return v
}

// guarded is a form that carries Seen of what it was made from.
func guarded[T any](w *world, lock string, now func(ctx context.Context, r store.Reader) (T, error), text func(T) string,
	save func(ctx context.Context, v maturity.Viewer, text string) error,
) interleaved {
	return interleaved{
		look: func() (string, string, error) {
			is, err := now(w.ctx, w.db.Reader)
			if err != nil {
				return "", "", err
			}
			seen, err := tracker.Seen(is)
			return text(is), seen, err
		},
		save: func(v maturity.Viewer, text, seen string) error {
			ctx := w.tracker.Unchanged(w.ctx, lock, seen, func(ctx context.Context, r store.Reader) (any, error) { return now(ctx, r) })
			return save(ctx, v, text)
		},
	}
}

// TestTwoLeadsAgreeAtOnce has two leads settle on levels at once, time after time:
// one agreement stands, and the other lead is told.
func TestTwoLeadsAgreeAtOnce(t *testing.T) {
	onRegister(t, func(w *world) {
		id := w.revealed()
		form := guarded(w, tracker.AssessmentLock(id),
			func(ctx context.Context, r store.Reader) (maturity.Assessment, error) {
				return r.AssessmentByID(ctx, id)
			},
			func(maturity.Assessment) string {
				settled, err := w.db.AgreementsOf(w.ctx, id)
				w.must(err)
				return settled["incident.procedure"].Reason
			},
			func(ctx context.Context, v maturity.Viewer, text string) error {
				return w.tracker.Agree(ctx, v, tracker.Agree{
					Assessment: id, Levels: map[string]float64{"incident.procedure": 1}, Reasons: map[string]string{"incident.procedure": text},
				})
			})
		for range 10 {
			w.interleave("agreement", form, 1)
			w.must(w.tracker.Reopen(w.ctx, w.champion, id, "もう一度"))
			w.must(w.tracker.Reveal(w.ctx, w.champion, id))
		}
	})
}

// TestTwoHandTheGameMastersPartOver has two champions make two people game master
// of a drill at once: there is one afterwards.
func TestTwoHandTheGameMastersPartOver(t *testing.T) {
	onRegister(t, func(w *world) {
		d := w.drill("", "")
		editors := []maturity.Viewer{w.champion, w.second()}
		for range 20 {
			var group sync.WaitGroup
			errs := make([]error, len(editors))
			for e, v := range editors {
				group.Go(func() { errs[e] = w.tracker.GivePart(w.ctx, v, d.ID, w.members[1+e].Person.ID, adoption.Runner) })
			}
			group.Wait()
			for _, err := range errs {
				if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "error.changed_meanwhile"}) {
					w.t.Fatal(err)
				}
			}
			people, err := w.db.DrillPeople(w.ctx, d.ID)
			w.must(err)
			people = slices.DeleteFunc(people, func(p store.DrillPerson) bool { return p.Role != adoption.Runner })
			if len(people) != 1 {
				w.t.Fatalf("game masters: %+v", people)
			}
		}
	})
}

var formsOfTwo = map[string]func(w *world) interleaved{
	"team": func(w *world) interleaved {
		return guarded(w, tracker.RosterLock,
			func(ctx context.Context, r store.Reader) (maturity.Team, error) { return r.TeamByID(ctx, w.team.ID) },
			func(x maturity.Team) string { return x.Name },
			func(ctx context.Context, v maturity.Viewer, text string) error {
				_, err := w.tracker.SaveTeam(ctx, v, tracker.TeamSettings{ID: w.team.ID, Key: w.team.Key, Name: text})
				return err
			})
	},
	"person": func(w *world) interleaved {
		p := w.members[1].Person
		return guarded(w, tracker.RosterLock,
			func(ctx context.Context, r store.Reader) (maturity.Person, error) { return r.PersonByID(ctx, p.ID) },
			func(x maturity.Person) string { return x.Name },
			func(ctx context.Context, v maturity.Viewer, text string) error {
				_, err := w.tracker.SavePerson(ctx, v, tracker.PersonSettings{ID: p.ID, Name: text, Language: "ja"})
				return err
			})
	},
	"organisation": func(w *world) interleaved {
		return guarded(w, tracker.SettingsLock,
			func(ctx context.Context, r store.Reader) (maturity.Organisation, error) { return r.Organisation(ctx) },
			func(x maturity.Organisation) string { return x.Name },
			func(ctx context.Context, v maturity.Viewer, text string) error {
				return w.tracker.SaveOrganisation(ctx, v, tracker.OrganisationSettings{Name: text, Language: "ja", TimeZone: "UTC", FiscalStart: 4, K: 5})
			})
	},
	"group": func(w *world) interleaved {
		g, err := w.tracker.SaveGroup(w.ctx, w.champion, maturity.Group{Name: "開発部"})
		w.must(err)
		return guarded(w, tracker.RosterLock,
			func(ctx context.Context, r store.Reader) (maturity.Group, error) {
				groups, err := r.Groups(ctx)
				return groups[slices.IndexFunc(groups, func(x maturity.Group) bool { return x.ID == g.ID })], err
			},
			func(x maturity.Group) string { return x.Name },
			func(ctx context.Context, v maturity.Viewer, text string) error {
				_, err := w.tracker.SaveGroup(ctx, v, maturity.Group{ID: g.ID, Name: text})
				return err
			})
	},
	"practice": func(w *world) interleaved {
		in := tracker.SaveOwnPractice{NameEN: "Tea", Cadence: "7", Dimensions: []string{string(maturity.Dimensions[0])}}
		p, err := w.tracker.SaveOwnPractice(w.ctx, w.champion, in)
		w.must(err)
		in.Key = p.Key
		return guarded(w, tracker.OwnPracticesLock,
			func(ctx context.Context, r store.Reader) (store.OwnPractice, error) {
				own, err := r.OwnPractices(ctx)
				return own[0], err
			},
			func(x store.OwnPractice) string { return x.Name.EN },
			func(ctx context.Context, v maturity.Viewer, text string) error {
				in := in
				in.NameEN = text
				_, err := w.tracker.SaveOwnPractice(ctx, v, in)
				return err
			})
	},
	"step": func(w *world) interleaved {
		in := tracker.SaveOnCallStep{Team: w.team.ID, Person: w.members[1].Person.ID, Step: "read", Day: "2026-06-01"}
		return guarded(w, tracker.OnCallLock(w.team.ID),
			func(ctx context.Context, r store.Reader) ([]store.OnCallStep, error) {
				return r.OnCallSteps(ctx, w.team.ID)
			},
			func(all []store.OnCallStep) string {
				if len(all) == 0 {
					return ""
				}
				return all[0].Note
			},
			func(ctx context.Context, v maturity.Viewer, text string) error {
				in := in
				in.Note = text
				return w.tracker.SaveOnCallStep(ctx, v, in)
			})
	},
	"closing": func(w *world) interleaved {
		a := "closed-at-once"
		w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error {
			return tx.SaveAction(w.ctx, maturity.Action{
				ID: a, TeamID: w.team.ID, Title: "手順を書く", OwnerID: w.members[0].Person.ID, Due: "2026-10-31", State: maturity.ActionOpen,
			})
		}))
		return guarded(w, tracker.ActionLock(a),
			func(ctx context.Context, r store.Reader) (maturity.Action, error) { return r.ActionByID(ctx, a) },
			func(x maturity.Action) string { return x.Reason },
			func(ctx context.Context, v maturity.Viewer, text string) error {
				return w.tracker.CloseAction(ctx, v, a, maturity.ActionDropped, text)
			})
	},
	"target": func(w *world) interleaved {
		return guarded(w, tracker.OwnPracticesLock,
			func(ctx context.Context, r store.Reader) (map[string]int, error) { return r.PracticeTargets(ctx) },
			func(all map[string]int) string {
				return fmt.Sprintf("target %d %d", all["triage"]/2-1, all["triage"]%2)
			},
			func(ctx context.Context, v maturity.Viewer, text string) error {
				var round, editor int
				_, err := fmt.Sscanf(text, "target %d %d", &round, &editor)
				w.must(err)
				return w.tracker.SetPracticeTarget(ctx, v, "triage", strconv.Itoa(2*round+2+editor))
			})
	},
	"area": func(w *world) interleaved {
		a := w.area("DNS")
		return interleaved{
			look: func() (string, string, error) {
				now, err := w.db.AreaByID(w.ctx, a.ID)
				return now.Name.EN, strconv.Itoa(now.Revision), err
			},
			save: func(v maturity.Viewer, text, seen string) error {
				revision, _ := strconv.Atoi(seen)
				in := tracker.SaveArea{ID: a.ID, Revision: revision, NameEN: text, Criticality: "3", Kind: "operation"}
				_, err := w.tracker.SaveArea(w.ctx, v, in)
				return err
			},
		}
	},
	"deck": func(w *world) interleaved {
		key := store.DeckKey{Round: w.round().ID, Language: maturity.English}
		return interleaved{
			look: func() (string, string, error) {
				deck, err := w.db.DeckOf(w.ctx, key)
				return deck.Edits.Slots[maturity.SlotKeys[0]], strconv.Itoa(deck.Revision), err
			},
			save: func(v maturity.Viewer, text, seen string) error {
				revision, _ := strconv.Atoi(seen)
				return w.tracker.EditTalk(w.ctx, v, tracker.EditTalk{
					Round: key.Round, Language: key.Language, Seen: revision, Slots: map[string]string{maturity.SlotKeys[0]: text},
				})
			},
		}
	},
	"ask": func(w *world) interleaved {
		round := w.round().ID
		return interleaved{
			look: func() (string, string, error) {
				asks, err := w.db.AsksOf(w.ctx, round, "")
				if err != nil {
					return "", "", err
				}
				seen, err := tracker.AskSeen(asks)
				if len(asks) == 0 {
					return "", seen, err
				}
				return asks[0].Text, seen, err
			},
			save: func(v maturity.Viewer, text, seen string) error {
				return w.tracker.SaveAsk(w.ctx, v, tracker.SaveAsk{Round: round, Text: text, Seen: seen})
			},
		}
	},
	"facts": func(w *world) interleaved {
		_, a, q := w.open()
		change := facts(q)[0]
		return interleaved{
			look: func() (string, string, error) {
				all, err := w.db.FactsOf(w.ctx, a.ID, q)
				f := all[change.Question]
				return f.Note, strconv.Itoa(f.Revision), err
			},
			save: func(v maturity.Viewer, text, seen string) error {
				c := change
				c.Note = text
				c.Seen, _ = strconv.Atoi(seen)
				_, err := w.tracker.SaveFacts(w.ctx, v, a.ID, []tracker.Change{c})
				return err
			},
		}
	},
}
