package questionnaires

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"michinori/app/maturity"
)

const (
	maxPoints = 100
	maxAt     = 1e9
)

func (f fields) items() []maturity.Item {
	var out []maturity.Item
	seen := map[string]bool{}
	for _, n := range f.list("items", true, maxItems) {
		g, ok := f.fields(n, f.what+": item", "key", "gate", "text")
		if !ok {
			continue
		}
		item := maturity.Item{
			Key:  g.key("key", true, itemKey, "the key of an item is small letters, digits and _"),
			Gate: g.flag("gate"),
			Text: g.text("text", true),
		}
		if item.Key != "" && seen[item.Key] {
			g.report(g.at("key"), "%s: item %s stands twice", f.what, clip(item.Key))
		}
		seen[item.Key] = true
		out = append(out, item)
	}
	return out
}

// wordsOf lists the answers in words that fit a question: of days "never", of
// counts that nobody counts or tracks.
func wordsOf(q *maturity.Question) []string {
	switch {
	case q.Measure == maturity.DaysSince:
		return []string{"never"}
	case q.Type == maturity.Ratio:
		return []string{"not_counted", "not_tracked"}
	}
	return nil
}

func (f fields) words(q *maturity.Question) []maturity.Word {
	var out []maturity.Word
	known := wordsOf(q)
	if f.has("words") && len(known) == 0 {
		f.report(f.at("words"), "%s: a plain number question has no words", f.what)
		return nil
	}
	for _, n := range f.list("words", false, 2) {
		g, ok := f.fields(n, f.what+": word", "key", "text")
		if !ok {
			continue
		}
		key, _ := choice(g, "key", true, known)
		w := maturity.Word{Key: key, Text: g.text("text", true)}
		if key != "" && slices.ContainsFunc(out, func(o maturity.Word) bool { return o.Key == key }) {
			g.report(g.at("key"), "%s: word %s stands twice", f.what, key)
		}
		out = append(out, w)
	}
	return out
}

func (f fields) caps(q *maturity.Question) []maturity.Cap {
	allowed := []maturity.CapCondition{maturity.OneOfSeveral}
	if q.Measure == maturity.TierWeighted {
		allowed = capConditions[1:]
	}
	var out []maturity.Cap
	for _, n := range f.list("caps", false, len(capConditions)) {
		g, ok := f.fields(n, f.what+": cap", "when", "points")
		if !ok {
			continue
		}
		c := maturity.Cap{}
		c.When, _ = choice(g, "when", true, allowed)
		c.Points, _ = g.number("points", true, 0, maxPoints)
		if c.When != "" && slices.ContainsFunc(out, func(o maturity.Cap) bool { return o.When == c.When }) {
			g.report(g.at("when"), "%s: cap %s stands twice", f.what, c.When)
		}
		out = append(out, c)
	}
	return out
}

func (f fields) scale(q *maturity.Question) maturity.Scale {
	n, ok := f.get("scale", true)
	if !ok {
		return maturity.Scale{}
	}
	known := []string{"line", "above_zero", "beyond"}
	if q.Type == maturity.Checklist {
		known = []string{"counts", "gate_cap"}
	}
	g, ok := f.fields(n, f.what+": scale", known...)
	if !ok {
		return maturity.Scale{}
	}
	if q.Type == maturity.Checklist {
		return g.counts(q)
	}
	return g.line(q)
}

// counts reads the points of a checklist.
func (f fields) counts(q *maturity.Question) maturity.Scale {
	var s maturity.Scale
	for i, n := range f.list("counts", true, maxItems+1) {
		v, ok := f.numberAt(n, fmt.Sprintf("%s: points for %d ticked", f.what, i), 0, maxPoints)
		if ok && i > 0 && len(s.Counts) == i && v < s.Counts[i-1] {
			f.report(n, "%s: points for %d ticked are fewer than for %d", f.what, i, i-1)
		}
		s.Counts = append(s.Counts, v)
	}
	if len(q.Items) > 0 && len(s.Counts) > 0 && len(s.Counts) != len(q.Items)+1 {
		f.report(f.at("counts"), "%s: counts has %d members; %d items need %d, for 0 to %d ticked",
			f.what, len(s.Counts), len(q.Items), len(q.Items)+1, len(q.Items))
	}
	gated := slices.ContainsFunc(q.Items, func(i maturity.Item) bool { return i.Gate })
	switch {
	case gated:
		s.GateCap, _ = f.number("gate_cap", true, 0, maxPoints)
	case f.has("gate_cap"):
		f.report(f.at("gate_cap"), "%s: gate_cap needs an item with gate: true", f.what)
	}
	return s
}

// line reads break points. Both columns must run one way, or a better answer
// could be worth less.
func (f fields) line(q *maturity.Question) maturity.Scale {
	var s maturity.Scale
	high := float64(maxAt)
	if q.Type == maturity.Ratio || q.Measure == maturity.ShareOfContracted {
		high = 1
	}
	nodes := f.list("line", true, maxCorners)
	if len(nodes) == 1 {
		f.report(f.at("line"), "%s: line needs two break points or more", f.what)
	}
	whole := true
	for _, n := range nodes {
		g, ok := f.fields(n, f.what+": break point", "at", "points")
		if !ok {
			whole = false
			continue
		}
		at, okAt := g.number("at", true, 0, high)
		points, okPoints := g.number("points", true, 0, maxPoints)
		whole = whole && okAt && okPoints
		s.Line = append(s.Line, maturity.BreakPoint{At: at, Points: points})
	}
	s.AboveZero = f.optional("above_zero")
	s.Beyond = f.optional("beyond")
	if whole && len(s.Line) > 1 {
		f.checkOrder(s, nodes)
	}
	return s
}

func (f fields) optional(name string) *float64 {
	v, ok := f.number(name, false, 0, maxPoints)
	if !ok {
		return nil
	}
	return &v
}

func (f fields) checkOrder(s maturity.Scale, nodes []*yaml.Node) {
	first, last := s.Line[0], s.Line[len(s.Line)-1]
	rising := last.Points >= first.Points
	for i := 1; i < len(s.Line); i++ {
		a, b := s.Line[i-1], s.Line[i]
		if b.At <= a.At {
			f.report(nodes[i], "%s: break points must ascend: %v comes after %v", f.what, b.At, a.At)
		}
		if b.Points != a.Points && (b.Points > a.Points) != rising {
			f.report(nodes[i], "%s: points must run one way, all rising or all falling", f.what)
		}
	}
	if s.AboveZero != nil && first.At != 0 {
		f.report(f.at("above_zero"), "%s: above_zero needs a first break point at 0", f.what)
	} else if s.AboveZero != nil && !between(*s.AboveZero, first.Points, s.Line[1].Points) {
		f.report(f.at("above_zero"), "%s: above_zero must lie between the points of the first two break points", f.what)
	}
	if s.Beyond != nil && *s.Beyond != last.Points && (*s.Beyond > last.Points) != rising {
		f.report(f.at("beyond"), "%s: beyond must go on in the direction of the line", f.what)
	}
}

func between(v, a, b float64) bool { return min(a, b) <= v && v <= max(a, b) }
