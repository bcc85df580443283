// Package maturity is the domain: what a team is asked, what it answered, and
// what follows from that. It holds the rules (scoring, privacy, validation,
// the life of an assessment) and nothing that knows a database, a page or a
// clock; whoever calls it brings the time and the seed.
//
// The words, used in code, database, pages and documents alike:
//
//	organisation   the company one instance serves                        (not: tenant, account)
//	group          a department; groups form a tree                       (not: user group)
//	team           people who run something together                      (not: squad)
//	person         somebody who can sign in                               (not: user)
//	membership     a person in a team, as lead or member                  (not: assignment)
//	questionnaire  what is asked, in immutable editions                   (not: survey, form)
//	question       one thing asked, under a permanent key                 (not: item, metric)
//	dimension      one of toil, bus, incident, slo, learn                 (not: pillar, category)
//	round          one period with its edition and invited teams          (not: cycle, campaign)
//	response       one person's answers in one round and team             (not: submission)
//	answer         one person's answer to one question                    (not: value)
//	fact           the answer the lead records once for the team          (not: evidence)
//	assessment     one team in one round                                  (not: audit)
//	agreement      the level the team settled on, with its reason         (not: final score)
//	score          0 to 100, of a dimension                               (not: grade)
//	level          0 to 4, from the score, lowered by a gate              (not: rating)
//	gate           a condition that holds the level down                  (not: blocker)
//	coverage       answered weight out of applicable weight               (not: completeness)
//	action         one next step with one owner and one date              (not: task, ticket)
package maturity
