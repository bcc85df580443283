package githistory

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/go-enry/go-enry/v2/data"
)

// languagesOf returns the languages a file may be in, by the strategies of
// Linguist in its order: what the file says of itself, its name, the program
// that runs it, its ending, and what gives away one of several languages with
// one ending. The first that leaves one language decides; else the last that
// left some.
func languagesOf(name string, text []byte) []string {
	const judged = 50 << 10 // as much as Linguist looks at
	text = text[:min(len(text), judged)]
	var left []string
	for _, strategy := range []func(string, []byte, []string) []string{
		byModeline, byName, byInterpreter, byEnding, byXML, byManual, byContent,
	} {
		found := strategy(name, text, left)
		if len(left) > 0 {
			found = slices.DeleteFunc(slices.Clone(found), func(l string) bool { return !slices.Contains(left, l) })
		}
		if len(found) == 1 {
			return found
		}
		if len(found) > 1 {
			left = found
		}
	}
	return left
}

var (
	emacsLine = regexp.MustCompile(`-\*-\s*(.*?)\s*-\*-`)
	emacsMode = regexp.MustCompile(`(?i)(?:^|;)\s*mode\s*:\s*([^\s;]+)`)
	emacsOnly = regexp.MustCompile(`^[\w+#.-]+$`)
	vimLine   = regexp.MustCompile(`(?:^|\s)(?:vi(?:m[<=>]?\d+|m)?|ex)\s*:\s*(.*)`)
	vimType   = regexp.MustCompile(`(?i)(?:^|[\s:])(?:filetype|ft|syntax)\s*=\s*(\w+)`)
)

// byModeline reads what editors are told in the first and last lines.
func byModeline(_ string, text []byte, _ []string) []string {
	for _, line := range outerLines(text) {
		alias := ""
		if m := emacsLine.FindSubmatch(line); m != nil {
			if mode := emacsMode.FindSubmatch(m[1]); mode != nil {
				alias = string(mode[1])
			} else if emacsOnly.Match(m[1]) {
				alias = string(m[1])
			}
		} else if m := vimLine.FindSubmatch(line); m != nil {
			if kind := vimType.FindSubmatch(m[1]); kind != nil {
				alias = string(kind[1])
			}
		}
		if language, ok := data.LanguageByAlias(alias); ok && alias != "" {
			return []string{language}
		}
	}
	return nil
}

// outerLines returns the first and last five lines, those of reasonable length.
func outerLines(text []byte) [][]byte {
	const each, longest = 5, 1000
	var out [][]byte
	rest := text
	for n := 0; n < each && len(rest) > 0; n++ {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		out = append(out, line)
	}
	for n := 0; n < each && len(rest) > 0; n++ {
		i := bytes.LastIndexByte(rest, '\n')
		out = append(out, rest[i+1:])
		rest = rest[:max(i, 0)]
	}
	return slices.DeleteFunc(out, func(line []byte) bool { return len(line) > longest })
}

func byName(name string, _ []byte, _ []string) []string {
	return data.LanguagesByFilename[path.Base(name)]
}

var (
	versioned = regexp.MustCompile(`^([a-z]+\d*)\.[\d.]+$`)
	execLine  = regexp.MustCompile(`exec (\w+).+\$0.+\$@`)
)

// byInterpreter reads a first line that names the program to run the file.
func byInterpreter(_ string, text []byte, _ []string) []string {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	command, ok := bytes.CutPrefix(line, []byte("#!"))
	if !ok {
		return nil
	}
	words := strings.Fields(string(command))
	if len(words) > 0 && path.Base(words[0]) == "env" {
		words = words[1:]
		for len(words) > 1 && (strings.HasPrefix(words[0], "-") || strings.Contains(words[0], "=")) {
			words = words[1:]
		}
	}
	if len(words) == 0 {
		return nil
	}
	program := path.Base(words[0])
	if m := versioned.FindStringSubmatch(program); m != nil {
		program = m[1]
	}
	if program == "sh" { // a script may hand itself to another program
		if m := execLine.FindSubmatch(rest[:min(len(rest), 400)]); m != nil {
			program = string(m[1])
		}
	}
	return data.LanguagesByInterpreter[program]
}

// byEnding knows endings of several parts, the longest first.
func byEnding(name string, _ []byte, _ []string) []string {
	base := strings.ToLower(path.Base(name))
	for i := range len(base) {
		if base[i] == '.' {
			if languages, ok := data.LanguagesByExtension[base[i:]]; ok {
				return languages
			}
		}
	}
	return nil
}

func byXML(_ string, text []byte, left []string) []string {
	if len(left) == 0 && bytes.Contains(text[:min(len(text), 200)], []byte("<?xml version=")) {
		return []string{"XML"}
	}
	return nil
}

var manual = regexp.MustCompile(`\.(?:[1-9](?:[a-z_]+[a-z_0-9]*)?|0p|n|man|mdoc)(?:\.in)?$`)

func byManual(name string, _ []byte, left []string) []string {
	if len(left) == 0 && manual.MatchString(strings.ToLower(name)) {
		return []string{"Roff Manpage", "Roff"}
	}
	return nil
}

// byContent is the slowest by far, so it is asked only where it matters which
// of the languages it is.
func byContent(name string, text []byte, left []string) []string {
	if len(left) == 0 || allAlike(left) {
		return nil
	}
	if rules, ok := data.ContentHeuristics[strings.ToLower(path.Ext(name))]; ok {
		return rules.Match(text)
	}
	return nil
}
