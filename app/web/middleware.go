package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/store"
)

// middleware is what every request passes, in this order, once.
func (s *Server) middleware() {
	s.app.Use(s.logged, s.lastAnswer, s.recovered, s.securityHeaders, notTooLarge, s.sameOrigin, s.deadline)
}

type localKey int

const (
	requestIDKey localKey = iota
	viewerKey
	sessionKey
	sessionInfoKey
	languageKey
	versionKey     // of what is stored, where it was asked
	unexpectingKey // the context of the request, where another one expects who it is
)

func (s *Server) logged(c *fiber.Ctx) error {
	id := rand.Text()[:16]
	c.Locals(requestIDKey, id)
	c.Set("X-Request-Id", id)
	start, ended := time.Now(), s.config.Metrics.Started()
	err := c.Next()
	if err != nil {
		err = s.handleError(c, err)
	}
	// The path of a personal link is a secret: log the route, not the address.
	route, status, took := s.routePattern(c), c.Response().StatusCode(), time.Since(start)
	ended(c.Method(), route, status, took)
	s.log.LogAttrs(context.Background(), levelOf(route, status), "request",
		slog.String("request", id), slog.String("method", c.Method()), slog.String("route", route),
		slog.Int("status", status), slog.Duration("took", took))
	return err
}

// lastAnswer ends the connection with the answer once the server is to stop: it
// would otherwise close under a request that is just being sent.
func (s *Server) lastAnswer(c *fiber.Ctx) error {
	err := c.Next()
	if s.stopping.Load() {
		c.Context().SetConnectionClose()
	}
	return err
}

func (s *Server) recovered(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return c.Next()
}

func (s *Server) securityHeaders(c *fiber.Ctx) error {
	c.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("Referrer-Policy", "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
	if s.secure() {
		c.Set("Strict-Transport-Security", "max-age=31536000")
	}
	c.Set("Cache-Control", "no-store")
	return c.Next()
}

// notTooLarge refuses what is more than anybody types. The server itself would
// end the connection while the browser still sends, and nobody would read why.
func notTooLarge(c *fiber.Ctx) error {
	if len(c.Request().Body()) > bodyLimit && !evidencePage.MatchString(c.Path()) {
		return maturity.Fail(maturity.TooLarge, "error.too_large")
	}
	return c.Next()
}

// sameOrigin refuses writes that another site makes a browser send. It needs no
// token, so a second tab, an old page or a fresh session loses nothing; see
// docs/adr/0002.
func (s *Server) sameOrigin(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodOptions:
		return c.Next()
	}
	switch c.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return c.Next()
	case "":
		origin := c.Get(fiber.HeaderOrigin)
		if origin == "" || origin == s.config.BaseURL {
			return c.Next()
		}
		if u, err := url.Parse(origin); err == nil && u.Host != "" && u.Host == string(c.Request().Host()) {
			return c.Next()
		}
	}
	return maturity.Fail(maturity.Forbidden, "error.other_site")
}

// deadline bounds the work of a request: fiber never tells a handler that its
// client has gone.
func (s *Server) deadline(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(context.Background(), workTimeout)
	defer cancel()
	c.SetUserContext(ctx)
	return c.Next()
}

// identified finds out who asks and in which language to answer. A session that
// has ended is not an error here: the routes behind signedIn say so.
func (s *Server) identified(c *fiber.Ctx) error {
	c.Locals(languageKey, s.chooseLanguage(c, maturity.Viewer{})) // of errors until then
	v, named, err := s.namedByProxy(c)
	if err == nil && !named {
		v, err = s.bySession(c)
	}
	if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.Unauthenticated}) {
		return err
	}
	c.Locals(viewerKey, v)
	c.Locals(languageKey, s.chooseLanguage(c, v))
	return c.Next()
}

// bySession returns who is signed in under the session of the browser, which
// goes on by being used.
func (s *Server) bySession(c *fiber.Ctx) (maturity.Viewer, error) {
	secret := s.cookie(c, sessionCookie)
	v, session, err := s.seated(c, secret)
	c.Locals(sessionKey, secret)
	c.Locals(sessionInfoKey, session)
	if err != nil {
		return v, err
	}
	next, err := s.tracker.KeepSession(c.UserContext(), session)
	if err != nil {
		// The page can be shown all the same, as when the disk is full.
		s.log.Warn("session not kept", "request", requestID(c), "error", err)
		return v, nil
	}
	if next != "" {
		s.setCookie(c, sessionCookie, next, session.ExpiresAt)
	}
	return v, nil
}

// seated returns who is signed in under a secret. Figures are asked for again and
// again, and whether anything was written is asked for all of them anyway.
func (s *Server) seated(c *fiber.Ctx, secret string) (maturity.Viewer, store.Session, error) {
	ctx := c.UserContext()
	if onlyAnswers(c) {
		if expecting, v, session, ok := s.tracker.ViewerExpected(ctx, secret); ok {
			c.SetUserContext(expecting)
			c.Locals(unexpectingKey, ctx)
			return v, session, nil
		}
	}
	if _, asked := wishOf(c); !asked || secret == "" {
		return s.tracker.Viewer(ctx, secret)
	}
	version, err := s.config.DB.Version(ctx)
	if err != nil {
		return maturity.Viewer{}, store.Session{}, err
	}
	c.Locals(versionKey, version)
	return s.tracker.ViewerSince(ctx, secret, version)
}

// notSignedIn says to a stranger whether a session has ended or none began.
func notSignedIn(c *fiber.Ctx) error {
	if session, _ := c.Locals(sessionKey).(string); session != "" {
		return maturity.Fail(maturity.Unauthenticated, "error.session_ended")
	}
	return maturity.Fail(maturity.Unauthenticated, "error.sign_in")
}

func viewer(c *fiber.Ctx) maturity.Viewer {
	v, _ := c.Locals(viewerKey).(maturity.Viewer)
	return v
}

func requestID(c *fiber.Ctx) string {
	id, _ := c.Locals(requestIDKey).(string)
	return id
}

func language(c *fiber.Ctx) maturity.Language {
	if l, ok := c.Locals(languageKey).(maturity.Language); ok {
		return l
	}
	return maturity.Japanese
}

// chooseLanguage asks, in this order: the switch on the page, the person, the
// browser, the organisation.
func (s *Server) chooseLanguage(c *fiber.Ctx, v maturity.Viewer) maturity.Language {
	if l, ok := maturity.ParseLanguage(s.cookie(c, languageCookie)); ok {
		return l
	}
	if v.SignedIn() {
		return v.Person.Language
	}
	if l, ok := request.Language(c.Get(fiber.HeaderAcceptLanguage)); ok {
		return l
	}
	return maturity.Japanese
}
