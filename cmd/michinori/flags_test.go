package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// secretFlags hold something nobody else may read.
var secretFlags = []string{"database", "smtp-url", "slack-webhook", "teams-webhook", "webhook-secret"}

// TestEveryFlagHasItsVariable goes through all commands as kong knows them.
func TestEveryFlagHasItsVariable(t *testing.T) {
	t.Parallel()
	parser, err := kong.New(&commands{}, kong.Name("michinori"), kong.DefaultEnvars("MICHINORI"), kong.Exit(func(int) {}))
	must(t, err)
	leaves := parser.Model.Leaves(true)
	if len(leaves) < 20 {
		t.Fatalf("only %d commands", len(leaves))
	}
	for _, leaf := range leaves {
		names := map[string]bool{}
		for _, f := range leaf.Flags {
			names[f.Name] = true
		}
		for _, f := range leaf.Flags {
			want := "MICHINORI_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
			if f.Name != "help" && !slices.Contains(f.Envs, want) {
				t.Errorf("%s --%s has the variables %v, not %s", leaf.FullPath(), f.Name, f.Envs, want)
			}
			secret := slices.Contains(secretFlags, f.Name) || !strings.HasSuffix(f.Name, "-file") &&
				(strings.HasSuffix(f.Name, "secret") || strings.HasSuffix(f.Name, "password") || strings.HasSuffix(f.Name, "token"))
			if secret && !names[f.Name+"-file"] {
				t.Errorf("%s --%s has no --%s-file", leaf.FullPath(), f.Name, f.Name)
			}
		}
	}
}
