package web

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/web/locale"
)

// maxSourceText keeps what was given small enough to be sent back with the page
// that shows what is in it.
const maxSourceText = 1 << 20

// source is a text that somebody gave: a file where one was chosen, else what
// was typed.
type source struct {
	text  string
	typed string // beside a file that was chosen, else the text itself
	name  string // of the file
	raw   []byte // as it came
}

func givenSource(c *fiber.Ctx) (source, error) {
	written := evidence.Text([]byte(c.FormValue("text")))
	f, err := c.FormFile("file")
	if err != nil || f.Size == 0 {
		return source{text: written, typed: written}, nil
	}
	r, err := f.Open()
	if err != nil {
		return source{}, err
	}
	defer func() { _ = r.Close() }() // only read
	raw, err := io.ReadAll(r)
	return source{text: evidence.Text(raw), typed: written, name: f.Filename, raw: raw}, err
}

// check refuses what is no text or too much of it. In place of a refused file
// the form then shows what was typed.
func (in *source) check(nothing string) error {
	var wrong maturity.Fields
	switch {
	case strings.TrimSpace(in.text) == "":
		wrong.Add("text", nothing)
	case binary(in.text):
		wrong.Add("text", "sources.binary")
	case len(in.text) > maxSourceText:
		wrong.Add("text", "sources.too_large", "max", "1")
	}
	if len(wrong) > 0 {
		in.text = in.typed
	}
	return wrong.Err()
}

// binary reports whether a decoded text holds signs that no text does.
func binary(text string) bool {
	broken := 0
	for _, r := range text {
		switch {
		case r < ' ' && r != '\n' && r != '\t' && r != '\f':
			return true
		case r == '\uFFFD':
			broken++
		}
	}
	return broken*20 > len(text)
}

// shownLines is how many problems of a file one message names.
const shownLines = 5

// problemText says the first things that are wrong with a file.
func problemText(t *locale.Texts, err error) string {
	var all evidence.Problems
	if !errors.As(err, &all) {
		return err.Error()
	}
	return strings.Join(problemLines(t, all), " ")
}

// problemLines says the first of all problems, each with its line.
func problemLines(t *locale.Texts, all evidence.Problems) []string {
	var out []string
	for _, p := range all[:min(len(all), shownLines)] {
		text := p.In(t.Text)
		if p.Line > 0 {
			text = t.Text("sources.problem", map[string]string{"line": strconv.Itoa(p.Line), "text": text})
		}
		out = append(out, text)
	}
	if more := len(all) - shownLines; more > 0 {
		out = append(out, t.Count("sources.problem_more", more, nil))
	}
	return out
}

// sentValues are all values of a name in a form, whichever way it was sent.
func sentValues(c *fiber.Ctx, name string) []string {
	if form, err := c.MultipartForm(); err == nil {
		return form.Value[name]
	}
	var out []string
	for _, v := range c.Request().PostArgs().PeekMulti(name) {
		out = append(out, string(v))
	}
	return out
}
