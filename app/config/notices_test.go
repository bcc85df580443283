package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNoticesAreReadFromFilesAndNameNoSecret(t *testing.T) {
	t.Parallel()
	file := func(s string) string {
		path := filepath.Join(t.TempDir(), "secret")
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	n := Notices{SMTPURLFile: file("smtp://me:hush@mail.example.com:587\n"), MailFrom: "m@example.com",
		WebhookURL: "https://example.com/in", WebhookSecretFile: file("0123456789abcdef")}
	if err := n.Read(); err != nil || n.SMTPURL != "smtp://me:hush@mail.example.com:587" || n.WebhookSecret != "0123456789abcdef" || !n.On() {
		t.Errorf("%+v %v", n, err)
	}
	if off := (&Notices{}); off.Read() != nil || off.On() {
		t.Error("without settings they are not off")
	}
	for name, wrong := range map[string]Notices{
		"twice":       {SMTPURL: "smtp://hush@h", SMTPURLFile: file("smtp://h"), MailFrom: "m@example.com"},
		"no sender":   {SMTPURL: "smtp://hush@h"},
		"no secret":   {WebhookURL: "https://example.com"},
		"short":       {WebhookURL: "https://example.com", WebhookSecret: "hush"},
		"plain":       {SlackWebhook: "http://example.com/hush"},
		"no address":  {TeamsWebhook: "hush"},
		"empty file":  {SlackWebhookFile: file(" \n")},
		"no file":     {SlackWebhookFile: "/does/not/exist"},
		"other trade": {SlackWebhook: "file:///hush", NoticesAllowPrivate: true},
	} {
		if err := wrong.Read(); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
