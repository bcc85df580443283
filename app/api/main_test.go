package api_test

import (
	"io"
	"log/slog"
	"testing"

	"michinori/app/store/storetest/migrated"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	migrated.Main(m)
}
