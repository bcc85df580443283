package demo

import (
	"encoding/json"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// Tracks are as long as the story, and hold what they may.
func TestRegisterTracksAreWhole(t *testing.T) {
	t.Parallel()
	occasions, levels, proof := regexp.MustCompile(`^([.tn]{8})?$`), regexp.MustCompile(`^[.01234]{8}$`), regexp.MustCompile(`^[.odtr]{8}$`)
	for _, s := range stories(maturity.Japanese) {
		if s.register == nil {
			continue
		}
		seen := map[string]bool{}
		for _, a := range s.register.areas {
			where := s.key + " " + a.area.Key
			if seen[a.area.Key] || a.area.Name.JA == "" || a.area.Name.EN == "" || len(a.claims) == 0 {
				t.Errorf("%s: twice, without a name, or without anybody", where)
			}
			seen[a.area.Key] = true
			if !occasions.MatchString(a.runbook) || !occasions.MatchString(a.others) {
				t.Errorf("%s: runbook %q, others %q", where, a.runbook, a.others)
			}
			for _, c := range a.claims {
				if !levels.MatchString(c.levels) || !proof.MatchString(c.proof) {
					t.Errorf("%s, seat %d: levels %q, proof %q", where, c.seat, c.levels, c.proof)
				}
			}
		}
		if n := len(s.register.areas); n < 5 || n > 12 {
			t.Errorf("%s: %d areas", s.key, n)
		}
	}
}

// depth is how many people can do an area alone.
func depth(t *testing.T, s *store.Snapshot, area string) int {
	t.Helper()
	if s == nil {
		t.Fatalf("no register with %s", area)
	}
	for _, a := range knowledge.Summarise(s.Register).Areas {
		if a.Area == area {
			return a.Depth
		}
	}
	t.Fatalf("no area %s on %s", area, s.TakenAt)
	return 0
}

// toldDepths are the stories in figures, by quarter.
var toldDepths = []struct {
	team, area string
	depths     map[int]int
}{
	{"orders", "billing-batch", map[int]int{2: 1, 3: 1, 4: 2, 5: 2, 6: 3, 7: 3}},       // spread by pairing
	{"payments", "provider-contract", map[int]int{2: 1, 3: 1, 4: 0, 5: 0, 6: 0, 7: 0}}, // who knew it has left
	{"payments", "monthly-closing", map[int]int{3: 1, 4: 0, 6: 0, 7: 1}},
	{"platform", "backup-restore", map[int]int{1: 2, 3: 0, 4: 0, 5: 2, 7: 2}}, // refreshed by a drill
	{"delivery", "addresses", map[int]int{2: 1, 5: 0, 6: 0}},                  // gone stale
}

// Whatever the day on which somebody looks, evidence holds in its quarter and
// the next, and is old in the one after.
func TestRegisterStoriesHoldOnEveryDay(t *testing.T) {
	t.Parallel()
	for days := 0; days < 366; days += 5 { // on all days of the week
		o := options(8, 8, 6)
		o.Now = noon.AddDate(0, 0, days)
		p := planned(t, o)
		for _, told := range toldDepths {
			k := p.keeper(p.team(t, told.team))
			for _, r := range p.periods {
				k.advance(r)
				want, ok := told.depths[r.stage]
				if !ok {
					continue
				}
				talks := []int{revealDay, soFar}
				if !r.last {
					talks = append(talks, closedAfter-1)
				}
				for _, talk := range talks {
					if got := depth(t, k.snapshot(r, "", r.at(talk, 16, 0)), told.area); got != want {
						t.Fatalf("%s: %s has %d people in quarter %d, day %d, want %d", o.Now, told.area, got, r.stage, talk, want)
					}
				}
			}
		}
	}
}

// The registers tell what the stories say, whoever the dice made of the people.
func TestRegisterStoriesHold(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		o := options(8, 8, 6)
		o.Seed = seed
		teams := tell(t, o)
		for _, d := range toldDepths {
			for quarter, want := range d.depths {
				if got := depth(t, teams[d.team][quarter].Snapshot, d.area); got != want {
					t.Errorf("seed %d: %s of %s has %d people in quarter %d, want %d", seed, d.area, d.team, got, quarter, want)
				}
			}
		}
		for quarter, a := range teams["search"] {
			if a.Snapshot != nil {
				t.Errorf("seed %d: search has a register in quarter %d", seed, quarter)
			}
		}
		checkLoneSRE(t, seed, teams["internal-systems"])
		checkViews(t, seed, teams)
	}
}

