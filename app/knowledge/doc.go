// Package knowledge is who can do what: areas of knowledge, people, and the
// levels they claim with dated evidence. From these follow the bus factor, the
// areas that depend on one person or on nobody, and which of them to spread
// first. It knows no clock and no file, and of scoring only what it hands over.
//
// Risks belong to areas, never to people: nothing here ranks anybody.
package knowledge
