package draw

import "sync/atomic"

// Stats is what an engine has done and how it stands.
type Stats struct {
	Drawn, Kept, Failed int64 // figures drawn anew, taken from memory, not drawn
	Running, Idle       int   // JavaScript engines
}

// counts grow while the engine draws.
type counts struct{ drawn, kept, failed atomic.Int64 }

// Stats returns what the engine has done so far.
func (e *Engine) Stats() Stats {
	e.mu.Lock()
	idle := len(e.free)
	e.mu.Unlock()
	return Stats{Drawn: e.counts.drawn.Load(), Kept: e.counts.kept.Load(), Failed: e.counts.failed.Load(), Running: len(e.places), Idle: idle}
}