// checkLoneSRE finds the one person of the small team without whom four areas
// stop.
func checkLoneSRE(t *testing.T, seed uint64, internal told) {
	t.Helper()
	for quarter := 3; quarter < quarters-1; quarter++ {
		r := internal[quarter].Snapshot.Register
		most := 0
		for _, p := range r.People {
			most = max(most, len(knowledge.Without(r, p.Key).Lost))
		}
		if f := knowledge.Summarise(r).BusFactor; most < 4 || f.Size != 1 {
			t.Errorf("seed %d: one absence stops %d areas in quarter %d, bus factor %d", seed, most, quarter, f.Size)
		}
	}
}

// checkViews holds the first round with a register to the lenient view, and all
// later ones to the strict one.
func checkViews(t *testing.T, seed uint64, teams map[string]told) {
	t.Helper()
	for key, team := range teams {
		before := false
		for quarter := range quarters {
			s := team[quarter].Snapshot
			if s == nil {
				continue
			}
			if strict := s.View == knowledge.Strict; strict != before || s.Register.AsOf != dayOf(team[quarter].ComputedAt) {
				t.Errorf("seed %d: %s reads the register of quarter %d in the %s view on %s", seed, key, quarter, s.View, s.Register.AsOf)
			}
			before = true
		}
	}
}

// Every page of a register has something to show.
func TestRegistersHaveSomeOfEverything(t *testing.T) {
	t.Parallel()
	o := options(8, 8, 6)
	found := map[string]int{}
	p := planned(t, o)
	for i := range p.teams {
		h := p.history(&p.teams[i])
		if h.err != nil {
			t.Fatal(h.err)
		}
		for _, a := range h.register.areas {
			found[string(a.Kind)]++
			count(found, "archived", a.ArchivedAt != nil)
			count(found, "next step", a.NextStep != "")
			count(found, "never tested", a.RunbookTested != nil && a.RunbookTested.Day.IsZero())
		}
		for _, c := range h.register.claims {
			found[string(c.EvidenceKind)]++
			count(found, "link", c.EvidenceLink != "")
			count(found, "changed claim", c.Revision > 2)
		}
		for _, c := range h.register.changes {
			found[c.Verb]++
		}
		count(found, "leaves", slices.ContainsFunc(h.register.dates, func(d memberDates) bool { return d.to != "" }))
		count(found, "returns", slices.ContainsFunc(h.register.dates, func(d memberDates) bool { return d.from != "" }))
		count(found, "no register", len(h.register.areas) == 0)
		lookAtRegister(found, h)
	}
	for _, what := range []string{
		"code", "operation", "vendor", "domain", "archived", "next step", "never tested", "", "operated", "drill", "taught", "reviewed", "link",
		"changed claim", "area.added", "area.changed", "area.archived", "claim.changed", "person.dates", "code.imported", "leaves", "returns",
		"no register", "orphan", "single", "fragile", "stale", "teach", "refresh",
	} {
		if found[what] == 0 {
			t.Errorf("there is no %q", what)
		}
	}
}

func count(found map[string]int, what string, there bool) {
	if there {
		found[what]++
	}
}

func lookAtRegister(found map[string]int, h history) {
	s := h.assessments[len(h.assessments)-1].Snapshot
	if s == nil {
		return
	}
	sum := knowledge.Summarise(s.Register)
	found["orphan"] += len(sum.Orphans)
	found["single"] += len(sum.SingleOwner)
	found["fragile"] += len(sum.Fragile)
	found["stale"] += sum.Alone - sum.FreshAlone
	for _, pairing := range knowledge.PairingPlan(s.Register, knowledge.SmallPlan) {
		found[string(pairing.Kind)]++
	}
}

