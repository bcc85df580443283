package access

import (
	"slices"

	"michinori/app/maturity"
)

// Relation is what somebody must have to do with that which is asked for.
type Relation string

// The relations. Those of leader and champion to a shared result begin when the
// team shares it and end when the team takes that back.
const (
	Stranger       Relation = "stranger"        // anybody, signed in or not
	Holder         Relation = "holder"          // whoever knows the secret in the address
	Scraper        Relation = "scraper"         // a program that reads the metrics
	Person         Relation = "person"          // anybody who is signed in
	Owner          Relation = "owner"           // of what nobody else sees, such as a token
	Member         Relation = "member"          // of the team, its leads too
	Lead           Relation = "lead"            // of the team
	PartTaker      Relation = "part taker"      // has a part in the drill
	GameMaster     Relation = "game master"     // runs the drill
	Leader         Relation = "leader"          // reads what teams have shared
	Champion       Relation = "champion"        // runs the rounds
	SharedLeader   Relation = "shared leader"   // a leader, of a shared result
	SharedChampion Relation = "shared champion" // a champion, of a shared result
)

// Rule names the relations that let somebody in, any one of them.
type Rule []Relation

// The rules.
var (
	Everybody = Rule{Stranger}
	BySecret  = Rule{Holder}
	ByScraper = Rule{Scraper}
	SignedIn  = Rule{Person}
	OwnOnly   = Rule{Owner}
	OfTeam    = Rule{Member}
	LeadOnly  = Rule{Lead}
	Shared    = Rule{Member, SharedLeader, SharedChampion}
	Above     = Rule{Leader, Champion}
	Runs      = Rule{Champion}
	Drilling  = Rule{Member, Champion, PartTaker}
	Directing = Rule{GameMaster}
	TeamOrRun = Rule{Member, Champion}
)

// Public reports whether somebody may pass without being known.
func (r Rule) Public() bool {
	return slices.Contains(r, Stranger) || slices.Contains(r, Holder) || slices.Contains(r, Scraper)
}

// Gate checks of a rule what can be known from the viewer alone. What depends
// on the thing that is asked for, its team and its state, the use case checks;
// the tests of the policies walk both.
func (r Rule) Gate(v maturity.Viewer) error {
	switch {
	case r.Public():
		return nil
	case !v.SignedIn():
		return v.Require(false)
	case slices.Equal(r, Runs):
		return v.MayRun()
	case slices.Equal(r, Above):
		return v.Require(v.SeesOrganisation())
	}
	return nil
}
