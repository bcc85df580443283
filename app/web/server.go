package web

import (
	"context"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/oidc"
	"michinori/app/reporting"
	"michinori/app/request"
	"michinori/app/search"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/locale"
	"michinori/reports/draw"
)

// Config is what the pages need to run.
type Config struct {
	Tracker  *tracker.Tracker
	DB       *store.DB
	Clock    func() time.Time
	BasePath string // "" or "/path"
	BaseURL  string // "" or "https://host"
	Version  string
	Log      *slog.Logger   // nil means the default one
	OIDC     *oidc.Provider // nil without one
	OIDCName string         // on the sign-in page
	// TrustedProxies are the networks whose word counts on who asks; ProxyHeader
	// is the one in which they name who is signed in, "" without.
	TrustedProxies request.Proxies
	ProxyHeader    string

	Metrics Metrics // the zero value counts nothing

	Demo bool // shows the banner of a fictional organisation
	Dev  bool // reads templates from the disk at each request
	// Pictures draws figures for files, and is closed with the server; nil makes one.
	Pictures *draw.Engine
	API      *Mount // what serves programs beside the pages; nil serves pages alone
}

// Mount is a part of the addresses that is answered by somebody else, who says
// in their own way who may do what and what went wrong.
type Mount struct {
	Path  string // below the base path
	Serve func(app *fiber.App, base string)
	Fail  func(c *fiber.Ctx, err error) error
}

// owns reports whether a path below the base path belongs to the mount.
func (m *Mount) owns(path string) bool {
	return m != nil && (path == m.Path || strings.HasPrefix(path, m.Path+"/"))
}

// Server serves the pages.
type Server struct {
	app     *fiber.App
	config  Config
	tracker *tracker.Tracker
	store   store.Reader
	reports *reporting.Reporting
	views   *views
	assets  *assets
	texts   *locale.Catalog
	clock   func() time.Time
	log     *slog.Logger
	found   func() *search.Index   // what there is to read
	served  func() map[string]bool // every route, by method and pattern
	live    livePolls
	figures sentFigures
	// stopping is set before the end, so that nobody new is sent here.
	stopping atomic.Bool
	// pictures draws figures for files; it takes memory once it is used.
	pictures *draw.Engine
	// lastResort is the page for when rendering itself fails.
	lastResort []byte
}

// Limits on what a request may be.
const (
	bodyLimit    = 4 << 20  // beyond it, a page says so
	readLimit    = 32 << 20 // beyond it, the connection ends without a word
	readTimeout  = 30 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 2 * time.Minute
	workTimeout  = 20 * time.Second // of one request below the handler
)

// New prepares all templates, texts and assets; a missing one is an error now
// rather than a broken page later.
func New(cfg Config) (*Server, error) {
	texts, err := locale.Load()
	if err != nil {
		return nil, err
	}
	files, err := newAssets(cfg.BasePath)
	if err != nil {
		return nil, err
	}
	v, err := builtInViews()
	if cfg.Dev {
		v, err = newViews(os.DirFS("app/web"), true)
	}
	if err != nil {
		return nil, err
	}
	s := &Server{
		config: cfg, tracker: cfg.Tracker, store: cfg.DB.Reader, reports: reporting.New(cfg.DB, cfg.Tracker), views: v, assets: files, texts: texts, clock: cfg.Clock, log: cfg.Log,
	}
	s.found = sync.OnceValue(s.newIndex)
	s.served = sync.OnceValue(s.knownRoutes)
	if s.pictures = cfg.Pictures; s.pictures == nil {
		s.pictures = draw.New(1)
	}
	cfg.Metrics.WatchDrawings(s.pictures.Stats)
	if s.log == nil {
		s.log = slog.Default()
	}
	s.lastResort = []byte("<!doctype html><meta charset=utf-8><title>500</title><p>エラーが発生しました。しばらくしてからもう一度お試しください。" +
		"<p lang=en>Something went wrong. Please try again in a while.")
	s.app = fiber.New(fiber.Config{
		AppName: "michinori",
		// Strings from params, forms and headers would change under us once
		// the handler returns.
		Immutable:             true,
		ErrorHandler:          s.handleError,
		DisableStartupMessage: true,
		// No header is believed on who asks; see clientNetwork.
		EnableTrustedProxyCheck: true,
		BodyLimit:               readLimit,
		ReadTimeout:             readTimeout,
		WriteTimeout:            writeTimeout,
		IdleTimeout:             idleTimeout,
		ReadBufferSize:          16 << 10,
	})
	s.middleware()
	s.routes()
	if err := s.checkPolicy(); err != nil {
		return nil, err
	}
	return s, nil
}

// App is the fiber application, for tests that walk its routes.
func (s *Server) App() *fiber.App { return s.app }

// Serve answers requests on the listener until Shutdown.
func (s *Server) Serve(l net.Listener) error { return s.app.Listener(l) }

// Drain makes readyz say no. Everything else still works: whoever sends people
// here needs a moment to notice.
func (s *Server) Drain() { s.stopping.Store(true) }

// Shutdown stops taking requests and waits for those under way.
func (s *Server) Shutdown(ctx context.Context) error {
	s.Drain()
	s.live.closing.Store(true)
	defer s.pictures.Close()
	return s.app.ShutdownWithContext(ctx)
}
