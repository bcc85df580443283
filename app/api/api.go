package api

import (
	"log/slog"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/request"
	"michinori/app/search"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/reports/draw"
)

// Path is where the API lives, below the base path.
const Path = "/api/v1"

// Config is what the API needs to run.
type Config struct {
	Tracker *tracker.Tracker
	DB      *store.DB
	Version string
	// Proxies are those whose word counts on where a request comes from.
	Proxies request.Proxies
	// Pictures draws the figures of reports; whoever made it closes it.
	Pictures *draw.Engine
	// Text returns the words of a message in a language.
	Text func(l maturity.Language, key string, args map[string]string) string
	Log  *slog.Logger // nil means the default one
}

// API serves programs. Make one with New.
type API struct {
	config     Config
	tracker    *tracker.Tracker
	store      store.Reader
	reports    *reporting.Reporting
	pictures   *draw.Engine
	log        *slog.Logger
	huma       huma.API
	operations []operation
	readings   func() *search.Index // what there is to read
}

// New prepares the API; Serve gives it its routes.
func New(cfg Config) *API {
	a := &API{
		config: cfg, tracker: cfg.Tracker, store: cfg.DB.Reader, reports: reporting.New(cfg.DB, cfg.Tracker),
		pictures: cfg.Pictures, log: cfg.Log,
	}
	a.readings = sync.OnceValue(func() *search.Index { return search.New(a.reports.Readings()) })
	if a.log == nil {
		a.log = slog.Default()
	}
	return a
}

// Serve adds the routes under the base path. It panics where an operation does
// not say who may use it: such a program must not start.
func (a *API) Serve(app *fiber.App, base string) {
	a.huma = humafiber.NewWithGroup(app, app.Group(base+Path), huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Michinori", Version: a.config.Version, License: &huma.License{Name: "MIT", Identifier: "MIT"},
				Description: "Everything the pages do, for programs. Errors are application/problem+json (RFC 9457). " +
					"Unknown parameters and fields are refused. Times are RFC 3339 in UTC, days are dates in the organisation's time zone. " +
					"Writes take Idempotency-Key; where several people may change one thing they require If-Match.",
			},
			Servers: []*huma.Server{{URL: base + Path}},
			Components: &huma.Components{
				Schemas:         huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}},
			},
		},
		Formats:                      map[string]huma.Format{fiber.MIMEApplicationJSON: huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                fiber.MIMEApplicationJSON,
		RejectUnknownQueryParameters: true,
	})
	a.register()
}

// register lists every operation, one file a subject.
func (a *API) register() {
	a.documentRoutes()
	a.accountRoutes()
	a.organisationRoutes()
	a.teamRoutes()
	a.peopleRoutes()
	a.questionnaireRoutes()
	a.roundRoutes()
	a.assessmentRoutes()
	a.answerRoutes()
	a.resultRoutes()
	a.trendRoutes()
	a.overviewRoutes()
	a.registerRoutes()
	a.registerReadRoutes()
	a.codeRoutes()
	a.evidenceRoutes()
	a.practiceRoutes()
	a.feedRoutes()
	a.drillRoutes()
	a.onCallRoutes()
	a.actionRoutes()
	a.allyRoutes()
	a.reportRoutes()
	a.talkRoutes()
	a.searchRoutes()
	a.noticeRoutes()
	a.auditRoutes()
}

func (a *API) documentRoutes() {
	// It is asked for once everything is registered, and never changes then.
	document := sync.OnceValues(func() ([]byte, error) { return a.huma.OpenAPI().MarshalJSON() })
	add(a, read("/openapi.json", "getDocument", "This document", everybody, "document"),
		func(_ call, _ *struct{}) (*fileOutput, error) {
			raw, err := document()
			return &fileOutput{ContentType: "application/openapi+json", Body: raw}, err
		})
}

// fileOutput is an answer that is no JSON of ours.
type fileOutput struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

// none answers with no content.
type none struct{}

// output answers with a body.
type output[T any] struct {
	Body T
}

func reply[T any](body T, err error) (*output[T], error) {
	if err != nil {
		return nil, err
	}
	return &output[T]{Body: body}, nil
}

// done answers with no content, or with the error.
func done(err error) (*none, error) {
	if err != nil {
		return nil, err
	}
	return &none{}, nil
}

// tagged answers with a body and what stands for it in If-Match.
type tagged[T any] struct {
	ETag string `header:"ETag"`
	Body T
}

func tag[T any](body T, err error) (*tagged[T], error) {
	if err != nil {
		return nil, err
	}
	etag, err := etagOf(body)
	return &tagged[T]{ETag: etag, Body: body}, err
}

// methods that change nothing.
func safe(method string) bool { return method == http.MethodGet }
