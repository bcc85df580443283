package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"michinori/app/adoption"
	"michinori/app/config"
	"michinori/app/notify"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// How often serve looks for what is to be sent, and for what has become due.
const (
	deliverEvery = 5 * time.Second
	planEvery    = 5 * time.Minute
	sendWithin   = 15 * time.Second // of what is under way at the end
)

// newSender returns what sends notices, nil where they are off.
func newSender(n config.Notices, pages string) (*notify.Sender, error) {
	if err := n.Read(); err != nil || !n.On() {
		return nil, err
	}
	if len(pages) == 0 || pages[0] == '/' {
		return nil, errors.New("notices need MICHINORI_BASE_URL, the address people reach the pages under")
	}
	return notify.New(notify.Settings{
		Pages: pages, SMTP: n.SMTPURL, From: n.MailFrom, Slack: n.SlackWebhook, Teams: n.TeamsWebhook,
		Webhook: n.WebhookURL, Secret: n.WebhookSecret, AllowPrivate: n.NoticesAllowPrivate, Clock: time.Now,
	})
}

func channels(s *notify.Sender) []store.NoticeChannel {
	if s == nil {
		return nil
	}
	var out []store.NoticeChannel
	for _, c := range s.Channels() {
		out = append(out, store.NoticeChannel(c))
	}
	return out
}

// warned sends, and says in the log what did not get through: an operator looks
// there first. What went wrong is said without an address and without a word of
// the letter.
func warned(c store.NoticeChannel, send func(context.Context, adoption.Letter) error, log *slog.Logger) func(context.Context, adoption.Letter) error {
	return func(ctx context.Context, l adoption.Letter) error {
		err := send(ctx, l)
		if err != nil {
			log.Warn("notice not delivered", "channel", string(c), "problem", err)
		}
		return err
	}
}

// deliver plans and sends notices beside the pages: one worker a
// channel, so that a slow receiver keeps no other one waiting. The function it
// returns ends that and waits for what is under way, and not for ever.
func deliver(ctx context.Context, t *tracker.Tracker, s *notify.Sender, log *slog.Logger) (stopped func()) {
	ctx, stop := context.WithCancel(ctx)
	var working sync.WaitGroup
	step := func(every time.Duration, what string, do func() error) {
		working.Go(func() {
			ticker := time.NewTicker(every)
			defer ticker.Stop()
			for ctx.Err() == nil {
				if err := do(); err != nil && ctx.Err() == nil {
					log.Error("notices", "step", what, "error", err)
				}
				select {
				case <-ctx.Done():
				case <-ticker.C:
				}
			}
		})
	}
	if s != nil {
		step(planEvery, "plan", func() error { return t.PlanNotices(ctx) })
		for _, c := range channels(s) {
			step(deliverEvery, string(c), func() error {
				_, err := t.DeliverNotices(ctx, c, warned(c, s.Send, log))
				return err
			})
		}
	}
	return func() {
		stop()
		done := make(chan struct{})
		go func() { working.Wait(); close(done) }()
		select {
		case <-done:
		case <-time.After(sendWithin):
		}
	}
}

// NoticesCommand shows what would be sent, and sends nothing.
type NoticesCommand struct {
	config.Database
	config.Notices
	DryRun bool `help:"Plan what is due now as serve would, show it, and leave everything as it was."`
	JSON   bool `help:"Print JSON."`
}

// noticeLine is one notice in the output. A nudge and a reminder say only to
// their receiver who has not answered, so that they stand without one.
type noticeLine struct {
	Kind     adoption.NoticeKind `json:"kind"`
	Channel  string              `json:"channel"`
	To       string              `json:"to,omitempty"`
	Round    string              `json:"round,omitempty"`
	Team     string              `json:"team,omitempty"`
	Title    string              `json:"title,omitempty"`
	Day      string              `json:"day,omitempty"`
	Next     time.Time           `json:"next"`
	Attempts int                 `json:"attempts"`
	Problem  string              `json:"problem,omitempty"`
}

const mostShown = 10000

// Run prints the notices that have not left, the next one first.
func (c *NoticesCommand) Run(ctx context.Context, streams *Streams) error {
	if err := c.Read(); err != nil {
		return &usageError{err}
	}
	sender, err := newSender(c.Notices, "https://michinori.invalid")
	if err != nil {
		return &usageError{err}
	}
	db, err := openCurrent(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		return err
	}
	t := tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now, Channels: channels(sender)})
	list := t.WaitingNotices
	if c.DryRun {
		list = t.ForeseeNotices
	}
	waiting, err := list(ctx, mostShown)
	if err != nil {
		return err
	}
	lines := make([]noticeLine, len(waiting))
	for i, w := range waiting {
		lines[i] = lineOf(w)
	}
	if c.JSON {
		return json.NewEncoder(streams.Out).Encode(map[string]any{"channels": append([]store.NoticeChannel{}, channels(sender)...), "notices": lines})
	}
	if sender == nil {
		fmt.Fprintln(streams.Err, "notices are off: no mail server and no webhook is set")
	}
	for _, l := range lines {
		fmt.Fprintf(streams.Out, "%s\t%s\t%s\t%s\t%s %s %s %s\t%s\n",
			l.Next.UTC().Format(time.RFC3339), l.Channel, l.Kind, l.To, l.Round, l.Team, l.Title, l.Day, l.Problem)
	}
	return nil
}

func lineOf(w tracker.WaitingNotice) noticeLine {
	n := w.Notice
	l := noticeLine{
		Kind: n.Kind, Channel: w.Channel, To: w.To, Round: n.Round, Team: n.Team, Title: n.Title, Day: n.Day,
		Next: w.Next, Attempts: w.Attempts, Problem: w.Problem,
	}
	if n.Kind.Discreet() && w.To != "" {
		l.To = "(one person)"
	}
	return l
}
