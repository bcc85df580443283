package demo

import (
	"michinori/app/maturity"
)

// quarters is how long a story is.
const quarters = 8

// curve is where a team stands in one dimension, from level 0 to 4, in each
// quarter of its story. Answers scatter around it.
type curve [quarters]float64

// story is what happens to a team. Quarters are counted from 0.
type story struct {
	name   maturity.Text
	key    string
	group  int
	curves [5]curve // in the order of maturity.Dimensions
	joined int      // the first quarter in which it takes part
	small  bool     // three people, one of them the champion

	spread float64 // how far the views of its people scatter, in levels
	split  float64 // by how much half of them see things better, and half worse
	follow float64 // the share of actions that get done

	replies  map[int]reply
	departs  int // the quarter after which the second person leaves; 0: nobody
	late     []int
	unshared []int
	reopened map[int]maturity.Text
	settled  []settlement
	given    []given
	register *registerStory // nil: the team keeps none
	adoption *adoptionStory // nil: one of the templates
	end      ending
}

// reply says who answers in a quarter that is unlike the others.
type reply int

// The replies.
const (
	allReply reply = iota
	oneIsAway
	twoReply // too few to show anything of them
	nobodyReplies
)

// settlement is an agreement with a reason that belongs to the story.
type settlement struct {
	quarter  int
	question string
	by       float64 // levels above the median, or below
	reason   maturity.Text
}

// given is an answer that does not follow the curve, in some quarters.
type given struct {
	question string
	from, to int
	answer   maturity.Answer
	seat     int // whose answer, 1 for the first person; 0: everybody's, or the fact
}

// ending is how far the team has come in the round that is still open.
type ending struct {
	state    maturity.State
	finished float64 // the share of people who are done, while answering
	begun    bool    // one more has answered half of the questions
	facts    float64 // the share of facts recorded, while answering
}

func steady(level float64) curve {
	var c curve
	for i := range c {
		c[i] = level
	}
	return c
}

// line goes from one level to another.
func line(from, to float64) curve {
	var c curve
	for i := range c {
		c[i] = from + (to-from)*float64(i)/(quarters-1)
	}
	return c
}

func na(r maturity.NAReason) maturity.Answer {
	return maturity.Answer{Kind: maturity.NotApplicable, Reason: r}
}

func days(n float64) maturity.Answer {
	return maturity.Answer{Kind: maturity.NumberAnswer, Number: n}
}

func word(w string) maturity.Answer { return maturity.Answer{Kind: maturity.WordAnswer, Word: w} }

// templateStory is what happens to a team beyond those with a story of their
// own: one of a few courses, each time a little different.
func templateStory(n int, d *dice) *story {
	name, key, group := templateTeam(n)
	s := &story{
		name: name, key: key, group: group, spread: 0.35 + 0.3*d.Float64(), follow: 0.2 + 0.6*d.Float64(),
		replies: map[int]reply{}, end: templateEnding(d),
	}
	s.register = templateRegister(d)
	for i := range s.curves {
		from := 0.4 + 2.2*d.Float64()
		s.curves[i] = line(from, min(max(from-0.8+2.4*d.Float64(), 0.1), 3.8))
	}
	if d.chance(0.1) {
		s.split = 1.2
	}
	if d.chance(0.12) {
		s.joined = d.between(1, 4)
	}
	for q := range quarters {
		switch x := d.Float64(); {
		case x < 0.15:
			s.replies[q] = oneIsAway
		case x < 0.19:
			s.replies[q] = nobodyReplies
		case x < 0.25:
			s.unshared = append(s.unshared, q)
		case x < 0.3:
			s.late = append(s.late, q)
		}
	}
	return s
}

func templateEnding(d *dice) ending {
	switch x := d.Float64(); {
	case x < 0.35:
		return ending{state: maturity.Answering, finished: d.Float64(), begun: d.chance(0.5), facts: d.Float64()}
	case x < 0.5:
		return ending{state: maturity.Revealed}
	case x < 0.65:
		return ending{state: maturity.Agreed}
	}
	return ending{state: maturity.Shared}
}
