package telemetry

import (
	"github.com/prometheus/client_golang/prometheus"

	"michinori/reports/draw"
)

// drawing reads what the engine that draws figures has done.
type drawing struct {
	stats           func() draw.Stats
	drawings, state *prometheus.Desc
}

// WatchDrawings tells of an engine that draws figures. It is called once.
func (m *Metrics) WatchDrawings(stats func() draw.Stats) {
	if m == nil {
		return
	}
	m.registry.MustRegister(&drawing{
		stats:    stats,
		drawings: prometheus.NewDesc("michinori_drawings_total", "Figures asked for, by what came of it.", []string{"result"}, nil),
		state:    prometheus.NewDesc("michinori_drawing_engines", "JavaScript engines that draw or are ready to.", []string{"state"}, nil),
	})
}

// Describe names what Collect measures.
func (d *drawing) Describe(out chan<- *prometheus.Desc) {
	out <- d.drawings
	out <- d.state
}

// Collect reads the counts.
func (d *drawing) Collect(out chan<- prometheus.Metric) {
	s := d.stats()
	for result, n := range map[string]int64{"drawn": s.Drawn, "kept": s.Kept, "failed": s.Failed} {
		out <- prometheus.MustNewConstMetric(d.drawings, prometheus.CounterValue, float64(n), result)
	}
	out <- prometheus.MustNewConstMetric(d.state, prometheus.GaugeValue, float64(s.Running), "drawing")
	out <- prometheus.MustNewConstMetric(d.state, prometheus.GaugeValue, float64(s.Idle), "idle")
}
