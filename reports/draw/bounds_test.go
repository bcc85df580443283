package draw

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/dop251/goja"

	"michinori/reports"
)

// plain is a figure of two bars, one of which is n.
func plain(n int) reports.Figure {
	option := fmt.Sprintf(`{"xAxis":{"data":["a","b"]},"yAxis":{},"series":[{"type":"bar","data":[1,%d]}]}`, n)
	return reports.Figure{ID: "plain", Title: "plain", Option: json.RawMessage(option), Height: 120}
}

// stuck is a JavaScript engine in which the library never comes to an end.
func stuck(t *testing.T) *runtime {
	t.Helper()
	vm := goja.New()
	v, err := vm.RunString("(function () { for (;;) {} })")
	if err != nil {
		t.Fatal(err)
	}
	endless, ok := goja.AssertFunction(v)
	if !ok {
		t.Fatal("no function")
	}
	return &runtime{vm: vm, render: endless}
}

// TestEndlessDrawing: a chart that hangs is cut off, by the engine or by whoever
// asked; its JavaScript engine is not used again, and its place is free.
func TestEndlessDrawing(t *testing.T) {
	t.Parallel()
	e := New(1)
	defer e.Close()
	e.longest, e.free = 20*time.Millisecond, []*runtime{stuck(t)}
	if _, err := e.SVG(t.Context(), plain(1), 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a chart that hangs: %v", err)
	}
	e.longest, e.free = longest, []*runtime{stuck(t)}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := e.SVG(ctx, plain(1), 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a chart that nobody waits for: %v", err)
	}
	if s := e.Stats(); s.Running != 0 || s.Idle != 0 || s.Failed != 2 {
		t.Errorf("after that: %+v", s)
	}
	if _, err := e.SVG(t.Context(), plain(1), 0); err != nil {
		t.Errorf("the next chart: %v", err)
	}
}

// TestEnginesGo: a JavaScript engine goes after its drawings, and there are
// never more than places.
func TestEnginesGo(t *testing.T) {
	t.Parallel()
	e := New(1)
	defer e.Close()
	e.drawings = 2
	for n, idle := range []int{1, 0, 1, 0} {
		if _, err := e.SVG(t.Context(), plain(n), 0); err != nil {
			t.Fatal(err)
		}
		if got := e.Stats().Idle; got != idle {
			t.Errorf("after drawing %d there are %d engines, not %d", n+1, got, idle)
		}
	}
}

// TestCacheIsBounded: pictures that nobody asks for make room, the one asked for
// stays, and one that is much of the room is not kept.
func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	c := newCache(1000)
	wanted := key{255}
	c.put(wanted, make([]byte, 100))
	for n := range 100 {
		c.put(key{byte(n)}, bytes.Repeat([]byte{byte(n)}, 150))
		if _, ok := c.get(wanted); !ok {
			t.Fatalf("the picture in use is gone after %d others", n+1)
		}
		if c.bytes > c.most || c.order.Len() != len(c.byKey) {
			t.Fatalf("%d bytes of %d, %d pictures and %d names", c.bytes, c.most, c.order.Len(), len(c.byKey))
		}
	}
	c.put(key{254}, make([]byte, 251))
	if _, ok := c.get(key{254}); ok {
		t.Error("a quarter of the room is one picture's")
	}
}
