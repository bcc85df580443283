package tracker_test

import (
	"context"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store"
	"michinori/app/tracker"
)

func (w *world) trial() store.Trial {
	w.t.Helper()
	trial, err := w.tracker.ChoosePractice(w.ctx, w.champion, tracker.ChoosePractice{Team: w.team.ID, Practice: "alert_review"})
	w.must(err)
	return trial
}

var practiceCases = map[string]func(w *world) useCase{
	"ChoosePractice": func(w *world) useCase {
		in := tracker.ChoosePractice{Team: w.team.ID, Practice: "alert_review"}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.ChoosePractice(ctx, w.champion, in)
			return err
		}
	},
	"StopPractice": func(w *world) useCase {
		id := w.trial().ID
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.StopPractice(ctx, w.champion, id, "別の会議と一緒にする")
		}
	},
	"ResumePractice": func(w *world) useCase {
		id := w.trial().ID
		w.must(w.tracker.StopPractice(w.ctx, w.champion, id, "休む"))
		return func(ctx context.Context, t *tracker.Tracker) error { return t.ResumePractice(ctx, w.champion, id) }
	},
	"ForgetPractice": func(w *world) useCase {
		id := w.trial().ID
		return func(ctx context.Context, t *tracker.Tracker) error { return t.ForgetPractice(ctx, w.champion, id) }
	},
	"LogOccurrence": func(w *world) useCase {
		w.trial()
		in := tracker.LogOccurrence{Team: w.team.ID, Practice: "alert_review", Day: "2026-07-01", Participants: "3", Sentence: "三つ減らした"}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.LogOccurrence(ctx, w.champion, in)
			return err
		}
	},
	"DeleteOccurrence": func(w *world) useCase {
		w.trial()
		o := w.log(w.champion, "alert_review", "2026-07-01", "")
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.DeleteOccurrence(ctx, w.champion, o.ID)
			return err
		}
	},
	"SetPracticeTarget": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.SetPracticeTarget(ctx, w.champion, "alert_review", "3")
		}
	},
	"SaveOwnPractice": func(w *world) useCase {
		in := tracker.SaveOwnPractice{NameEN: "Tea", Cadence: "7", Dimensions: []string{string(maturity.Dimensions[0])}}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.SaveOwnPractice(ctx, w.champion, in)
			return err
		}
	},
	"RaiseHand": func(w *world) useCase {
		in := tracker.RaiseHand{Practice: "reading_club", Wishes: []string{"try", "learn"}, Consent: true}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.RaiseHand(ctx, w.members[0], in) }
	},
	"CreateFeed": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.CreateFeed(ctx, w.champion, w.team.ID)
			return err
		}
	},
	"DeleteFeed": func(w *world) useCase {
		_, err := w.tracker.CreateFeed(w.ctx, w.champion, w.team.ID)
		w.must(err)
		return func(ctx context.Context, t *tracker.Tracker) error { return t.DeleteFeed(ctx, w.champion, w.team.ID) }
	},
	"SaveOnCallStep": func(w *world) useCase {
		in := tracker.SaveOnCallStep{Team: w.team.ID, Person: w.members[0].Person.ID, Step: "read", Day: "2026-06-01"}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.SaveOnCallStep(ctx, w.members[0], in) }
	},
	"SaveRota": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.SaveRota(ctx, w.champion, w.team.ID, "6", "1", "1")
		}
	},
}

// played is a drill that has begun.
func (w *world) played() adoption.Drill {
	w.t.Helper()
	d := w.drill("", "")
	w.must(w.tracker.StartDrill(w.ctx, w.champion, d.ID))
	return d
}

