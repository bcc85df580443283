package questionnaires

import (
	"slices"
	"sync"

	"michinori/app/adoption"
)

var scenarios = sync.OnceValue(func() []adoption.Scenario { return mustContent[[]adoption.Scenario]("drills.yaml") })

// Scenarios returns the library of drills in the order in which it is shown: by
// source as in adoption.ScenarioSources, the gentlest first within each.
func Scenarios() []adoption.Scenario { return slices.Clone(scenarios()) }

// ScenarioByKey returns one scenario, and false where there is none.
func ScenarioByKey(key string) (adoption.Scenario, bool) {
	i := slices.IndexFunc(scenarios(), func(s adoption.Scenario) bool { return s.Key == key })
	if i < 0 {
		return adoption.Scenario{}, false
	}
	return scenarios()[i], true
}
