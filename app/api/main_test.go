package api_test

import (
	"io"
	"log/slog"
	"testing"

	"michinori/app/store/storetest"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	storetest.Main(m)
}
