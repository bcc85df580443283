package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"michinori/app/config"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

const webhookSecret = "0123456789abcdef"

// told is an organisation whose only round has just been opened, with notices
// on, and with more members as lines of name and address.
func told(t *testing.T, n config.Notices, more ...string) (address string, replica func() *tracker.Tracker) {
	t.Helper()
	address = "sqlite:" + filepath.Join(t.TempDir(), "michinori.db")
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	sender, err := newSender(n, "https://m.example.com")
	if err != nil {
		t.Fatal(err)
	}
	replica = func() *tracker.Tracker {
		return tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now, Session: time.Hour, Channels: channels(sender)})
	}
	tell := replica()
	secret, err := tell.NewSetUpLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = tell.SetUp(t.Context(), secret, tracker.SetUp{
		Organisation: "みちのり", Name: "青木", Email: "aoki@example.com", Language: "ja", TimeZone: "Asia/Tokyo",
		Team: "Payments", Members: strings.Join(append(more, "馬場, baba@example.com"), "\n"), OpenRound: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return address, replica
}

func TestNoticesCommandShowsAndSendsNothing(t *testing.T) {
	t.Parallel()
	calls := 0
	receiver := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { calls++ }))
	defer receiver.Close()
	address, _ := told(t, config.Notices{WebhookURL: receiver.URL, WebhookSecret: webhookSecret, NoticesAllowPrivate: true})
	for range 2 {
		var out, problems bytes.Buffer
		code := run(t.Context(), []string{"notices", "--dry-run", "--json", "--database", address, "--notices-allow-private",
			"--webhook-url", receiver.URL, "--webhook-secret", webhookSecret}, &Streams{Out: &out, Err: &problems})
		var got struct {
			Channels []string
			Notices  []map[string]any
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil || code != 0 {
			t.Fatal(code, err, problems.String())
		}
		if len(got.Channels) != 1 || len(got.Notices) != 1 || got.Notices[0]["kind"] != "round.opened" {
			t.Errorf("%s", out.String())
		}
	}
	if calls > 0 {
		t.Error("something was sent")
	}
	var problems bytes.Buffer
	code := run(t.Context(), []string{"notices", "--database", address, "--webhook-url", receiver.URL}, &Streams{Out: io.Discard, Err: &problems})
	if code != exitUsage || strings.Count(problems.String(), "\n") != 1 {
		t.Errorf("%d %s", code, problems.String())
	}
}

// The workers of two replicas send what is in the outbox, once, and end when
// they are told to.
func TestServeDelivers(t *testing.T) {
	t.Parallel()
	arrived := make(chan string, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { arrived <- r.Header.Get("Michinori-Id") }))
	defer receiver.Close()
	n := config.Notices{WebhookURL: receiver.URL, WebhookSecret: webhookSecret, NoticesAllowPrivate: true}
	_, replica := told(t, n)
	sender, err := newSender(n, "https://m.example.com")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	log := slog.New(slog.DiscardHandler)
	first, second := deliver(ctx, replica(), sender, log), deliver(ctx, replica(), sender, log)
	if key := <-arrived; !strings.HasPrefix(key, "round.opened/") {
		t.Errorf("%q arrived", key)
	}
	cancel()
	first()
	second()
	if len(arrived) > 0 {
		t.Errorf("%q arrived too", <-arrived)
	}
}

// What a receiver refuses is in the log, with the reason and without a word of
// the notice or the address, which may hold a secret.
func TestWhatIsNotDeliveredIsInTheLog(t *testing.T) {
	t.Parallel()
	refused := make(chan struct{}, 10)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		refused <- struct{}{}
	}))
	defer receiver.Close()
	n := config.Notices{WebhookURL: receiver.URL + "/hush", WebhookSecret: webhookSecret, NoticesAllowPrivate: true}
	_, replica := told(t, n)
	sender, err := newSender(n, "https://m.example.com")
	if err != nil {
		t.Fatal(err)
	}
	var said words
	ended := deliver(t.Context(), replica(), sender, slog.New(slog.NewTextHandler(&said, nil)))
	<-refused
	ended()
	got := said.String()
	if !strings.Contains(got, `level=WARN msg="notice not delivered" channel=webhook problem=`) || !strings.Contains(got, "500") ||
		strings.Contains(got, "hush") || strings.Contains(got, "みちのり") {
		t.Errorf("the log says %q", got)
	}
}
