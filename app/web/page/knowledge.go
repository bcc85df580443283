package page

import (
	"strings"
	"time"

	"michinori/app/knowledge"
)

// names joins names as a sentence does: A, B and C.
func (b Base) names(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], b.T("list.separator")) + b.T("knowledge.names.and") + names[last]
}

// plainDay writes a calendar day, which no time zone moves.
func (b Base) plainDay(t time.Time) string {
	b.Zone = time.UTC
	return b.Date(t)
}

// viewName names a way of counting.
func (b Base) viewName(v knowledge.View) string { return b.T("knowledge.view." + string(v)) }

const markShared = "shared" // two or more people can do it alone

// depthMark names the state of an area: the last part of a message key.
func depthMark(r knowledge.Risk) string {
	switch {
	case r.Depth == 0:
		return "orphan"
	case r.Depth == 1:
		return "single"
	case r.Fragile:
		return "fragile"
	}
	return markShared
}
