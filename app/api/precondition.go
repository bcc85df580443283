package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/store"
)

// etagOf stands for a representation: the same one gives the same tag.
func etagOf(body any) (string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return "", fmt.Errorf("tag of a representation: %w", err)
	}
	sum := sha256.Sum256(raw)
	return `"` + hex.EncodeToString(sum[:16]) + `"`, nil
}

// staleError says that If-Match is missing or does not match, and with what it
// would.
type staleError struct {
	status  int
	current json.RawMessage
	etag    string
	err     *maturity.Error
}

func (e *staleError) Error() string { return e.err.Error() }
func (e *staleError) Unwrap() error { return e.err }

// Match is the header of writes that require it.
type Match struct {
	IfMatch string `header:"If-Match" doc:"The ETag of what was read; required"`
}

// MatchIf is the header of writes that take it where it is sent.
type MatchIf struct {
	IfMatch string `header:"If-Match" doc:"The ETag of what was read; without it, what is there is replaced"`
}

// guardedIf is guarded where the caller says what they looked at.
func guardedIf[T any](a *API, c call, match MatchIf, name string, now func(ctx context.Context, r store.Reader) (T, error)) (call, error) {
	if match.IfMatch == "" {
		return c, nil
	}
	return guarded(a, c, Match(match), name, now)
}

// guarded returns a call in which the use case changes nothing unless what the
// caller looked at is still so when its transaction reads it again.
func guarded[T any](a *API, c call, match Match, name string, now func(ctx context.Context, r store.Reader) (T, error)) (call, error) {
	if match.IfMatch == "" {
		return c, missingMatch()
	}
	c.Context = a.tracker.Guarded(c.Context, name, func(ctx context.Context, r store.Reader) error {
		body, err := now(ctx, r)
		if err != nil {
			return err
		}
		return matches(match.IfMatch, body)
	})
	return c, nil
}

func missingMatch() error {
	return &staleError{status: http.StatusPreconditionRequired, err: maturity.Fail(maturity.Conflict, "error.precondition")}
}

func matches(header string, body any) error {
	etag, err := etagOf(body)
	if err != nil {
		return err
	}
	for _, want := range strings.Split(header, ",") {
		if slices.Contains([]string{"*", etag}, strings.TrimSpace(want)) {
			return nil
		}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("state of what changed: %w", err)
	}
	return &staleError{
		status: http.StatusPreconditionFailed, current: raw, etag: etag, err: maturity.Fail(maturity.Conflict, "error.stale"),
	}
}

// withCurrent puts how things stand beside an error.
func withCurrent(e *maturity.Error, current any) error {
	raw, err := json.Marshal(current)
	if err != nil {
		return fmt.Errorf("state beside a refusal: %w", err)
	}
	return &staleError{status: request.Status(e.Kind), current: raw, err: e}
}
