package talk

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// Practice is one that may be tried next.
type Practice struct {
	Key        string
	Name       maturity.Text
	First      maturity.Text // the first step
	Dimensions []maturity.Dimension
	Teams      int // that hold it as a habit and can tell of it
}

// teller writes one slide and remembers the numbers it told.
type teller struct {
	quarter.Words
	told []any
}

func (t *teller) say(ja, en string, args ...any) string {
	t.told = append(t.told, args...)
	return t.Say(ja, en, args...)
}

// people counts people: 1 person, 2 people; the number alone in Japanese.
func people(t *teller, n int) string { return t.Some(n, "person", "people") }

// lines are plain lines of a slide.
func lines(texts ...string) []Line {
	var out []Line
	for _, text := range texts {
		if text != "" {
			out = append(out, Line{Text: text})
		}
	}
	return out
}

// notes are what is said to a slide: its headline and its lines, and then what
// they mean and how sure they are.
func (s *Slide) notes(t *teller, more ...string) {
	head := s.Headline
	if !strings.HasSuffix(head, "？") && !strings.HasSuffix(head, "?") {
		head += t.Say("。", ".")
	}
	s.Notes = append(s.Notes, head)
	for _, line := range s.Lines {
		s.Notes = append(s.Notes, line.Text)
	}
	s.Notes = append(s.Notes, more...)
}

// basis names the numbers that a slide tells, without telling them, so that a
// change is noticed.
func (t *teller) basis(s Slide) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q", t.told)
	if s.Figure != nil {
		for _, row := range s.Figure.Table.Rows {
			for _, cell := range row {
				fmt.Fprintf(h, "\n%q", cell.String())
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// all tells the ten slides.
func all(l maturity.Language, write func(key maturity.Slide, t *teller) Slide) []Slide {
	out := make([]Slide, len(maturity.Slides))
	for i, key := range maturity.Slides {
		t := &teller{Words: quarter.In(l)}
		s := write(key, t)
		s.Key, s.Minutes = key, minutesOf
		s.Suggested = Suggestion{Headline: s.Headline, Notes: s.Notes}
		s.Basis = t.basis(s)
		out[i] = s
	}
	return out
}

// invitation chooses what to try next: of the practices that raise one of the
// dimensions, the one that most teams can tell of, else the first of them.
func invitation(practices []Practice, dimensions []maturity.Dimension) (Practice, bool) {
	var best Practice
	found := false
	for _, p := range practices {
		if raises(p, dimensions) && (!found || p.Teams > best.Teams) {
			best, found = p, true
		}
	}
	return best, found
}

func raises(p Practice, dimensions []maturity.Dimension) bool {
	for _, d := range p.Dimensions {
		for _, x := range dimensions {
			if d == x {
				return true
			}
		}
	}
	return len(dimensions) == 0
}

// identifier keeps what is safe in a file name.
func identifier(kind, round string) string {
	out := []rune("talk-" + kind + "-" + round)
	for i, r := range out {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' {
			out[i] = '-'
		}
	}
	return string(out)
}

// subtitle says of whom and of when.
func subtitle(w quarter.Words, names []string, round string, open bool) string {
	out := ""
	for _, name := range names {
		if name != "" && out != "" {
			out += w.Say("　", ", ")
		}
		out += name
	}
	if round != "" {
		out += w.Say("　", ", ") + round
	}
	if open {
		out += w.Say("（受付中のため、数字はまだ変わります）", " (still open: numbers will change)")
	}
	return out
}
