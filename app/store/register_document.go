package store

import (
	"encoding/json"
	"fmt"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// registerDocument is a register as a snapshot keeps it: the form of a register
// file. What is read years later must not hang on the names of our own types.
type registerDocument struct {
	AsOf   string           `json:"as_of"`
	People []personDocument `json:"people"`
	Areas  []areaDocument   `json:"areas"`
}

type personDocument struct {
	Key        string `json:"key"`
	Name       string `json:"name,omitempty"`
	ActiveFrom string `json:"active_from,omitempty"`
	ActiveTo   string `json:"active_to,omitempty"`
}

type areaDocument struct {
	Key           string                `json:"key"`
	Name          maturity.Text         `json:"name"`
	Criticality   int                   `json:"criticality"`
	Kind          string                `json:"kind,omitempty"`
	Paths         []string              `json:"paths,omitempty"`
	Services      []string              `json:"services,omitempty"`
	RunbookTested string                `json:"runbook_tested,omitempty"`
	NonOwnerRun   string                `json:"non_owner_run,omitempty"`
	Claims        map[string]ClaimState `json:"claims,omitempty"`
}

func encodeRegister(r knowledge.Register) (string, error) {
	doc := registerDocument{AsOf: dayText(r.AsOf)}
	for _, p := range r.People {
		doc.People = append(doc.People, personDocument{
			Key: p.Key, Name: p.Name, ActiveFrom: dayText(p.ActiveFrom), ActiveTo: dayText(p.ActiveTo),
		})
	}
	for _, a := range r.Areas {
		area := areaDocument{
			Key: a.Key, Name: a.Name, Criticality: a.Criticality, Kind: string(a.Kind), Paths: a.Paths, Services: a.Services,
			RunbookTested: occasionText(a.RunbookTested), NonOwnerRun: occasionText(a.NonOwnerRun),
			Claims: make(map[string]ClaimState, len(a.Claims)),
		}
		for person, c := range a.Claims {
			area.Claims[person] = Claim{Claim: c}.State()
		}
		doc.Areas = append(doc.Areas, area)
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		return "", fmt.Errorf("encode register: %w", err)
	}
	return string(raw), nil
}

func decodeRegister(document string) (knowledge.Register, error) {
	var doc registerDocument
	if err := json.Unmarshal([]byte(document), &doc); err != nil {
		return knowledge.Register{}, fmt.Errorf("stored register: %w", err)
	}
	out := knowledge.Register{AsOf: parseDay(doc.AsOf)}
	for _, p := range doc.People {
		out.People = append(out.People, knowledge.Person{
			Key: p.Key, Name: p.Name, ActiveFrom: parseDay(p.ActiveFrom), ActiveTo: parseDay(p.ActiveTo),
		})
	}
	for _, a := range doc.Areas {
		out.Areas = append(out.Areas, a.area())
	}
	return out, nil
}

func (a areaDocument) area() knowledge.Area {
	out := knowledge.Area{
		Key: a.Key, Name: a.Name, Criticality: a.Criticality, Kind: knowledge.AreaKind(a.Kind), Paths: a.Paths, Services: a.Services,
		RunbookTested: parseOccasion(a.RunbookTested), NonOwnerRun: parseOccasion(a.NonOwnerRun),
		Claims: make(map[string]knowledge.Claim, len(a.Claims)),
	}
	for person, c := range a.Claims {
		out.Claims[person] = knowledge.Claim{
			Level: c.Level, ClaimedAt: parseDay(c.ClaimedAt), EvidenceAt: parseDay(c.EvidenceAt),
			EvidenceKind: knowledge.EvidenceKind(c.EvidenceKind), EvidenceLink: c.EvidenceLink,
		}
	}
	return out
}
