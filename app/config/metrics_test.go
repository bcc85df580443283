package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMetricsReaders(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(file, []byte("0123456789abcdef\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		given Metrics
		on    bool
		want  string // in the error
	}{
		"nothing":    {Metrics{}, false, ""},
		"a token":    {Metrics{MetricsToken: "0123456789abcdef"}, true, ""},
		"from file":  {Metrics{MetricsTokenFile: file}, true, ""},
		"both":       {Metrics{MetricsToken: "0123456789abcdef", MetricsTokenFile: file}, false, "both set"},
		"too short":  {Metrics{MetricsToken: "secret"}, false, "at least 16"},
		"networks":   {Metrics{MetricsNetworks: []string{"10.1.2.3/8", "::1"}}, true, ""},
		"no network": {Metrics{MetricsNetworks: []string{"inside"}}, false, "inside"},
	} {
		got, err := test.given.Readers()
		if test.want == "" && (err != nil || got.On() != test.on) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "0123")) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
