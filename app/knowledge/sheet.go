package knowledge

import "michinori/app/maturity"

// Sheet is a register as a spreadsheet holds it: read, and not yet compared
// with anything.
type Sheet struct {
	Areas    []SheetArea
	Claims   []SheetClaim
	Problems []SheetProblem
	Ignored  []string // columns that mean nothing here
}

// SheetArea is an area with the line it stands on.
type SheetArea struct {
	Line            int
	Key             string
	Name            maturity.Text
	Criticality     int
	Kind            AreaKind
	Paths, Services []string
}

// SheetClaim is what one cell says of a person and an area.
type SheetClaim struct {
	Line   int
	Area   string // key
	Person string // e-mail address, or name
	Claim  Claim
}

// SheetProblem is what is wrong on a line; Key is that of a message.
type SheetProblem struct {
	Line        int
	Column, Key string
	Args        map[string]string
}
