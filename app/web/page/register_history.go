package page

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// ChangeHistory lists what was changed in a register, newest first.
type ChangeHistory struct {
	Base
	Nav     RegisterNav
	Team    maturity.Team
	Area    *store.Area // nil where all changes are shown
	Entries []RegisterEntry
	Older   string // address of what came before, or ""
	Later   bool   // the page does not begin at the newest
}

// OlderURL is the address of what came before a change.
func (h *ChangeHistory) OlderURL(change string) string {
	query := url.Values{"before": {change}}
	if h.Area != nil {
		query.Set("area", h.Area.ID)
	}
	return h.URL("/teams/", h.Team.ID, "/register/history?", query.Encode())
}

// RegisterEntry is one change in words.
type RegisterEntry struct {
	When, By, Text string
	Details        []string
	URL            string // where it can be looked at, or ""
}

// HistoryURL is the address of the history, of one area where it is named.
func (b Base) HistoryURL(team, area string) string {
	path := b.URL("/teams/", team, "/register/history")
	if area != "" {
		path += "?area=" + area
	}
	return path
}

// Entries says changes in words.
func (b Base) Entries(changes []store.RegisterChange) []RegisterEntry {
	out := make([]RegisterEntry, len(changes))
	for i, c := range changes {
		out[i] = b.entry(c)
	}
	return out
}

func (b Base) entry(c store.RegisterChange) RegisterEntry {
	e := RegisterEntry{When: b.Moment(c.At), By: c.ByName}
	if c.ByID == "" {
		e.By = b.T("history.program")
	}
	area, person := b.In(c.AreaName), c.PersonName
	if person == "" {
		person = b.T("history.somebody")
	}
	if c.AreaID != "" {
		e.URL = b.URL("/areas/", c.AreaID)
	}
	switch c.Verb {
	case store.ClaimChanged, store.ClaimWithdrawn:
		b.sayClaim(&e, c, area, person)
		e.URL += "/claims/" + c.PersonID
	case store.PersonDates:
		e.Text = b.T(historyKey(c.Verb), "person", person, "before", b.period(c.Before), "after", b.period(c.After))
	case store.AreaAdded, store.AreaArchived, store.AreaRestored:
		e.Text = b.T(historyKey(c.Verb), "area", area)
	case store.AreaChanged:
		e.Text = b.T(historyKey(c.Verb), "area", area)
		e.Details = b.areaDifferences(c.Before, c.After)
	case store.CodeImported:
		e.Text = b.T(historyKey(c.Verb))
	default:
		e.Text = b.T("history.other")
	}
	return e
}

// sayClaim says a change of a claim; one of the evidence alone is no change of
// level.
func (b Base) sayClaim(e *RegisterEntry, c store.RegisterChange, area, person string) {
	before, after := b.claimState(c.Before), b.claimState(c.After)
	e.Text = b.T(historyKey(c.Verb), "area", area, "person", person, "before", before.words, "after", after.words)
	if after.level != "" && after.level == before.level {
		e.Text = b.T("history.claim_evidence", "area", area, "person", person, "level", after.level)
	}
	switch {
	case after.level == "" || after.evidence == before.evidence:
	case after.evidence == "":
		e.Details = append(e.Details, b.T("history.no_evidence"))
	default:
		e.Details = append(e.Details, after.evidence)
	}
}

func historyKey(verb string) string { return "history." + strings.ReplaceAll(verb, ".", "_") }

type claimWords struct{ level, words, evidence string }

// claimState says a claim of the history. What cannot be read is said to be
// nothing: the line still tells who changed what, and when.
func (b Base) claimState(raw json.RawMessage) claimWords {
	var s store.ClaimState
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return claimWords{words: b.T("history.nothing")}
	}
	level := strconv.Itoa(s.Level)
	out := claimWords{level: level, words: b.LevelWords(level)}
	if s.EvidenceAt != "" {
		out.evidence = b.T("history.evidence", "date", b.DayText(s.EvidenceAt), "kind", b.T("evidence_kind."+s.EvidenceKind))
	}
	return out
}

func (b Base) period(raw json.RawMessage) string {
	var s store.DatesState
	if len(raw) > 0 && json.Unmarshal(raw, &s) != nil || s == (store.DatesState{}) {
		return b.T("area.nothing")
	}
	return strings.TrimSpace(b.T("history.period", "from", b.DayText(s.ActiveFrom), "to", b.DayText(s.ActiveTo)))
}

// areaDifferences says which fields of an area changed, and how.
func (b Base) areaDifferences(before, after json.RawMessage) []string {
	var x, y store.AreaState
	if len(before) == 0 || len(after) == 0 || json.Unmarshal(before, &x) != nil || json.Unmarshal(after, &y) != nil {
		return nil
	}
	var out []string
	was := b.AreaWords(x)
	for i, now := range b.AreaWords(y) {
		if now.Value != was[i].Value {
			out = append(out, b.T("history.field", "field", b.T("area."+now.Name), "before", was[i].Value, "after", now.Value))
		}
	}
	return out
}

// AreaWord is one field of an area in words.
type AreaWord struct{ Name, Value string }

// AreaWords says the fields of an area that can change, always in this order.
func (b Base) AreaWords(s store.AreaState) []AreaWord {
	out := []AreaWord{
		{"name_ja", s.NameJA}, {"name_en", s.NameEN}, {"criticality", strconv.Itoa(s.Criticality)},
		{"kind", b.T("area_kind." + s.Kind)}, {"paths", b.List(s.Paths)}, {"services", b.List(s.Services)},
		{"runbook_tested", b.occasionText(s.RunbookTested)}, {"non_owner_run", b.occasionText(s.NonOwnerRun)},
		{"next_step", b.DayText(s.NextStep)},
	}
	for i := range out {
		if out[i].Value == "" {
			out[i].Value = b.T("area.nothing")
		}
	}
	return out
}

func (b Base) occasionText(s string) string {
	switch s {
	case OccasionUnknown:
		return b.T("area.occasion.unknown")
	case OccasionNever:
		return b.T("area.occasion.never")
	}
	return b.DayText(s)
}

// Moment returns a day with its time, as people write it here.
func (b Base) Moment(t time.Time) string { return b.Date(t) + " " + t.In(b.Zone).Format("15:04") }
