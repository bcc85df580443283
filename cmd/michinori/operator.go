package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/tracker"
)

// UserCommand lets an operator in where nobody else can.
type UserCommand struct {
	Link UserLinkCommand `cmd:"" help:"Make a personal link for somebody who has lost theirs."`
}

// UserLinkCommand makes a personal link.
type UserLinkCommand struct {
	config.Database
	Email   string `required:"" help:"E-mail address of the person."`
	BaseURL string `help:"Address people reach the application under, with its path." default:"http://127.0.0.1:8080"`
	JSON    bool   `help:"Print JSON."`
}

// Run prints the link.
func (c *UserLinkCommand) Run(ctx context.Context, streams *Streams) error {
	db, err := openCurrent(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	t := tracker.New(tracker.Settings{DB: db, Clock: time.Now})
	link, err := t.NewOperatorLink(ctx, strings.ToLower(strings.TrimSpace(c.Email)))
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return fmt.Errorf("nobody who may sign in has the address %s", c.Email)
	}
	if err != nil {
		return fmt.Errorf("no link for %s: %w", c.Email, err)
	}
	url := strings.TrimSuffix(c.BaseURL, "/") + "/l/" + link.Secret
	if c.JSON {
		return json.NewEncoder(streams.Out).Encode(map[string]string{"link": url, "expires": link.Expires.Format(time.RFC3339)})
	}
	_, err = fmt.Fprintln(streams.Out, url)
	return err
}

// MigrateCommand looks after the schema.
type MigrateCommand struct {
	Status MigrateStatusCommand `cmd:"" help:"Show how far the schema is."`
	Up     MigrateUpCommand     `cmd:"" help:"Bring the schema up to date."`
}

// MigrateStatusCommand shows how far the schema is.
type MigrateStatusCommand struct {
	config.Database
	JSON bool `help:"Print JSON."`
}

// Run prints the present and the newest version of the schema.
func (c *MigrateStatusCommand) Run(ctx context.Context, streams *Streams) error {
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	s, err := db.SchemaStatus(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(streams.Out).Encode(map[string]int64{"current": s.Current, "latest": s.Latest})
	}
	_, err = fmt.Fprintf(streams.Out, "schema %d of %d\n", s.Current, s.Latest)
	return err
}

// MigrateUpCommand brings the schema up to date.
type MigrateUpCommand struct {
	config.Database
}

// Run migrates; a database that is up to date stays as it is.
func (c *MigrateUpCommand) Run(ctx context.Context, streams *Streams) error {
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintln(streams.Err, "the schema is up to date")
	return err
}

// HealthcheckCommand asks a running server whether it is alive; it is what the
// image's health check runs, as there is no other program in it.
type HealthcheckCommand struct {
	Listen   string `default:"127.0.0.1:8080" help:"Address the server listens on."`
	BasePath string `default:"/" help:"Path below which the pages live."`
}

// Run returns nil when the server answers.
func (c *HealthcheckCommand) Run(ctx context.Context, _ *Streams) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	address := strings.Replace(c.Listen, "0.0.0.0:", "127.0.0.1:", 1)
	url := "http://" + address + strings.TrimSuffix(c.BasePath, "/") + "/healthz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return &usageError{err}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", url, response.Status)
	}
	return nil
}

// VersionCommand prints the version.
type VersionCommand struct {
	JSON bool `help:"Print JSON."`
}

// Run prints the version.
func (c *VersionCommand) Run(streams *Streams) error {
	if c.JSON {
		return printJSON(streams.Out, map[string]string{"version": version})
	}
	_, err := fmt.Fprintln(streams.Out, version)
	return err
}
