package telemetry

import (
	"net/http"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"michinori/app/store"
)

// Settings are what is watched.
type Settings struct {
	Version string
	DB      *store.DB
	Clock   func() time.Time
}

// Metrics counts what happens in one process. Its methods may be called on nil,
// which counts nothing.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	running  prometheus.Gauge
	useCases *prometheus.HistogramVec
}

// seconds are the edges of the buckets: a page takes a few hundredths, a report
// some seconds, and nothing more than the twenty a request is given.
var seconds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20}

// New watches a database, which tells of its transactions from now on. Call it
// before anything is written.
func New(s Settings) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "michinori_http_request_duration_seconds", Help: "How long requests took, by route, method and status.", Buckets: seconds,
		}, []string{"method", "route", "status"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "michinori_http_requests_in_flight", Help: "Requests under way.",
		}),
		useCases: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "michinori_use_case_duration_seconds", Help: "How long the transactions of use cases took, by use case and outcome.", Buckets: seconds,
		}, []string{"use_case", "outcome"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "michinori_build_info", Help: "Always 1; the labels say what runs.",
		ConstLabels: prometheus.Labels{"version": s.Version, "go_version": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.running, m.useCases, build, newDatabase(s.DB, s.Clock),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s.DB.Observe(s.Clock, m.useCase)
	return m
}

// Handler answers a scrape.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

// Started notes that a request has begun; the function returned notes its end.
// The route is a pattern, never an address.
func (m *Metrics) Started() (ended func(method, route string, status int, took time.Duration)) {
	if m == nil {
		return func(string, string, int, time.Duration) {}
	}
	m.running.Inc()
	return func(method, route string, status int, took time.Duration) {
		m.running.Dec()
		m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
	}
}

func (m *Metrics) useCase(name string, took time.Duration, err error) {
	m.useCases.WithLabelValues(name, outcome(err)).Observe(took.Seconds())
}
