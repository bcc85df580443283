package demo

import (
	"testing"

	"michinori/app/adoption"
)

// TestAboutAFifthOfCausesCameBack: reviews of incidents tell their causes, and
// nothing else does.
func TestAboutAFifthOfCausesCameBack(t *testing.T) {
	t.Parallel()
	whole, err := planned(t, options(60, 2, 3)).adoptions()
	must(t, err)
	practice := map[string]string{}
	for _, x := range whole.Trials {
		practice[x.ID] = x.Practice
	}
	var told adoption.CauseCount
	for _, o := range whole.Occurrences {
		if o.Cause != "" && practice[o.TrialID] != "postmortem" {
			t.Errorf("%s tells a cause", practice[o.TrialID])
		}
		told.Add(o.Cause, 1)
	}
	if n := told.Told(); n < 40 || told.Again*10 < n || told.Again*10 > 3*n || told.Unknown == 0 {
		t.Errorf("%+v", told)
	}
}
