package store

import (
	"context"
	"slices"
	"time"

	"michinori/app/maturity"
)

// Session is one browser in which somebody is signed in; only the hash of its
// secret is kept.
type Session struct {
	Hash       string
	PersonID   string
	Way        SessionWay
	Device     string // kind of browser, for its owner to tell sessions apart
	CreatedAt  time.Time
	UsedAt     *time.Time // roughly; nil before it was used again
	ExpiresAt  time.Time
	Stale      bool // the rights of the person have changed since it began
	ReplacedAt *time.Time

	version string // of the session and its person as they were read, of PostgreSQL
}

// LastUsed is when somebody was last seen in the session.
func (s Session) LastUsed() time.Time {
	if s.UsedAt != nil {
		return *s.UsedAt
	}
	return s.CreatedAt
}

// SessionWay is how somebody signed in.
type SessionWay string

// The ways; sessions from before they were told apart have none.
const (
	BySetUp    SessionWay = "setup"
	ByLink     SessionWay = "link"
	ByPassword SessionWay = "password"
	ByProvider SessionWay = "oidc"
)

type sessionRow struct {
	Hash       string `gorm:"primaryKey"`
	PersonID   string
	Way        string
	Device     string
	CreatedAt  time.Time `gorm:"autoCreateTime:false"`
	UsedAt     *time.Time
	ExpiresAt  time.Time
	Stale      bool
	ReplacedAt *time.Time
}

func (sessionRow) TableName() string { return "sessions" }

func (s sessionRow) session() Session {
	return Session{
		Hash: s.Hash, PersonID: s.PersonID, Way: SessionWay(s.Way), Device: s.Device, CreatedAt: s.CreatedAt,
		UsedAt: s.UsedAt, ExpiresAt: s.ExpiresAt, Stale: s.Stale, ReplacedAt: s.ReplacedAt,
	}
}

