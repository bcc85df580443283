package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/notify"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// misbehaviours are what a receiver of notices may do.
var misbehaviours = map[string]http.HandlerFunc{
	"slow": func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	},
	"500": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
	"redirect": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/", http.StatusFound)
	},
	"down": nil,
}

// BenchmarkPagesBesideReceivers asks for a page while a worker tries to send,
// as often as the program lets it, and while none does, by turns. x-alone is
// how many times longer the page takes; tries is how often it was sent to.
func BenchmarkPagesBesideReceivers(b *testing.B) {
	for _, kind := range []string{"slow", "down", "500", "redirect"} {
		b.Run("sqlite/"+kind, func(b *testing.B) { besideReceiver(b, storetest.SQLite(b), misbehaviours[kind]) })
		b.Run("postgres/"+kind, func(b *testing.B) { besideReceiver(b, storetest.Postgres(b), misbehaviours[kind]) })
	}
}

func besideReceiver(b *testing.B, lent storetest.Database, handler http.HandlerFunc) {
	const each = 20 // requests by turns
	s := newDemoServer(b, lent.URL)
	receiver := httptest.NewServer(handler)
	defer receiver.Close()
	if handler == nil {
		receiver.Close()
	}
	w := newWorker(b, s, receiver.URL)
	page := s.url + "/teams/" + s.seats.Member.Team.ID + "/practices"
	var beside, alone []time.Duration
	for b.Loop() {
		for range each {
			alone = append(alone, s.time(b, page, "member"))
		}
		stop := w.run(b)
		for range each {
			beside = append(beside, s.time(b, page, "member"))
		}
		stop()
	}
	b.ReportMetric(float64(median(beside)), "ns/page")
	b.ReportMetric(float64(median(beside))/float64(median(alone)), "x-alone")
	b.ReportMetric(float64(w.tries.Load()), "tries")
}

// worker sends what lies in an outbox that never becomes empty.
type worker struct {
	tracker *tracker.Tracker
	sender  *notify.Sender
	tries   atomic.Int32
}

func newWorker(b *testing.B, s *demoServer, receiver string) *worker {
	b.Helper()
	sender, err := notify.New(notify.Settings{
		Pages: "https://m.example.com", Webhook: receiver, Secret: "0123456789abcdef", AllowPrivate: true, Clock: time.Now,
	})
	if err != nil {
		b.Fatal(err)
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		b.Fatal(err)
	}
	raw, err := json.Marshal(adoption.Notice{Kind: adoption.RoundOpened, Language: maturity.English, Path: "/"})
	if err != nil {
		b.Fatal(err)
	}
	now := time.Now().UTC()
	err = s.db.Tx(context.Background(), func(tx *store.Tx) error {
		var many []store.Notice
		for i := range 5000 {
			many = append(many, store.Notice{
				Key: fmt.Sprintf("round.opened/%d/webhook", i), Kind: "round.opened", Channel: store.ChannelWebhook,
				Message: string(raw), CreatedAt: now, NextAt: now,
			})
		}
		return tx.InsertNotices(context.Background(), many...)
	})
	if err != nil {
		b.Fatal(err)
	}
	return &worker{sender: sender, tracker: tracker.New(tracker.Settings{
		DB: s.db, Library: library, Clock: time.Now, Session: time.Hour, Channels: []store.NoticeChannel{store.ChannelWebhook},
	})}
}

// run sends until the function it returns is called.
func (w *worker) run(b *testing.B) (stop func()) {
	const deliverEvery = 5 * time.Second // of the program
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(deliverEvery)
		defer ticker.Stop()
		for ctx.Err() == nil {
			_, err := w.tracker.DeliverNotices(ctx, store.ChannelWebhook, func(within context.Context, l adoption.Letter) error {
				w.tries.Add(1)
				within, cut := context.WithCancel(within)
				defer context.AfterFunc(ctx, cut)()
				defer cut()
				return w.sender.Send(within, l)
			})
			if err != nil && ctx.Err() == nil {
				b.Error(err)
				return
			}
			select {
			case <-ctx.Done():
			case <-ticker.C:
			}
		}
	}()
	return func() { cancel(); <-done }
}
