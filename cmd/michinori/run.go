package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"michinori/app/api"
	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/telemetry"
	"michinori/app/tracker"
	"michinori/app/web"
	"michinori/app/web/locale"
	"michinori/questionnaires"
	"michinori/reports/draw"
)

// program is the application, put together and listening.
type program struct {
	db       *store.DB
	tracker  *tracker.Tracker
	pages    func() (*web.Server, error) // made while the database is made ready
	listener net.Listener
	url      string // under which this machine reaches it, with the base path

	log *slog.Logger

	stopDelay, stopWithin time.Duration
}

// start opens the database, brings its schema up to date and listens. Nothing
// answers before serve.
func start(ctx context.Context, db *store.DB, cfg config.Server, log *slog.Logger, demo bool, notices ...store.NoticeChannel) (*program, error) {
	library, problems, err := questionnaires.OpenLibrary(cfg.Questionnaires)
	if err == nil {
		err = problems.Err()
	}
	if err != nil {
		return nil, err
	}
	p := &program{db: db, log: log, stopDelay: cfg.StopDelay, stopWithin: cfg.StopWithin}
	settings := tracker.Settings{DB: db, Library: library, Clock: time.Now, Session: cfg.Session, Channels: notices}
	pages := web.Config{
		DB: db, Clock: time.Now, BasePath: cfg.BasePath, BaseURL: cfg.BaseURL, Version: version, Log: log, Demo: demo,
	}
	if err := signIn(cfg, &settings, &pages); err != nil {
		return nil, err
	}
	if err := watch(cfg, db, &pages); err != nil {
		return nil, err
	}
	p.tracker = tracker.New(settings)
	pages.Tracker = p.tracker
	p.pages = sync.OnceValues(func() (*web.Server, error) { return newPages(pages) })
	go p.pages() //nolint:errcheck // serve asks again, and gets what came of it
	if err := db.Migrate(ctx); err != nil {
		return nil, err
	}
	if err := p.tracker.KeepPools(ctx); err != nil {
		return nil, fmt.Errorf("write down what closed rounds tell: %w", err)
	}
	if p.listener, err = net.Listen("tcp", cfg.Listen); err != nil {
		return nil, fmt.Errorf("listen on %s: %w", cfg.Listen, err)
	}
	p.url = cfg.BaseURL + cfg.BasePath
	if cfg.BaseURL == "" {
		p.url = "http://" + reachable(p.listener.Addr()) + cfg.BasePath
	}
	return p, nil
}

// watch turns the metrics on where somebody may read them.
func watch(cfg config.Server, db *store.DB, pages *web.Config) error {
	who, err := cfg.Metrics.Readers()
	if err != nil || !who.On() {
		return err
	}
	pages.Metrics = web.Metrics{
		Metrics: telemetry.New(telemetry.Settings{Version: version, DB: db, Clock: time.Now}), Token: who.Token, Networks: who.Networks,
	}
	return nil
}

// newPages puts pages and API together; they draw with one engine.
func newPages(pages web.Config) (*web.Server, error) {
	texts, err := locale.Load()
	if err != nil {
		return nil, err
	}
	pages.Pictures = draw.New(2)
	programs := api.New(api.Config{
		Tracker: pages.Tracker, DB: pages.DB, Version: pages.Version, Log: pages.Log, Pictures: pages.Pictures, Proxies: pages.TrustedProxies,
		Text: func(l maturity.Language, key string, args map[string]string) string {
			return texts.In(l).Text(key, args)
		},
	})
	pages.API = &web.Mount{Path: api.Path, Serve: programs.Serve, Fail: programs.Fail}
	return web.New(pages)
}

// reachable turns the address of a listener into one that a browser on this
// machine can open.
func reachable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// keepEvery is how often is looked for what is not counted.
const keepEvery = time.Minute

// keepCounts counts for reports what is not counted, as after an upgrade or when
// a team has moved, before somebody waits for it who reads. What it returns ends
// that and waits for it.
func (p *program) keepCounts(ctx context.Context) (stopped func()) {
	ctx, stop := context.WithCancel(ctx)
	var counting sync.WaitGroup
	counting.Go(func() {
		reports, ticker := reporting.New(p.db, p.tracker), time.NewTicker(keepEvery)
		defer ticker.Stop()
		for ctx.Err() == nil {
			err := reports.KeepCounts(ctx, func(done, total int64) {
				p.log.Info("counted a round for reports", "done", done, "of", total)
			})
			if err != nil && ctx.Err() == nil {
				p.log.Warn("rounds not counted for reports; whoever reads one first waits for it", "error", err)
			}
			select {
			case <-ctx.Done():
			case <-ticker.C:
			}
		}
	})
	return func() {
		stop()
		counting.Wait()
	}
}

// serve answers until ctx ends. Then readyz says no, and once whoever sends
// people here has had time to notice, the requests under way finish.
func (p *program) serve(ctx context.Context) error {
	server, err := p.pages()
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(p.listener) }()
	counted := p.keepCounts(ctx)
	defer counted()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	server.Drain()
	select {
	case err := <-failed:
		return err
	case <-time.After(p.stopDelay):
	}
	stopping, cancel := context.WithTimeout(context.Background(), p.stopWithin)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// openDatabase opens the database a command names.
func openDatabase(ctx context.Context, d config.Database) (*store.DB, error) {
	address, err := d.Address()
	if err != nil {
		return nil, &usageError{err}
	}
	return store.Open(ctx, address)
}

// openCurrent opens a database for a command that takes it as it is. One that is
// not there is not made, and one of another version says what to do.
func openCurrent(ctx context.Context, d config.Database) (*store.DB, error) {
	address, err := d.Address()
	if err != nil {
		return nil, &usageError{err}
	}
	if name, ok := strings.CutPrefix(address, "sqlite:"); ok {
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("there is no file %s: check --database, or start `michinori serve` to make it", name)
		}
	}
	db, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	s, err := db.SchemaStatus(ctx)
	switch {
	case err != nil:
	case s.Pending():
		err = fmt.Errorf("the schema of the database is %d of %d: run `michinori migrate up` first", s.Current, s.Latest)
	case s.Current > s.Latest:
		err = fmt.Errorf("a newer version made the database (schema %d of %d): use that version", s.Current, s.Latest)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// newLog returns a log to w: as text where a person reads it, else as JSON.
func newLog(w io.Writer, cfg config.Server) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(cfg.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if cfg.LogFormat == "text" || cfg.LogFormat == "auto" && isTerminal(w) {
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(slog.NewJSONHandler(w, options))
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