func planned(t *testing.T, o Options) *plan {
	t.Helper()
	p, err := newPlan(library(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Whatever the day and the length of the history, the register lies in the
// past, in order, and says only what may be said.
func TestRegistersKeepTheirHistory(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{options(12, 8, 6), options(12, MaxRounds, MaxMembers), options(9, 3, 2), options(4, 1, 6)} {
		for _, days := range []int{0, 1, 2, 3, 4, 200} {
			o.Now = noon.AddDate(0, 0, days)
			p := planned(t, o)
			for i := range p.teams {
				checkChanges(t, o, p.registerOf(t, &p.teams[i]))
			}
		}
	}
}

// registerOf is the register of a team without its results, which take most of
// the time.
func (p *plan) registerOf(t *testing.T, team *team) wholeRegister {
	t.Helper()
	k := p.keeper(team)
	for _, r := range p.periods {
		if r.stage >= team.story.joined {
			k.advance(r)
		}
	}
	out, err := k.close(p.periods[len(p.periods)-1])
	must(t, err)
	return out
}

func checkChanges(t *testing.T, o Options, w wholeRegister) {
	t.Helper()
	now := map[[2]string]json.RawMessage{}
	last := time.Time{}
	revisions := map[[2]string]int{}
	for _, c := range w.changes {
		if c.At.Before(last) || c.At.After(o.Now) {
			t.Fatalf("%s at %s, after %s", c.Verb, c.At, last)
		}
		last = c.At
		what := [2]string{c.AreaID, c.PersonID}
		if c.AreaID == "" {
			continue
		}
		if string(now[what]) != string(c.Before) {
			t.Fatalf("%s begins with %s, not %s", c.Verb, c.Before, now[what])
		}
		now[what] = c.After
		revisions[what]++
	}
	for _, a := range w.areas {
		if what := [2]string{a.ID}; string(now[what]) != string(mustJSON(t, a.State())) || revisions[what] != a.Revision {
			t.Errorf("area %s, revision %d, ends as %s", a.Key, a.Revision, now[what])
		}
	}
	for _, c := range w.claims {
		what := [2]string{c.AreaID, c.PersonID}
		if string(now[what]) != string(mustJSON(t, c.State())) || revisions[what] != c.Revision {
			t.Errorf("claim %+v ends as %s", c, now[what])
		}
		link, err := url.Parse(c.EvidenceLink)
		if err != nil || c.EvidenceLink != "" && (link.Scheme != "https" || !strings.HasSuffix(link.Host, mailDomain)) {
			t.Errorf("link %q: %v", c.EvidenceLink, err)
		}
		if c.EvidenceAt.IsZero() != (c.EvidenceKind == "") || c.EvidenceAt.After(c.UpdatedAt) || c.ClaimedAt.IsZero() {
			t.Errorf("claim %+v", c)
		}
	}
}

func mustJSON(t *testing.T, x any) []byte {
	t.Helper()
	raw, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func byKey(a, b knowledge.Person) int { return strings.Compare(a.Key, b.Key) }

// What the database holds at the end is what the last talk was about, for all
// people and areas of today.
func TestRegisterIsThatOfTheLastTalk(t *testing.T) {
	t.Parallel()
	o := options(12, 8, 6)
	want := madeUp(t, o)
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := open(t, lent.URL)
		out := build(t, db, o)
		seen := 0
		for _, a := range want {
			if a.RoundID != out.Round.ID || a.Snapshot == nil {
				continue
			}
			seen++
			now, err := db.RegisterOf(t.Context(), a.TeamID)
			must(t, err)
			kept, err := db.SnapshotOf(t.Context(), a.ID)
			must(t, err)
			got := now.Register(kept.Register.AsOf)
			slices.SortFunc(got.People, byKey) // the databases have orders of names of their own
			slices.SortFunc(kept.Register.People, byKey)
			if !reflect.DeepEqual(got, kept.Register) {
				t.Errorf("now  %+v\nthen %+v", got, kept.Register)
			}
			before, err := db.HasSnapshotBefore(t.Context(), a.TeamID, out.Round.Key)
			if must(t, err); before != (kept.View == knowledge.Strict) {
				t.Errorf("a register before: %v, view %s", before, kept.View)
			}
		}
		if seen < 4 {
			t.Errorf("%d registers only", seen)
		}
	})
}
