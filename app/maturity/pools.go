package maturity

import "time"

// Pools is what a closed round tells of people's answers: what passed the
// privacy rule when they were counted, and nothing else.
type Pools struct {
	CountedAt time.Time
	Teams     int // whose answers were counted
	Together  int // that answered together: theirs are not one person's answers
	// Told is by question, then by group, "" for the organisation. What is not
	// in it is hidden.
	Told map[string]map[string]Tally
}

// Tell adds what may be told of a question; nothing where all of it is hidden.
func (p *Pools) Tell(question string, s ShownTally) {
	if s.Tally != nil {
		if p.Told == nil {
			p.Told = map[string]map[string]Tally{}
		}
		if p.Told[question] == nil {
			p.Told[question] = map[string]Tally{}
		}
		p.Told[question][s.Key] = *s.Tally
	}
	for _, c := range s.Children {
		p.Tell(question, c)
	}
}

// Once returns what a round tells that was counted now, and had told before. A
// question of which anything was told stays as it was, though teams have moved
// since or answered again: the difference of two countings would be the answers
// of those teams alone. A question of which nothing was told is told as it
// stands now.
func (p Pools) Once(now Pools) Pools {
	if len(p.Told) == 0 {
		return now
	}
	out := p
	out.Told = map[string]map[string]Tally{}
	for question, told := range now.Told {
		out.Told[question] = told
	}
	for question, told := range p.Told {
		out.Told[question] = told
	}
	return out
}

// Shown lays what is told of a question over the groups as they are now. A
// group of which nothing was told, as one that came later, is hidden.
func (p Pools) Shown(groups []Group, question string) ShownTally {
	below := map[string][]string{}
	for _, g := range groups {
		below[g.ParentID] = append(below[g.ParentID], g.ID)
	}
	told := p.Told[question]
	var node func(key string) ShownTally
	node = func(key string) ShownTally {
		out := ShownTally{Key: key, Children: make([]ShownTally, len(below[key]))}
		if t, ok := told[key]; ok {
			out.Tally = &t
		}
		for i, g := range below[key] {
			out.Children[i] = node(g)
		}
		return out
	}
	return node("")
}
