package page

import "michinori/reports/document"

// Report is what leaders ask of one round, answered.
type Report struct {
	Base
	Scope
	HideTeams bool
	Document  *document.Document // nil: there is no round yet
}
