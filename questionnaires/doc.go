// Package questionnaires holds what teams are asked, as data: questionnaires
// in immutable editions, the practices that raise a level, the glossary, hints
// for the talk in which a team agrees, and the scenarios of drills. The Go code
// only reads and checks those files; it knows no database, no page and no
// clock, and how answers become points is for package maturity alone.
//
// Own questionnaires are YAML files in the same format, described by Schema
// and in docs/questionnaire-format.md.
package questionnaires
