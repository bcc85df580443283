// Package demo makes up an organisation: a believable company with teams,
// people and some years of rounds, for trying the program out, for tests and
// for screenshots. Everything is chosen by a seed, so that the same seed gives
// the same data, ids included. Scores are never made up: they are what
// maturity.Score gives for the answers and the registers. It knows no page and
// no clock, and must never touch a database that holds an organisation.
//
// Of the eight teams with a story, by key, the registers show:
//
//   - platform: drills bring old claims back, an area was archived
//   - payments: who knew a contract has left; the code has a ghost owner
//   - search: a team that keeps no register
//   - orders: a batch spread by pairing, from one person to three
//   - delivery: two or three people each, some claims old; code that differs
//   - internal-systems: a lone SRE, the champion, without whom four areas stop
//   - mobile-app: two halves of a team, and somebody who leaves soon
//   - data-platform: new and thin, with somebody who is away still
//
// And of how practices live:
//
//   - platform: drills that began, fell asleep and began again teach others; one
//     practice was stopped with a reason
//   - payments: drills died with who brought them, work in pairs came back, and
//     the next drill is planned
//   - search: two things that ended after two times
//   - orders: SLO reviews that others lead
//   - delivery: steady rhythms, and one taken up again after a stop
//   - internal-systems: tried once, or chosen and not begun
//   - mobile-app: a reading club that has fallen asleep lately
//   - data-platform: first drills, with the help of platform
package demo
