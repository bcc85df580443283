package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// BenchmarkLargeOrganisation runs the program, as a process of its own, on 500
// teams of six people who have answered twelve times, and prints how long a
// leader waits for the organisation's pages and files (ms), and how long a core
// works for that (ms-core), which says more where the machine is busy. cold is a
// program that has just started, warm one that has been asked before, imported a
// cold one on what nobody has ever read; counting is what an import does for that
// at its end. x-nothing tells how many times as long as a page that does nothing that is, asked for in
// between; MB-peak what the process has ever had in memory since it started.
//
// -benchtime 1x is enough: each figure is the median of as many as it says.
func BenchmarkLargeOrganisation(b *testing.B) {
	for _, lent := range storetest.Databases(b) {
		b.Run(lent.Name, func(b *testing.B) {
			l := newLarge(b, lent.URL)
			for _, path := range []string{"/overview", "/overview/report"} {
				l.bench(b, "imported"+path, 1, l.restart, path)
				l.bench(b, "cold"+path, 5, l.restart, path)
				l.bench(b, "warm"+path, 20, func() {}, path)
			}
			l.restart()
			l.bench(b, "cold/overview/report.pdf", 1, func() {}, "/overview/report.pdf")
			l.bench(b, "warm/overview/report.pdf", 5, func() {}, "/overview/report.pdf")
			l.bench(b, "warm/overview/report.xlsx", 5, func() {}, "/overview/report.xlsx")
			// Each is drawn anew: no two rounds have the same picture.
			var charts []string
			for _, r := range l.rounds[1 : len(l.rounds)-1] {
				charts = append(charts, "/overview/report?figure=levels&format=svg&theme=dark&round="+r.ID)
				l.time(b, "/overview/report?round="+r.ID)
			}
			l.bench(b, "warm/chart", len(charts), func() {}, charts...)
		})
	}
}

// large is the program with a large organisation, and a leader who asks.
type large struct {
	*running
	rounds  []maturity.Round
	session string
}

func newLarge(b *testing.B, database string) *large {
	b.Helper()
	db, err := store.Open(b.Context(), database)
	must(b, err)
	must(b, db.Migrate(b.Context()))
	library, _, err := questionnaires.OpenLibrary("")
	must(b, err)
	seats, err := demo.Build(b.Context(), db, library, demo.Options{
		Teams: 500, Rounds: 12, Members: 6, Seed: 1, Language: maturity.Japanese, Now: time.Now(),
	})
	must(b, err)
	l := &large{}
	l.rounds, err = db.Rounds(b.Context())
	must(b, err)
	t := tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now, Session: time.Hour})
	link, err := t.NewOperatorLink(b.Context(), seats.Leader.Person.Email)
	must(b, err)
	in, err := t.SignIn(b.Context(), link.Secret, tracker.Browser{})
	must(b, err)
	l.session = in.Secret
	benchCounting(b, db, t)
	must(b, db.Close())
	l.running = newRunning(b, database)
	l.ready()
	return l
}

// benchCounting prints how long it takes to count all rounds of a database of which
// nothing is kept, as an import does at its end.
func benchCounting(b *testing.B, db *store.DB, t *tracker.Tracker) {
	b.Run("counting", func(b *testing.B) {
		for b.Loop() {
			start, busy := time.Now(), workOf(os.Getpid())
			must(b, reporting.New(db, t).KeepCounts(b.Context(), func(int64, int64) {}))
			b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms")
			b.ReportMetric(float64((workOf(os.Getpid()) - busy).Milliseconds()), "ms-core")
		}
		b.ReportMetric(0, "ns/op")
	})
}

func (l *large) restart() {
	l.stop()
	l.start()
	l.ready()
}

// bench prints how long the paths take, one after the other as often as runs
// says: the median, and its ratio to a page that does nothing.
func (l *large) bench(b *testing.B, name string, runs int, before func(), paths ...string) {
	b.Run(name, func(b *testing.B) {
		var took, worked, nothing []time.Duration
		for b.Loop() {
			for n := range runs {
				before()
				l.time(b, "/healthz") // the connection is there
				nothing = append(nothing, l.time(b, "/healthz"))
				busy := workOf(l.cmd.Process.Pid)
				took = append(took, l.time(b, paths[n%len(paths)]))
				worked = append(worked, workOf(l.cmd.Process.Pid)-busy)
			}
		}
		b.ReportMetric(0, "ns/op") // of a run, with what goes before
		b.ReportMetric(float64(middle(took).Microseconds())/1000, "ms")
		b.ReportMetric(float64(middle(worked).Microseconds())/1000, "ms-core")
		b.ReportMetric(float64(middle(took))/float64(middle(nothing)), "x-nothing")
		if peak, ok := peakMB(l.cmd.Process.Pid); ok {
			b.ReportMetric(peak, "MB-peak")
		}
	})
}

// time is how long the leader waits for a page or file.
func (l *large) time(b *testing.B, path string) time.Duration {
	b.Helper()
	took, status := l.ask(b, path)
	if status != http.StatusOK {
		b.Fatalf("%s: %d", path, status)
	}
	return took
}

// ask asks as the leader and reads to the end.
func (l *large) ask(b *testing.B, path string) (took time.Duration, status int) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, l.url()+path, nil)
	must(b, err)
	r.AddCookie(&http.Cookie{Name: "michinori_session", Value: l.session})
	start := time.Now()
	response, err := http.DefaultClient.Do(r)
	must(b, err)
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	must(b, err)
	return time.Since(start), response.StatusCode
}

// peakMB returns the most memory a process has had, where the system tells.
func peakMB(pid int) (float64, bool) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(raw)) {
		var kB float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kB); n == 1 {
			return kB / 1024, true
		}
	}
	return 0, false
}
