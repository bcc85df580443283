package request

import (
	"strings"

	"michinori/app/maturity"
)

// Language returns the first of our languages that an Accept-Language header
// names, in the order in which it names them; false where it names none.
func Language(accepted string) (maturity.Language, bool) {
	for _, part := range strings.Split(accepted, ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if l, ok := maturity.ParseLanguage(base); ok {
			return l, true
		}
	}
	return "", false
}
