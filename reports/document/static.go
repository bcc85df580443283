package document

import (
	"context"

	"michinori/reports"
)

// Static is the drawer that needs no engine: the plain picture that a figure
// carries along for pages without script.
type Static struct{}

// SVG returns the plain picture; its width is its own.
func (Static) SVG(_ context.Context, f reports.Figure, _ int) ([]byte, error) {
	return []byte(f.Static), nil
}
