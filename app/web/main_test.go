package web

import (
	"io"
	"log/slog"
	"testing"

	"michinori/app/store/storetest/migrated"
)

func TestMain(m *testing.M) {
	// A line a request would bury what a failing test has to say.
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	migrated.Main(m)
}
