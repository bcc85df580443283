package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/reports/draw"
	"michinori/reports/talk"
)

// TalkCommand makes the talk about a quarter as a file.
type TalkCommand struct {
	config.Database
	Round     string `required:"" placeholder:"2026-Q3" help:"The round it is about."`
	Team      string `placeholder:"KEY" help:"A team, by its key; of what the team shares."`
	Group     string `placeholder:"NAME" help:"A group with all that is below it, in place of the whole organisation."`
	Format    string `enum:"html,md,pdf" default:"html" help:"html, to present; pdf, slides of 16:9; or md, slides for Marp."`
	Language  string `enum:"ja,en," default:"" help:"ja or en; the organisation's where nothing is said."`
	Short     bool   `help:"The four slides of the five-minute cut."`
	Notes     bool   `help:"In a PDF, what the speaker says on a page behind each slide."`
	HideTeams bool   `help:"Name no team, not even in what the speaker wrote."`
	Output
}

// Run reads the database and writes the file.
func (c *TalkCommand) Run(ctx context.Context, streams *Streams) error {
	if c.Team != "" && c.Group != "" {
		return &usageError{errors.New("a talk on a team takes no --group")}
	}
	shelf, err := openShelf(ctx, c.Database, streams)
	if err != nil {
		return err
	}
	defer shelf.db.Close()
	t, err := c.talk(ctx, shelf)
	if err != nil {
		return err
	}
	engine := draw.New(1)
	defer engine.Close()
	var made bytes.Buffer
	switch c.Format {
	case "pdf":
		err = talk.WritePDF(ctx, &made, t, engine, c.Notes)
	case "md":
		err = talk.WriteMarkdown(ctx, &made, t, engine)
	default:
		err = talk.WriteHTML(ctx, &made, t, engine)
	}
	if err != nil {
		return fmt.Errorf("make the talk: %w", err)
	}
	return c.write(made.Bytes(), streams)
}

func (c *TalkCommand) talk(ctx context.Context, s *shelf) (talk.Talk, error) {
	round, err := s.round(ctx, c.Round)
	if err != nil {
		return talk.Talk{}, err
	}
	l, err := s.language(ctx, c.Language)
	if err != nil {
		return talk.Talk{}, err
	}
	of := reporting.TalkOf{Round: round, Language: l, HideTeams: c.HideTeams}
	var t talk.Talk
	if c.Team != "" {
		t, err = s.teamTalk(ctx, c.Team, of)
	} else if of.Group, err = s.group(ctx, c.Group); err == nil {
		t, err = s.reports.Talk(ctx, maturity.Operator(), of)
		err = s.noted(ctx, round.ID, err)
	}
	if c.Short {
		t = t.Cut()
	}
	return t, err
}

func (s *shelf) teamTalk(ctx context.Context, key string, of reporting.TalkOf) (talk.Talk, error) {
	id, err := s.teamID(ctx, key)
	if err != nil {
		return talk.Talk{}, err
	}
	t, err := s.reports.TeamTalk(ctx, maturity.Operator(), id, of)
	return t, s.noted(ctx, id, shared(err, key, of.Round))
}
