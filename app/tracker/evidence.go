package tracker

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store"
)

const (
	// maxEvidenceFiles is how many files of a team count at the same time.
	maxEvidenceFiles = 60
	maxFileName      = 120
	// keptRemoved is how long a file that was removed can be put back.
	keptRemoved = 30 * 24 * time.Hour
)

// AddEvidence is one file that a team gives.
type AddEvidence struct {
	Name string
	Said measured.File
}

// AddEvidence keeps what files say for a team, all of them or none; every
// member may. One of the same name takes the place of the older one. No level
// changes. It returns the new files.
func (t *Tracker) AddEvidence(ctx context.Context, v maturity.Viewer, team string, files []AddEvidence) ([]store.EvidenceFile, error) {
	if err := v.MayBelong(team); err != nil {
		return nil, err
	}
	return t.addEvidence(ctx, v, team, files)
}

// ImportOperatorEvidence is AddEvidence for whoever runs the program on its
// machine.
func (t *Tracker) ImportOperatorEvidence(ctx context.Context, team string, files []AddEvidence) ([]store.EvidenceFile, error) {
	return t.addEvidence(ctx, maturity.Operator(), team, files)
}

func (t *Tracker) addEvidence(ctx context.Context, v maturity.Viewer, team string, files []AddEvidence) ([]store.EvidenceFile, error) {
	var out []store.EvidenceFile
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		have, err := tx.EvidenceFilesOf(ctx, team)
		if err != nil {
			return err
		}
		if len(counting(have))+len(files) > maxEvidenceFiles {
			return maturity.Fail(maturity.Invalid, "evidence.too_many_files")
		}
		for _, f := range files {
			if err := t.replaceEvidence(ctx, tx, have, f); err != nil {
				return err
			}
			kept := store.EvidenceFile{ID: t.newID(), TeamID: team, Name: shortName(f.Name), ImportedBy: v.Person.ID, ImportedAt: t.now(), Said: f.Said}
			if err := tx.InsertEvidenceFile(ctx, kept); err != nil {
				return err
			}
			out = append(out, kept)
			if err := t.event(ctx, tx, v, "evidence.added", team, string(f.Said.Kind)); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// replaceEvidence removes what a new file of the same name and kind takes the
// place of.
func (t *Tracker) replaceEvidence(ctx context.Context, tx *store.Tx, have []store.EvidenceFile, f AddEvidence) error {
	now := t.now()
	for _, old := range counting(have) {
		if old.Name != shortName(f.Name) || old.Said.Kind != f.Said.Kind || old.Name == "" {
			continue
		}
		if err := tx.RemoveEvidenceFile(ctx, old.ID, &now); err != nil {
			return err
		}
	}
	return nil
}

// shortName makes the name of a file fit to be shown.
func shortName(name string) string {
	name = strings.ToValidUTF8(name[strings.LastIndexAny(name, `/\`)+1:], "\uFFFD")
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, name)
	if utf8.RuneCountInString(name) > maxFileName {
		name = string([]rune(name)[:maxFileName]) + "…"
	}
	return name
}

func counting(files []store.EvidenceFile) []store.EvidenceFile {
	var out []store.EvidenceFile
	for _, f := range files {
		if f.RemovedAt == nil {
			out = append(out, f)
		}
	}
	return out
}

// RemoveEvidence takes a file out of what counts. It can be put back for thirty
// days; those that were removed longer ago go for good.
func (t *Tracker) RemoveEvidence(ctx context.Context, v maturity.Viewer, team, id string) error {
	now := t.now()
	return t.changeEvidence(ctx, v, team, id, "evidence.removed", func(tx *store.Tx) error {
		if err := tx.DeleteEvidenceFilesRemovedBefore(ctx, team, now.Add(-keptRemoved)); err != nil {
			return err
		}
		return tx.RemoveEvidenceFile(ctx, id, &now)
	})
}

// RestoreEvidence puts a file back that was removed.
func (t *Tracker) RestoreEvidence(ctx context.Context, v maturity.Viewer, team, id string) error {
	return t.changeEvidence(ctx, v, team, id, "evidence.restored", func(tx *store.Tx) error {
		return tx.RemoveEvidenceFile(ctx, id, nil)
	})
}

func (t *Tracker) changeEvidence(ctx context.Context, v maturity.Viewer, team, id, verb string, change func(*store.Tx) error) error {
	if err := v.MayBelong(team); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		f, err := tx.EvidenceFileByID(ctx, id)
		if err != nil {
			return err
		}
		if f.TeamID != team {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		if err := change(tx); err != nil {
			return err
		}
		return t.event(ctx, tx, v, verb, team, string(f.Said.Kind))
	})
}

// MarkEvidence says what names in a team's files mean: which tier a service has
// or that it does not count, which labels mean toil. A placing of Unplaced
// takes back what was said. Names that stand in no file are refused.
type MarkEvidence struct {
	Services map[string]measured.Placing // by name in small letters
	Labels   map[string]bool
	// SeenServices are what stood there when it was said; one without is marked
	// whatever stands there. Labels need none: who changes one that another has
	// changed meanwhile wants the same.
	SeenServices map[string]measured.Placing
}

// MarkEvidence keeps what a member says of names; a Conflict where somebody has
// said something else of a service since.
func (t *Tracker) MarkEvidence(ctx context.Context, v maturity.Viewer, team string, in MarkEvidence) error {
	if err := v.MayBelong(team); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, EvidenceLock(team)); err != nil {
			return err
		}
		files, err := tx.EvidenceFilesOf(ctx, team)
		if err != nil {
			return err
		}
		marks, err := tx.EvidenceMarksOf(ctx, team)
		if err != nil {
			return err
		}
		if in.overtaken(gathered(nil, marks)) {
			return changedMeanwhile()
		}
		known := evidenceNames(counting(files))
		if err := markServices(ctx, tx, team, in.Services, known); err != nil {
			return err
		}
		if err := markLabels(ctx, tx, team, in.Labels, known); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "evidence.marked", team, "")
	})
}

// overtaken reports whether somebody has said something else of a service since.
func (in MarkEvidence) overtaken(now measured.Evidence) bool {
	for name, said := range in.Services {
		seen, held := in.SeenServices[name]
		if is := now.Placings[name]; held && is != seen && is != said {
			return true
		}
	}
	return false
}

func markServices(ctx context.Context, tx *store.Tx, team string, said map[string]measured.Placing, known names) error {
	for name, placing := range said {
		if !known.services[name] || placing < measured.Outside || placing > 3 {
			return maturity.Fail(maturity.Invalid, "error.request")
		}
		m := store.EvidenceMark{TeamID: team, Kind: store.ServiceMark, Name: name, Value: int(placing)}
		save := tx.SaveEvidenceMark
		if placing == measured.Unplaced {
			save = tx.DeleteEvidenceMark
		}
		if err := save(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

func markLabels(ctx context.Context, tx *store.Tx, team string, said map[string]bool, known names) error {
	for name, toil := range said {
		if !known.labels[name] {
			return maturity.Fail(maturity.Invalid, "error.request")
		}
		m := store.EvidenceMark{TeamID: team, Kind: store.LabelMark, Name: name}
		if toil {
			m.Value = 1
		}
		if err := tx.SaveEvidenceMark(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// names are those that stand in files.
type names struct{ services, labels map[string]bool }

func evidenceNames(files []store.EvidenceFile) names {
	out := names{map[string]bool{}, map[string]bool{}}
	for _, f := range files {
		if f.Said.SLOs != nil {
			for _, s := range f.Said.SLOs.Services {
				out.services[strings.ToLower(s.Name)] = true
			}
		}
		if f.Said.Issues != nil {
			for _, l := range f.Said.Issues.Labels {
				out.labels[l] = true
			}
		}
	}
	return out
}
