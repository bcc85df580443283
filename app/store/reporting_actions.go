package store

import (
	"context"
	"time"
)

// Followed is what became of the actions of a team that shares its result, as
// counts.
type Followed struct {
	Chosen                 int // from this result
	Done, Carried, Dropped int // looked at in this round
	Waiting                int // older ones, open at its end and not looked at
	// OnToil is how many of those looked at were about toil, and ToilDone how
	// many of these are done.
	OnToil, ToilDone int
	LateAnswers      int // times that answers came after the promised end
}

// FollowedIn counts the actions of the teams that share in a round, by
// assessment.
func (r Reader) FollowedIn(ctx context.Context, round string) (map[string]Followed, error) {
	out := map[string]Followed{}
	for _, count := range []struct {
		query string
		put   func(*Followed, string, int)
	}{
		{`SELECT a.id, '' AS word, COUNT(*) AS n FROM actions x JOIN assessments a ON a.id = x.assessment_id
		  WHERE a.round_id = ? AND a.state = 'shared' GROUP BY a.id`, func(f *Followed, _ string, n int) { f.Chosen = n }},
		{`SELECT a.id, x.outcome AS word, COUNT(*) AS n FROM action_reviews x JOIN assessments a ON a.id = x.assessment_id
		  WHERE a.round_id = ? AND a.state = 'shared' GROUP BY a.id, x.outcome`, (*Followed).reviewed},
		{`SELECT a.id, x.outcome AS word, COUNT(*) AS n FROM action_reviews x JOIN actions c ON c.id = x.action_id JOIN assessments a ON a.id = x.assessment_id
		  WHERE a.round_id = ? AND a.state = 'shared' AND c.question LIKE 'toil.%' GROUP BY a.id, x.outcome`, (*Followed).reviewedOnToil},
		{`SELECT a.id, '' AS word, COUNT(*) AS n FROM assessments a JOIN rounds r ON r.id = a.round_id JOIN actions x ON x.team_id = a.team_id
		  WHERE a.round_id = ? AND a.state = 'shared' AND x.created_at < r.opened_at AND (x.closed_at IS NULL OR x.closed_at > r.closed_at)
		    AND NOT EXISTS (SELECT 1 FROM action_reviews v WHERE v.action_id = x.id AND v.assessment_id = a.id)
		  GROUP BY a.id`, func(f *Followed, _ string, n int) { f.Waiting = n }},
		{`SELECT a.id, '' AS word, COUNT(*) AS n FROM events e JOIN assessments a ON a.id = e.subject
		  WHERE a.round_id = ? AND a.state = 'shared' AND e.verb = 'response.late' GROUP BY a.id`, (*Followed).late},
		{`SELECT a.id, '' AS word, 1 AS n FROM facts f JOIN assessments a ON a.id = f.assessment_id
		  WHERE a.round_id = ? AND a.state = 'shared' AND f.late GROUP BY a.id`, (*Followed).late},
	} {
		var rows []struct {
			ID, Word string
			N        int
		}
		if err := r.g.WithContext(ctx).Raw(count.query, round).Scan(&rows).Error; err != nil {
			return nil, translate(err)
		}
		for _, row := range rows {
			f := out[row.ID]
			count.put(&f, row.Word, row.N)
			out[row.ID] = f
		}
	}
	return out, nil
}

func (f *Followed) late(_ string, n int) { f.LateAnswers += n }

// TimesLate is how often answers to an assessment came after the promised end: a
// response that began, ended or changed late, and once for all facts.
func (r Reader) TimesLate(ctx context.Context, assessment string) (int, error) {
	n := 0
	err := r.g.WithContext(ctx).Raw(`
		SELECT (SELECT COUNT(*) FROM events WHERE subject = ? AND verb = 'response.late')
		  + (SELECT COUNT(DISTINCT assessment_id) FROM facts WHERE assessment_id = ? AND late)`, assessment, assessment).Scan(&n).Error
	return n, translate(err)
}

func (f *Followed) reviewed(outcome string, n int) {
	switch ReviewOutcome(outcome) {
	case ReviewDone:
		f.Done = n
	case ReviewCarried:
		f.Carried = n
	case ReviewDropped:
		f.Dropped = n
	}
}

func (f *Followed) reviewedOnToil(outcome string, n int) {
	f.OnToil += n
	if ReviewOutcome(outcome) == ReviewDone {
		f.ToilDone = n
	}
}

// SharedTrials returns the practices behind the actions that come from results
// which teams share and are open, or were at some moment, by team, each once.
func (r Reader) SharedTrials(ctx context.Context, at *time.Time) (map[string][]string, error) {
	var rows []struct{ TeamID, Practice string }
	query, args := "x.state = 'open'", []any{}
	if at != nil {
		query, args = "x.created_at <= ? AND (x.closed_at IS NULL OR x.closed_at > ?)", []any{*at, *at}
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT DISTINCT x.team_id, x.practice FROM actions x JOIN assessments a ON a.id = x.assessment_id
		WHERE `+query+` AND x.practice <> '' AND a.state = 'shared' ORDER BY x.team_id, x.practice`, args...).Scan(&rows).Error
	out := map[string][]string{}
	for _, row := range rows {
		out[row.TeamID] = append(out[row.TeamID], row.Practice)
	}
	return out, translate(err)
}
