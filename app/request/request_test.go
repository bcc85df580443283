package request_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	secret := errors.New("answer 4 of aoki")
	for _, c := range []struct {
		err    error
		key    string
		status int
	}{
		{fmt.Errorf("team x: %w", maturity.Fail(maturity.NotFound, "error.not_found")), "error.not_found", http.StatusNotFound},
		{&maturity.Error{Kind: maturity.Unavailable, Key: "error.unavailable", Err: secret}, "error.unavailable", http.StatusServiceUnavailable},
		{fiber.ErrMethodNotAllowed, "error.method", http.StatusMethodNotAllowed},
		{fiber.ErrTeapot, "error.request", http.StatusTeapot},
		{fiber.ErrBadGateway, "error.internal", http.StatusInternalServerError},
		{secret, "error.internal", http.StatusInternalServerError},
	} {
		e, status := request.Classify(c.err)
		if e.Key != c.key || status != c.status || request.Status(e.Kind) == 0 {
			t.Errorf("%v: %s %d", c.err, e.Key, status)
		}
	}
}

func TestLanguage(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]maturity.Language{
		"": "", "fr": "", "ja": "ja", "en-GB,ja;q=0.5": "en", "fr, JA-jp;q=0.9, en": "ja",
	} {
		if got, ok := request.Language(header); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", header, got, ok)
		}
	}
}
