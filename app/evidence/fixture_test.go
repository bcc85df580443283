package evidence_test

import "michinori/app/maturity"

// questionnaire asks one question of each kind of answer.
func questionnaire() *maturity.Questionnaire {
	q := &maturity.Questionnaire{Key: "sre-test", Edition: "1", Questions: []maturity.Question{
		{Key: "toil.hours", Type: maturity.Number, Respondent: maturity.Each, Measure: maturity.ShareOfContracted},
		{Key: "toil.alert_review", Type: maturity.Scale5, Respondent: maturity.Each},
		{Key: "bus.absence", Type: maturity.Scale5, Respondent: maturity.Each},
		{Key: "toil.tracking", Type: maturity.Scale5, Respondent: maturity.Lead},
		{
			Key: "toil.alert_actionable", Type: maturity.Ratio, Respondent: maturity.Lead,
			Words: []maturity.Word{{Key: "not_counted"}},
		},
		{
			Key: "incident.roles", Type: maturity.Checklist, Respondent: maturity.Lead,
			Items: []maturity.Item{{Key: "commander"}, {Key: "comms"}, {Key: "scribe"}},
		},
		{
			Key: "incident.drill_recency", Type: maturity.Number, Respondent: maturity.Lead,
			Measure: maturity.DaysSince, Words: []maturity.Word{{Key: "never"}},
		},
		{Key: "slo.coverage", Type: maturity.Ratio, Respondent: maturity.Lead, Measure: maturity.TierWeighted},
		{Key: "bus.team_factor", Type: maturity.Register, Respondent: maturity.System, Measure: maturity.TeamFactor},
	}}
	for i := range q.Questions {
		x := &q.Questions[i]
		x.Dimension, x.Weight = maturity.Toil, 1
	}
	q.Index()
	return q
}

const yamlFile = `# one quarter
questionnaire: sre-test
team: payments
period: 2026-Q3
members: 6
contracted_hours: 38.5
responses:
  - {toil.hours: 12, toil.alert_review: 2, bus.absence: {na: handled_by_other_team}}
  - {toil.hours: {value: 6, of: 32}, toil.alert_review: unsure}
  - {}
facts:
  toil.tracking: 3
  toil.alert_actionable: {numerator: 12, denominator: 40}
  incident.roles: {ticked: [commander, comms], na: [scribe]}
  incident.drill_recency: never
  slo.coverage: {tiers: {1: {covered: 2, of: 3}, 2: {covered: 0, of: 1}}}
agreements: {toil.alert_review: 2.5}
register_view: lenient
register:
  people: [{key: aoki}, {key: baba, name: 馬場}, {key: chiba, active_to: 2026-08-31}]
  areas:
    - key: billing-batch
      name: {ja: 請求バッチ, en: Billing batch}
      criticality: 3
      kind: operation
      paths: ["batch/billing/**"]
      runbook_tested_at: never
      claims:
        aoki: {level: 4, evidence_at: 2026-09-01, evidence_kind: operated, evidence_link: "https://example.com/1"}
        baba: 3
`

const jsonFile = `{
	"questionnaire": "sre-test", "team": "payments", "period": "2026-Q3", "members": 6, "contracted_hours": 38.5,
	"responses": [
		{"toil.hours": 12, "toil.alert_review": 2, "bus.absence": {"na": "handled_by_other_team"}},
		{"toil.hours": {"value": 6, "of": 32}, "toil.alert_review": "unsure"},
		{}
	],
	"facts": {
		"toil.tracking": 3,
		"toil.alert_actionable": {"numerator": 12, "denominator": 40},
		"incident.roles": {"ticked": ["commander", "comms"], "na": ["scribe"]},
		"incident.drill_recency": "never",
		"slo.coverage": {"tiers": {"1": {"covered": 2, "of": 3}, "2": {"covered": 0, "of": 1}}}
	},
	"agreements": {"toil.alert_review": 2.5},
	"register_view": "lenient",
	"register": {
		"people": [{"key": "aoki"}, {"key": "baba", "name": "\u99ac\u5834"}, {"key": "chiba", "active_to": "2026-08-31"}],
		"areas": [{
			"key": "billing-batch", "name": {"ja": "請求バッチ", "en": "Billing batch"}, "criticality": 3, "kind": "operation",
			"paths": ["batch\/billing\/**"], "runbook_tested_at": "never",
			"claims": {
				"aoki": {"level": 4, "evidence_at": "2026-09-01", "evidence_kind": "operated", "evidence_link": "https://example.com/1"},
				"baba": 3
			}
		}]
	}
}`
