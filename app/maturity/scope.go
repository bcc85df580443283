package maturity

import "slices"

// Scope is how far the token of a program reaches: never further than its
// person, and each scope holds those before it.
type Scope string

// The scopes.
const (
	ScopeRead  Scope = "read"  // what its person may see
	ScopeWrite Scope = "write" // and what they change of their own and of their teams
	ScopeAdmin Scope = "admin" // and what they run: people, teams, rounds, links, tokens
)

// Scopes lists all scopes, the narrowest first.
var Scopes = []Scope{ScopeRead, ScopeWrite, ScopeAdmin}

// Allows reports whether a token of this scope may do what takes the other one.
func (s Scope) Allows(needed Scope) bool {
	have, want := slices.Index(Scopes, s), slices.Index(Scopes, needed)
	return have >= 0 && want >= 0 && have >= want
}

// Way is how something reached the program, as the log tells it.
type Way string

// The ways; "" stands for the program itself.
const (
	ByPage    Way = "page"
	ByAPI     Way = "api"
	ByCommand Way = "command"
)
