package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"

	"michinori/migrations"
)

// How long PostgreSQL may be silent before it counts as away. A network that
// swallows packets says nothing, so each wait needs an end of its own.
const (
	connectWithin = 3 * time.Second // one host of the address
	answerWithin  = 2 * time.Second // a connection that was idle
	heardWithin   = 5 * time.Second // the other machine's system, of what it was sent
)

// How many connections are open at most, and how long one is kept that nobody
// uses. All of them are kept that long: to close the ninth as soon as it is given
// back made a crowd wait for new ones all the time.
const (
	mostOpen = 16
	idleFor  = time.Minute
)

// limits hold on every connection, unless the address sets others. They make
// the server give up what a lost program began: a transaction whose end never
// came would keep its locks for hours.
var limits = map[string]string{
	"statement_timeout":                   "15s",
	"lock_timeout":                        "10s",
	"idle_in_transaction_session_timeout": "30s",
}

func openPostgres(ctx context.Context, address string) (*DB, error) {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("database address %s: %w", redact(address), err)
	}
	for name, value := range limits {
		if cfg.RuntimeParams[name] == "" {
			cfg.RuntimeParams[name] = value
		}
	}
	cfg.RuntimeParams["timezone"] = "UTC"
	if cfg.ConnectTimeout > time.Minute { // the driver's own, nobody asked for it
		cfg.ConnectTimeout = connectWithin
	}
	cfg.DialFunc = dialer(cfg.ConnectTimeout).DialContext
	pool := openPool(*cfg)
	if err := pool.PingContext(ctx); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("reach database %s: %w", redact(address), err)
	}
	return newDB(pool, migrations.Postgres, postgres.New(postgres.Config{Conn: pool}))
}

// openPool returns a pool that hands out no connection which has gone silent
// while nobody used it. Once one has, the others most likely have too.
func openPool(cfg pgx.ConnConfig) *sql.DB {
	var pool *sql.DB
	pool = stdlib.OpenDB(cfg, stdlib.OptionShouldPing(func(ctx context.Context, c stdlib.ShouldPingParams) bool {
		if c.IdleDuration < time.Second {
			return false
		}
		ctx, cancel := context.WithTimeout(ctx, answerWithin)
		defer cancel()
		if c.Conn.Ping(ctx) != nil {
			_ = c.Conn.Close(ctx)
			go dropIdle(pool) // it would wait for the connection that is asked about here
		}
		return false
	}), stdlib.OptionResetSession(func(_ context.Context, c *pgx.Conn) error {
		if c.IsClosed() {
			return driver.ErrBadConn
		}
		return nil
	}))
	pool.SetMaxOpenConns(mostOpen)
	pool.SetMaxIdleConns(mostOpen)
	pool.SetConnMaxIdleTime(idleFor)
	return pool
}

func dropIdle(pool *sql.DB) {
	pool.SetMaxIdleConns(0)
	pool.SetMaxIdleConns(mostOpen)
}

// dialer connects so that the system itself ends a connection whose other side
// no longer confirms what it is sent.
func dialer(within time.Duration) *net.Dialer {
	return &net.Dialer{
		Timeout:         within,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: heardWithin, Interval: time.Second, Count: 5},
		Control:         confirmWithin(heardWithin),
	}
}
