package knowledge

import (
	"cmp"
	"slices"
)

// FlagKind says where a register and the code disagree.
type FlagKind string

// The kinds of flag, as a team sees them: each is a question, no finding.
const (
	// GhostOwner: who wrote most of it has left. Who can explain it now?
	GhostOwner FlagKind = "ghost_owner"
	// PaperDepth: two or more say they can, the code depends on one. Has the
	// second person changed it lately?
	PaperDepth FlagKind = "paper_depth"
	// HiddenKnowledge: somebody with a low level wrote much of it. Teach it, or
	// correct the level?
	HiddenKnowledge FlagKind = "hidden_knowledge"
	// ClaimWithoutTrace: somebody can do it alone and left no trace in the
	// code. Operated without committing?
	ClaimWithoutTrace FlagKind = "claim_without_trace"
)

// FlagKinds lists them in the order in which they stand within an area.
var FlagKinds = []FlagKind{GhostOwner, PaperDepth, HiddenKnowledge, ClaimWithoutTrace}

// Flag is one disagreement of an area.
type Flag struct {
	Area    string
	Kind    FlagKind
	Warning bool    // the area is at risk; else it is for information
	Person  string  // whom it is about; "" where that is nobody of the register
	Author  string  // the name in the code; "" in a claim without trace
	Level   int     // claimed by the person
	Share   float64 // of the area's files; recent ones in hidden knowledge
	// Answered says of a claim without trace that fresh evidence of having
	// operated or drilled it stands beside the claim: there is nothing to ask.
	Answered bool
}

// HiddenShare is the share of an area's files from which their recent author
// is taken to know it.
const HiddenShare = 0.25

// Reconcile lays code beside claims, area by area, most critical first. Areas
// without paths or without evidence have no flags.
func Reconcile(r Register, code CodeEvidence) []Flag {
	areas := slices.SortedFunc(slices.Values(r.Areas), func(a, b Area) int {
		return cmp.Or(cmp.Compare(b.Criticality, a.Criticality), cmp.Compare(a.Key, b.Key))
	})
	var out []Flag
	for _, a := range areas {
		found, ok := code.of(a)
		if !ok || len(a.Paths) == 0 {
			continue
		}
		out = append(out, r.ghostOwner(a, found)...)
		out = append(out, r.paperDepth(a, found)...)
		out = append(out, r.hiddenKnowledge(a, found)...)
		out = append(out, r.withoutTrace(a, found)...)
	}
	return out
}

// ghostOwner asks after a top author who has left. Who is known to be in the
// team has not left, however long ago the last commit was.
func (r Register) ghostOwner(a Area, code CodeArea) []Flag {
	var top CodeAuthor
	if len(code.People) > 0 {
		top = code.People[0]
	}
	if r.here(top.Person) || top.Person == "" && !code.DepartedTopAuthor {
		return nil
	}
	return []Flag{{
		Area: a.Key, Kind: GhostOwner, Warning: true,
		Person: top.Person, Author: top.Name, Level: a.Claims[top.Person].Level, Share: top.Share,
	}}
}

func (r Register) paperDepth(a Area, code CodeArea) []Flag {
	if code.TruckFactor != 1 || len(r.qualified(a, Strict)) < enoughDepth {
		return nil
	}
	f := Flag{Area: a.Key, Kind: PaperDepth, Warning: true}
	if len(code.People) > 0 {
		top := code.People[0]
		f.Person, f.Author, f.Share, f.Level = top.Person, top.Name, top.Share, a.Claims[top.Person].Level
	}
	return []Flag{f}
}

// trace is what one person of the register did lately, under all the names by
// which the code knows them.
type trace struct {
	author string
	share  float64
	any    bool
}

func traces(code CodeArea) map[string]trace {
	out := map[string]trace{}
	for _, p := range code.People {
		if p.Person == "" {
			continue
		}
		t, known := out[p.Person]
		if !known {
			t.author = p.Name
		}
		t.share = min(1, t.share+p.RecentShare)
		t.any = t.any || p.RecentCommits > 0 || p.RecentFiles > 0 || p.RecentShare > 0
		out[p.Person] = t
	}
	return out
}

func (r Register) hiddenKnowledge(a Area, code CodeArea) []Flag {
	var out []Flag
	seen := traces(code)
	for _, p := range r.byKey() {
		t, level := seen[p.Key], a.Claims[p.Key].Level
		if p.Active(r.AsOf) && level < Alone && t.share >= HiddenShare {
			out = append(out, Flag{Area: a.Key, Kind: HiddenKnowledge, Person: p.Key, Author: t.author, Level: level, Share: t.share})
		}
	}
	return out
}

func (r Register) withoutTrace(a Area, code CodeArea) []Flag {
	var out []Flag
	seen := traces(code)
	for _, p := range r.byKey() {
		c, t := a.Claims[p.Key], seen[p.Key]
		_, named := seen[p.Key]
		cut := !named && len(code.People) >= MaxCodeAuthors // may stand further down the list
		if !p.Active(r.AsOf) || c.Level < Alone || t.any || cut {
			continue
		}
		practised := c.EvidenceKind == Operated || c.EvidenceKind == Drilled
		out = append(out, Flag{
			Area: a.Key, Kind: ClaimWithoutTrace, Person: p.Key, Level: c.Level,
			Answered: practised && c.Fresh(r.AsOf),
		})
	}
	return out
}

// byKey returns the people in the order of their keys.
func (r Register) byKey() []Person {
	return slices.SortedFunc(slices.Values(r.People), func(a, b Person) int { return cmp.Compare(a.Key, b.Key) })
}

// here reports whether somebody is in the register and active.
func (r Register) here(person string) bool {
	return slices.ContainsFunc(r.People, func(p Person) bool { return p.Key == person && p.Active(r.AsOf) })
}
