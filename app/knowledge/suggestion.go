package knowledge

import "michinori/app/maturity"

// Suggestion is an area that a file outside of the register names: something a
// team may want to add, as it is or changed.
type Suggestion struct {
	Key                     string
	Name                    maturity.Text
	Kind                    AreaKind
	Criticality             int // 0: the source does not say
	Paths, Services, Owners []string
	Source                  string // one of the sources below
}

// The sources of suggestions.
const (
	FromCodeOwners = "codeowners"
	FromCatalog    = "catalog"
	FromNames      = "names"
	FromCode       = "code"
)
