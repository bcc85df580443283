package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"michinori/app/evidence"
	"michinori/app/measured"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Evidence is what a team's files from outside say beside its answers. It
// raises questions and changes no level.
type Evidence struct {
	Files    []EvidenceFile    `json:"files" doc:"That count, the newest first"`
	Removed  []EvidenceFile    `json:"removed" doc:"That can be put back"`
	Services []EvidenceService `json:"services" doc:"That files of SLOs name"`
	Labels   []EvidenceLabel   `json:"labels" doc:"That exports of issues bear"`
	Findings []EvidenceFinding `json:"findings"`
}

// EvidenceFile is a file as it is kept: what it came to.
type EvidenceFile struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Kind       string    `json:"kind" enum:"slos,incidents,issues"`
	Format     string    `json:"format"`
	ImportedBy string    `json:"imported_by" doc:"A person"`
	ImportedAt time.Time `json:"imported_at"`
}

// EvidenceService is a service that files name.
type EvidenceService struct {
	Name string `json:"name"`
	Tier int    `json:"tier" doc:"Of the file, 0 where it says none"`
	SLOs int    `json:"slos" doc:"Definitions with a target; whether each is measured and reviewed, no file tells"`
	Said int    `json:"said" doc:"What the team said: a tier, -1 for not counted, 0 for nothing"`
}

// EvidenceLabel is a label of issues.
type EvidenceLabel struct {
	Name string `json:"name"`
	Toil bool   `json:"toil"`
	Said bool   `json:"said" doc:"The team said so; else it follows from the name"`
}

// EvidenceFinding is one thing to say beside a question.
type EvidenceFinding struct {
	Question string  `json:"question"`
	Kind     string  `json:"kind"`
	Asks     bool    `json:"asks" doc:"It is a question to the team, not only a fact"`
	Tier     int     `json:"tier" doc:"0 for all services together"`
	N        int     `json:"n"`
	Of       int     `json:"of"`
	Share    float64 `json:"share"`
	Median   float64 `json:"median_seconds"`
	P90      float64 `json:"p90_seconds"`
	Day      string  `json:"day" doc:"A day, or empty"`
}

func (a *API) evidenceRoutes() {
	const t = "evidence"
	add(a, read("/teams/{id}/evidence", "getEvidence", "Files from outside, and what they say beside the answers", ofTeam, t), a.getEvidence)
	add(a, large(create("/teams/{id}/evidence", "addEvidence", "Take files in, all of them or none: OpenSLO, Sloth, Pyrra, PagerDuty, GitHub, Jira, CSV", ofTeam, t)), a.addEvidence)
	add(a, read("/teams/{id}/evidence/marks", "getEvidenceMarks", "What the team says of names in the files", ofTeam, t),
		func(c call, in *ByID) (*tagged[EvidenceMarks], error) { return tag(evidenceMarks(c, a.store, in.ID)) })
	add(a, put("/teams/{id}/evidence/marks", "markEvidence", "Say what names in the files mean; what is left out stays", ofTeam, t), a.markEvidence)
	add(a, remove("/teams/{id}/evidence/{file}", "removeEvidence", "Take a file out of what counts", ofTeam, t),
		func(c call, in *EvidencePath) (*none, error) {
			return done(a.tracker.RemoveEvidence(c, c.viewer, in.ID, in.File))
		})
	add(a, step("/teams/{id}/evidence/{file}/restore", "restoreEvidence", "Put a file back", ofTeam, t),
		func(c call, in *EvidencePath) (*none, error) {
			return done(a.tracker.RestoreEvidence(c, c.viewer, in.ID, in.File))
		})
}

// EvidencePath takes a team and one of its files from the address.
type EvidencePath struct {
	ByID
	File string `path:"file"`
}

func evidenceFileOf(f store.EvidenceFile) EvidenceFile {
	return EvidenceFile{
		ID: f.ID, Name: f.Name, Kind: string(f.Said.Kind), Format: string(f.Said.Format), ImportedBy: f.ImportedBy, ImportedAt: f.ImportedAt.UTC(),
	}
}

func (a *API) getEvidence(c call, in *ByID) (*output[Evidence], error) {
	has, err := a.tracker.EvidenceOf(c, c.viewer, in.ID)
	return reply(evidenceOf(has), err)
}

