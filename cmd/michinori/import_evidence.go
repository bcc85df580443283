package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"michinori/app/config"
	"michinori/app/evidence"
	"michinori/app/measured"
	"michinori/app/tracker"
)

// ImportEvidenceCommand reads files of a team from outside.
type ImportEvidenceCommand struct {
	config.Database
	Files    []string `arg:"" placeholder:"FILE" help:"OpenSLO, Sloth or Pyrra; incidents as CSV; issues of GitHub or Jira."`
	Team     string   `required:"" placeholder:"KEY" help:"The team, by its key."`
	DryRun   bool     `help:"Read the files and store nothing."`
	Language string   `enum:"ja,en," default:"" help:"Language of what is said of lines: ja or en; the organisation's where nothing is said."`
	JSON     bool     `help:"Print JSON."`
}

// Run takes the files in, all of them or none.
func (c *ImportEvidenceCommand) Run(ctx context.Context, streams *Streams) error {
	db, err := openCurrent(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	r := &reading{Sheet: Sheet{DryRun: c.DryRun, Language: c.Language, JSON: c.JSON}, streams: streams, db: db, progress: newProgress(streams)}
	r.out = sheetResult{
		File: strings.Join(c.Files, ", "), Encoding: "UTF-8", DryRun: c.DryRun, Changes: map[string]int{}, Ignored: []string{}, Problems: []sheetProblem{},
	}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	teams, err := db.Teams(ctx)
	if err != nil {
		return err
	}
	team := teamID(teams, c.Team)
	if team == "" {
		return noSuchTeam(teams, c.Team)
	}
	files, err := c.read(ctx, r)
	if err == nil && len(r.out.Problems) == 0 && !c.DryRun {
		_, err = r.tracker.ImportOperatorEvidence(ctx, team, files)
	}
	return r.end(err)
}

// read counts what every file says, one after the other.
func (c *ImportEvidenceCommand) read(ctx context.Context, r *reading) ([]tracker.AddEvidence, error) {
	org, err := r.db.Organisation(ctx)
	if err != nil {
		return nil, err
	}
	var out []tracker.AddEvidence
	for i, file := range c.Files {
		said, err := r.measure(file, org.Zone())
		if err != nil {
			return nil, err
		}
		r.progress.tell(int64(i+1), int64(len(c.Files)))
		if said.Kind == "" { // what is wrong with it is noted
			continue
		}
		r.out.Rows += rowsOf(said)
		r.out.Changes[string(said.Kind)]++
		out = append(out, tracker.AddEvidence{Name: filepath.Base(file), Said: said})
	}
	return out, nil
}

// measure reads one file; what is wrong with it is noted with its name.
func (r *reading) measure(file string, zone *time.Location) (measured.File, error) {
	raw, name, err := readSheet(file, r.streams.In)
	if err != nil {
		return measured.File{}, err
	}
	text, encoding := evidence.TextAs(raw)
	if encoding != "UTF-8" {
		r.out.Encoding = encoding
	}
	said, err := evidence.ReadMeasured(text, zone)
	var wrong evidence.Problems
	if !errors.As(err, &wrong) {
		return said, err
	}
	for _, p := range wrong {
		r.out.Problems = append(r.out.Problems, sheetProblem{Line: p.Line, Column: filepath.Base(name), Message: p.In(r.texts.Text)})
	}
	return said, nil
}

// rowsOf is how many things a file was about.
func rowsOf(f measured.File) int {
	switch {
	case f.SLOs != nil:
		return len(f.SLOs.Services)
	case f.Incidents != nil:
		return f.Incidents.Count
	case f.Issues != nil:
		all, _ := f.Issues.Toil(nil)
		return all.Count + f.Issues.Open
	}
	return 0
}
