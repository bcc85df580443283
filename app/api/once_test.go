package api_test

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"testing"

	"michinori/app/store/storetest"
)

// TestSentTwiceIsDoneOnce sends one write many times at once under one key.
func TestSentTwiceIsDoneOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := serve(t, database)
		send := func(name string) reply {
			return s.call("champion", "POST", "/teams", map[string]any{"name": name}, "Idempotency-Key", "7b0b9a4e")
		}
		var wg sync.WaitGroup
		replies := make([]reply, 12)
		for i := range replies {
			wg.Go(func() { replies[i] = send("Payments") })
		}
		wg.Wait()
		first := send("Payments").want(http.StatusCreated)
		for _, r := range replies {
			switch {
			case r.status == http.StatusConflict:
				r.problem(http.StatusConflict, "error.under_way")
			case r.status != http.StatusCreated || !bytes.Equal(r.raw, first.raw) || r.etag() != first.etag():
				t.Errorf("answered %d %s, later %s", r.status, r.raw, first.raw)
			}
		}
		if first.header.Get("Idempotency-Replayed") != "true" {
			t.Error("it was carried out again")
		}
		if got := len(s.call("champion", "GET", "/teams", nil).want(http.StatusOK).at("items").([]any)); got != 1 {
			t.Errorf("there are %d teams", got)
		}
		send("Search").problem(http.StatusUnprocessableEntity, "error.key_reused")
		s.call("champion", "POST", "/teams", map[string]any{"name": "x"}, "Idempotency-Key", "a b").problem(http.StatusUnprocessableEntity, "error.invalid")
	})
}

// TestASecretIsReplayedAndNotKept: what is shown once comes again under its key,
// and cannot be read in the database without it.
func TestASecretIsReplayedAndNotKept(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	s := serve(t, database)
	send := func() reply {
		return s.call("champion", "POST", "/tokens", map[string]any{"name": "x", "scope": "read"}, "Idempotency-Key", "7b0b9a4e").want(http.StatusCreated)
	}
	first := send()
	if second := send(); second.text("secret") != first.text("secret") {
		t.Error("another token was made")
	}
	kept := everything(t, database)
	if !strings.Contains(kept, first.text("id")) {
		t.Fatal("the database was not read")
	}
	_, secret, _ := strings.Cut(first.text("secret"), "_")
	for _, form := range []string{
		secret, base64.StdEncoding.EncodeToString([]byte(secret)), hex.EncodeToString([]byte(secret)),
	} {
		if strings.Contains(strings.ToLower(kept), strings.ToLower(form)) {
			t.Errorf("the database holds the secret as %q", form)
		}
	}
}

// everything is all that stands in any table of a SQLite database.
func everything(t *testing.T, database storetest.Database) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+strings.TrimPrefix(database.URL, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	for _, table := range rowsOf(t, db, "SELECT name FROM sqlite_master WHERE type = 'table'") {
		for _, row := range rowsOf(t, db, `SELECT * FROM "`+table+`"`) {
			out.WriteString(row + "\n")
		}
	}
	return out.String()
}

// rowsOf are rows with their values one after the other.
func rowsOf(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var row []string
		for _, v := range values {
			row = append(row, string(v))
		}
		out = append(out, strings.Join(row, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTwoEditorsLoseNothing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := serve(t, database)
		made := s.call("champion", "POST", "/teams", map[string]any{"name": "Payments"}).want(http.StatusCreated)
		path := "/teams/" + made.text("id")
		for round := range 8 {
			seen := s.call("champion", "GET", path, nil).want(http.StatusOK).etag()
			names := []string{string(rune('A'+round)) + "1", string(rune('A'+round)) + "2"}
			replies := make([]reply, len(names))
			var wg sync.WaitGroup
			for i, name := range names {
				wg.Go(func() {
					replies[i] = s.call("champion", "PUT", path, map[string]any{"name": name, "key": "pay"}, "If-Match", seen)
				})
			}
			wg.Wait()
			now := s.call("champion", "GET", path, nil).want(http.StatusOK).text("name")
			won := 0
			for i, r := range replies {
				switch r.status {
				case http.StatusOK:
					won++
					if now != names[i] {
						t.Errorf("%s was told it is kept, and %s is there", names[i], now)
					}
				default:
					r.problem(http.StatusPreconditionFailed, "error.stale")
					if r.text("current", "name") != now {
						t.Errorf("the loser is told of %s, and %s is there", r.text("current", "name"), now)
					}
				}
			}
			if won != 1 {
				t.Fatalf("%d of two editors won", won)
			}
		}
		s.call("champion", "PUT", path, map[string]any{"name": "x"}).problem(http.StatusPreconditionRequired, "error.precondition")
	})
}
