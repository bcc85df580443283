package store

import (
	"runtime"
	"strings"
	"time"
)

// observer is told of each transaction.
type observer struct {
	clock func() time.Time
	done  func(useCase string, took time.Duration, err error)
}

// Observe tells of each transaction which function asked for it, how long it
// took and what came of it. It is called once, before the first one.
func (d *DB) Observe(clock func() time.Time, done func(useCase string, took time.Duration, err error)) {
	d.observer = &observer{clock: clock, done: done}
}

// observed runs f and tells of it.
func (d *DB) observed(f func() error) error {
	if d.observer == nil {
		return f()
	}
	start, name := d.observer.clock(), useCase()
	err := f()
	d.observer.done(name, d.observer.clock().Sub(start), err)
	return err
}

// framesAbove is how far up a use case may stand above its transaction.
const framesAbove = 12

// useCase is the exported function nearest above that opened the transaction,
// such as SaveAnswers.
func useCase() string {
	var at [framesAbove]uintptr
	frames := runtime.CallersFrames(at[:runtime.Callers(4, at[:])])
	first := ""
	for {
		frame, more := frames.Next()
		name := exportedIn(frame.Function)
		if name != "" && strings.Contains(frame.Function, "/app/tracker.") {
			return name
		}
		if first == "" {
			first = name
		}
		if !more {
			break
		}
	}
	if first == "" {
		return "other"
	}
	return first
}

// exportedIn takes the name out of michinori/app/tracker.(*Tracker).Save.func1,
// "" where it is not exported.
func exportedIn(function string) string {
	name := function[strings.LastIndexByte(function, '/')+1:]
	for part := range strings.SplitSeq(name, ".") {
		if part != "" && part[0] >= 'A' && part[0] <= 'Z' {
			return part
		}
	}
	return ""
}
