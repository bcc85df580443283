package web

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// livePolls lets pages wait for what happens next in a drill. However many wait
// for one, a single watch asks the database, which is all that several servers
// share.
type livePolls struct {
	waiting atomic.Int32
	closing atomic.Bool // the server stops: nobody waits any more
	mu      sync.Mutex
	watches map[string]*liveWatch // by drill
}

// liveWatch looks at one drill for all pages that wait for it.
type liveWatch struct {
	pages int           // that wait
	stop  func()        // ends the looking
	stirs chan struct{} // closed when the drill may have changed, and replaced
}

// join lets a page that has seen a version wait, with the others that wait for
// the drill. Whoever joins must leave.
func (l *livePolls) join(drill string, seen int, version func(context.Context) (int, error)) *liveWatch {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := l.watches[drill]
	if w == nil {
		ctx, stop := context.WithCancel(context.Background())
		w = &liveWatch{stop: stop, stirs: make(chan struct{})}
		if l.watches == nil {
			l.watches = map[string]*liveWatch{}
		}
		l.watches[drill] = w
		go l.look(ctx, w, seen, version)
	}
	w.pages++
	return w
}

// next returns what to wait for until the drill may have changed. Ask for the
// version after that, not before: a change between the two would be missed.
func (l *livePolls) next(w *liveWatch) <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return w.stirs
}

func (l *livePolls) leave(drill string, w *liveWatch) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if w.pages--; w.pages == 0 {
		w.stop()
		delete(l.watches, drill)
	}
}

// look asks for the version until nobody waits any more. Trouble wakes the
// pages too: each finds out for itself.
func (l *livePolls) look(ctx context.Context, w *liveWatch, latest int, version func(context.Context) (int, error)) {
	tick := time.NewTicker(liveEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		within, cancel := context.WithTimeout(ctx, liveWait)
		now, err := version(within)
		cancel()
		if err != nil || now != latest || l.closing.Load() {
			l.stir(w)
		}
		latest = now
	}
}

func (l *livePolls) stir(w *liveWatch) {
	l.mu.Lock()
	defer l.mu.Unlock()
	close(w.stirs)
	w.stirs = make(chan struct{})
}
