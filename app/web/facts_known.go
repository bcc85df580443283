package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/form"
	"michinori/app/web/page"
)

// The facts of which the program knows something itself.
const (
	factReady = "incident.oncall_ready"
	factDrill = "incident.drill_recency"
)

// knownFact is what the program knows of a fact: in words, and as inputs.
type knownFact struct {
	text   string
	inputs map[string]string
}

// knownFacts gathers what stands beside two of the facts. It is offered, never
// filled in unasked: the lead may know better.
func (s *Server) knownFacts(c *fiber.Ctx, st standing, b page.Base) (map[string]knownFact, error) {
	ctx, out := c.UserContext(), map[string]knownFact{}
	paths, err := s.tracker.OnCallPaths(ctx, st.team.ID)
	if err != nil {
		return nil, err
	}
	used, ready := false, 0
	today := s.today(st.organisation)
	for _, p := range paths {
		used = used || len(p.Path.Steps) > 0 || !p.Incident.IsZero()
		if p.Path.Ready(today) {
			ready++
		}
	}
	if used {
		out[factReady] = knownFact{
			text:   b.T("facts.known_ready", "part", ready, "whole", len(paths)),
			inputs: map[string]string{".part": strconv.Itoa(ready), ".whole": strconv.Itoa(len(paths))},
		}
	}
	drill, err := s.store.LastDrill(ctx, st.team.ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return out, nil
	}
	if err != nil || drill.EndedAt == nil {
		return out, err
	}
	out[factDrill] = knownFact{
		text:   b.T("facts.known_drill", "date", b.Date(*drill.EndedAt)),
		inputs: map[string]string{".date": drill.EndedAt.In(b.Zone).Format(time.DateOnly)},
	}
	return out, nil
}

// factsFilled shows the form as it was typed with one known fact filled in.
// Nothing is stored, and what was typed for the fact stays.
func (s *Server) factsFilled(c *fiber.Ctx, in submission, key string) error {
	facts, err := s.knownFacts(c, in.standing, s.base(c, "facts.title"))
	if err != nil {
		return err
	}
	sent := in.sent
	if k, ok := facts[key]; ok && sent.First(key) == "" {
		sent = filled(sent, key, k)
	}
	f, err := s.answerForm(c, in.standing, in.asked, sent, nil)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "answers", f)
}

func filled(sent form.Values, key string, k knownFact) form.Values {
	return func(name string) []string {
		if name == key {
			return []string{"value"}
		}
		for suffix, value := range k.inputs {
			if name == key+suffix && sent.First(name) == "" {
				return []string{value}
			}
		}
		return sent(name)
	}
}
