package evidence

import "michinori/app/evidence/paths"

// ProblemReasons are the messages that problems name as their reason.
func ProblemReasons() []string {
	return append(paths.ErrorKeys(),
		"catalog.empty", "catalog.kind", "catalog.name", "catalog.no_entity", "catalog.placeholder", "catalog.text", "catalog.too_large",
		"catalog.twice", "catalog.yaml",
		"code.empty", "code.number", "code.other", "code.shape", "code.syntax", "code.too_large", "code.twice",
		"codeowners.exception", "codeowners.hash", "codeowners.owner", "codeowners.range", "codeowners.section", "codeowners.too_large",
	)
}
