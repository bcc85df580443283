// Package knowledge is who can do what: areas of knowledge, people, and the
// levels they claim with dated evidence. From these follow the bus factor, the
// areas that depend on one person or on nobody, which of them to spread first
// and by which pairings, what stops while somebody is away, and what changed
// between two days. It knows no clock and no file, and of scoring only what it
// hands over.
//
// Risks belong to areas, never to people: nothing here ranks anybody. What is
// found in code raises questions and changes no level.
package knowledge
