package questionnaires

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"michinori/app/maturity"
)

// orphanGate is the only gate that asks the knowledge register and not a
// question.
const orphanGate = "bus.orphan"

const maxGates = 50

// inheritGates takes over the gates of the questions taken over. The gate on
// orphan areas comes with any question answered from the register.
func (d *draft) inheritGates(base *maturity.Questionnaire) {
	register := slices.ContainsFunc(d.q.Questions, func(q maturity.Question) bool { return q.Respondent == maturity.System })
	for _, g := range base.Gates {
		_, asked := d.q.Question(g.Name)
		if asked || g.When == maturity.CriticalOrphan && register {
			d.q.Gates = append(d.q.Gates, g)
		}
	}
}

func (d *draft) gates(f fields) {
	for _, n := range f.list("gates", false, maxGates) {
		g, ok := d.gate(n)
		if !ok {
			continue
		}
		if slices.ContainsFunc(d.q.Gates, func(o maturity.Gate) bool { return o.Name == g.Name }) {
			d.report(n, "gate %s stands twice", g.Name)
			continue
		}
		d.q.Gates = append(d.q.Gates, g)
	}
}

func (d *draft) gate(n *yaml.Node) (maturity.Gate, bool) {
	f, ok := d.fields(n, "gate", "name", "when", "limit", "max_level")
	if !ok {
		return maturity.Gate{}, false
	}
	g := maturity.Gate{Name: f.str("name", true), MaxLevel: f.whole("max_level", true, 0, levelCount-2)}
	when, ok := choice(f, "when", true, gateConditions)
	g.When = when
	limited := when == maturity.AtMost || when == maturity.MoreThan
	switch {
	case limited:
		g.Limit, _ = f.number("limit", true, 0, maxAt)
	case ok && f.has("limit"):
		f.report(f.at("limit"), "gate: a gate on %s has no limit", when)
	}
	if g.Name == "" || !ok {
		return g, false
	}
	return g, f.gateTarget(d, &g)
}

// gateTarget finds the dimension the gate holds down.
func (f fields) gateTarget(d *draft, g *maturity.Gate) bool {
	if (g.When == maturity.CriticalOrphan) != (g.Name == orphanGate) {
		f.report(f.at("name"), "gate: %s and %s belong together", orphanGate, maturity.CriticalOrphan)
		return false
	}
	if g.Name == orphanGate {
		g.Dimension = maturity.Bus
		return true
	}
	q, ok := d.q.Question(g.Name)
	if !ok && !d.lost {
		f.report(f.at("name"), "gate: there is no question %s%s", clip(g.Name), hint(g.Name, keysOf(&d.q)))
	}
	g.Dimension = q.Dimension
	return ok
}
