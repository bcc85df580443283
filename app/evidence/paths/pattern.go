package paths

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pattern is one pattern that was understood.
type Pattern struct {
	text     string
	segments []segment
	tail     tail
	// prefix begins every path that matches: most paths are turned down by it.
	prefix string
}

// tail says what may follow below what the segments name.
type tail int

const (
	anything tail = iota // the path itself or whatever is below
	below                // only what is below
	nothing              // only the path itself
)

// Error is a pattern that cannot be used.
type Error struct {
	Pattern string
	Key     string // of a message, such as "paths.exception"
	Reason  string // in English, without the pattern
}

// ErrorKeys are the messages that errors name.
func ErrorKeys() []string {
	return []string{
		"paths.backslash", "paths.bracket", "paths.dots", "paths.empty", "paths.exception", "paths.slashes", "paths.text", "paths.too_long",
	}
}

// Error names the pattern and what is wrong with it.
func (e *Error) Error() string { return fmt.Sprintf("pattern %q: %s", clip(e.Pattern), e.Reason) }

func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// MaxLength is how many bytes a pattern may have.
const MaxLength = 1000

// Parse understands one pattern; what it cannot use is an *Error.
//
// A pattern without a slash before its end matches at any depth; any other is
// meant from the top of the repository, as is one that begins with a slash.
// "*" is any run of characters within one name, "?" one of them, "[a-z]" and
// "[!a-z]" one of a range or none of it, "**" any number of folders, and a
// backslash takes the meaning from the sign that follows. Small and capital
// letters differ.
func Parse(pattern string) (Pattern, error) {
	p := Pattern{text: pattern}
	rest, err := p.trimmed()
	if err != nil {
		return Pattern{}, err
	}
	rest, folder := strings.CutSuffix(rest, "/")
	rest, rooted := strings.CutPrefix(rest, "/")
	names := strings.Split(rest, "/")
	if !rooted && len(names) == 1 {
		p.segments = append(p.segments, segment{deep: true})
	}
	for _, name := range names {
		if err := p.add(name); err != nil {
			return Pattern{}, err
		}
	}
	p.finish(folder)
	return p, nil
}

// String gives the pattern as it was written.
func (p Pattern) String() string { return p.text }

func (p *Pattern) wrong(key, format string, args ...any) error {
	return &Error{Pattern: p.text, Key: "paths." + key, Reason: fmt.Sprintf(format, args...)}
}

func (p *Pattern) trimmed() (string, error) {
	begin := strings.TrimLeftFunc(p.text, unicode.IsSpace)
	s := strings.TrimRightFunc(begin, unicode.IsSpace)
	if strings.HasSuffix(s, `\`) && s != begin {
		s += " " // a blank at the end that was meant
	}
	if rest, dotted := strings.CutPrefix(s, "./"); dotted {
		s = "/" + rest
	}
	switch {
	case strings.Trim(s, "/") == "":
		return "", p.wrong("empty", "names nothing")
	case len(s) > MaxLength:
		return "", p.wrong("too_long", "longer than %d bytes", MaxLength)
	case s[0] == '!':
		return "", p.wrong("exception", "exceptions with ! are not known here; write what belongs to the area")
	case strings.ContainsRune(s, 0) || !utf8.ValidString(s):
		return "", p.wrong("text", "holds what is no text")
	}
	return s, nil
}

func (p *Pattern) add(name string) error {
	switch name {
	case "":
		return p.wrong("slashes", "has two slashes in a row")
	case ".", "..":
		return p.wrong("dots", "%s is no name of a folder; begin at the top of the repository", name)
	case "**":
		if n := len(p.segments); n == 0 || !p.segments[n-1].deep {
			p.segments = append(p.segments, segment{deep: true})
		}
		return nil
	}
	s, bad := parseSegment(name)
	if bad != nil {
		return p.wrong(bad.key, "%s", bad.reason)
	}
	p.segments = append(p.segments, s)
	return nil
}

// finish settles what may follow, and what every match begins with.
func (p *Pattern) finish(folder bool) {
	last := len(p.segments) - 1
	switch {
	case p.segments[last].deep && folder:
		p.segments, p.tail = append(p.segments, segment{tokens: []token{{star: true}}}), below
	case p.segments[last].deep:
		p.segments, p.tail = p.segments[:last], below
	case folder:
		p.tail = below
	case p.segments[last].isStar():
		p.tail = nothing
	}
	var names []string
	for _, s := range p.segments {
		if !s.literal() {
			break
		}
		names = append(names, s.text)
	}
	p.prefix = strings.Join(names, "/")
}

// Match reports whether the pattern names the path, which is written as git
// writes it: from the top, without a slash before it.
func (p Pattern) Match(path string) bool {
	if path == "" || !strings.HasPrefix(path, p.prefix) {
		return false
	}
	// Only the last "**" is ever taken back: what those before it took can stay.
	next, from := 0, 0
	deep, deepFrom := -1, 0
	for {
		switch {
		case next < len(p.segments) && p.segments[next].deep:
			deep, deepFrom = next, from
			next++
			continue
		case next == len(p.segments):
			if p.ends(from <= len(path)) {
				return true
			}
		case from <= len(path):
			if name, after := cut(path, from); p.segments[next].match(name) {
				next, from = next+1, after
				continue
			}
		}
		if deep < 0 || deepFrom > len(path) {
			return false
		}
		_, deepFrom = cut(path, deepFrom)
		next, from = deep+1, deepFrom
	}
}

func (p Pattern) ends(more bool) bool {
	switch p.tail {
	case below:
		return more
	case nothing:
		return !more
	}
	return true
}

// cut returns the name that begins at from, and where the one after it begins:
// beyond the end of the path where there is none.
func cut(path string, from int) (string, int) {
	if i := strings.IndexByte(path[from:], '/'); i >= 0 {
		return path[from : from+i], from + i + 1
	}
	return path[from:], len(path) + 1
}

// Folder is what a pattern is about: the first names in it that hold no sign
// for others, as in "packages/core" of "**/packages/core/*.ts". A last name that
// looks like that of a file is left out. It is "" where nothing is left.
func (p Pattern) Folder() string {
	segments := p.segments
	for len(segments) > 0 && !segments[0].literal() {
		segments = segments[1:]
	}
	var names []string
	for _, s := range segments {
		if !s.literal() {
			break
		}
		names = append(names, s.text)
	}
	if last := len(names) - 1; last == len(segments)-1 && last >= 0 && p.tail == anything && looksLikeFile(names[last]) {
		names = names[:last]
	}
	return strings.Join(names, "/")
}

// namedFiles are files that go without an ending.
var namedFiles = map[string]bool{
	"authors": true, "build": true, "changelog": true, "codeowners": true, "contributing": true, "dockerfile": true, "gemfile": true,
	"jenkinsfile": true, "justfile": true, "license": true, "licence": true, "maintainers": true, "makefile": true, "notice": true, "owners": true,
	"pipfile": true, "procfile": true, "rakefile": true, "readme": true, "vagrantfile": true, "version": true, "workspace": true,
}

func looksLikeFile(name string) bool {
	upper := name != "" && name[0] >= 'A' && name[0] <= 'Z'
	// ".github" is a folder, ".gitignore" and its like are not worth a guess.
	return strings.LastIndexByte(name, '.') > 0 || upper && namedFiles[strings.ToLower(name)]
}
