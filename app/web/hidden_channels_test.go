package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/telemetry"
	"michinori/app/tracker"
)

// overhear has the application keep its log and its metrics as an operator does.
func (h *hiding) overhear() {
	h.withAPI(func(c *Config) {
		c.Log = slog.New(slog.NewJSONHandler(&h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		c.Metrics = Metrics{Metrics: telemetry.New(telemetry.Settings{Version: "test", DB: h.db, Clock: h.server.clock}), Token: metricsToken}
	})
}

// letters is every notice that is sent, on all channels.
func (h *hiding) letters() string {
	h.must(h.tracker.PlanNotices(h.t.Context()))
	var out []string
	for _, c := range h.tracker.NoticeChannels() {
		_, err := h.tracker.DeliverNotices(h.t.Context(), c, func(_ context.Context, l adoption.Letter) error {
			if strings.HasPrefix(l.Notice.Path, "/l/") {
				l.Notice.Path = "/l/" // and a secret
			}
			out = append(out, fmt.Sprintf("%+v", l))
			return nil
		})
		h.must(err)
	}
	slices.Sort(out)
	return fmt.Sprint("200 ", len(out), "\n", strings.Join(out, "\n"))
}

// machine is what differs from one run to the next whatever is done: times,
// numbers of requests, and what the runtime and the pools tell of themselves.
var machine = regexp.MustCompile(`"(?:time|took|request|version)":"?[^,"}]+"?,?|(?m)^(?:#|go_|process_|\S+_(?:sum|bucket)).*\n|^(?:michinori_d|\S*(?:seconds|bytes|flight))\S* .*\n`)

// told is what an operator reads: log and metrics.
func (h *hiding) told() map[string]string {
	h.log.lock.Lock()
	log := h.log.b.String()
	h.log.lock.Unlock()
	return map[string]string{
		"log":     "200 " + machine.ReplaceAllString(log, ""),
		"metrics": "200 " + machine.ReplaceAllString(h.scrape(metricsToken).body, ""),
	}
}

// pictures are figures as files, to be compared byte for byte.
func (h *hiding) pictures() []string {
	pages := []string{"/overview?round=" + h.then.ID}
	formats := []string{"&figure=levels&format=svg", "&figure=levels&format=png"}
	if thorough() {
		formats = nil
		pages = append(pages, "/overview/answers?round="+h.then.ID, "/overview/areas?round="+h.then.ID, "/overview/practices?round="+h.then.ID,
			"/teams/"+h.teams["eight"].ID+"/trend", "/assessments/"+h.open[h.then.Key]["eight"].ID+"/result")
		for _, page := range pages {
			for _, id := range regexp.MustCompile(`figure=([a-z_-]+)`).FindAllStringSubmatch(h.get("champion", page).body, -1) {
				formats = append(formats, "&figure="+id[1]+"&format=svg", "&figure="+id[1]+"&format=png")
			}
		}
		slices.Sort(formats)
		formats = slices.Compact(formats)
	}
	var out []string
	for _, page := range pages {
		for _, format := range formats {
			if !strings.Contains(page, "?") {
				format = "?" + format[1:]
			}
			out = append(out, page+format)
		}
	}
	return out
}

// calendar is the calendar of a team, which readers may have.
func (h *hiding) calendar(role string) string {
	defer func(team maturity.Team) { h.team = team }(h.team)
	h.team = h.teams["three"]
	return h.seen(httptest.NewRequest(http.MethodGet, h.feed(role), nil))
}

// withhold notes facts, what people know and a next step of teams that do not
// share: other ones in the two organisations.
func (h *hiding) withhold() {
	ctx := h.t.Context()
	pick := func(a, b int) int { return map[bool]int{false: a, true: b}[h.apart] }
	for _, name := range []string{"six", "seven"} {
		fact := maturity.Answer{Kind: maturity.LevelAnswer, Level: pick(1, 4), Note: fmt.Sprint("わけ ", pick(1, 4))}
		_, err := h.tracker.SaveFacts(ctx, h.viewer(name+"-0"), h.open[h.then.Key][name].ID, []tracker.Change{{Question: "toil.tracking", Answer: &fact}})
		h.must(err)
	}
	lead := h.viewer("seven-0")
	area, err := h.tracker.SaveArea(ctx, lead, tracker.SaveArea{Team: h.teams["seven"].ID, NameJA: "請求", Criticality: "3", Kind: "code"})
	h.must(err)
	for i, level := range []int{pick(4, 1), pick(1, 4)} {
		_, err := h.tracker.SaveClaim(ctx, lead, tracker.SaveClaim{Area: area.ID, Person: h.id(fmt.Sprint("seven-", i+1)), Level: fmt.Sprint(level)})
		h.must(err)
	}
}

// answerAgain opens the answers of a team again, late. Everybody looks through
// theirs; one of the two who have each other's answers changes one, and what
// others see after each of the two tells no more than that somebody looked.
func (h *hiding) answerAgain() {
	ctx, id := h.t.Context(), h.open[h.then.Key]["payments"].ID
	defer func(now time.Time) { h.now = now }(h.now)
	h.now = h.now.AddDate(0, 1, 0)
	h.again = map[string]string{}
	h.must(h.tracker.Reopen(ctx, h.viewer("lead"), id, "もう一度"))
	for _, role := range []string{"second", "fourth", "lead", "member", "third"} {
		steps := []tracker.SaveAnswers{{Finish: true}, {}} // as many
		if role == "second" && !h.apart || role == "fourth" && h.apart {
			now := maturity.Answer{Kind: maturity.LevelAnswer, Level: 4}
			steps[0], steps[1] = tracker.SaveAnswers{Changes: []tracker.Change{{Question: "learn.allies", Answer: &now}}}, steps[0]
		}
		for _, in := range steps {
			in.Assessment = id
			_, err := h.tracker.SaveAnswers(ctx, h.viewer(role), in)
			h.must(err)
		}
		for _, reader := range []string{"lead", "third", "champion"} {
			for _, path := range []string{"/", "/assessments/" + id, "/assessments/" + id + "/reveal", "/rounds/" + h.then.ID, "/audit"} {
				r := httptest.NewRequest(http.MethodGet, path, nil)
				r.AddCookie(h.signIn(reader))
				h.again["again, after "+role+": "+reader+" "+path] = h.seen(r)
			}
		}
	}
	h.carry("payments", "lead", h.then, maturity.Shared, true)
}
