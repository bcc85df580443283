package githistory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"unicode"
)

func findGit() (string, error) {
	git, err := exec.LookPath("git")
	if err != nil {
		return "", errors.New("the git program is not installed, and the history is read with it; install git")
	}
	return git, nil
}

// command prepares git in the shadow with an environment that holds nothing of
// ours or of the repository. What is switched off cannot be set there anyway;
// it is switched off twice in case git learns to look somewhere else.
func (s *shadow) command(ctx context.Context, args ...string) *exec.Cmd {
	fixed := []string{
		"--git-dir=" + s.dir, "--no-pager",
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.commitGraph=false",
		"-c", "core.attributesFile=" + os.DevNull, "-c", "mailmap.file=", "-c", "log.showSignature=false",
		// A third of the memory, at no cost that could be measured.
		"-c", "core.packedGitLimit=64m", "-c", "core.packedGitWindowSize=8m", "-c", "core.deltaBaseCacheLimit=32m",
	}
	cmd := exec.CommandContext(ctx, s.git, append(fixed, args...)...)
	cmd.Dir = s.dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "SYSTEMROOT=" + os.Getenv("SYSTEMROOT"), "HOME=" + s.dir, "XDG_CONFIG_HOME=" + s.dir,
		"LC_ALL=C", "TZ=UTC", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_SYSTEM=" + os.DevNull,
		"GIT_ATTR_NOSYSTEM=1", "GIT_NO_LAZY_FETCH=1", "GIT_NO_REPLACE_OBJECTS=1", "GIT_TERMINAL_PROMPT=0",
		"GIT_OPTIONAL_LOCKS=0", "GIT_PROTOCOL_FROM_USER=0", "GIT_ALLOW_PROTOCOL=none",
	}
	cmd.Stderr = &tail{}
	return cmd
}

// tail keeps the end of what a program says, which is where it says why it
// ends.
type tail struct{ buf []byte }

const maxTail = 8 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.buf = append(t.buf, p...)
	if over := len(t.buf) - maxTail; over > 0 {
		t.buf = append(t.buf[:0], t.buf[over:]...)
	}
	return len(p), nil
}

// failed turns the end of a git command into an error with what it said last.
func failed(ctx context.Context, what string, cmd *exec.Cmd, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	said, ok := cmd.Stderr.(*tail)
	if !ok || len(said.buf) == 0 {
		return fmt.Errorf("%s: %w", what, err)
	}
	lines := bytes.Split(bytes.TrimSpace(said.buf), []byte("\n"))
	last := strings.TrimPrefix(string(lines[len(lines)-1]), "fatal: ")
	if missing.MatchString(last) {
		return fmt.Errorf("%s: %s; the repository is damaged or a partial clone: run git fsck, or clone it anew without --filter", what, Printable(last))
	}
	return fmt.Errorf("%s: git says: %s", what, Printable(last))
}

var missing = regexp.MustCompile(`(?i)unable to read|missing|bad (object|tree)|could not (read|parse)|cannot read|unable to parse|traverse|corrupt|inflate`)

// Printable returns text that is safe on a terminal: what would move its
// cursor, turn its direction or is no text is replaced.
func Printable(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
			return '\uFFFD'
		}
		return r
	}, s)
}

func quote(s string) string {
	const enough = 200
	if runes := []rune(Printable(s)); len(runes) > enough {
		return `"` + string(runes[:enough]) + `…"`
	}
	return `"` + Printable(s) + `"`
}

// quoteC writes a path as git's lists of paths want it, whatever is in it.
func quoteC(path string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(path) {
		if c < 0x20 || c == '"' || c == '\\' || c >= 0x7f {
			fmt.Fprintf(&b, `\%03o`, c)
			continue
		}
		b.WriteByte(c)
	}
	b.WriteByte('"')
	return b.String()
}
