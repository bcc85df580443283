package telemetry

import (
	"errors"

	"michinori/app/maturity"
)

// outcome sorts errors: those that people are told about are refusals, by kind,
// and no sign that anything is broken.
func outcome(err error) string {
	var e *maturity.Error
	switch {
	case err == nil:
		return "done"
	case errors.As(err, &e):
		return string(e.Kind)
	}
	return "failed"
}
