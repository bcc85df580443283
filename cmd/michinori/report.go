package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
	"michinori/reports/document"
	"michinori/reports/draw"
	"michinori/reports/quarter"
)

// ReportCommand makes a report as a file.
type ReportCommand struct {
	config.Database
	Of        string `arg:"" enum:"organisation,team" help:"What it speaks of: organisation or team."`
	Round     string `required:"" placeholder:"2026-Q3" help:"The round it is about."`
	Team      string `placeholder:"KEY" help:"The team, by its key; of what the team shares."`
	Group     string `placeholder:"NAME" help:"A group with all that is below it, in place of the whole organisation."`
	Format    string `enum:"html,pdf,xlsx,csv,json,md" default:"html" help:"html, pdf, xlsx, csv, json or md."`
	Language  string `enum:"ja,en," default:"" help:"ja or en; the organisation's where nothing is said."`
	BOM       bool   `name:"bom" help:"Begin CSV with a byte order mark, for spreadsheet programs."`
	HideTeams bool   `help:"Name no team."`
	Output
}

// Run reads the database and writes the file.
func (c *ReportCommand) Run(ctx context.Context, streams *Streams) error {
	if (c.Of == "team") != (c.Team != "") || c.Of == "team" && c.Group != "" {
		return &usageError{errors.New("a report on a team needs --team KEY and no --group; one on the organisation takes no --team")}
	}
	shelf, err := openShelf(ctx, c.Database, streams)
	if err != nil {
		return err
	}
	defer shelf.db.Close()
	d, err := c.document(ctx, shelf)
	if err != nil {
		return err
	}
	engine := draw.New(2)
	defer engine.Close()
	var made bytes.Buffer
	switch c.Format {
	case "pdf":
		err = document.WritePDF(ctx, &made, d, engine)
	case "xlsx":
		err = document.WriteXLSX(&made, d)
	case "csv":
		err = document.WriteCSV(&made, d, c.BOM)
	case "json":
		err = document.WriteJSON(&made, d)
	case "md":
		err = document.WriteMarkdown(&made, d)
	default:
		err = document.WriteHTML(ctx, &made, d, engine)
	}
	if err != nil {
		return fmt.Errorf("make the report: %w", err)
	}
	return c.write(made.Bytes(), streams)
}

func (c *ReportCommand) document(ctx context.Context, s *shelf) (document.Document, error) {
	round, err := s.round(ctx, c.Round)
	if err != nil {
		return document.Document{}, err
	}
	l, err := s.language(ctx, c.Language)
	if err != nil {
		return document.Document{}, err
	}
	if c.Of == "team" {
		in, err := s.team(ctx, c.Team, round)
		if err == nil && c.HideTeams {
			in.Team, in.Group = maturity.Text{JA: "あるチーム", EN: "A team"}.In(l), ""
		}
		return quarter.ForTeam(l, in), err
	}
	in, err := s.organisation(ctx, c.Group, round, c.HideTeams)
	return quarter.ForLeaders(l, in, c.HideTeams), err
}

// shelf is what the commands that print reports and talks read from. They see
// what teams share, and no more.
type shelf struct {
	db      *store.DB
	reports *reporting.Reporting
	streams *Streams
}

func openShelf(ctx context.Context, d config.Database, streams *Streams) (*shelf, error) {
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		return nil, err
	}
	db, err := openCurrent(ctx, d)
	if err != nil {
		return nil, err
	}
	t := tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now})
	return &shelf{db: db, reports: reporting.New(db, t), streams: streams}, nil
}

// noted notes that a report or a talk on a team or a round was read, or returns
// why there is none.
func (s *shelf) noted(ctx context.Context, subject string, err error) error {
	if err != nil {
		return err
	}
	return noteReading(ctx, s.streams, s.db, "report.read", subject)
}

func (s *shelf) round(ctx context.Context, key string) (maturity.Round, error) {
	r, err := s.db.RoundByKey(ctx, key)
	if err == nil {
		return r, nil
	}
	if !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return r, err
	}
	rounds, listed := s.db.Rounds(ctx)
	if listed != nil {
		return r, listed
	}
	if len(rounds) == 0 {
		return r, errors.New("there is no round yet: open one on the pages first")
	}
	return r, fmt.Errorf("there is no round %q; the last one is %s", key, rounds[len(rounds)-1].Key)
}

// language is the one asked for, else that of the organisation.
func (s *shelf) language(ctx context.Context, asked string) (maturity.Language, error) {
	if l, ok := maturity.ParseLanguage(asked); ok {
		return l, nil
	}
	o, err := s.db.Organisation(ctx)
	return o.Language, err
}

func (s *shelf) team(ctx context.Context, key string, round maturity.Round) (quarter.TeamInput, error) {
	id, err := s.teamID(ctx, key)
	if err != nil {
		return quarter.TeamInput{}, err
	}
	in, err := s.reports.Team(ctx, maturity.Operator(), id, round)
	return in, s.noted(ctx, id, shared(err, key, round))
}

func (s *shelf) teamID(ctx context.Context, key string) (string, error) {
	teams, err := s.db.Teams(ctx)
	for _, t := range teams {
		if t.Key == key {
			return t.ID, nil
		}
	}
	if err != nil {
		return "", err
	}
	return "", noSuchTeam(teams, key)
}

// shared says in plain words that a team does not share a round.
func shared(err error, team string, round maturity.Round) error {
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return fmt.Errorf("team %q shares no result of %s: only what a team shares is told", team, round.Key)
	}
	return err
}

func (s *shelf) organisation(ctx context.Context, group string, round maturity.Round, hideTeams bool) (quarter.Organisation, error) {
	id, err := s.group(ctx, group)
	if err != nil {
		return quarter.Organisation{}, err
	}
	in, err := s.reports.Organisation(ctx, maturity.Operator(), round, id, hideTeams)
	return in, s.noted(ctx, round.ID, err)
}

// group returns the id of a group by its name, "" for "".
func (s *shelf) group(ctx context.Context, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	groups, err := s.db.Groups(ctx)
	if err != nil {
		return "", err
	}
	for _, g := range groups {
		if strings.EqualFold(g.Name, name) {
			return g.ID, nil
		}
	}
	return "", fmt.Errorf("there is no group %q", name)
}
