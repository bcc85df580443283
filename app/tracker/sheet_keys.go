package tracker

import (
	"context"
	"strings"

	"michinori/app/knowledge"
)

// MeantSheet returns a spreadsheet in which areas that only give a name bear
// the key of the team's area of that name, so that they are not added again.
func (t *Tracker) MeantSheet(ctx context.Context, team string, sheet knowledge.Sheet) (knowledge.Sheet, error) {
	areas, err := t.db.AreasOf(ctx, team)
	if err != nil {
		return sheet, err
	}
	keys, byName := map[string]bool{}, map[string]string{}
	for _, a := range areas {
		keys[a.Key] = true
		if a.ArchivedAt == nil {
			byName[sheetName(a.Name.JA)], byName[sheetName(a.Name.EN)] = a.Key, a.Key
		}
	}
	delete(byName, sheetName(""))
	meant := map[string]string{}
	for i, a := range sheet.Areas {
		key := byName[sheetName(a.Name.JA)]
		if key == "" {
			key = byName[sheetName(a.Name.EN)]
		}
		if key != "" && !keys[a.Key] {
			meant[a.Key] = key
			sheet.Areas[i].Key = key
		}
	}
	for i, claim := range sheet.Claims {
		if key := meant[claim.Area]; key != "" {
			sheet.Claims[i].Area = key
		}
	}
	return sheet, nil
}

func sheetName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
