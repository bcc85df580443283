package measured

import "michinori/app/maturity"

const (
	ownLedger    = 1 // tracking: at most a private list
	inTickets    = 4 // tracking: recorded in the tickets, split by cause
	habitMonths  = 3 // months with a label that make a habit
	enoughIssues = 10
)

func issueFindings(in Issues, toil map[string]bool, facts map[string]maturity.Answer) []Finding {
	all, months := in.Toil(toil)
	if all.Count == 0 {
		return nil
	}
	share := Finding{Kind: ToilShare, N: all.Toil, Of: all.Count, Share: float64(all.Toil) / float64(all.Count)}
	out := []Finding{at(tracking, share), at(toilHours, share)}
	if all.Hours > 0 {
		hours := Finding{Kind: ToilHoursOf, N: all.ToilTimed, Of: all.Timed, Share: all.ToilHours / all.Hours}
		out = append(out, at(tracking, hours), at(toilHours, hours))
	}
	a, answered := facts[tracking]
	if !answered || a.Kind != maturity.LevelAnswer {
		return out
	}
	labelled := 0
	for _, m := range months {
		if m.Toil > 0 {
			labelled++
		}
	}
	switch {
	case a.Level >= inTickets && all.Toil == 0 && all.Count >= enoughIssues:
		out = append(out, Finding{Question: tracking, Kind: ToilNoLabel, Asks: true, Of: all.Count})
	case a.Level <= ownLedger && labelled >= habitMonths:
		out = append(out, Finding{Question: tracking, Kind: ToilRecorded, Asks: true, N: labelled, Of: len(months)})
	}
	return out
}

func at(question string, f Finding) Finding {
	f.Question = question
	return f
}
