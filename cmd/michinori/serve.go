package main

import (
	"context"
	"fmt"

	"michinori/app/config"
)

// ServeCommand runs the application.
type ServeCommand struct {
	config.Database
	config.Server
	config.Notices
}

// Run serves until it is told to stop.
func (c *ServeCommand) Run(ctx context.Context, streams *Streams) error {
	if err := c.Server.Check(); err != nil {
		return &usageError{err}
	}
	sender, err := newSender(c.Notices, c.BaseURL+c.BasePath)
	if err != nil {
		return &usageError{err}
	}
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	log := newLog(streams.Err, c.Server)
	p, err := start(ctx, db, c.Server, log, false, channels(sender)...)
	if err != nil {
		return err
	}
	secret, err := p.tracker.NewSetUpLink(ctx)
	if err != nil {
		return err
	}
	if secret != "" {
		fmt.Fprintf(streams.Out, "このリンクを開いて始めてください（一度だけ、30分間有効） / Open this link to begin (works once, for 30 minutes):\n\n  %s/setup/%s\n\n", p.url, secret)
	} else {
		fmt.Fprintf(streams.Out, "道のり / Michinori: %s/\n", p.url)
	}
	stopped := deliver(ctx, p.tracker, sender, log)
	defer stopped()
	return p.serve(ctx)
}
