package request

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
)

// Internal is the kind of an error that nobody foresaw.
const Internal maturity.Kind = "internal"

// statuses is the one table from kinds of error to HTTP.
var statuses = map[maturity.Kind]int{
	maturity.Invalid:         fiber.StatusUnprocessableEntity,
	maturity.NotFound:        fiber.StatusNotFound,
	maturity.Conflict:        fiber.StatusConflict,
	maturity.Forbidden:       fiber.StatusForbidden,
	maturity.Unauthenticated: fiber.StatusUnauthorized,
	maturity.Gone:            fiber.StatusGone,
	maturity.TooLarge:        fiber.StatusRequestEntityTooLarge,
	maturity.TooMany:         fiber.StatusTooManyRequests,
	maturity.Unavailable:     fiber.StatusServiceUnavailable,
	Internal:                 fiber.StatusInternalServerError,
}

// Status returns the HTTP status of a kind of error.
func Status(k maturity.Kind) int { return statuses[k] }

// Classify turns any error into one people can be told about, and its status.
// Causes stay hidden.
func Classify(err error) (*maturity.Error, int) {
	var e *maturity.Error
	if errors.As(err, &e) {
		return e, statuses[e.Kind]
	}
	var f *fiber.Error
	if errors.As(err, &f) && f.Code < fiber.StatusInternalServerError {
		switch f.Code {
		case fiber.StatusNotFound:
			return maturity.Fail(maturity.NotFound, "error.not_found"), f.Code
		case fiber.StatusMethodNotAllowed:
			return maturity.Fail(maturity.NotFound, "error.method"), f.Code
		case fiber.StatusRequestEntityTooLarge:
			return maturity.Fail(maturity.TooLarge, "error.too_large"), f.Code
		default:
			return maturity.Fail(maturity.Invalid, "error.request"), f.Code
		}
	}
	return &maturity.Error{Kind: Internal, Key: "error.internal", Err: err}, fiber.StatusInternalServerError
}
