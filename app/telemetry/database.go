package telemetry

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"michinori/app/store"
)

// readWithin bounds what a scrape may wait for the database.
const readWithin = 3 * time.Second

// database reads, at each scrape, how the pool does and what waits in the
// database.
type database struct {
	db    *store.DB
	clock func() time.Time

	up, connections, limit, waits, waited  *prometheus.Desc
	notices, oldest, rollUps, oldestRollUp *prometheus.Desc
}

func newDatabase(db *store.DB, clock func() time.Time) *database {
	desc := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("michinori_"+name, help, labels, nil)
	}
	return &database{
		db: db, clock: clock,
		up:           desc("database_up", "1 while the database answers."),
		connections:  desc("database_connections", "Open connections to the database, by state.", "state"),
		limit:        desc("database_connections_limit", "Most connections this process opens."),
		waits:        desc("database_waits_total", "How often somebody waited for a connection."),
		waited:       desc("database_wait_seconds_total", "How long that took in all."),
		notices:      desc("outbox_notices", "Notices that have not been sent, by state.", "state"),
		oldest:       desc("outbox_oldest_seconds", "Age of the oldest notice that waits; 0 when none does."),
		rollUps:      desc("roll_ups", "Counts of rounds that are kept."),
		oldestRollUp: desc("roll_up_oldest_seconds", "Age of the oldest of them; 0 when there is none."),
	}
}

// Describe names what Collect measures.
func (d *database) Describe(out chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{
		d.up, d.connections, d.limit, d.waits, d.waited, d.notices, d.oldest, d.rollUps, d.oldestRollUp,
	} {
		out <- desc
	}
}

// Collect reads. While the database does not answer, only the pool is told of.
func (d *database) Collect(out chan<- prometheus.Metric) {
	gauge := func(desc *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	pool := d.db.Pool()
	gauge(d.connections, float64(pool.InUse), "in_use")
	gauge(d.connections, float64(pool.Idle), "idle")
	gauge(d.limit, float64(pool.Limit))
	out <- prometheus.MustNewConstMetric(d.waits, prometheus.CounterValue, float64(pool.Waits))
	out <- prometheus.MustNewConstMetric(d.waited, prometheus.CounterValue, pool.Waited.Seconds())

	ctx, cancel := context.WithTimeout(context.Background(), readWithin)
	defer cancel()
	b, err := d.db.Backlog(ctx)
	if err != nil {
		gauge(d.up, 0)
		return
	}
	gauge(d.up, 1)
	gauge(d.notices, float64(b.Waiting), "waiting")
	gauge(d.notices, float64(b.GivenUp), "given_up")
	gauge(d.oldest, d.age(b.Oldest))
	gauge(d.rollUps, float64(b.RollUps))
	gauge(d.oldestRollUp, d.age(b.OldestRollUp))
}

func (d *database) age(since time.Time) float64 {
	if since.IsZero() {
		return 0
	}
	return max(0, d.clock().Sub(since).Seconds())
}
