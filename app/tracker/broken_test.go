package tracker_test

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
	"github.com/ncruces/go-sqlite3/driver"

	"michinori/app/password"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// useCase changes something; ctx is what breaks off in the middle.
type useCase func(ctx context.Context, t *tracker.Tracker) error

// TestEveryUseCaseChangesAllOrNothing breaks every use case off at each moment
// at which the database looks whether to go on, until one passes. Whatever says
// that it failed has changed nothing, and what says that it was done has done
// all of it.
func TestEveryUseCaseChangesAllOrNothing(t *testing.T) {
	t.Parallel()
	whole := newStage(t, storetest.SQLite(t))
	for name, prepare := range useCases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := whole.copy(t)
			if slices.Contains(onEmpty, name) {
				s = emptyStage(t)
			}
			if slices.Contains(countFirst, name) {
				s.beside = "counters"
			}
			do := prepare(s.world)
			want := s.copy(t).after(do)
			s.breakOff(do, want, 1)
		})
	}
}

// TestUseCasesChangeAllOrNothingOnPostgres does the same with some of them on
// the other database.
func TestUseCasesChangeAllOrNothingOnPostgres(t *testing.T) {
	t.Parallel()
	// Every so many moments: the roster has hundreds, and answers are stored in a few.
	for name, step := range map[string]int32{"SaveAnswers": 1, "FinishDrill": 7, "ImportRoster": 7} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, twin := newStage(t, storetest.Postgres(t)), newStage(t, storetest.Postgres(t))
			// What is prepared twice has other ids, which do not count.
			want := twin.after(useCases[name](twin.world))
			s.breakOff(useCases[name](s.world), want, step)
		})
	}
}

// Every method of the tracker is in one of the lists: a new one is broken off
// above, unless it changes nothing or changes in steps that each stand alone.
func TestEveryUseCaseIsBrokenOff(t *testing.T) {
	t.Parallel()
	all := slices.Concat(slices.Collect(maps.Keys(useCases)), changeNothing, inSteps, letPass)
	methods := reflect.TypeFor[*tracker.Tracker]()
	for i := range methods.NumMethod() {
		if name := methods.Method(i).Name; !slices.Contains(all, name) {
			t.Errorf("%s is in none of the lists of broken_cases_test.go", name)
		}
	}
	for _, name := range all {
		if _, there := methods.MethodByName(name); !there {
			t.Errorf("there is no %s any more", name)
		}
	}
}

// stage is a world with a look at its tables.
type stage struct {
	*world
	raw  *sql.DB
	file string // of SQLite, else ""

	version int    // of the data, when last asked
	beside  string // table that does not count, or ""
}

func newStage(t *testing.T, lent storetest.Database) *stage {
	t.Helper()
	return newWorld(t, lent).stage(lent.URL)
}

// emptyStage is a database that nobody has set up.
func emptyStage(t *testing.T) *stage {
	t.Helper()
	lent := storetest.SQLite(t)
	w := (&world{now: startOfTest}).on(t, lent.URL)
	w.must(w.db.Migrate(w.ctx))
	return w.stage(lent.URL)
}

func (w *world) stage(url string) *stage {
	w.t.Helper()
	s := &stage{world: w}
	var sqlite bool
	var err error
	if s.file, sqlite = strings.CutPrefix(url, "sqlite:"); sqlite {
		s.raw, err = driver.Open(s.file)
	} else {
		s.file = ""
		s.raw, err = sql.Open("pgx", url)
	}
	w.must(err)
	s.raw.SetMaxOpenConns(1) // what has changed is known to one connection
	w.t.Cleanup(func() { _ = s.raw.Close() })
	return s
}

// on is the same world in another database, for another test.
func (w *world) on(t *testing.T, url string) *world {
	t.Helper()
	other := *w
	other.t, other.ctx = t, t.Context()
	db, err := store.Open(other.ctx, url)
	other.must(err)
	t.Cleanup(func() { _ = db.Close() })
	library, _, err := questionnaires.OpenLibrary("")
	other.must(err)
	other.db = db
	other.tracker = tracker.New(tracker.Settings{
		DB: db, Library: library, Clock: func() time.Time { return other.now }, Session: time.Hour, Channels: allChannels,
		Passwords: password.New(password.Cost{Memory: 64, Passes: 1, Threads: 1}, 2),
	})
	return &other
}

// copy is the same in a file of its own.
func (s *stage) copy(t *testing.T) *stage {
	t.Helper()
	file := filepath.Join(t.TempDir(), "copy.db")
	_, err := s.raw.ExecContext(t.Context(), "VACUUM INTO ?", file)
	s.must(err)
	copied := s.on(t, "sqlite:"+file).stage("sqlite:" + file)
	copied.beside = s.beside
	return copied
}

