package transfer

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"michinori/app/archive"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// eventsEnv says how many events there are beside the other rows; a few are
// enough for every day.
const eventsEnv = "MICHINORI_TEST_EVENTS"

// texts are what people write, and what two databases may sort, count or escape
// differently.
var texts = []string{
	"👩🏽‍🚒🇯🇵👨‍👩‍👧‍👦 絵文字",
	"\u202eمرحبا بالعالم\u202c \u200fשלום",
	`␀ \0 \u0000 %00 ` + "\u0001\u001f\u007f\u0085\ufffd",
	strings.Repeat("名", 300),
	"か\u3099 が ｶﾞ é e\u0301 ß ẞ ı İ",
	"\t\r\n \u2028\u2029\ufeff\u200b ",
	`'); DROP TABLE teams; -- </script><b onclick="x">&amp; ${{.}} %s`,
}

// written are the columns in which people write what they like.
var written = strings.Fields(`name name_ja name_en about_ja about_en first_ja first_en title text note reason reopen_reason stop_reason
	label message problem sentence next_step device evidence_link link address`)

// chosen are values of which there are only some.
var chosen = map[string]string{
	"evidence_marks.kind": "label", "notices.channel": "mail", "decks.language": "en", "links.purpose": "personal",
	"practices.dimensions": `["toil"]`, "decks.document": "{}", "api_tokens.scope": "read", "report_links.kind": "wall", "report_links.language": "ja",
	"earlier_results.document": `{"Assessment":{"State":"shared"},"Result":{"Document":"{}"}}`,
}

// full is a database with rows in every table, and with texts wherever people
// write.
func full(t testing.TB, teams, rounds int) *store.DB {
	t.Helper()
	raw := edit(t, packed(t, filled(t, storetest.SQLite(t), teams, rounds), archive.Backup), func(a *parts) {
		for _, f := range a.manifest.Files {
			rows := a.rows(f.Table)
			if len(rows) == 0 {
				rows = a.made(f, 3)
			}
			for n, row := range rows {
				for i, c := range f.Columns {
					if _, is := row[i].(string); is && slices.Contains(written, c.Name) {
						row[i] = texts[(n+i)%len(texts)]
					}
				}
			}
			if f.Table == "events" {
				rows = more(rows)
			}
			a.setRows(f.Table, rows)
		}
	})
	db := open(t, storetest.SQLite(t))
	fatal(t, unpack(t.Context(), db, raw, Unpacking{Purpose: archive.Backup}))
	return db
}

// made are rows for a table that has none, as many as there are rounds at most.
func (a *parts) made(f archive.File, many int) []archive.Row {
	a.Helper()
	rows := make([]archive.Row, many)
	for n := range rows {
		for i, c := range f.Columns {
			text := texts[(n+i)%len(texts)]
			if one, is := chosen[f.Table+"."+c.Name]; is {
				text = one
			} else if of, is := strings.CutSuffix(c.Name, "_id"); is {
				of = strings.Replace(of+"s", "persons", "people", 1)
				text = a.rows(of)[n][0].(string)
			}
			rows[n] = append(rows[n], map[archive.Kind]any{
				archive.Text: text, archive.Integer: int64(n + 1), archive.Real: float64(n) / 3, archive.Boolean: n%2 == 0,
				archive.Time: packedAt, archive.Bytes: []byte{0, 0xff, byte(n)},
			}[c.Kind])
		}
	}
	return rows
}

// more are the rows, and the last of them again and again with another key.
func more(rows []archive.Row) []archive.Row {
	many := 2 * len(texts)
	if n, err := strconv.Atoi(os.Getenv(eventsEnv)); err == nil {
		many = n
	}
	last := rows[len(rows)-1]
	for n := range many {
		row := slices.Clone(last)
		row[0] = fmt.Sprintf("%d %s", n, texts[n%len(texts)])
		rows = append(rows, row)
	}
	return rows
}
