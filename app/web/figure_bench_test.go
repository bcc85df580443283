package web

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/store/storetest"
)

// BenchmarkCachedFigure asks for a picture that is drawn already, from four
// clients at once: by one that has it (held) and by one that has not (sent). The
// asset is a file of the program, which is the same for everybody. In turn with
// each, the same clients ask a program of the same framework that says hello, and
// x-hello is how many of its requests a second are reached.
func BenchmarkCachedFigure(b *testing.B) {
	hello := fiber.New(fiber.Config{DisableStartupMessage: true})
	hello.Get("/", func(c *fiber.Ctx) error { return c.SendString("Hello, World!") })
	limit := asking{url: listen(b, hello) + "/", status: http.StatusOK}
	for _, lent := range storetest.Databases(b) {
		s := newDemoServer(b, lent.URL)
		figure := asking{
			url: s.url + "/teams/" + s.seats.Lead.Team.ID + "/trend?figure=trend&format=svg", session: s.sessions["lead"], status: http.StatusOK,
		}
		headers, _ := figure.once(b, http.DefaultClient)
		held := figure
		held.tag, held.status = headers.Get("ETag"), http.StatusNotModified
		_, page := asking{url: s.url + "/sign-in", status: http.StatusOK}.once(b, http.DefaultClient)
		asset := asking{url: s.url + string(regexp.MustCompile(`/static/[^"]+\.css`).Find(page)), status: http.StatusOK}
		for name, x := range map[string]asking{"sent": figure, "held": held, "asset": asset} {
			b.Run(lent.Name+"/"+name, func(b *testing.B) {
				for b.Loop() {
					most := limit.rate(b)
					got := x.rate(b)
					most = (most + limit.rate(b)) / 2
					b.ReportMetric(got, "requests/s")
					b.ReportMetric(most, "hello/s")
					b.ReportMetric(got/most, "x-hello")
				}
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// asking is one request, again and again.
type asking struct {
	url, session, tag string
	status            int
}

// rate is how many requests a second four clients get answered.
func (a asking) rate(b *testing.B) float64 {
	b.Helper()
	const clients, turn = 4, 2 * time.Second
	var answered atomic.Int64
	var all sync.WaitGroup
	ctx, cancel := context.WithTimeout(b.Context(), turn)
	defer cancel()
	transport := &http.Transport{MaxIdleConnsPerHost: clients}
	defer transport.CloseIdleConnections()
	start := time.Now()
	for range clients {
		all.Go(func() {
			for ctx.Err() == nil && !b.Failed() {
				a.once(b, &http.Client{Transport: transport})
				answered.Add(1)
			}
		})
	}
	all.Wait()
	return float64(answered.Load()) / time.Since(start).Seconds()
}

func (a asking) once(b *testing.B, client *http.Client) (http.Header, []byte) {
	b.Helper()
	r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, a.url, nil)
	if err != nil {
		b.Error(err)
		return nil, nil
	}
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: a.session})
	r.Header.Set("Accept-Encoding", "gzip") // as a browser says, and whoever asks here need not unpack
	r.Header.Set("If-None-Match", a.tag)
	response, err := client.Do(r)
	if err != nil {
		b.Error(err)
		return nil, nil
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != a.status {
		b.Errorf("%s: %s, %v", a.url, response.Status, err)
	}
	return response.Header, body
}
