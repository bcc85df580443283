package demo

import (
	"slices"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
)

// fill makes up the responses and facts of a sitting.
func (h *historian) fill(s *sitting) {
	done, begun, facts := h.turnout(s)
	room := h.room(done+begun, s)
	for i := range done + begun {
		if s.Mode == maturity.Together {
			s.Responses = append(s.Responses, h.together(s, i < done))
			break
		}
		s.Responses = append(s.Responses, h.response(s, i, i < done, room))
	}
	if facts > 0 {
		h.record(s, facts)
	}
}

// turnout says how many people are done, how many have begun, and what share of
// the facts is recorded.
func (h *historian) turnout(s *sitting) (done, begun int, facts float64) {
	n := len(s.members)
	if end := h.team.story.end; s.last && end.state == maturity.Answering {
		done = min(int(end.finished*float64(n)), n-1)
		if end.begun {
			begun = 1
		}
		if s.Mode == maturity.Together {
			done = 0
		}
		return done, begun, end.facts
	}
	switch h.team.story.replies[s.stage] {
	case nobodyReplies:
		return 0, 0, 0
	case twoReply:
		return min(2, n), 0, 1
	case oneIsAway:
		if n > s.K || s.Mode == maturity.Together {
			return n - 1, 0, 1
		}
	}
	return n, 0, 1
}

// room says how often each question may go without an answer: never so often
// that a full round has too few to show.
type room struct {
	missing, unsure map[string]int
	spare, doubts   int
}

func (h *historian) room(people int, s *sitting) *room {
	return &room{
		missing: map[string]int{}, unsure: map[string]int{},
		spare: max(0, people-s.K), doubts: people / 2,
	}
}

// asked are the questions somebody has come to.
func (s *sitting) asked(whole bool) []maturity.Question {
	if whole {
		return s.each
	}
	return s.each[:len(s.each)/2]
}

// response is what one person answered, in one go on one day.
func (h *historian) response(s *sitting, i int, whole bool, room *room) store.WholeResponse {
	who := s.members[h.turn(s, i)]
	out := store.WholeResponse{Response: store.Response{ID: h.dice.id(), AssessmentID: s.Assessment.ID, PersonID: who.ID}}
	late := h.isLate(s) && i < 2
	day := h.dice.between(1, 8)
	if late {
		day = openFor + 1
	}
	clock := s.at(day, h.dice.between(9, 17), h.dice.IntN(60))
	questions := s.asked(whole)
	out.Answers = make([]maturity.GivenAnswer, 0, len(questions))
	for _, q := range questions {
		clock = clock.Add(time.Duration(h.dice.between(12, 50)) * time.Second)
		a, ok := h.reply(s, q, who, room)
		if !ok {
			continue
		}
		g := maturity.GivenAnswer{Question: q.Key, Answer: a, UpdatedAt: clock, Revision: 1, Late: late}
		if h.dice.chance(0.08) {
			g.Revision++
		}
		out.Answers = append(out.Answers, g)
	}
	h.finish(s, &out, clock, whole, late)
	return out
}

// together is what the team answered in a meeting.
func (h *historian) together(s *sitting, whole bool) store.WholeResponse {
	out := store.WholeResponse{Response: store.Response{ID: h.dice.id(), AssessmentID: s.Assessment.ID}}
	clock := s.at(h.dice.between(2, 8), h.dice.between(10, 16), 0)
	questions := s.asked(whole)
	out.Answers = make([]maturity.GivenAnswer, 0, len(questions))
	everybody := seated{place: -1}
	for _, q := range questions {
		clock = clock.Add(time.Duration(h.dice.between(60, 150)) * time.Second)
		if a, ok := h.reply(s, q, everybody, &room{}); ok {
			out.Answers = append(out.Answers, maturity.GivenAnswer{Question: q.Key, Answer: a, UpdatedAt: clock, Revision: 1})
		}
	}
	h.finish(s, &out, clock, whole, false)
	return out
}

func (h *historian) finish(s *sitting, r *store.WholeResponse, clock time.Time, whole, late bool) {
	if late {
		h.event(s, clock, "", "response.late", s.Assessment.ID)
	}
	if whole {
		done := clock.Add(10 * time.Second)
		r.FinishedAt = &done
	}
}

// turn lets another person be the last to answer, or the one who is away, each
// quarter. In the open round the lead comes first.
func (h *historian) turn(s *sitting, i int) int {
	if s.last {
		return i
	}
	return (i + s.stage) % len(s.members)
}

// reply is what one person says to one question; false where nothing.
func (h *historian) reply(s *sitting, q maturity.Question, who seated, room *room) (maturity.Answer, bool) {
	chance := h.dice.Float64()
	wanted := h.wanted(s, q)
	if a, ok := h.team.story.givenFor(q.Key, s.stage, who.place); ok {
		return a, true
	}
	switch doubt := 0.02 + h.doubt(q, wanted); {
	case chance < 0.02 && room.missing[q.Key] < room.spare:
		room.missing[q.Key]++
		return maturity.Answer{}, false
	case chance > 1-doubt && room.unsure[q.Key] < room.doubts:
		room.unsure[q.Key]++
		return maturity.Answer{Kind: maturity.Unsure}, true
	}
	if who.place >= 0 {
		wanted += h.leans[who.place] + h.team.story.spread*h.dice.NormFloat64()
	}
	return h.answer(s, q, wanted, who.hours), true
}

// doubt is higher where a team has little of what is asked about.
func (h *historian) doubt(q maturity.Question, wanted float64) float64 {
	switch {
	case q.Type != maturity.Scale5:
		return 0
	case q.Dimension == maturity.SLO && wanted < 1.2:
		return 0.2
	case wanted < 0.8:
		return 0.06
	}
	return 0.01
}

// wanted is the level around which the team answers a question.
func (h *historian) wanted(s *sitting, q maturity.Question) float64 {
	i := slices.Index(maturity.Dimensions, q.Dimension)
	return h.team.story.curves[i][s.stage] + h.temper[q.Key]
}

func (h *historian) isLate(s *sitting) bool {
	return !s.last && slices.Contains(h.team.story.late, s.stage)
}

// givenFor returns what the story says instead of the curve. Seat is the place
// in the team, or -1 for the team as one.
func (s *story) givenFor(question string, quarter, place int) (maturity.Answer, bool) {
	for _, g := range s.given {
		if g.question == question && g.from <= quarter && quarter <= g.to && (g.seat == 0 || g.seat == place+1) {
			return g.answer, true
		}
	}
	return maturity.Answer{}, false
}
