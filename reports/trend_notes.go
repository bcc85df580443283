package reports

import "michinori/app/maturity"

// notes are the sentences without which the line could be misread.
func (line trendLine) notes(l maturity.Language) []string {
	var out []string
	out = append(out, line.latestNotes(l)...)
	out = append(out, line.gapNotes(l)...)
	if rounds := line.where(func(p trendPoint) bool { return p.Value != nil && p.Recomposed }); rounds != nil {
		out = append(out, say(l, "note.content", listed(l, rounds)))
	}
	if line.any(func(p trendPoint) bool { return p.OneVoice }) {
		out = append(out, say(l, "note.voice"))
	}
	if line.any(func(p trendPoint) bool { return p.Value != nil && p.Together }) {
		out = append(out, say(l, "note.together"))
	}
	return out
}

// latestNotes speak of the newest score: what it means, not only what it is.
func (line trendLine) latestNotes(l maturity.Language) []string {
	i := line.latest()
	if i < 0 {
		return nil
	}
	var out []string
	p := line[i]
	if p.Change == NoClearChange {
		out = append(out, say(l, "note.change.none", p.label()))
	}
	if p.Held {
		out = append(out, say(l, "note.held", p.label(), print1(*p.Value), p.Level))
	}
	if p.Offset != 0 {
		out = append(out, say(l, "note.offset", p.label(), signed(p.Offset)))
	}
	if p.Low != nil {
		out = append(out, say(l, "note.interval", p.label(), intervalWords(l, p.scored, p.Together)))
	}
	if line.any(func(p trendPoint) bool { return changeMark(p.Change) != "" }) {
		out = append(out, say(l, "note.marks"))
	}
	return out
}

// gapNotes explain where the line stops: no score, or another edition.
func (line trendLine) gapNotes(l maturity.Language) []string {
	var out []string
	if rounds := line.where(unanswered); rounds != nil {
		out = append(out, say(l, "note.gap", listed(l, rounds)))
	}
	out = append(out, line.missingNotes(l)...)
	if rounds := line.where(func(p trendPoint) bool { return p.broken }); rounds != nil {
		out = append(out, say(l, "note.break", listed(l, rounds)))
	}
	return out
}

// unanswered reports whether a score is missing for want of answers.
func unanswered(p trendPoint) bool { return p.Value == nil && p.Missing == "" }

// missingNotes say why else a score is missing, each reason once.
func (line trendLine) missingNotes(l maturity.Language) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, p := range line {
		if p.Value != nil || seen[p.Missing] {
			continue
		}
		seen[p.Missing] = true
		rounds := line.where(func(o trendPoint) bool { return o.Value == nil && o.Missing == p.Missing })
		out = append(out, say(l, "note.missing", listed(l, rounds), p.Missing))
	}
	return out
}

func (line trendLine) any(is func(trendPoint) bool) bool { return line.where(is) != nil }

// where returns the rounds for which is holds.
func (line trendLine) where(is func(trendPoint) bool) []string {
	var out []string
	for _, p := range line {
		if is(p) {
			out = append(out, p.label())
		}
	}
	return out
}
