package githistory

import (
	"slices"
	"strings"
)

// bots are the names of programs that commit without saying "[bot]".
var bots = []string{
	"allcontributors", "bors", "codecov", "copilot", "dependabot", "dependabot-preview", "dependabot-support", "depfu",
	"github", "github actions", "github-actions", "github copilot", "gitbook-bot", "google-oss-robot", "greenkeeper", "greenkeeperio-bot",
	"homu", "imgbot", "k8s-ci-robot", "mergify", "pre-commit-ci", "pull", "pyup-bot", "pyup.io bot", "renovate", "renovate bot",
	"renovate-bot", "semantic-release-bot", "snyk-bot", "stale", "transifex-integration", "travis ci", "travis-ci", "web-flow", "weblate",
	"whitesource-bolt", "whitesource renovate",
}

// isBot reports whether an identity is a program: it knows nothing that it
// could hand on.
func isBot(who identity) bool {
	name, email := strings.ToLower(strings.TrimSpace(who.name)), strings.ToLower(who.email)
	local, _, _ := strings.Cut(email, "@")
	return strings.HasSuffix(name, "[bot]") || strings.HasSuffix(local, "[bot]") || slices.Contains(bots, name)
}
