package maturity_test

import "michinori/app/maturity"

// core returns a questionnaire with the questions, weights, anchors, lines and
// gates of sre-core, without its words: what the worked examples are made for.
func core() *maturity.Questionnaire {
	q := &maturity.Questionnaire{Key: "core", Edition: "1", Gates: coreGates()}
	q.Questions = append(q.Questions, toilQuestions()...)
	q.Questions = append(q.Questions, busQuestions()...)
	q.Questions = append(q.Questions, incidentQuestions()...)
	q.Questions = append(q.Questions, sloQuestions()...)
	q.Questions = append(q.Questions, learnQuestions()...)
	for i := range q.Questions {
		x := &q.Questions[i]
		if x.Weight == 0 {
			x.Weight = 1
		}
	}
	q.Index()
	return q
}

const (
	each   = maturity.Each
	lead   = maturity.Lead
	anchor = true
)

func toilQuestions() []maturity.Question {
	d := maturity.Toil
	return []maturity.Question{
		{
			Key: "toil.hours", Dimension: d, Type: maturity.Number, Respondent: each, Anchor: anchor, Weight: 2,
			Measure: maturity.ShareOfContracted, Practice: "toil_log",
			Scale: maturity.Scale{Line: line(0, 100, .1, 80, .25, 60, .33, 40, .5, 20, .75, 0)},
		},
		level(d, "toil.tracking", lead, anchor, "toil_log"),
		level(d, "toil.budget", lead, anchor, "toil_budget"),
		{
			Key: "toil.alert_actionable", Dimension: d, Type: maturity.Ratio, Respondent: lead, Anchor: anchor,
			Practice: "alert_review", Words: words("not_counted"),
			Scale: maturity.Scale{Line: line(0, 0, .2, 20, .4, 40, .6, 60, .85, 80, 1, 100)},
		},
		level(d, "toil.alert_review", each, false, "alert_review"),
		level(d, "toil.fix_time", each, anchor, "broken_windows_day"),
		level(d, "toil.work_visible", each, false, "scrum_for_sre"),
	}
}

func busQuestions() []maturity.Question {
	d := maturity.Bus
	return []maturity.Question{
		{
			Key: "bus.team_factor", Dimension: d, Type: maturity.Register, Respondent: maturity.System, Anchor: anchor,
			Weight: 2, Measure: maturity.TeamFactor, Practice: "knowledge_register",
			Scale: maturity.Scale{Line: line(0, 0, 1, 25, 2, 50, 3, 75, 4, 100)},
		},
		{
			Key: "bus.single_owner", Dimension: d, Type: maturity.Ratio, Respondent: maturity.System, Anchor: anchor,
			Measure: maturity.SingleOwnerShare, Practice: "knowledge_rotation",
			Scale: maturity.Scale{Line: line(0, 100, .25, 60, .5, 40, .75, 20, 1, 0), AboveZero: ptr(79.0)},
		},
		level(d, "bus.non_owner_run", each, anchor, "pair_operation"),
		level(d, "bus.docs", each, anchor, "runbook"),
		level(d, "bus.pairing", each, false, "pair_programming"),
		level(d, "bus.absence", each, anchor, "knowledge_rotation"),
		level(d, "bus.onboarding", lead, false, "oncall_onboarding"),
	}
}

func incidentQuestions() []maturity.Question {
	d := maturity.Incident
	return []maturity.Question{
		level(d, "incident.procedure", each, anchor, "incident_procedure"),
		level(d, "incident.triage", each, false, "triage"),
		checklist(d, "incident.roles", anchor, "incident_procedure",
			[]float64{0, 15, 25, 35, 45, 55, 65, 75, 100},
			"commander", "comms", "scribe", "place", "escalation", "handoff", "backup", "close"),
		{
			Key: "incident.oncall_ready", Dimension: d, Type: maturity.Ratio, Respondent: lead, Anchor: anchor,
			Practice: "oncall_shadowing",
			Scale:    maturity.Scale{Line: line(0, 0, 1, 100), AboveZero: ptr(20.0)},
			Caps:     []maturity.Cap{{When: maturity.OneOfSeveral, Points: 19}},
		},
		{
			Key: "incident.drill_recency", Dimension: d, Type: maturity.Number, Respondent: lead, Anchor: anchor,
			Measure: maturity.DaysSince, Practice: "wheel_of_misfortune", Words: words("never"),
			Scale: maturity.Scale{Line: line(0, 100, 30, 80, 90, 60, 180, 40, 365, 20), Beyond: ptr(0.0)},
		},
		level(d, "incident.first_response", lead, false, "first_response"),
		level(d, "incident.comms", each, false, "incident_procedure"),
		level(d, "incident.confidence", each, anchor, "wheel_of_misfortune"),
	}
}

