package evidence

import "michinori/app/evidence/paths"

// ProblemReasons are the messages that problems name as their reason.
func ProblemReasons() []string {
	return append(paths.ErrorKeys(),
		"catalog.empty", "catalog.kind", "catalog.name", "catalog.no_entity", "catalog.placeholder", "catalog.text", "catalog.too_large",
		"catalog.twice", "catalog.yaml",
		"code.empty", "code.number", "code.other", "code.shape", "code.syntax", "code.too_large", "code.twice",
		"codeowners.exception", "codeowners.hash", "codeowners.owner", "codeowners.range", "codeowners.section", "codeowners.too_large",
		"field.encoding",
		"measured.backwards", "measured.columns", "measured.empty", "measured.json", "measured.no_issues", "measured.no_start", "measured.no_time",
		"measured.quotes", "measured.seconds", "measured.shape", "measured.text", "measured.time", "measured.too_large", "measured.too_many_cells",
		"measured.too_many_problems", "measured.too_many_rows", "measured.two_ways", "measured.yes_no",
		"slo_file.budgeting", "slo_file.document", "slo_file.kind", "slo_file.missing", "slo_file.name", "slo_file.no_version", "slo_file.nothing",
		"slo_file.target", "slo_file.too_many", "slo_file.two_targets", "slo_file.version", "slo_file.window",
	)
}
