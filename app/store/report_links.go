package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"michinori/app/maturity"
)

// ReportLink is a secret address by which anybody reads one report, talk or
// wall; only its hash is kept.
type ReportLink struct {
	ID, Hash  string
	Kind      ReportLinkKind
	RoundID   string
	Scope     string // "" for all, or the id of a group
	Language  maturity.Language
	HideTeams bool
	Label     string
	CreatedBy string // a person
	CreatedAt time.Time
	ExpiresAt time.Time
	RevokedAt *time.Time
	Opened    int
	OpenedAt  *time.Time // the last time
}

// ReportLinkKind says what a link shows.
type ReportLinkKind string

// The kinds, as the table has them.
const (
	ReportOfLink ReportLinkKind = "report"
	TalkOfLink   ReportLinkKind = "talk"
	WallOfLink   ReportLinkKind = "wall"
)

type reportLinkRow struct {
	ID        string `gorm:"primaryKey"`
	Hash      string
	Kind      ReportLinkKind
	RoundID   string
	Scope     string
	Language  maturity.Language
	HideTeams bool
	Label     string
	CreatedBy string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt time.Time
	RevokedAt *time.Time
	Opened    int
	OpenedAt  *time.Time
}

func (reportLinkRow) TableName() string { return "report_links" }

func (l reportLinkRow) link() ReportLink { return ReportLink(l) }

// ReportLinks returns all links, the newest first.
func (r Reader) ReportLinks(ctx context.Context) ([]ReportLink, error) {
	return many(r.g.WithContext(ctx).Order("created_at DESC, id"), reportLinkRow.link)
}

// ReportLinkByHash returns one link, NotFound for a hash nobody has.
func (r Reader) ReportLinkByHash(ctx context.Context, hash string) (ReportLink, error) {
	row, err := one[reportLinkRow](r.g.WithContext(ctx).Where("hash = ?", hash))
	return row.link(), err
}

// InsertReportLink stores a new link.
func (tx *Tx) InsertReportLink(ctx context.Context, l ReportLink) error {
	row := reportLinkRow(l)
	return insert(ctx, tx.g, &row, "report link")
}

// RevokeReportLink ends a link at once; one that has ended stays as it was. It
// is NotFound where there is none.
func (tx *Tx) RevokeReportLink(ctx context.Context, id string, at time.Time) error {
	if _, err := one[reportLinkRow](tx.g.WithContext(ctx).Where("id = ?", id)); err != nil {
		return err
	}
	return translate(tx.g.WithContext(ctx).Model(&reportLinkRow{}).
		Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", at).Error)
}

// CountOpening adds one to how often a link was opened. The database adds, so
// that two at once count as two.
func (tx *Tx) CountOpening(ctx context.Context, id string, at time.Time) error {
	return translate(tx.g.WithContext(ctx).Model(&reportLinkRow{}).Where("id = ?", id).
		Updates(map[string]any{"opened": gorm.Expr("opened + 1"), "opened_at": at}).Error)
}
