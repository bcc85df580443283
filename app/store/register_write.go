package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

// LockRegister keeps others from adding areas to a team or importing into it
// until the transaction ends; what is claimed may still change. NotFound where
// there is no such team.
func (tx *Tx) LockRegister(ctx context.Context, team string) error {
	_, err := one[teamRow](tx.g.WithContext(ctx).Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Where("id = ?", team))
	return err
}

// LockAreas keeps areas, and what is claimed of them, as they are until the
// transaction ends: claims that are there and those that are not. Everybody
// takes the rows in the same order, so that nobody waits in a circle.
func (tx *Tx) LockAreas(ctx context.Context, areas ...string) error {
	return lockAreas(tx.g.WithContext(ctx).Where("id IN ?", areas))
}

// LockAreasOf is LockAreas for all areas of a team.
func (tx *Tx) LockAreasOf(ctx context.Context, team string) error {
	return lockAreas(tx.g.WithContext(ctx).Where("team_id = ?", team))
}

func lockAreas(q *gorm.DB) error {
	var ids []string
	q = q.Model(&areaRow{}).Select("id").Order("id").Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	return translate(q.Find(&ids).Error)
}

// InsertAreas adds areas; Conflict when a key is taken in its team.
func (tx *Tx) InsertAreas(ctx context.Context, areas []Area) error {
	rows := make([]areaRow, len(areas))
	for i, a := range areas {
		rows[i] = newAreaRow(a)
	}
	return insertMany(rows, "areas")(ctx, tx)
}

// UpdateArea changes an area that is still at the revision before a.Revision;
// false, and nothing done, where it is not. Team and key never change.
func (tx *Tx) UpdateArea(ctx context.Context, a Area) (bool, error) {
	row := newAreaRow(a)
	q := tx.g.WithContext(ctx).Model(&areaRow{}).Where("id = ? AND revision = ?", a.ID, a.Revision-1).Updates(map[string]any{
		"name_ja": row.NameJA, "name_en": row.NameEN, "criticality": row.Criticality, "kind": row.Kind,
		"paths": row.Paths, "services": row.Services, "runbook_tested": row.RunbookTested,
		"non_owner_run": row.NonOwnerRun, "next_step": row.NextStep, "revision": row.Revision, "archived_at": row.ArchivedAt,
	})
	return q.RowsAffected == 1, translate(q.Error)
}

// InsertClaim makes a claim where there is none, under the revision that comes
// after all there have been; false, and nothing done, where there is one.
func (tx *Tx) InsertClaim(ctx context.Context, c Claim) (Claim, bool, error) {
	var before int64
	err := tx.g.WithContext(ctx).Model(&changeRow{}).
		Where("area_id = ? AND person_id = ?", c.AreaID, c.PersonID).Count(&before).Error
	if err != nil {
		return c, false, translate(err)
	}
	c.Revision = int(before) + 1
	row := newClaimRow(c)
	q := tx.g.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
	return c, q.RowsAffected == 1, translate(q.Error)
}

// UpdateClaim changes a claim that is still at the revision before c.Revision;
// false, and nothing done, where it is not.
func (tx *Tx) UpdateClaim(ctx context.Context, c Claim) (bool, error) {
	row := newClaimRow(c)
	q := tx.claimAt(ctx, c.AreaID, c.PersonID, c.Revision-1).Updates(map[string]any{
		"level": row.Level, "claimed_at": row.ClaimedAt, "evidence_at": row.EvidenceAt, "evidence_kind": row.EvidenceKind,
		"evidence_link": row.EvidenceLink, "revision": row.Revision, "updated_by": row.UpdatedBy, "updated_at": row.UpdatedAt,
	})
	return q.RowsAffected == 1, translate(q.Error)
}

// DeleteClaim withdraws a claim that is still at that revision; false, and
// nothing done, where it is not.
func (tx *Tx) DeleteClaim(ctx context.Context, area, person string, revision int) (bool, error) {
	q := tx.claimAt(ctx, area, person, revision).Delete(&claimRow{})
	return q.RowsAffected == 1, translate(q.Error)
}

func (tx *Tx) claimAt(ctx context.Context, area, person string, revision int) *gorm.DB {
	return tx.g.WithContext(ctx).Model(&claimRow{}).Where("area_id = ? AND person_id = ? AND revision = ?", area, person, revision)
}

// SaveClaims makes and changes many claims, each at the revision it carries; a
// Conflict where one is not at the revision before. Their areas must be kept by
// LockAreas from before they were read.
func (tx *Tx) SaveClaims(ctx context.Context, claims []Claim) error {
	if len(claims) == 0 {
		return nil
	}
	rows := make([]claimRow, len(claims))
	for i, c := range claims {
		rows[i] = newClaimRow(c)
	}
	on := clause.OnConflict{
		Columns: []clause.Column{{Name: "area_id"}, {Name: "person_id"}},
		DoUpdates: clause.AssignmentColumns([]string{
			"level", "claimed_at", "evidence_at", "evidence_kind", "evidence_link", "revision", "updated_by", "updated_at",
		}),
		Where: clause.Where{Exprs: []clause.Expression{gorm.Expr("claims.revision = excluded.revision - 1")}},
	}
	q := tx.g.WithContext(ctx).Clauses(on).CreateInBatches(&rows, batch)
	switch {
	case q.Error != nil:
		return fmt.Errorf("save claims: %w", translate(q.Error))
	case q.RowsAffected != int64(len(claims)):
		return maturity.Fail(maturity.Conflict, "error.changed_meanwhile")
	}
	return nil
}

// SaveActivity sets first and last day of a member, each 2026-10-31 or "".
func (tx *Tx) SaveActivity(ctx context.Context, team, person, from, to string) error {
	return must(tx.g.WithContext(ctx).Model(&membershipRow{}).Where("team_id = ? AND person_id = ?", team, person).
		Updates(map[string]any{"active_from": from, "active_to": to}))
}

// InsertRegister stores areas, claims and changes that are not there yet, many
// rows at a time and just as they are given. Changes keep their order.
func (tx *Tx) InsertRegister(ctx context.Context, areas []Area, claims []Claim, changes []RegisterChange) error {
	if err := tx.InsertAreas(ctx, areas); err != nil {
		return err
	}
	rows := make([]claimRow, len(claims))
	for i, c := range claims {
		rows[i] = newClaimRow(c)
	}
	if err := insertMany(rows, "claims")(ctx, tx); err != nil {
		return err
	}
	return tx.InsertChanges(ctx, changes)
}
