package store

import (
	"errors"
	"strings"
	"sync"
)

// errChanged is of a transaction that took for granted what is so no longer.
// Nothing of it was carried out, and it is begun anew with nothing taken for
// granted.
var errChanged = errors.New("taken for granted and changed since")

// granted are the conditions under which a transaction on PostgreSQL goes through:
// what it would have asked for is known from before, and the server looks itself
// whether that still holds. So it need not be waited for.
//
// What nobody has changed is known by its row: every change of one makes another
// of another xmin, whoever makes it.
type granted struct {
	conditions []string
	args       []any
}

// grant has the transaction depend on a condition. Places are named ?.
func (g *granted) grant(condition string, args ...any) {
	g.conditions, g.args = append(g.conditions, condition), append(g.args, args...)
}

// statement fails unless all of it holds. There is no other way to have a server
// leave out what follows: the cast is of what no number can be read from.
func (g *granted) statement() string {
	return "SELECT CAST(CASE WHEN " + strings.Join(g.conditions, " AND ") + " THEN '1' ELSE 'changed since it was read' END AS int)"
}

// notANumber is how PostgreSQL calls the failure of that statement.
const notANumber = "22P02"

// memory keeps what was read of some things by their ids, with the version of the
// rows that it was made of.
type memory[T any] struct {
	mu   sync.Mutex
	kept map[string]versioned[T]
}

type versioned[T any] struct {
	what    T
	version string
}

// known is what was read before, so that a transaction need not wait for it.
type known struct {
	standings memory[Standing] // by assessment
}

// mostKept bounds how many things are remembered.
const mostKept = 10_000

func (m *memory[T]) find(id string) (versioned[T], bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.kept[id]
	return v, ok
}

func (m *memory[T]) keep(id string, v versioned[T]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= mostKept {
		m.kept = map[string]versioned[T]{}
	}
	m.kept[id] = v
}
