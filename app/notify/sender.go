package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"michinori/app/adoption"
)

// Settings say where notices go; what is empty is off.
type Settings struct {
	Pages        string // address of the pages, with the base path
	SMTP         string // smtp://user:password@host:587 or smtps://…
	From         string // "Michinori <michinori@example.com>"
	Slack        string // address of an incoming webhook
	Teams        string
	Webhook      string
	Secret       string // signs what goes to Webhook
	AllowPrivate bool
	Clock        func() time.Time
}

// Sender sends letters. It is safe for use by several goroutines.
type Sender struct {
	settings Settings
	mail     *mailer
	dialer   *net.Dialer
	client   *http.Client
}

// New returns a Sender, or what is wrong with the settings, without a secret in
// it.
func New(s Settings) (*Sender, error) {
	out := &Sender{settings: s, dialer: newDialer(s.AllowPrivate)}
	out.settings.Pages = strings.TrimSuffix(s.Pages, "/")
	out.client = newClient(out.dialer)
	if s.SMTP != "" {
		m, err := newMailer(s, out.dialer)
		if err != nil {
			return nil, err
		}
		out.mail = m
	}
	return out, nil
}

// Channels returns the ways that are open.
func (s *Sender) Channels() []string {
	var out []string
	for _, c := range []struct{ name, address string }{
		{"mail", s.settings.SMTP}, {"slack", s.settings.Slack}, {"teams", s.settings.Teams}, {"webhook", s.settings.Webhook},
	} {
		if c.address != "" {
			out = append(out, c.name)
		}
	}
	return out
}

// Send sends one letter. An error is always an *adoption.Undelivered.
func (s *Sender) Send(ctx context.Context, l adoption.Letter) error {
	var err error
	switch {
	case l.Channel == "mail" && s.mail != nil:
		err = s.mail.send(ctx, l, s.link(l))
	case l.Channel == "slack" && s.settings.Slack != "":
		err = s.post(ctx, s.settings.Slack, l, slackBody(l, s.link(l)))
	case l.Channel == "teams" && s.settings.Teams != "":
		err = s.post(ctx, s.settings.Teams, l, teamsBody(l, s.link(l)))
	case l.Channel == "webhook" && s.settings.Webhook != "":
		err = s.post(ctx, s.settings.Webhook, l, webhookBody(l, s.link(l)))
	default:
		return &adoption.Undelivered{Problem: "channel is off"}
	}
	return undelivered(err)
}

func (s *Sender) link(l adoption.Letter) string { return s.settings.Pages + l.Notice.Path }

// undelivered says in few words why something did not arrive. It never repeats
// an error's own text, which may hold an address, a secret or what a stranger's
// server chose to say.
func undelivered(err error) error {
	var known *adoption.Undelivered
	var certificate *tls.CertificateVerificationError
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return known
	case errors.Is(err, errPrivate):
		return &adoption.Undelivered{Problem: "private address refused", Final: true}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return &adoption.Undelivered{Problem: "timeout"}
	case errors.As(err, &certificate):
		return &adoption.Undelivered{Problem: "certificate not trusted"}
	case errors.As(err, &dns):
		return &adoption.Undelivered{Problem: "name not resolved"}
	}
	return &adoption.Undelivered{Problem: "connection failed"}
}

func refused(what string, code int, final bool) *adoption.Undelivered {
	return &adoption.Undelivered{Problem: fmt.Sprintf("%s %d", what, code), Final: final}
}
