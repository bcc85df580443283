package draw

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"michinori/reports"
)

const (
	// longest is how long one drawing may take: over a hundred times what the
	// largest figure takes on an idle machine.
	longest = 10 * time.Second
	// drawings is after how many a JavaScript engine makes way for a fresh one, so
	// that what the library keeps cannot grow.
	drawings = 400
	// biggest bounds an option and a picture.
	biggest      = 4 << 20
	widest       = 4000
	defaultWidth = 720
	smallest     = 120
)

var errClosed = errors.New("draw: the engine is closed")

// Engine draws figures. It is safe for concurrent use. A JavaScript engine is
// started when a drawing finds none free, and never more than the size.
type Engine struct {
	longest  time.Duration
	drawings int

	places chan struct{}
	closed chan struct{}
	once   sync.Once

	mu    sync.Mutex
	free  []*runtime
	cache *cache

	counts counts
}

// New returns an engine that draws size figures at once; each place may take
// about 90 MB once it has been used.
func New(size int) *Engine {
	return &Engine{
		longest: longest, drawings: drawings,
		places: make(chan struct{}, max(size, 1)), closed: make(chan struct{}), cache: newCache(cacheBytes),
	}
}

// Close lets go of what the engine holds. Drawings under way end; later ones
// fail.
func (e *Engine) Close() {
	e.once.Do(func() { close(e.closed) })
	e.mu.Lock()
	defer e.mu.Unlock()
	e.free = nil
	e.cache.clear()
}

// SVG returns the figure as one SVG document, width CSS pixels wide and as high
// as the figure says; 0 is the usual width. It holds no script and no address
// of another host, and its ids begin with the figure's. The same figure gives
// the same bytes. It fails when ctx ends or the drawing takes too long.
func (e *Engine) SVG(ctx context.Context, f reports.Figure, width int) ([]byte, error) {
	width, height := sizeOf(f, width)
	if len(f.Option) > biggest {
		return nil, fmt.Errorf("draw %s: an option of %d bytes", f.ID, len(f.Option))
	}
	key := keyOf("svg", f, width, height)
	if out, ok := e.cache.get(key); ok {
		e.counts.kept.Add(1)
		return out, nil
	}
	raw, err := e.draw(ctx, f, width, height)
	if err != nil {
		e.counts.failed.Add(1)
		return nil, fmt.Errorf("draw %s: %w", f.ID, err)
	}
	out := finished(raw, f)
	e.counts.drawn.Add(1)
	e.cache.put(key, out)
	return out, nil
}

func sizeOf(f reports.Figure, width int) (w, h int) {
	if width <= 0 {
		width = defaultWidth
	}
	h = f.Height
	if h <= 0 {
		h = 320
	}
	return min(max(width, smallest), widest), min(max(h, smallest), widest)
}

func (e *Engine) draw(ctx context.Context, f reports.Figure, width, height int) (string, error) {
	select {
	case <-e.closed:
		return "", errClosed
	default:
	}
	select {
	case e.places <- struct{}{}:
	case <-e.closed:
		return "", errClosed
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { <-e.places }()
	r, err := e.take()
	if err != nil {
		return "", err
	}
	// Neither the wait for a place nor the start of an engine counts.
	ctx, cancel := context.WithTimeout(ctx, e.longest)
	defer cancel()
	out, err := r.svg(ctx, f, width, height)
	if err != nil {
		return "", err // what an interrupted drawing leaves behind is dropped with its engine
	}
	e.giveBack(r)
	return out, nil
}

func (e *Engine) take() (*runtime, error) {
	e.mu.Lock()
	if n := len(e.free); n > 0 {
		r := e.free[n-1]
		e.free = e.free[:n-1]
		e.mu.Unlock()
		return r, nil
	}
	e.mu.Unlock()
	return newRuntime()
}

func (e *Engine) giveBack(r *runtime) {
	e.mu.Lock()
	defer e.mu.Unlock()
	select {
	case <-e.closed:
	default:
		if r.drawn < e.drawings {
			e.free = append(e.free, r)
		}
	}
}