// after is what the use case makes of this when nothing happens.
func (s *stage) after(do useCase) map[string][]string {
	s.t.Helper()
	before := s.dump()
	s.must(do(s.ctx, s.tracker))
	want := s.dump()
	if reflect.DeepEqual(before, want) {
		s.t.Fatal("it changes nothing; it belongs into another list, or needs another preparation")
	}
	return want
}

func (s *stage) breakOff(do useCase, want map[string][]string, step int32) {
	s.t.Helper()
	before := s.dump()
	s.changed()
	broken := 0
	for n := int32(1); ; n += step {
		ctx, cancel := context.WithCancel(s.ctx)
		f := failing{Context: ctx, left: new(atomic.Int32), end: cancel}
		f.left.Store(n)
		err := do(f, s.tracker)
		cancel()
		if err != nil && !s.changed() {
			broken++
			continue
		}
		after := s.dump()
		if err == nil || reflect.DeepEqual(after, want) {
			if !reflect.DeepEqual(after, want) {
				s.t.Errorf("broken off at %d and said to be done: %s", n, difference(after, want))
			}
			break // or it broke while the answer to the commit was under way
		}
		broken++
		if !reflect.DeepEqual(after, before) {
			s.t.Fatalf("broken off at %d (%v): %s", n, err, difference(after, before))
		}
		if n > 20_000 {
			s.t.Fatalf("it never passes: %v", err)
		}
	}
	s.t.Logf("broken off at %d points", broken)
	if broken < 3 {
		s.t.Errorf("broken off at %d points only", broken)
	}
}

// random are ids and what is kept of secrets, which differ from one run to the
// next. What is longest stands first: some hashes begin like an id.
var random = regexp.MustCompile(`[0-9a-f]{64}|[a-z2-7]{26}|[A-Z2-7]{26}|own-[a-z2-7]+|\$argon2id\S+`)

// withoutRandom looks closer only where something is long enough to be random:
// most values hold nothing of the kind, and questionnaires are long.
func withoutRandom(value any) string {
	if raw, is := value.([]byte); is {
		value = string(raw)
	}
	text, run := fmt.Sprint(value), 0
	for i := range len(text) {
		c := text[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			run++
		} else {
			run = 0
		}
		if run == 26 || c == '-' && strings.HasSuffix(text[:i], "own") || c == '$' && strings.HasPrefix(text[i:], "$argon2id") {
			return random.ReplaceAllString(text, "?")
		}
	}
	return text
}

// dump returns the rows of all tables, in order, without what is random.
func (s *stage) dump() map[string][]string {
	s.t.Helper()
	out := map[string][]string{}
	for _, table := range s.tables() {
		rows, err := s.raw.QueryContext(s.t.Context(), `SELECT * FROM "`+table+`"`)
		s.must(err)
		out[table] = s.rows(rows)
	}
	return out
}

func (s *stage) tables() []string {
	s.t.Helper()
	query := `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
	if s.file != "" {
		query = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	}
	rows, err := s.raw.QueryContext(s.t.Context(), query)
	s.must(err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		s.must(rows.Scan(&name))
		out = append(out, name)
	}
	s.must(rows.Err())
	return slices.DeleteFunc(out, func(name string) bool { return strings.HasPrefix(name, "goose") || name == s.beside })
}

func (s *stage) rows(rows *sql.Rows) []string {
	s.t.Helper()
	defer rows.Close()
	columns, err := rows.Columns()
	s.must(err)
	values, pointers := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		pointers[i] = &values[i]
	}
	var out []string
	for rows.Next() {
		s.must(rows.Scan(pointers...))
		row := make([]string, len(values))
		for i, v := range values {
			row[i] = withoutRandom(v)
		}
		out = append(out, strings.Join(row, " "))
	}
	s.must(rows.Err())
	slices.Sort(out)
	return out
}

// changed reports whether anybody has written since it was last asked; only
// SQLite knows.
func (s *stage) changed() bool {
	s.t.Helper()
	if s.file == "" {
		return true
	}
	var version int
	s.must(s.raw.QueryRowContext(s.t.Context(), "PRAGMA data_version").Scan(&version))
	was := s.version
	s.version = version
	return version != was
}

// lacking are the rows of one table that another lacks.
func lacking(of, in []string) []string {
	return slices.DeleteFunc(slices.Clone(of), func(row string) bool { return slices.Contains(in, row) })
}

func difference(got, want map[string][]string) string {
	var out []string
	for table := range want {
		if !slices.Equal(got[table], want[table]) {
			out = append(out, fmt.Sprintf("%s: %d rows, not %d, and %q, not %q", table, len(got[table]), len(want[table]),
				lacking(got[table], want[table]), lacking(want[table], got[table])))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}