// ViewerBySession returns who is signed in under that session: NotFound when
// there is no such session, it has ended by now, nobody has used it since idle,
// or the person is archived.
func (r Reader) ViewerBySession(ctx context.Context, hash string, now, idle time.Time) (maturity.Viewer, Session, error) {
	// Every request asks this: the columns are read by hand, as in StandingOf.
	rows, err := r.rows(ctx, `
		SELECT p.id, p.name, COALESCE(p.email, ''), p.language, p.role,
			s.hash, s.person_id, s.way, s.device, s.created_at, s.used_at, s.expires_at, s.stale, s.replaced_at,
			COALESCE(m.team_id, ''), COALESCE(m.role, ''), `+r.sessionVersion()+`
		FROM people p JOIN sessions s ON s.person_id = p.id LEFT JOIN memberships m ON m.person_id = p.id
		WHERE s.hash = ? AND s.expires_at > ? AND p.archived_at IS NULL
			AND (s.used_at > ? OR s.used_at IS NULL AND s.created_at > ?)`, hash, now, idle, idle)
	if err != nil {
		return maturity.Viewer{}, Session{}, err
	}
	defer rows.Close()
	var s Session
	v := maturity.Viewer{Memberships: map[string]maturity.MemberRole{}}
	p := &v.Person
	for rows.Next() {
		var team string
		var role maturity.MemberRole
		err := rows.Scan(&p.ID, &p.Name, &p.Email, &p.Language, &p.Role,
			&s.Hash, &s.PersonID, &s.Way, &s.Device, &s.CreatedAt, &s.UsedAt, &s.ExpiresAt, &s.Stale, &s.ReplacedAt, &team, &role, &s.version)
		if err != nil {
			return maturity.Viewer{}, Session{}, translate(err)
		}
		if team != "" {
			v.Memberships[team] = role
		}
	}
	if err := rows.Err(); err != nil {
		return maturity.Viewer{}, Session{}, translate(err)
	}
	if s.Hash == "" {
		return maturity.Viewer{}, Session{}, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return v, s, nil
}

// sessionVersion is of the rows of a session and its person, "" on SQLite. What
// the person is in teams is among it: see MarkStale.
func (r Reader) sessionVersion() string {
	if !r.onPostgres() {
		return "''"
	}
	return "s.xmin::text || ' ' || p.xmin::text"
}

// Holdable reports whether HoldSession can do without asking.
func (s Session) Holdable() bool { return s.version != "" }

// HoldSession reports whether the transaction goes through only if nothing about
// the session, its person and their teams has changed since they were read. Where
// it reports false, they are to be read again.
func (tx *Tx) HoldSession(s Session) bool {
	if tx.pipe == nil || tx.pipe.anew || s.version == "" {
		return false
	}
	tx.pipe.granted.grant("EXISTS (SELECT 1 FROM sessions s JOIN people p ON p.id = s.person_id WHERE s.hash = ? AND "+
		tx.sessionVersion()+" = ?)", s.Hash, s.version)
	return true
}

// ViewerOf returns a person with the teams they are in.
func (r Reader) ViewerOf(ctx context.Context, p maturity.Person) (maturity.Viewer, error) {
	ms, err := r.MembershipsOf(ctx, p.ID)
	v := maturity.Viewer{Person: p, Memberships: make(map[string]maturity.MemberRole, len(ms))}
	for _, m := range ms {
		v.Memberships[m.TeamID] = m.Role
	}
	return v, err
}

// SessionsOf returns the sessions in which a person is signed in, the one used
// last first.
func (r Reader) SessionsOf(ctx context.Context, person string, now, idle time.Time) ([]Session, error) {
	return many(r.g.WithContext(ctx).
		Where("person_id = ? AND expires_at > ? AND replaced_at IS NULL", person, now).
		Where("(used_at > ? OR used_at IS NULL AND created_at > ?)", idle, idle).
		Order("COALESCE(used_at, created_at) DESC, hash"), sessionRow.session)
}

// InsertSession signs a person in.
func (tx *Tx) InsertSession(ctx context.Context, s Session) error {
	row := newSessionRow(s)
	return insert(ctx, tx.g, &row, "session")
}

func newSessionRow(s Session) sessionRow {
	return sessionRow{
		Hash: s.Hash, PersonID: s.PersonID, Way: string(s.Way), Device: s.Device, CreatedAt: s.CreatedAt,
		UsedAt: s.UsedAt, ExpiresAt: s.ExpiresAt, Stale: s.Stale, ReplacedAt: s.ReplacedAt,
	}
}

// TouchSession remembers that a session is used.
func (tx *Tx) TouchSession(ctx context.Context, hash string, at time.Time) error {
	return translate(tx.g.WithContext(ctx).Model(&sessionRow{}).Where("hash = ?", hash).Update("used_at", at).Error)
}

// ReplaceSession ends a stale session at the time given. It reports false when
// somebody did so before, so that of two requests at once one replaces it.
func (tx *Tx) ReplaceSession(ctx context.Context, hash string, now, ends time.Time) (bool, error) {
	q := tx.g.WithContext(ctx).Model(&sessionRow{}).Where("hash = ? AND stale", hash).
		Updates(map[string]any{"stale": false, "replaced_at": now, "expires_at": ends})
	return q.RowsAffected == 1, translate(q.Error)
}

// MarkStale lets every session of these people get a new secret, as after a
// change of their rights.
func (tx *Tx) MarkStale(ctx context.Context, people ...string) error {
	for some := range slices.Chunk(people, batch) {
		q := tx.g.WithContext(ctx).Model(&sessionRow{}).Where("person_id IN ? AND replaced_at IS NULL", some).Update("stale", true)
		if q.Error != nil {
			return translate(q.Error)
		}
	}
	return nil
}

// DeleteSession signs out; an unknown session is fine.
func (tx *Tx) DeleteSession(ctx context.Context, hash string) error {
	return translate(tx.g.WithContext(ctx).Where("hash = ?", hash).Delete(&sessionRow{}).Error)
}

// DeleteSessionOf ends one session of a person; NotFound where it is not theirs.
func (tx *Tx) DeleteSessionOf(ctx context.Context, person, hash string) error {
	return must(tx.g.WithContext(ctx).Where("hash = ? AND person_id = ?", hash, person).Delete(&sessionRow{}))
}

// DeleteSessionsOf signs a person out everywhere.
func (tx *Tx) DeleteSessionsOf(ctx context.Context, person string) error {
	return translate(tx.g.WithContext(ctx).Where("person_id = ?", person).Delete(&sessionRow{}).Error)
}

// DeleteEnded removes sessions and links that ended before t.
func (tx *Tx) DeleteEnded(ctx context.Context, t time.Time) error {
	if err := tx.g.WithContext(ctx).Where("expires_at < ?", t).Delete(&sessionRow{}).Error; err != nil {
		return translate(err)
	}
	return translate(tx.g.WithContext(ctx).Where("expires_at < ?", t).Delete(&linkRow{}).Error)
}
