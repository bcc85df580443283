package reports

import "michinori/app/maturity"

// HeatState says what a cell of a heat map may tell.
type HeatState string

// The states. A cell without a state has not been assessed.
const (
	HeatUnassessed HeatState = ""
	HeatLevel      HeatState = "level"  // Level counts
	HeatShare      HeatState = "share"  // Part and Of count
	HeatLocked     HeatState = "locked" // too few answers to be shown: no number may be given
	HeatNA         HeatState = "na"     // does not apply
)

// HeatCell is one cell. Numbers that its State does not name are not used.
type HeatCell struct {
	State    HeatState
	Level    int // 0 to 4
	Part, Of int // of the teams, those that do
}

// TeamHeatRow is one team in each dimension.
type TeamHeatRow struct {
	Team  string
	Cells map[maturity.Dimension]HeatCell
}

// TeamHeatInput is one round of an organisation, team by team, in the order in
// which they are to stand.
type TeamHeatInput struct {
	ID    string // "" means heat-teams
	Lang  maturity.Language
	Scope string // "" is the whole organisation
	Round string // as printed
	Rows  []TeamHeatRow
	Notes []string
}

// TeamHeatMap shows the level of each team in each dimension. Rows keep their
// order: they are never sorted by level.
func TeamHeatMap(in TeamHeatInput) Figure {
	return Figure{ID: identifier(in.ID, "heat-teams"), Lang: in.Lang}
}

// PracticeHeatRow is one practice in each group.
type PracticeHeatRow struct {
	Practice string
	Cells    []HeatCell // in the order of the groups
}

// PracticeHeatInput is how far each practice has come in each group.
type PracticeHeatInput struct {
	ID     string // "" means heat-practices
	Lang   maturity.Language
	When   string // a round or a day, as printed
	Groups []string
	Rows   []PracticeHeatRow
	Notes  []string
}

// PracticeHeatMap shows in how many teams of each group a practice is a habit.
// Rows and columns keep their order.
func PracticeHeatMap(in PracticeHeatInput) Figure {
	return Figure{ID: identifier(in.ID, "heat-practices"), Lang: in.Lang}
}
