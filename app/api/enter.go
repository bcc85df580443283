package api

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/tracker"
)

// visit is who asks, and in which language to answer.
type visit struct {
	viewer   maturity.Viewer
	scope    maturity.Scope
	language maturity.Language
	request  string // id
	text     func(l maturity.Language, key string, args map[string]string) string
}

func (v visit) message(key string, args map[string]string) string {
	return v.text(v.language, key, args)
}

type visitKey struct{}

func visitOf(ctx context.Context) visit {
	v, _ := ctx.Value(visitKey{}).(visit)
	return v
}

// enter is what every request to an operation passes before its parameters and
// its body are looked at: who asks, whether the token reaches that far, whether
// its person may.
func (a *API) enter(o operation) func(huma.Context, func(huma.Context)) {
	return func(hc huma.Context, next func(huma.Context)) {
		v, err := a.visit(hc, o)
		hc = huma.WithValue(hc, visitKey{}, v)
		if err == nil {
			err = a.admit(hc, v, o)
		}
		if err != nil {
			a.refuse(hc, v, err)
			return
		}
		if key := hc.Header("Idempotency-Key"); key != "" && !safe(o.method) {
			a.once(hc, v, key, next)
			return
		}
		next(hc)
	}
}

// visit finds out who asks. Cookies say nothing here, so that no other site can
// make a browser ask.
func (a *API) visit(hc huma.Context, o operation) (visit, error) {
	v := visit{language: maturity.Japanese, text: a.config.Text, request: requestID(humafiber.Unwrap(hc))}
	accepted, said := request.Language(hc.Header("Accept-Language"))
	if said {
		v.language = accepted
	}
	if o.may.Public() {
		return v, nil
	}
	scheme, secret, _ := strings.Cut(hc.Header("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return v, maturity.Fail(maturity.Unauthenticated, "error.token")
	}
	viewer, token, err := a.tracker.ViewerByToken(hc.Context(), strings.TrimSpace(secret))
	if errors.Is(err, &maturity.Error{Kind: maturity.Unauthenticated}) {
		// Who holds a token that works is not kept out by others behind the same address.
		spent := a.tracker.Spend(hc.Context(), tracker.TokensOfAddress, a.config.Proxies.Network(humafiber.Unwrap(hc)))
		return v, cmp.Or(a.ifItCan(v.request, "a token that does not work", spent), err)
	}
	if err != nil {
		return v, err
	}
	v.viewer, v.scope = viewer, token.Scope
	if !said {
		v.language = viewer.Person.Language
	}
	if err := a.ifItCan(v.request, "the use of a token", a.tracker.NoteUse(hc.Context(), token)); err != nil {
		return v, err
	}
	return v, a.tracker.SpendRequest(hc.Context(), token.ID)
}

// noteReading notes that something was read that is not the caller's own.
func (a *API) noteReading(ctx context.Context, v visit, verb, subject string) error {
	return a.ifItCan(v.request, verb+" "+subject, a.tracker.NoteReading(ctx, v.viewer, verb, subject))
}

// ifItCan passes over that something could not be noted because the database
// takes nothing just now, as on a full disk or a standby: what is there can be
// read all the same, and the program's own log says what is missing.
func (a *API) ifItCan(request, what string, err error) error {
	if errors.Is(err, &maturity.Error{Kind: maturity.Unavailable}) {
		a.log.Warn("not noted", "request", request, "what", what, "error", err)
		return nil
	}
	return err
}

// admit checks all that can be known before what is sent is looked at, and
// notes what is read of others.
func (a *API) admit(hc huma.Context, v visit, o operation) error {
	if !o.may.Public() && !v.scope.Allows(o.scope) {
		return maturity.Fail(maturity.Forbidden, "error.scope", "scope", string(o.scope))
	}
	if err := o.may.Gate(v.viewer); err != nil {
		return err
	}
	if id := hc.Param("id"); id != "" {
		if err := a.gate(hc.Context(), v.viewer, o, id); err != nil {
			return err
		}
	}
	if o.logs == "" {
		return nil
	}
	return a.noteReading(hc.Context(), v, o.logs, asked(humafiber.Unwrap(hc)))
}

// once answers a write that bears an idempotency key: with what it was answered
// before or, the first time, by carrying it out.
func (a *API) once(hc huma.Context, v visit, key string, next func(huma.Context)) {
	if len(key) > 255 || strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		a.refuse(hc, v, fieldProblem("/header/Idempotency-Key", "field.form"))
		return
	}
	c, ctx := humafiber.Unwrap(hc), hc.Context()
	attempt, before, err := a.tracker.Once(ctx, v.viewer, key, fingerprint(c))
	if err != nil {
		a.refuse(hc, v, err)
		return
	}
	if before != nil {
		answerAgain(c, *before)
		return
	}
	next(huma.WithContext(hc, attempt.Within(ctx)))
	// Whatever the client asked for is done: its deadline must not keep the
	// answer from being kept.
	ctx = context.WithoutCancel(ctx)
	if status := c.Response().StatusCode(); status >= 200 && status < 300 {
		err = attempt.Keep(ctx, answered(c))
	} else {
		err = attempt.Release(ctx)
	}
	if err != nil {
		a.log.Error("keep an answer", "request", v.request, "error", err)
	}
}

// kept are the headers that belong to an answer.
var kept = []string{fiber.HeaderContentType, fiber.HeaderETag, fiber.HeaderLocation}

func answered(c *fiber.Ctx) tracker.Answer {
	out := tracker.Answer{Status: c.Response().StatusCode(), Headers: map[string]string{}, Body: slices.Clone(c.Response().Body())}
	for _, name := range kept {
		if value := c.GetRespHeader(name); value != "" {
			out.Headers[name] = value
		}
	}
	return out
}

func answerAgain(c *fiber.Ctx, before tracker.Answer) {
	for name, value := range before.Headers {
		c.Set(name, value)
	}
	c.Set("Idempotency-Replayed", "true")
	c.Status(before.Status)
	c.Response().SetBody(before.Body)
}

// fingerprint stands for all that a write asks for.
func fingerprint(c *fiber.Ctx) string {
	h := sha256.New()
	for _, part := range []string{c.Method(), c.OriginalURL(), c.Get(fiber.HeaderIfMatch), c.Get(fiber.HeaderContentType), string(c.Body())} {
		sum := sha256.Sum256([]byte(part))
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// asked is the address that is asked for, below that of the API.
func asked(c *fiber.Ctx) string {
	_, path, _ := strings.Cut(c.Path(), Path)
	return path
}

func requestID(c *fiber.Ctx) string { return c.GetRespHeader("X-Request-Id") }

// refuse answers a request that goes no further.
func (a *API) refuse(hc huma.Context, v visit, err error) {
	p := a.problem(v, err)
	for name, values := range p.GetHeaders() {
		hc.SetHeader(http.CanonicalHeaderKey(name), values[0])
	}
	hc.SetHeader("Content-Type", problemType)
	hc.SetStatus(p.Status)
	_, _ = hc.BodyWriter().Write(p.bytes())
}

// Fail answers what went wrong before any operation was reached, such as an
// address that is none or a body that is too large.
func (a *API) Fail(c *fiber.Ctx, err error) error {
	v := visit{language: maturity.Japanese, text: a.config.Text, request: requestID(c)}
	if l, ok := request.Language(c.Get(fiber.HeaderAcceptLanguage)); ok {
		v.language = l
	}
	p := a.problem(v, err)
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	c.Status(p.Status)
	c.Set(fiber.HeaderContentType, problemType)
	return c.Send(p.bytes())
}