func evidenceOf(has tracker.TeamEvidence) Evidence {
	e := has.Evidence
	out := Evidence{
		Files: converted(has.Files, evidenceFileOf), Removed: converted(has.Removed, evidenceFileOf),
		Services: []EvidenceService{}, Labels: []EvidenceLabel{},
		Findings: converted(has.Findings, func(f measured.Finding) EvidenceFinding {
			return EvidenceFinding{
				Question: f.Question, Kind: string(f.Kind), Asks: f.Asks, Tier: f.Tier, N: f.N, Of: f.Of, Share: f.Share,
				Median: f.Seconds.Median, P90: f.Seconds.P90, Day: dayOf(f.Day),
			}
		}),
	}
	if e.SLOs != nil {
		out.Services = converted(e.SLOs.Services, func(s measured.Service) EvidenceService {
			return EvidenceService{Name: s.Name, Tier: s.Tier, SLOs: s.SLOs, Said: int(e.Placings[strings.ToLower(s.Name)])}
		})
	}
	if e.Issues != nil {
		out.Labels = converted(e.Issues.Labels, func(name string) EvidenceLabel {
			_, said := e.Toil[name]
			return EvidenceLabel{Name: name, Said: said, Toil: measured.IsToil(name, e.Toil)}
		})
	}
	return out
}

// EvidenceUpload is one file as it is given.
type EvidenceUpload struct {
	Name string `json:"name" doc:"One of the same name and kind takes the place of the older one"`
	Text string `json:"text" doc:"What the file holds; what it is shows from that"`
}

func (a *API) addEvidence(c call, in *struct {
	ByID
	Body struct {
		Files []EvidenceUpload `json:"files" minItems:"1" maxItems:"60"`
	}
}) (*output[[]EvidenceFile], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	o, err := a.store.Organisation(c)
	if err != nil {
		return nil, err
	}
	var files []tracker.AddEvidence
	for i, f := range in.Body.Files {
		said, err := evidence.ReadMeasured(f.Text, o.Zone())
		if err != nil {
			return nil, unreadable("/files/"+strconv.Itoa(i)+"/text", err)
		}
		files = append(files, tracker.AddEvidence{Name: f.Name, Said: said})
	}
	kept, err := a.tracker.AddEvidence(c, c.viewer, in.ID, files)
	return reply(converted(kept, evidenceFileOf), err)
}

// EvidenceMarks are what a team says of names in its files.
type EvidenceMarks struct {
	Services map[string]int  `json:"services" doc:"A tier from 1 to 3, or -1 for not counted"`
	Labels   map[string]bool `json:"labels" doc:"Whether it means toil"`
}

func evidenceMarks(ctx context.Context, r store.Reader, team string) (EvidenceMarks, error) {
	out := EvidenceMarks{Services: map[string]int{}, Labels: map[string]bool{}}
	marks, err := r.EvidenceMarksOf(ctx, team)
	for _, m := range marks {
		if m.Kind == store.ServiceMark {
			out.Services[m.Name] = m.Value
		} else {
			out.Labels[m.Name] = m.Value == 1
		}
	}
	return out, err
}

func (a *API) markEvidence(c call, in *struct {
	ByID
	MatchIf
	Body struct {
		Services map[string]int  `json:"services,omitempty" doc:"A tier from 1 to 3, -1 for not counted, 0 takes back what was said"`
		Labels   map[string]bool `json:"labels,omitempty" doc:"Whether it means toil"`
		Seen     map[string]int  `json:"seen,omitempty" doc:"What the services had when they were read, as said has it; refused where one has something else since"`
	}
}) (*tagged[Evidence], error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.EvidenceLock(in.ID), func(ctx context.Context, r store.Reader) (EvidenceMarks, error) {
		return evidenceMarks(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	said := tracker.MarkEvidence{Services: map[string]measured.Placing{}, SeenServices: map[string]measured.Placing{}, Labels: in.Body.Labels}
	for name, placing := range in.Body.Services {
		said.Services[strings.ToLower(name)] = measured.Placing(placing)
	}
	for name, seen := range in.Body.Seen {
		said.SeenServices[strings.ToLower(name)] = measured.Placing(seen)
	}
	if err := a.tracker.MarkEvidence(held, c.viewer, in.ID, said); err != nil {
		return nil, err
	}
	marks, err := tag(evidenceMarks(c, a.store, in.ID))
	if err != nil {
		return nil, err
	}
	has, err := a.tracker.EvidenceOf(c, c.viewer, in.ID)
	return &tagged[Evidence]{ETag: marks.ETag, Body: evidenceOf(has)}, err
}
