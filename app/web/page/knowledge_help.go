package page

import (
	"slices"
	"strconv"
	"time"

	"michinori/app/knowledge"
	"michinori/questionnaires"
)

// RegisterHelp explains the knowledge register, with an example whose figures
// are worked out like any team's.
type RegisterHelp struct {
	Base
	Terms   []questionnaires.Term
	example knowledge.Register
	summary knowledge.Summary
}

// The example: who can do what, A and B with fresh evidence but for one claim
// of B's.
var (
	exampleDay    = time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)
	examplePeople = []string{"A", "B", "C"}
	exampleAreas  = []struct {
		key         string
		criticality int
		levels      []int
	}{
		{"deploy", 3, []int{4, 3, 1}},
		{"database", 3, []int{3, 1, 0}},
		{exampleStale, 3, []int{4, 3, 0}},
		{"alerts", 2, []int{3, 3, 2}},
		{"vendor", 2, []int{1, 0, 2}},
	}
)

const (
	exampleStale      = "billing" // the area where B's evidence is old
	exampleStaleOwner = "B"
)

// NewRegisterHelp works out the example.
func NewRegisterHelp(b Base) *RegisterHelp {
	h := &RegisterHelp{Base: b, Terms: questionnaires.TermsOn("register"), example: exampleRegister(200)}
	h.summary = knowledge.Summarise(h.example)
	return h
}

// exampleRegister is the example, B's evidence in one area that many days old.
func exampleRegister(age int) knowledge.Register {
	r := knowledge.Register{AsOf: exampleDay}
	for _, p := range examplePeople {
		r.People = append(r.People, knowledge.Person{Key: p})
	}
	for _, a := range exampleAreas {
		area := knowledge.Area{Key: a.key, Criticality: a.criticality, Claims: map[string]knowledge.Claim{}}
		for i, level := range a.levels {
			c := knowledge.Claim{Level: level, EvidenceAt: exampleDay, EvidenceKind: knowledge.Operated}
			if a.key == exampleStale && examplePeople[i] == exampleStaleOwner {
				c.EvidenceAt = exampleDay.AddDate(0, 0, -age)
			}
			area.Claims[examplePeople[i]] = c
		}
		r.Areas = append(r.Areas, area)
	}
	return r
}

// People are the people of the example.
func (h *RegisterHelp) People() []string { return examplePeople }

// HelpRow is one area of the example.
type HelpRow struct {
	Name        string
	Criticality int
	Cells       []string
	Depth       int
	State       string
}

// Rows are the areas of the example.
func (h *RegisterHelp) Rows() []HelpRow {
	var out []HelpRow
	for _, a := range h.example.Areas {
		row := HelpRow{Name: h.areaName(a.Key), Criticality: a.Criticality}
		for _, p := range examplePeople {
			c := a.Claims[p]
			cell := strconv.Itoa(c.Level)
			if c.Stale(h.example.AsOf) {
				cell = h.T("register_help.stale_cell", "level", c.Level)
			}
			row.Cells = append(row.Cells, cell)
		}
		for _, risk := range h.summary.Areas {
			if risk.Area == a.Key {
				row.Depth, row.State = risk.Depth, h.T("knowledge.mark."+depthMark(risk))
			}
		}
		out = append(out, row)
	}
	return out
}

func (h *RegisterHelp) areaName(key string) string { return h.T("register_help.area." + key) }

func (h *RegisterHelp) areaNames(keys []string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = h.T("register_help.quoted", "area", h.areaName(k))
	}
	return h.names(names)
}

// Steps work the figures of the example out, one sentence each.
func (h *RegisterHelp) Steps() []string {
	away := h.summary.BusFactor.Sets[0]
	without := knowledge.Without(h.example, away...)
	lost := make([]string, len(without.Lost))
	for i, l := range without.Lost {
		lost[i] = l.Area
	}
	already := 0
	for _, a := range h.example.Areas {
		if slices.Contains(h.summary.Orphans, a.Key) {
			already += a.Weight()
		}
	}
	return []string{
		h.T("register_help.step.depth", "area", h.areaName(exampleStale), "person", exampleStaleOwner, "days", knowledge.FreshDays),
		h.T("register_help.step.first_loss", "areas", h.areaNames(h.summary.SingleOwner), "n", *h.summary.FirstLoss),
		h.T("register_help.step.weight", "weight", without.Weight, "half", half(without.Weight)),
		h.T("register_help.step.factor", "person", h.names(away), "areas", h.areaNames(lost), "already", h.areaNames(h.summary.Orphans),
			"lost", without.LostWeight+already, "half", half(without.Weight), "factor", h.summary.BusFactor.Size),
		h.T("register_help.step.lenient", "person", exampleStaleOwner, "area", h.areaName(exampleStale), "factor", h.summary.Lenient.Size),
		h.T("register_help.step.after", "person", exampleStaleOwner, "area", h.areaName(exampleStale),
			"factor", knowledge.Summarise(exampleRegister(0)).BusFactor.Size),
	}
}

func half(weight int) string { return decimal(float64(weight) / 2) }

// FreshDays is how long evidence holds.
func (*RegisterHelp) FreshDays() int { return knowledge.FreshDays }

// Practices are the ones that spread knowledge.
func (*RegisterHelp) Practices() []questionnaires.Practice {
	var out []questionnaires.Practice
	for _, key := range []string{"knowledge_register", "pair_operation", "oncall_shadowing", "runbook", "knowledge_rotation"} {
		if p, ok := questionnaires.PracticeByKey(key); ok {
			out = append(out, p)
		}
	}
	return out
}
