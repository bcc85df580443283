package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"michinori/app/config"
	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
)

// DemoCommand runs the application with a fictional organisation.
type DemoCommand struct {
	config.Server
	Database     string `help:"Empty database to fill and keep: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. Without one, the data goes when the demo stops." placeholder:"URL"`
	DatabaseFile string `help:"File that holds the database address." placeholder:"FILE" type:"path"`
	Teams        int    `default:"8" help:"Number of teams, up to 500."`
	Rounds       int    `default:"8" help:"Number of quarterly rounds, up to 12."`
	Members      int    `default:"6" help:"People in a team, up to 12."`
	Seed         uint64 `default:"1" help:"The same seed gives the same data."`
	Language     string `default:"ja" enum:"ja,en" help:"Language of the organisation: ja or en."`
}

// fewResponses take no time worth a word: 2,000 about a second.
const fewResponses = 2000

// Run fills the database, prints a link for each part there is to play, and
// serves until it is told to stop.
func (c *DemoCommand) Run(ctx context.Context, streams *Streams) error {
	options := demo.Options{
		Teams: c.Teams, Rounds: c.Rounds, Members: c.Members, Seed: c.Seed, Now: time.Now(),
		Language: maturity.Language(c.Language),
	}
	if err := options.Check(); err != nil {
		return &usageError{err}
	}
	if err := c.Check(); err != nil {
		return &usageError{err}
	}
	db, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := demo.CheckEmpty(ctx, db); err != nil {
		return err
	}
	p, err := start(ctx, db, c.Server, newLog(streams.Err, c.Server), true)
	if err != nil {
		return err
	}
	if isTerminal(streams.Err) && c.Teams*c.Rounds*c.Members > fewResponses {
		fmt.Fprintln(streams.Err, "架空の会社を作っています… / Making up the company…")
	}
	organisation, err := demo.Build(ctx, db, p.tracker.Library(), options)
	if err != nil {
		return err
	}
	if err := p.tracker.KeepPools(ctx); err != nil {
		return err
	}
	if err := p.welcome(ctx, streams.Out, organisation); err != nil {
		return err
	}
	return p.serve(ctx)
}

// open opens the database that is named, or one to throw away.
func (c *DemoCommand) open(ctx context.Context) (*store.DB, error) {
	address, err := config.Database{Database: c.Database, DatabaseFile: c.DatabaseFile}.Address()
	if err != nil {
		return nil, &usageError{err}
	}
	if address == "" {
		return store.OpenThrowAway(ctx)
	}
	return store.Open(ctx, address)
}

// welcome prints one personal link for each part.
func (p *program) welcome(ctx context.Context, out io.Writer, o demo.Organisation) error {
	fmt.Fprintf(out, "道のり / Michinori: %s/\n%s（架空の会社です / a fictional company）, %s\n\n"+
		"役割を選んで開いてください / Open one of these to look around as:\n\n", p.url, o.Name, o.Round.Key)
	for _, role := range []struct {
		name string
		seat demo.Seat
	}{
		{"推進役 / champion", o.Champion}, {"管理職 / leader", o.Leader},
		{"リード / lead", o.Lead}, {"メンバー / member", o.Member},
	} {
		link, err := p.tracker.NewOperatorLink(ctx, role.seat.Person.Email)
		if err != nil {
			return fmt.Errorf("link for %s: %w", role.name, err)
		}
		who := role.seat.Person.Name
		if role.seat.Team.Name != "" {
			who += ", " + role.seat.Team.Name
		}
		fmt.Fprintf(out, "  %s: %s\n    %s/l/%s\n\n", role.name, who, p.url, link.Secret)
	}
	return nil
}
