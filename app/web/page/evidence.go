package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Evidence shows what a team's files from outside say, beside which question it
// stands, and takes files in.
type Evidence struct {
	Base
	Team      maturity.Team
	Errors    Errors
	Problems  []string // what is wrong with the files that were given
	Has       tracker.TeamEvidence
	Questions map[string]maturity.Question // those that something stands beside
	Names     map[string]string            // people, by id
	Removed   string                       // id of a file removed just now, to be put back
	Again     map[string]measured.Placing  // what was said of services in a form that came back
	Conflict  bool                         // somebody else was faster with what came back
}

// evidenceRows bounds the tables of the page.
const evidenceRows = 400

// EvidenceAsk is one question to the team.
type EvidenceAsk struct{ Text, Prompt, URL string }

// Asks are the questions that the files raise.
func (p *Evidence) Asks() []EvidenceAsk { return p.findings(true) }

// Facts are what the files say, each beside its question.
func (p *Evidence) Facts() []EvidenceAsk { return p.findings(false) }

func (p *Evidence) findings(asks bool) []EvidenceAsk {
	var out []EvidenceAsk
	for _, f := range p.Has.Findings {
		if f.Asks != asks {
			continue
		}
		out = append(out, EvidenceAsk{Text: p.FindingText(f), Prompt: p.In(p.Questions[f.Question].Prompt), URL: p.URL("/learn/questions/", f.Question)})
	}
	return out
}

// FindingText is what a finding says, in a sentence.
func (b Base) FindingText(f measured.Finding) string {
	where := ""
	if f.Tier > 0 {
		where = b.T("evidence.in_tier", "tier", f.Tier)
	}
	day := ""
	if !f.Day.IsZero() {
		day = b.plainDay(f.Day)
	}
	return b.T("evidence.finding."+string(f.Kind), "tier", where, "n", f.N, "of", f.Of, "share", sharePercent(f.Share),
		"median", b.Span(f.Seconds.Median), "p90", b.Span(f.Seconds.P90), "day", day)
}

// sharePercent writes a share with one decimal.
func sharePercent(share float64) string { return maturity.OneDecimal(share*100) + "%" }

// Span writes seconds as people say them: 45 seconds, 12.5 minutes, 3.0 hours.
func (b Base) Span(seconds float64) string {
	const minute, hour, day = 60, 60 * 60, 24 * 60 * 60
	unit, value := "seconds", seconds
	switch {
	case seconds >= 2*day:
		unit, value = "days", seconds/day
	case seconds >= 2*hour:
		unit, value = "hours", seconds/hour
	case seconds >= 2*minute:
		unit, value = "minutes", seconds/minute
	}
	return b.T("evidence.span."+unit, "n", spanNumber(unit, value))
}

// spanNumber writes whole seconds, and anything longer with one decimal.
func spanNumber(unit string, value float64) string {
	if unit == "seconds" {
		return strconv.FormatFloat(value, 'f', 0, 64)
	}
	return maturity.OneDecimal(value)
}

// EvidenceFile is one file in the list.
type EvidenceFile struct {
	ID, Name, Kind, About, When, By string
}

// Files are those that count.
func (p *Evidence) Files() []EvidenceFile { return p.files(p.Has.Files) }

// Gone are those that can be put back.
func (p *Evidence) Gone() []EvidenceFile { return p.files(p.Has.Removed) }

func (p *Evidence) files(all []store.EvidenceFile) []EvidenceFile {
	var out []EvidenceFile
	for _, f := range all {
		row := EvidenceFile{
			ID: f.ID, Name: cmp.Or(f.Name, p.T("evidence.typed")), Kind: p.T("evidence.format." + string(f.Said.Format)), About: p.about(f.Said),
			When: p.Date(f.ImportedAt), By: p.Names[f.ImportedBy],
		}
		out = append(out, row)
	}
	return out
}

// about says what a file covers.
func (p *Evidence) about(f measured.File) string {
	switch {
	case f.SLOs != nil:
		by := measured.Sum(measured.Coverages(f.SLOs.Services))
		return p.T("evidence.about.slos", "n", by.Defined, "of", by.Of)
	case f.Incidents != nil:
		return p.T("evidence.about.incidents", "n", f.Incidents.Count, "from", p.plainDay(f.Incidents.From), "to", p.plainDay(f.Incidents.To))
	case f.Issues != nil && !f.Issues.To.IsZero():
		all, _ := f.Issues.Toil(nil)
		return p.T("evidence.about.issues", "n", all.Count, "from", p.plainDay(f.Issues.From), "to", p.plainDay(f.Issues.To))
	}
	return p.T("evidence.about.nothing")
}

// EvidenceService is one service with what may be said of it.
type EvidenceService struct {
	Key, Name, Defined, Tier string
	SLOs                     int
	Alone                    bool
	Said                     measured.Placing
	Choices                  []Choice
	Error                    string // what stands there now, where something else was said
}

// Services are those that the files name.
func (p *Evidence) Services() []EvidenceService {
	if p.Has.Evidence.SLOs == nil {
		return nil
	}
	var out []EvidenceService
	for _, s := range p.Has.Evidence.SLOs.Services[:min(evidenceRows, len(p.Has.Evidence.SLOs.Services))] {
		row := EvidenceService{Key: strings.ToLower(s.Name), Name: cmp.Or(s.Title, s.Name), SLOs: s.SLOs, Alone: s.Alone}
		row.Said = p.Has.Evidence.Placings[row.Key]
		chosen, again := p.Again[row.Key]
		if !again {
			chosen = row.Said
		}
		file := p.T("evidence.tier.unknown")
		if s.Tier > 0 {
			file = p.T("evidence.tier.n", "tier", s.Tier)
		}
		for _, value := range []measured.Placing{measured.Unplaced, 1, 2, 3, measured.Outside} {
			text := p.T("evidence.tier.n", "tier", int(value))
			switch value {
			case measured.Unplaced:
				text = p.T("evidence.tier.file", "tier", file)
			case measured.Outside:
				text = p.T("evidence.tier.outside")
			}
			row.Choices = append(row.Choices, Choice{Value: strconv.Itoa(int(value)), Text: text, Chosen: value == chosen})
			if value == row.Said && chosen != row.Said {
				row.Error = p.Theirs(text)
			}
		}
		out = append(out, row)
	}
	return out
}

// HasAlone reports whether some SLOs stand for themselves.
func (p *Evidence) HasAlone() bool {
	return slices.ContainsFunc(p.Services(), func(s EvidenceService) bool { return s.Alone })
}

// EvidenceTier is the count of one tier.
type EvidenceTier struct {
	Name        string
	Defined, Of int
}

// Tiers counts the services that count, by tier.
func (p *Evidence) Tiers() []EvidenceTier {
	if p.Has.Evidence.SLOs == nil {
		return nil
	}
	by := measured.Coverages(p.Has.Evidence.SLOs.Placed(p.Has.Evidence.Placings))
	var out []EvidenceTier
	for _, tier := range []int{1, 2, 3, 0} {
		if by[tier].Of == 0 {
			continue
		}
		name := p.T("evidence.tier.unknown")
		if tier > 0 {
			name = p.T("evidence.tier.n", "tier", tier)
		}
		out = append(out, EvidenceTier{name, by[tier].Defined, by[tier].Of})
	}
	return out
}
