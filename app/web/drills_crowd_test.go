package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// crowd is how many players wait at once: a department that watches.
const crowd = 50

// watched is a drill that a crowd watches.
type watched struct {
	*demoServer
	t      testing.TB
	runner maturity.Viewer
	drill  string
	heard  chan heard
}

// heard is what one player learned, and when.
type heard struct {
	html string
	at   time.Time
	err  error
}

// newWatched starts a drill on a server with that database.
func newWatched(t testing.TB, database storetest.Database) *watched {
	t.Helper()
	w := &watched{demoServer: newDemoServer(t, database.URL), t: t}
	var err error
	w.runner, err = w.db.ViewerOf(context.Background(), w.seats.Champion.Person)
	w.ok(err)
	d, err := w.tracker.PlanDrill(context.Background(), w.runner, tracker.PlanDrill{
		Team: w.seats.Member.Team.ID, Scenario: aScenario(), Player: w.seats.Member.Person.ID,
	})
	w.ok(err)
	w.drill = d.ID
	w.ok(w.tracker.StartDrill(context.Background(), w.runner, d.ID))
	return w
}

func (w *watched) ok(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// gather lets the crowd wait for what comes next, and returns when all do.
func (w *watched) gather() {
	w.t.Helper()
	version, err := w.db.DrillVersion(context.Background(), w.drill)
	w.ok(err)
	w.heard = make(chan heard, crowd)
	url := fmt.Sprintf("%s/drills/%s/live?seen=%d", w.url, w.drill, version)
	for range crowd {
		go func() { w.heard <- w.listenTo(url) }()
	}
	for w.server.live.waiting.Load() < crowd {
		runtime.Gosched()
	}
}

func (w *watched) listenTo(url string) heard {
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		return heard{err: err}
	}
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: w.sessions["member"]})
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return heard{err: err}
	}
	defer response.Body.Close()
	var out liveAnswer
	err = json.NewDecoder(response.Body).Decode(&out)
	if err == nil && response.StatusCode != http.StatusOK {
		err = errors.New(response.Status)
	}
	return heard{html: out.HTML, at: time.Now(), err: err}
}

// disperse ends the waiting by a note.
func (w *watched) disperse() {
	w.t.Helper()
	w.ok(w.tracker.NoteDrill(context.Background(), w.runner, w.drill, "", "続ける"))
	for range crowd {
		w.ok((<-w.heard).err)
	}
}

// TestACrowdHearsOfAnInject: everybody who waits learns of it, on both
// databases. How long it took is printed; the limit is a second.
func TestACrowdHearsOfAnInject(t *testing.T) {
	t.Parallel()
	for _, lent := range storetest.Databases(t) {
		t.Run(lent.Name, func(t *testing.T) {
			t.Parallel()
			w := newWatched(t, lent)
			w.gather()
			shown := time.Now()
			w.ok(w.tracker.RevealInject(t.Context(), w.runner, w.drill, 0))
			var last time.Duration
			for range crowd {
				h := <-w.heard
				w.ok(h.err)
				if !strings.Contains(h.html, "アラートが鳴る") || strings.Contains(h.html, canaryExpect) {
					t.Fatalf("a player reads %q", h.html)
				}
				last = max(last, h.at.Sub(shown))
			}
			t.Logf("the last of %d players learned of it after %s", crowd, last.Round(time.Millisecond))
			if left := w.server.live.waiting.Load(); left != 0 {
				t.Errorf("%d still wait", left)
			}
			w.ok(w.tracker.CancelDrill(t.Context(), w.runner, w.drill))
			if d, err := w.db.DrillByID(t.Context(), w.drill); err != nil || d.State != adoption.DrillCancelled {
				t.Errorf("%v %s", err, d.State)
			}
		})
	}
}

// BenchmarkPagesBesideACrowd asks for a page while a crowd waits and while
// nobody does, by turns. x-alone is how many times longer it takes beside the
// crowd.
func BenchmarkPagesBesideACrowd(b *testing.B) {
	const each = 20 // requests before the crowd comes or goes: it must not wait too long
	for _, lent := range storetest.Databases(b) {
		b.Run(lent.Name, func(b *testing.B) {
			w := newWatched(b, lent)
			page := w.url + "/teams/" + w.seats.Member.Team.ID + "/practices"
			var beside, alone []time.Duration
			for b.Loop() {
				for range each {
					alone = append(alone, w.time(b, page, "member"))
				}
				w.gather()
				for range each {
					beside = append(beside, w.time(b, page, "member"))
				}
				w.disperse()
			}
			b.ReportMetric(float64(median(beside)), "ns/page")
			b.ReportMetric(float64(median(beside))/float64(median(alone)), "x-alone")
		})
	}
}