var drillCases = map[string]func(w *world) useCase{
	"PlanDrill": func(w *world) useCase {
		text := maturity.Text{JA: "あ", EN: "a"}
		in := tracker.PlanDrill{
			Team: w.team.ID, Player: w.members[0].Person.ID,
			Scenario: adoption.Scenario{Key: "x", Name: text, Injects: []adoption.Inject{{Text: text}}},
		}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.PlanDrill(ctx, w.champion, in)
			return err
		}
	},
	"GivePart": func(w *world) useCase {
		d := w.drill("", "")
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.GivePart(ctx, w.champion, d.ID, w.members[1].Person.ID, adoption.Scribe)
		}
	},
	"JoinDrill": func(w *world) useCase {
		d := w.played()
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.JoinDrill(ctx, w.members[2], d.ID)
			return err
		}
	},
	"StartDrill": func(w *world) useCase {
		d := w.drill("", "")
		return func(ctx context.Context, t *tracker.Tracker) error { return t.StartDrill(ctx, w.champion, d.ID) }
	},
	"RevealInject": func(w *world) useCase {
		d := w.played()
		return func(ctx context.Context, t *tracker.Tracker) error { return t.RevealInject(ctx, w.champion, d.ID, 0) }
	},
	"NoteDrill": func(w *world) useCase {
		d := w.played()
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.NoteDrill(ctx, w.champion, d.ID, "abcdefghijklmnopqrstuvwxyz", "電話した")
		}
	},
	"TalkDrill": func(w *world) useCase {
		d := w.played()
		return func(ctx context.Context, t *tracker.Tracker) error { return t.TalkDrill(ctx, w.champion, d.ID) }
	},
	"CancelDrill": func(w *world) useCase {
		d := w.played()
		return func(ctx context.Context, t *tracker.Tracker) error { return t.CancelDrill(ctx, w.champion, d.ID) }
	},
	"FinishDrill": func(w *world) useCase {
		d := w.played()
		w.must(w.tracker.TalkDrill(w.ctx, w.champion, d.ID))
		in := tracker.FinishDrill{Drill: d.ID, Outcome: "連絡先が古かった", Gaps: []tracker.DrillGapInput{
			{Text: "連絡先を直す", Owner: w.members[0].Person.ID, Action: true}, {Text: "図を足す", Owner: w.champion.Person.ID},
		}}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.FinishDrill(ctx, w.champion, in) }
	},
}

// evidence keeps one file of evidence and returns its id.
func (w *world) evidence() string {
	w.t.Helper()
	files, err := w.tracker.AddEvidence(w.ctx, w.champion, w.team.ID, w.definitions())
	w.must(err)
	return files[0].ID
}

func (w *world) definitions() []tracker.AddEvidence {
	said := measured.File{Kind: measured.OfSLOs, Format: measured.OpenSLO, SLOs: &measured.SLOs{Services: []measured.Service{{Name: "pay", SLOs: 1}}}}
	return []tracker.AddEvidence{{Name: "a.yaml", Said: said}, {Name: "b.yaml", Said: said}}
}

var evidenceCases = map[string]func(w *world) useCase{
	"AddEvidence": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.AddEvidence(ctx, w.champion, w.team.ID, w.definitions())
			return err
		}
	},
	"ImportOperatorEvidence": func(w *world) useCase {
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, err := t.ImportOperatorEvidence(ctx, w.team.ID, w.definitions())
			return err
		}
	},
	"RemoveEvidence": func(w *world) useCase {
		id := w.evidence()
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.RemoveEvidence(ctx, w.champion, w.team.ID, id)
		}
	},
	"RestoreEvidence": func(w *world) useCase {
		id := w.evidence()
		w.must(w.tracker.RemoveEvidence(w.ctx, w.champion, w.team.ID, id))
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.RestoreEvidence(ctx, w.champion, w.team.ID, id)
		}
	},
	"MarkEvidence": func(w *world) useCase {
		w.evidence()
		in := tracker.MarkEvidence{Services: map[string]measured.Placing{"pay": 2}}
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.MarkEvidence(ctx, w.champion, w.team.ID, in)
		}
	},
}

var reportCases = map[string]func(w *world) useCase{
	"SaveAsk": func(w *world) useCase {
		none, err := tracker.AskSeen([]store.Ask{})
		w.must(err)
		in := tracker.SaveAsk{Round: w.round().ID, Text: "週に半日ください", Due: "2026-10-31", Seen: none}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.SaveAsk(ctx, w.champion, in) }
	},
	"EditTalk": func(w *world) useCase {
		in := tracker.EditTalk{Round: w.round().ID, Language: maturity.Japanese, Slots: map[string]string{"near_miss": "夜の切り替え"}}
		return func(ctx context.Context, t *tracker.Tracker) error { return t.EditTalk(ctx, w.champion, in) }
	},
	"CreateReportLink": func(w *world) useCase {
		in := tracker.CreateReportLink{Kind: "report", Round: w.round().ID, Language: "en"}
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, _, err := t.CreateReportLink(ctx, w.champion, in)
			return err
		}
	},
	"OpenReportLink": func(w *world) useCase {
		_, secret := w.reportLink("report", "")
		return func(ctx context.Context, t *tracker.Tracker) error {
			_, _, err := t.OpenReportLink(ctx, secret, store.ReportOfLink)
			return err
		}
	},
	"RevokeReportLink": func(w *world) useCase {
		link, _ := w.reportLink("report", "")
		return func(ctx context.Context, t *tracker.Tracker) error {
			return t.RevokeReportLink(ctx, w.champion, link.ID)
		}
	},
}
