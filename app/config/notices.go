package config

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// Notices are the ways in which people and programs are told of something.
// Without any of them nothing is sent. The addresses hold secrets, so each can
// come from a file.
type Notices struct {
	SMTPURL             string `name:"smtp-url" help:"Mail server: smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465." placeholder:"URL"`
	SMTPURLFile         string `name:"smtp-url-file" help:"File that holds the address of the mail server." placeholder:"FILE" type:"path"`
	MailFrom            string `help:"Sender of mails, such as Michinori <michinori@example.com>." placeholder:"ADDRESS"`
	SlackWebhook        string `help:"Incoming webhook of a Slack channel." placeholder:"URL"`
	SlackWebhookFile    string `help:"File that holds it." placeholder:"FILE" type:"path"`
	TeamsWebhook        string `help:"Webhook of a Microsoft Teams workflow." placeholder:"URL"`
	TeamsWebhookFile    string `help:"File that holds it." placeholder:"FILE" type:"path"`
	WebhookURL          string `name:"webhook-url" help:"Address of a program of yours that is told too." placeholder:"URL"`
	WebhookSecret       string `help:"Signs what is sent to it; at least 16 characters." placeholder:"SECRET"`
	WebhookSecretFile   string `help:"File that holds the secret." placeholder:"FILE" type:"path"`
	NoticesAllowPrivate bool   `help:"Let notices go to addresses inside your own network too."`
}

const shortestSecret = 16

// Read takes what lies in files into its fields and returns what is wrong with
// the settings. No message repeats a secret.
func (n *Notices) Read() error {
	for _, x := range []struct {
		name string
		to   *string
		file string
	}{
		{"SMTP_URL", &n.SMTPURL, n.SMTPURLFile}, {"SLACK_WEBHOOK", &n.SlackWebhook, n.SlackWebhookFile},
		{"TEAMS_WEBHOOK", &n.TeamsWebhook, n.TeamsWebhookFile}, {"WEBHOOK_SECRET", &n.WebhookSecret, n.WebhookSecretFile},
	} {
		if err := fromFile(x.name, x.to, x.file); err != nil {
			return err
		}
	}
	switch {
	case n.SMTPURL != "" && n.MailFrom == "":
		return errors.New("MICHINORI_SMTP_URL is set without MICHINORI_MAIL_FROM; say who the mails come from")
	case n.WebhookURL != "" && len(n.WebhookSecret) < shortestSecret:
		return fmt.Errorf("MICHINORI_WEBHOOK_URL needs a MICHINORI_WEBHOOK_SECRET of at least %d characters", shortestSecret)
	}
	for _, x := range [][2]string{{"SLACK_WEBHOOK", n.SlackWebhook}, {"TEAMS_WEBHOOK", n.TeamsWebhook}, {"WEBHOOK_URL", n.WebhookURL}} {
		if x[1] == "" {
			continue
		}
		u, err := url.Parse(x[1])
		if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !n.NoticesAllowPrivate) {
			return fmt.Errorf("MICHINORI_%s: want https://… (http:// only with MICHINORI_NOTICES_ALLOW_PRIVATE)", x[0])
		}
	}
	return nil
}

// On reports whether anything is to be sent.
func (n *Notices) On() bool {
	return n.SMTPURL != "" || n.SlackWebhook != "" || n.TeamsWebhook != "" || n.WebhookURL != ""
}

func fromFile(name string, to *string, file string) error {
	if file == "" {
		return nil
	}
	if *to != "" {
		return fmt.Errorf("MICHINORI_%s and MICHINORI_%s_FILE are both set; keep one", name, name)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("MICHINORI_%s_FILE: %w", name, err)
	}
	if *to = strings.TrimSpace(string(raw)); *to == "" {
		return fmt.Errorf("MICHINORI_%s_FILE: %s is empty", name, file)
	}
	return nil
}
