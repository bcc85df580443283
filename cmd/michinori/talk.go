package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"michinori/app/config"
	"michinori/app/reporting"
	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/talk"
)

// TalkCommand makes the talk about a quarter as a file.
type TalkCommand struct {
	config.Database
	Round     string `required:"" placeholder:"2026-Q3" help:"The round it is about."`
	Group     string `placeholder:"NAME" help:"A group with all that is below it, in place of the whole organisation."`
	Format    string `enum:"html,md,pdf" default:"html" help:"html, to present and to print, or md, slides for Marp."`
	Language  string `enum:"ja,en," default:"" help:"ja or en; the organisation's where nothing is said."`
	Short     bool   `help:"The four slides of the five-minute cut."`
	HideTeams bool   `help:"Name no team. A talk on the organisation names none anyway."`
	Output
}

// Run reads the database and writes the file.
func (c *TalkCommand) Run(ctx context.Context, streams *Streams) error {
	if c.Format == "pdf" {
		return &usageError{errors.New("a talk is not written as PDF: make it as html, open it in a browser and press P to print it to PDF, a slide on each page")}
	}
	shelf, err := openShelf(ctx, c.Database)
	if err != nil {
		return err
	}
	defer shelf.db.Close()
	t, err := c.talk(ctx, shelf)
	if err != nil {
		return err
	}
	var made bytes.Buffer
	if c.Format == "md" {
		err = talk.WriteMarkdown(&made, t)
	} else {
		engine := draw.New(1)
		defer engine.Close()
		err = talk.WriteHTML(&made, t, func(f reports.Figure) ([]byte, error) { return engine.SVG(ctx, f, 0) })
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
	group, err := s.group(ctx, c.Group)
	if err != nil {
		return talk.Talk{}, err
	}
	t, err := s.reports.Talk(ctx, s.viewer, reporting.TalkOf{Round: round, Group: group, Language: l, HideTeams: c.HideTeams})
	if c.Short {
		t = t.Cut()
	}
	return t, err
}
