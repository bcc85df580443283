package main

import (
	"bufio"
	"cmp"
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
)

// How long either side writes before it is the other's turn, and how often each
// has one.
const (
	turn  = 2 * time.Second
	turns = 5
)

// BenchmarkSubmit has people send complete responses over HTTP, and pgbench
// write the same rows into the same tables of the same server, in turn. The
// server keeps what it promises: every commit of either is on the disk. Of all
// turns the medians are told, and how many times as much the program does.
//
// us-… is how many microseconds the cores work for one response of the program: in
// it, in its database, and in those who send. Where they share the cores, that is
// what decides how many there are a second.
func BenchmarkSubmit(b *testing.B) {
	for _, clients := range []int{1, 4, 16} {
		b.Run("clients="+strconv.Itoa(clients), func(b *testing.B) {
			server := storetest.NewServer(b)
			lent := server.Database()
			c := newCrowd(b, lent.URL, clients)
			c.begun(b)
			p := newRunning(b, lent.URL)
			p.ready()
			postmaster := serverOf(b, lent.URL)
			for b.Loop() {
				var ours, bare, ratios []float64
				worked := map[string][]float64{}
				for range turns {
					bare = append(bare, c.pgbench(b, server, lent))
					ours = append(ours, c.submitting(b, p, postmaster, worked))
					ratios = append(ratios, ours[len(ours)-1]/bare[len(bare)-1])
				}
				b.ReportMetric(middle(ours), "submits/s")
				b.ReportMetric(middle(bare), "pgbench/s")
				b.ReportMetric(middle(ratios), "x-pgbench")
				for who, all := range worked {
					b.ReportMetric(middle(all), "us-"+who)
				}
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

func middle[T cmp.Ordered](all []T) T {
	slices.Sort(all)
	return all[len(all)/2]
}

// begun gives everybody a response whose name pgbench can spell.
func (c *crowd) begun(b *testing.B) {
	b.Helper()
	db, err := sql.Open("pgx", c.database)
	c.must(err)
	defer db.Close()
	for i, s := range c.people {
		_, err := db.ExecContext(b.Context(), "INSERT INTO responses (id, assessment_id, person_id) VALUES ($1, $2, $3)",
			"response"+strconv.Itoa(i), c.assessment, s.person)
		c.must(err)
	}
}

// submitting is how many responses a second the program acknowledges. It adds to
// worked how long the cores did for each.
func (c *crowd) submitting(b *testing.B, p *running, postmaster int, worked map[string][]float64) float64 {
	b.Helper()
	work := func() map[int]time.Duration {
		out := map[int]time.Duration{}
		for _, pid := range append(childrenOf(postmaster), p.cmd.Process.Pid, os.Getpid()) {
			out[pid] = workOf(pid)
		}
		return out
	}
	busy, before, start := work(), c.count(), time.Now()
	var all sync.WaitGroup
	for _, s := range c.people {
		all.Go(func() { s.sendFor(b, p, turn) })
	}
	all.Wait()
	n, took := c.count()-before, time.Since(start)
	spent := map[string]time.Duration{}
	for pid, sum := range work() { // of what has ended meanwhile nobody knows any more
		who := "database"
		switch pid {
		case p.cmd.Process.Pid:
			who = "program"
		case os.Getpid():
			who = "sender"
		}
		spent[who] += sum - busy[pid]
	}
	for who, sum := range spent {
		worked[who] = append(worked[who], float64(sum.Microseconds())/float64(n))
	}
	return float64(n) / took.Seconds()
}

// sendFor sends one response after another for so long, over one connection and
// with as little work as can be: whoever measures works on the same cores.
func (s *sender) sendFor(b *testing.B, p *running, lasting time.Duration) {
	conn, err := net.Dial("tcp", p.listen)
	if err != nil {
		b.Error(err)
		return
	}
	defer conn.Close()
	var requests [][]byte
	for number := range 5 { // it says no more than that in an answer
		body := s.response(number)
		requests = append(requests, fmt.Appendf(nil, "POST /assessments/%s/answers HTTP/1.1\r\nHost: %s\r\nCookie: michinori_session=%s\r\n"+
			"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", s.assessment, p.listen, s.session, len(body), body))
	}
	answers := bufio.NewReader(conn)
	for start := time.Now(); time.Since(start) < lasting; s.acked++ {
		if _, err := conn.Write(requests[(s.acked+1)%len(requests)]); err != nil {
			b.Error(err)
			return
		}
		got, err := http.ReadResponse(answers, nil)
		if err != nil {
			b.Error(err)
			return
		}
		body, err := io.ReadAll(got.Body)
		_ = got.Body.Close() // it was read
		if err != nil || got.StatusCode != http.StatusSeeOther {
			b.Errorf("answered %d: %s, %v", got.StatusCode, body, err)
			return
		}
	}
}

// pgbench is how many responses a second pgbench writes with as many clients,
// its statements prepared. Each transaction is what a response comes to: its
// row and those of its answers, there or not.
func (c *crowd) pgbench(b *testing.B, server *storetest.Server, lent storetest.Database) float64 {
	b.Helper()
	cmd := server.Command(lent, "pgbench", "--no-vacuum", "--protocol=prepared", "--file=-", "--jobs=2",
		"--client="+strconv.Itoa(len(c.people)), "--time="+strconv.Itoa(int(turn.Seconds())))
	cmd.Stdin = strings.NewReader(c.rows())
	said, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("pgbench: %v: %s", err, said)
	}
	_, after, _ := strings.Cut(string(said), "\ntps = ")
	number, _, _ := strings.Cut(after, " ")
	tps, err := strconv.ParseFloat(number, 64)
	if err != nil {
		b.Fatalf("pgbench said: %s", said)
	}
	return tps
}

// rows is the script of pgbench.
func (c *crowd) rows() string {
	var answers []string
	for _, q := range c.asked {
		a := maturity.Answer{Kind: maturity.LevelAnswer, Level: 3}
		if q.Type == maturity.Number {
			a = maturity.Answer{Kind: maturity.NumberAnswer, Number: 3}
		}
		raw, err := maturity.EncodeAnswer(a)
		c.must(err)
		answers = append(answers, fmt.Sprintf("('response' || :client_id, '%s', '%s', FALSE, 1, now())", q.Key, raw))
	}
	return `BEGIN;
UPDATE responses SET finished_at = now() WHERE id = 'response' || :client_id;
INSERT INTO answers (response_id, question, answer, late, revision, updated_at) VALUES ` + strings.Join(answers, ", ") + `
ON CONFLICT (response_id, question) DO UPDATE SET
answer = excluded.answer, late = excluded.late, revision = excluded.revision, updated_at = excluded.updated_at;
COMMIT;
`
}
