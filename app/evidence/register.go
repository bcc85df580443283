package evidence

import (
	"io"
	"slices"
	"time"

	"go.yaml.in/yaml/v3"

	"michinori/app/evidence/paths"
	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// ReadRegister reads a register file. Where it names no day, AsOf is zero and
// the caller judges it on the day it is. All that is wrong is Problems.
func ReadRegister(r io.Reader) (knowledge.Register, error) {
	d, err := Open(r)
	if err != nil {
		return knowledge.Register{}, err
	}
	return d.Register()
}

// Register understands the document as a register file.
func (d *Document) Register() (knowledge.Register, error) {
	in := &reader{}
	out := readRegister(in, d.root, "")
	if err := in.err(); err != nil {
		return knowledge.Register{}, err
	}
	return out, nil
}

// The most a register may hold; more is no team.
const (
	maxPeople = 1000
	maxAreas  = 5000
)

func readRegister(r *reader, n *yaml.Node, path string) knowledge.Register {
	var out knowledge.Register
	var areas *yaml.Node
	for _, e := range r.entries(n, path, "as_of", "people", "areas") {
		where := join(path, e.key)
		switch e.key {
		case "as_of":
			out.AsOf = r.date(e.value, where)
		case "people":
			out.People = r.people(e.value, where)
		case "areas":
			areas = e.value
		}
	}
	switch {
	case areas != nil:
		out.Areas = r.areas(areas, join(path, "areas"), out.People)
	case n.Kind == yaml.MappingNode:
		r.add(n, join(path, "areas"), "is missing")
	}
	return out
}

func (r *reader) people(n *yaml.Node, path string) []knowledge.Person {
	items := r.items(n, path)
	if len(items) > maxPeople {
		r.add(n, path, "more than %d people", maxPeople)
		return nil
	}
	var out []knowledge.Person
	seen := map[string]bool{}
	for i, item := range items {
		where := indexed(path, i)
		p := r.person(item, where)
		if p.Key != "" && seen[p.Key] {
			r.add(item, where, "%s stands here twice", p.Key)
		}
		seen[p.Key] = true
		out = append(out, p)
	}
	return out
}

func (r *reader) person(n *yaml.Node, path string) knowledge.Person {
	var p knowledge.Person
	before := len(r.problems)
	for _, e := range r.entries(n, path, "key", "name", "active_from", "active_to") {
		where := join(path, e.key)
		switch e.key {
		case "key":
			p.Key = r.name(e.value, where)
		case "name":
			p.Name = r.text(e.value, where)
		case "active_from":
			p.ActiveFrom = r.date(e.value, where)
		case "active_to":
			p.ActiveTo = r.date(e.value, where)
		}
	}
	if len(r.problems) > before {
		return p
	}
	if p.Key == "" {
		r.add(n, join(path, "key"), "is missing")
	}
	if !p.ActiveTo.IsZero() && p.ActiveTo.Before(p.ActiveFrom) {
		r.add(n, join(path, "active_to"), "is before active_from")
	}
	return p
}

func (r *reader) areas(n *yaml.Node, path string, people []knowledge.Person) []knowledge.Area {
	items := r.items(n, path)
	if len(items) > maxAreas {
		r.add(n, path, "more than %d areas", maxAreas)
		return nil
	}
	known := map[string]bool{}
	for _, p := range people {
		known[p.Key] = true
	}
	var out []knowledge.Area
	seen := map[string]bool{}
	for i, item := range items {
		where := indexed(path, i)
		a := r.area(item, where, known)
		if a.Key != "" && seen[a.Key] {
			r.add(item, where, "%s stands here twice", a.Key)
		}
		seen[a.Key] = true
		out = append(out, a)
	}
	return out
}

var areaFields = []string{
	"key", "name", "criticality", "kind", "paths", "services", "claims", "runbook_tested_at", "non_owner_run_at",
}

func (r *reader) area(n *yaml.Node, path string, known map[string]bool) knowledge.Area {
	var a knowledge.Area
	before := len(r.problems)
	for _, e := range r.entries(n, path, areaFields...) {
		r.areaField(&a, e, join(path, e.key), known)
	}
	if len(r.problems) > before {
		return a
	}
	if a.Key == "" {
		r.add(n, join(path, "key"), "is missing")
	}
	if a.Criticality == 0 {
		r.add(n, join(path, "criticality"), "is missing")
	}
	return a
}

func (r *reader) areaField(a *knowledge.Area, e entry, where string, known map[string]bool) {
	switch e.key {
	case "key":
		a.Key = r.name(e.value, where)
	case "name":
		a.Name = r.both(e.value, where)
	case "criticality":
		a.Criticality = r.whole(e.value, where, 1, 3)
	case "kind":
		a.Kind = oneOf(r, e.value, where, knowledge.AreaKinds)
	case "paths":
		a.Paths = r.texts(e.value, where, paths.MaxLength)
	case "services":
		a.Services = r.texts(e.value, where, maxText)
	case "claims":
		a.Claims = r.claims(e.value, where, known)
	case "runbook_tested_at":
		a.RunbookTested = r.occasion(e.value, where)
	case "non_owner_run_at":
		a.NonOwnerRun = r.occasion(e.value, where)
	}
}

func (r *reader) claims(n *yaml.Node, path string, known map[string]bool) map[string]knowledge.Claim {
	if isNull(n) {
		return nil
	}
	out := map[string]knowledge.Claim{}
	for _, e := range r.entries(n, path) {
		where := join(path, e.key)
		if !known[e.key] {
			r.add(e.node, where, "is not among the people of this register")
			continue
		}
		out[e.key] = r.claim(e.value, where)
	}
	return out
}

func (r *reader) claim(n *yaml.Node, path string) knowledge.Claim {
	if n.Kind != yaml.MappingNode {
		return knowledge.Claim{Level: r.whole(n, path, 0, knowledge.MaxLevel)}
	}
	c := knowledge.Claim{Level: -1}
	for _, e := range r.entries(n, path, "level", "claimed_at", "evidence_at", "evidence_kind", "evidence_link") {
		where := join(path, e.key)
		switch e.key {
		case "level":
			c.Level = r.whole(e.value, where, 0, knowledge.MaxLevel)
		case "claimed_at":
			c.ClaimedAt = r.date(e.value, where)
		case "evidence_at":
			c.EvidenceAt = r.date(e.value, where)
		case "evidence_kind":
			c.EvidenceKind = oneOf(r, e.value, where, knowledge.EvidenceKinds)
		case "evidence_link":
			c.EvidenceLink = r.textUpTo(e.value, where, maxLink)
		}
	}
	if c.Level < 0 {
		r.add(n, join(path, "level"), "is missing")
	}
	return c
}

func (r *reader) occasion(n *yaml.Node, path string) *knowledge.Occasion {
	if n.Kind == yaml.ScalarNode && n.Value == "never" {
		return &knowledge.Occasion{}
	}
	day := r.date(n, path)
	if day == (time.Time{}) {
		return nil
	}
	return &knowledge.Occasion{Day: day}
}

func (r *reader) both(n *yaml.Node, path string) maturity.Text {
	var t maturity.Text
	for _, e := range r.entries(n, path, "ja", "en") {
		if e.key == "ja" {
			t.JA = r.text(e.value, join(path, e.key))
		} else {
			t.EN = r.text(e.value, join(path, e.key))
		}
	}
	return t
}

func (r *reader) texts(n *yaml.Node, path string, most int) []string {
	var out []string
	for i, item := range r.items(n, path) {
		out = append(out, r.textUpTo(item, indexed(path, i), most))
	}
	return out
}

func oneOf[T ~string](r *reader, n *yaml.Node, path string, kinds []T) T {
	kind := T(r.text(n, path))
	if kind != "" && !slices.Contains(kinds, kind) {
		r.add(n, path, "expected one of %v", kinds)
	}
	return kind
}
