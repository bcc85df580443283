package evidence

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"michinori/app/evidence/paths"
)

// maxCodeOwners is the size beyond which GitHub does not load the file.
const maxCodeOwners = 3 << 20

// CodeOwners says who owns which paths of a repository.
type CodeOwners struct{ rules []ownerRule }

type ownerRule struct {
	pattern paths.Pattern
	owners  []string
}

// ReadCodeOwners reads a CODEOWNERS file by GitHub's rules: patterns like those
// of gitignore, of which the last that matches counts, then owners as @user,
// @organisation/team or an e-mail address; a pattern without owners has none.
// GitHub skips a line it cannot read, and so does this; the problems name those
// lines, and lines that only other programs understand. A file that GitHub
// would not load at all is an error.
//
// Source: "About code owners", docs.github.com, sections "CODEOWNERS file
// size", "CODEOWNERS syntax" and "Syntax exceptions".
func ReadCodeOwners(text string) (CodeOwners, Problems, error) {
	if len(text) > maxCodeOwners {
		return CodeOwners{}, nil, Problems{tooLarge(maxCodeOwners, "codeowners.too_large")}
	}
	var out CodeOwners
	var notes Problems
	line := 0
	for text := range strings.Lines(strings.TrimPrefix(text, "\uFEFF")) {
		line++
		rule, p := readOwnerRule(strings.TrimSpace(text))
		switch {
		case p.Reason != "":
			p.Line, p.Column = line, 1
			notes = append(notes, p)
		case rule != nil:
			out.rules = append(out.rules, *rule)
		}
	}
	return out, notes, nil
}

func tooLarge(most int, reason string) Problem {
	mb := most >> 20
	return Problem{Message: fmt.Sprintf("the file is larger than %d MB", mb), Reason: reason, Detail: fmt.Sprint(mb)}
}

// Owners returns who owns a path, as the file writes them: what the last
// pattern that matches says, nobody where none does.
func (c CodeOwners) Owners(path string) []string {
	for _, r := range slices.Backward(c.rules) {
		if r.pattern.Match(path) {
			return slices.Clone(r.owners)
		}
	}
	return nil
}

// readOwnerRule reads one line; nil for one that says nothing.
func readOwnerRule(line string) (*ownerRule, Problem) {
	if line == "" || line[0] == '#' {
		return nil, Problem{}
	}
	if section.MatchString(line) {
		return nil, skipped("codeowners.section", line, "sections are GitLab's; GitHub knows none")
	}
	pattern, rest := cutPattern(line)
	switch {
	case pattern[0] == '!':
		return nil, skipped("codeowners.exception", pattern, "exceptions with ! are not known to GitHub")
	case strings.HasPrefix(pattern, `\#`):
		return nil, skipped("codeowners.hash", pattern, `GitHub knows no pattern that begins with \#`)
	case strings.ContainsAny(pattern, "[]"):
		return nil, skipped("codeowners.range", pattern, "ranges in [ ] are not known to GitHub")
	}
	p, err := paths.Parse(pattern)
	var wrong *paths.Error
	if errors.As(err, &wrong) {
		return nil, skipped(wrong.Key, pattern, wrong.Reason)
	}
	rule := ownerRule{pattern: p}
	for _, owner := range strings.Fields(rest) {
		switch {
		case owner[0] == '#':
			return &rule, Problem{}
		case !validOwner(owner):
			return nil, skipped("codeowners.owner", owner, "an owner is @user, @organisation/team or an e-mail address")
		case !slices.Contains(rule.owners, owner):
			rule.owners = append(rule.owners, owner)
		}
	}
	return &rule, Problem{}
}

func skipped(reason, word, message string) Problem {
	return Problem{Reason: reason, Detail: clip(word), Message: fmt.Sprintf("%q: %s", clip(word), message)}
}

// cutPattern parts a line at the first blank that no backslash precedes.
func cutPattern(line string) (pattern, rest string) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case ' ', '\t':
			return line[:i], line[i:]
		}
	}
	return line, ""
}

var (
	// GitLab: "[Name]", "^[Name]" and "[Name][2] @owner".
	section = regexp.MustCompile(`^\^?\[[^\]]+\](\[\d+\])?(\s|$)`)
	account = regexp.MustCompile(`^@[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})(/[A-Za-z0-9_.-]{1,100})?$`)
	mailbox = regexp.MustCompile(`^[^\s@]+@[^\s@]+$`)
)

func validOwner(s string) bool {
	return len(s) <= maxText && (account.MatchString(s) || mailbox.MatchString(s)) && !hasControl(s)
}
