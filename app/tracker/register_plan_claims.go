package tracker

import (
	"slices"
	"strconv"
	"strings"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// claim plans one claim.
func (p *registerPlanner) claim(s knowledge.SheetClaim) {
	key := strings.ToLower(strings.TrimSpace(s.Area))
	if p.refused[key] {
		return
	}
	area, ok := p.find(key, s.Area)
	if !ok || area.ArchivedAt != nil {
		p.refuse(s.Line, "key", "sheet.unknown_area", "area", s.Area)
		return
	}
	person, ok := p.member(s)
	if !ok || !p.checkClaim(s) {
		return
	}
	cell := store.Cell{AreaID: area.ID, PersonID: person}
	was, exists := p.claimed[area.ID][person]
	next := p.layClaim(was, s.Claim)
	if first, ok := p.saidClaims[cell]; ok {
		if !exists || !sameClaim(was, next) {
			p.refuse(s.Line, "level", "sheet.repeated_claim", "line", strconv.Itoa(first))
		}
		return
	}
	p.saidClaims[cell] = s.Line
	if exists && sameClaim(was, next) {
		return
	}
	var before any
	if exists {
		before, next.Revision = was.State(), was.Revision+1
	} else {
		next.Revision = p.counts[cell] + 1
	}
	next.AreaID, next.PersonID, next.UpdatedBy, next.UpdatedAt = area.ID, person, p.by, p.now
	p.claims = append(p.claims, next)
	if p.claimed[area.ID] == nil {
		p.claimed[area.ID] = map[string]store.Claim{}
	}
	p.claimed[area.ID][person] = next
	p.note(s.Line, store.RegisterChange{
		AreaID: area.ID, PersonID: person, Verb: store.ClaimChanged, AreaKey: area.Key, AreaName: area.Name, PersonName: p.people[person],
	}, before, next.State())
}

// member returns the member a line means: by address, else by a name that only
// one has.
func (p *registerPlanner) member(s knowledge.SheetClaim) (string, bool) {
	if id, ok := p.members.byEmail[strings.ToLower(strings.TrimSpace(s.Person))]; ok {
		return id, true
	}
	switch ids := p.members.byName[nameKey(s.Person)]; len(ids) {
	case 1:
		return ids[0], true
	case 0:
		p.refuse(s.Line, "person", "sheet.unknown_person", "person", s.Person)
	default:
		p.refuse(s.Line, "person", "sheet.ambiguous_person", "person", s.Person)
	}
	return "", false
}

func (p *registerPlanner) checkClaim(s knowledge.SheetClaim) bool {
	before, c := len(p.problems), s.Claim
	var f maturity.Fields
	if link(&f, "evidence_link", c.EvidenceLink); len(f) > 0 || len([]rune(c.EvidenceLink)) > maxEvidenceLink {
		p.refuse(s.Line, "evidence_link", "sheet.link")
	}
	switch {
	case c.Level < 0 || c.Level > knowledge.MaxLevel:
		p.refuse(s.Line, "level", "sheet.level")
	case c.EvidenceAt.After(p.today) || c.ClaimedAt.After(p.today):
		p.refuse(s.Line, "evidence_at", "sheet.future")
	case c.EvidenceAt.IsZero() && c.EvidenceLink != "":
		p.refuse(s.Line, "evidence_at", "sheet.no_date")
	case !c.EvidenceAt.IsZero() && !slices.Contains(knowledge.EvidenceKinds, c.EvidenceKind):
		p.refuse(s.Line, "evidence_kind", "sheet.no_kind")
	}
	return len(p.problems) == before
}

// layClaim lays what a line says over what is known: without evidence of its
// own, the evidence there is stays.
func (p *registerPlanner) layClaim(was store.Claim, said knowledge.Claim) store.Claim {
	next := was
	next.Level = said.Level
	if !said.EvidenceAt.IsZero() {
		next.EvidenceAt, next.EvidenceKind, next.EvidenceLink = said.EvidenceAt, said.EvidenceKind, said.EvidenceLink
	}
	next.ClaimedAt = p.today
	if !said.ClaimedAt.IsZero() {
		next.ClaimedAt = said.ClaimedAt
	}
	return next
}