func sloQuestions() []maturity.Question {
	d := maturity.SLO
	return []maturity.Question{
		{
			Key: "slo.coverage", Dimension: d, Type: maturity.Ratio, Respondent: lead, Anchor: anchor, Weight: 2,
			Measure: maturity.TierWeighted, Practice: "slo_starter",
			Scale: maturity.Scale{Line: line(0, 0, .25, 40, .5, 60, .9, 80, 1, 100), AboveZero: ptr(20.0)},
			Caps: []maturity.Cap{
				{When: maturity.NoTier1Covered, Points: 39},
				{When: maturity.NotAllTier1Cover, Points: 59},
			},
		},
		level(d, "slo.sli_quality", lead, false, "slo_starter"),
		checklist(d, "slo.document", false, "slo_starter",
			[]float64{0, 25, 35, 45, 55, 65, 75, 85, 100},
			"sli", "target", "rationale", "owner", "excluded", "consequence", "review_date", "as_code"),
		level(d, "slo.review", each, anchor, "slo_review"),
		level(d, "slo.budget_policy", lead, anchor, "error_budget_policy"),
		level(d, "slo.decision", each, false, "slo_review"),
		level(d, "slo.shared_understanding", each, anchor, "internal_talk"),
	}
}

func learnQuestions() []maturity.Question {
	d := maturity.Learn
	return []maturity.Question{
		{
			Key: "learn.postmortem", Dimension: d, Type: maturity.Ratio, Respondent: lead, Anchor: anchor,
			Practice: "postmortem",
			Scale:    maturity.Scale{Line: line(0, 0, .33, 40, .67, 60, .9, 80, 1, 100), AboveZero: ptr(20.0)},
		},
		{
			Key: "learn.actions", Dimension: d, Type: maturity.Ratio, Respondent: lead, Anchor: anchor,
			Practice: "postmortem", Words: words("not_tracked"),
			Scale: maturity.Scale{Line: line(0, 0, .33, 40, .5, 60, .8, 80, 1, 100), AboveZero: ptr(20.0)},
		},
		level(d, "learn.blameless", each, anchor, "failure_sharing"),
		level(d, "learn.sharing", each, false, "failure_sharing"),
		level(d, "learn.outreach", lead, false, "internal_talk"),
		level(d, "learn.allies", each, anchor, "reading_club"),
		level(d, "learn.experiment", each, false, "slo_starter"),
		level(d, "learn.communication", each, anchor, "slo_review"),
	}
}

func coreGates() []maturity.Gate {
	return []maturity.Gate{
		{Name: "toil.hours", Dimension: maturity.Toil, When: maturity.NotScored, MaxLevel: 1},
		{Name: "bus.team_factor", Dimension: maturity.Bus, When: maturity.AtMost, Limit: 1, MaxLevel: 1},
		{Name: "bus.orphan", Dimension: maturity.Bus, When: maturity.CriticalOrphan, MaxLevel: 2},
		{Name: "incident.procedure", Dimension: maturity.Incident, When: maturity.AtMost, Limit: 1, MaxLevel: 1},
		{Name: "incident.drill_recency", Dimension: maturity.Incident, When: maturity.MoreThan, Limit: 365, MaxLevel: 2},
		{Name: "slo.coverage", Dimension: maturity.SLO, When: maturity.AtMost, Limit: 0, MaxLevel: 0},
		{Name: "slo.review", Dimension: maturity.SLO, When: maturity.AtMost, Limit: 0, MaxLevel: 2},
		{Name: "learn.allies", Dimension: maturity.Learn, When: maturity.AtMost, Limit: 1, MaxLevel: 2},
	}
}

func level(d maturity.Dimension, key string, r maturity.Respondent, anchor bool, practice string) maturity.Question {
	return maturity.Question{
		Key: key, Dimension: d, Type: maturity.Scale5, Respondent: r, Anchor: anchor, Practice: practice,
	}
}

func checklist(d maturity.Dimension, key string, anchor bool, practice string, counts []float64, items ...string) maturity.Question {
	q := maturity.Question{
		Key: key, Dimension: d, Type: maturity.Checklist, Respondent: lead, Anchor: anchor, Practice: practice,
		Scale: maturity.Scale{Counts: counts, GateCap: 55},
	}
	for i, item := range items {
		q.Items = append(q.Items, maturity.Item{Key: item, Gate: i == 0})
	}
	return q
}

func line(pairs ...float64) []maturity.BreakPoint {
	var out []maturity.BreakPoint
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, maturity.BreakPoint{At: pairs[i], Points: pairs[i+1]})
	}
	return out
}

func words(keys ...string) []maturity.Word {
	var out []maturity.Word
	for _, k := range keys {
		out = append(out, maturity.Word{Key: k})
	}
	return out
}

func ptr[T any](v T) *T { return &v }
