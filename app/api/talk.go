package api

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/tracker"
	"michinori/reports/talk"
)

// Talk is the talk about a round as its speaker left it. Figures are in its
// files.
type Talk struct {
	Title    string            `json:"title"`
	Subtitle string            `json:"subtitle"`
	Language maturity.Language `json:"language"`
	Minutes  int               `json:"minutes"`
	Revision int               `json:"revision" doc:"Of what the speaker changed; 0 where nothing was"`
	Slides   []TalkSlide       `json:"slides" doc:"In the order in which they are told"`
	Dropped  []TalkSlide       `json:"dropped" doc:"Left out by the speaker"`
}

// TalkSlide is one slide.
type TalkSlide struct {
	Key       string     `json:"key"`
	Topic     string     `json:"topic"`
	Headline  string     `json:"headline"`
	Lines     []string   `json:"lines"`
	Source    string     `json:"source"`
	Notes     []string   `json:"notes"`
	Minutes   int        `json:"minutes"`
	Slots     []TalkSlot `json:"slots"`
	Suggested string     `json:"suggested_headline" doc:"What the figures alone make of it"`
	Reworded  bool       `json:"reworded" doc:"The headline is the speaker's"`
	Renoted   bool       `json:"renoted" doc:"The notes are the speaker's"`
	Stale     bool       `json:"stale" doc:"The figures changed since the speaker wrote"`
}

// TalkSlot is one thing that only the speaker knows.
type TalkSlot struct {
	Key    string `json:"key"`
	Prompt string `json:"prompt"`
	Text   string `json:"text"`
}

// TalkEdit is what a speaker changes: words, and one step. What is left out
// stays as it is; empty words go back to the suggested ones.
type TalkEdit struct {
	Headlines map[maturity.Slide]string `json:"headlines,omitempty" doc:"By key of the slide"`
	Notes     map[maturity.Slide]string `json:"notes,omitempty" doc:"By key of the slide, one note a line"`
	Slots     map[string]string         `json:"slots,omitempty" doc:"By key of the slot"`
	Slide     maturity.Slide            `json:"slide,omitempty" doc:"That the step is taken with"`
	Step      tracker.TalkStep          `json:"step,omitempty" enum:"up,down,drop,restore,reset,keep"`
}

// TalkOfRound asks for the talk of the organisation or, with a group, of all
// that is below it.
type TalkOfRound struct {
	ByID
	Group string `query:"group" doc:"A group with all that is below it"`
	TalkLanguage
}

// TalkOfTeam asks for the talk of a team.
type TalkOfTeam struct {
	ByID
	Round string `query:"round" required:"true" doc:"The id of a round"`
	TalkLanguage
}

// TalkLanguage is the language a talk is given in.
type TalkLanguage struct {
	Language string `query:"language" enum:"ja,en," doc:"The language of the answer where it is left out"`
}

// TalkForm is the form of a talk as a file.
type TalkForm struct {
	Format    string `query:"format" enum:"html,pdf,md" default:"html"`
	Short     bool   `query:"short" doc:"Cut to five minutes"`
	Notes     bool   `query:"notes" doc:"With what is said, in a PDF"`
	HideTeams bool   `query:"hide_teams"`
}

func (a *API) talkRoutes() {
	const t = "talks"
	add(a, logged(read("/rounds/{id}/talk", "getTalk", "The talk about a round of the organisation or a group", above, t), "report.read"), a.getTalk)
	add(a, logged(read("/rounds/{id}/talk/file", "getTalkFile", "The same as a file", above, t), "report.read"), a.getTalkFile)
	add(a, act("/rounds/{id}/talk", "editTalk", "Write, reword and reorder its slides", runs, t), a.editTalk)
	add(a, read("/teams/{id}/talk", "getTeamTalk", "The talk about a round of a team", shared, t), a.getTeamTalk)
	add(a, read("/teams/{id}/talk/file", "getTeamTalkFile", "The same as a file", shared, t), a.getTeamTalkFile)
	add(a, act("/teams/{id}/talk", "editTeamTalk", "Write, reword and reorder its slides", leadOnly, t), a.editTeamTalk)
}

func talkOf(t talk.Talk) Talk {
	return Talk{
		Title: t.Title, Subtitle: t.Subtitle, Language: t.Lang, Minutes: t.Minutes(), Revision: t.Revision,
		Slides: converted(t.Slides, talkSlideOf), Dropped: converted(t.Dropped, talkSlideOf),
	}
}

func talkSlideOf(s talk.Slide) TalkSlide {
	return TalkSlide{
		Key: string(s.Key), Topic: s.Topic, Headline: s.Headline, Source: s.Source, Notes: listed(s.Notes), Minutes: s.Minutes,
		Lines:     converted(s.Lines, func(l talk.Line) string { return l.Text }),
		Slots:     converted(s.Slots, func(x talk.Slot) TalkSlot { return TalkSlot{Key: x.Key, Prompt: x.Prompt, Text: x.Text} }),
		Suggested: s.Suggested.Headline, Reworded: s.Reworded, Renoted: s.Renoted, Stale: s.Stale,
	}
}

// in is the language of a talk.
func (l TalkLanguage) in(c call) maturity.Language { return ReportForm{Language: l.Language}.in(c) }

func (a *API) talk(c call, in TalkOfRound, hide bool) (talk.Talk, error) {
	round, err := a.store.RoundByID(c, in.ID)
	if err != nil {
		return talk.Talk{}, err
	}
	return a.reports.Talk(c, c.viewer, reporting.TalkOf{Round: round, Group: in.Group, Language: in.in(c), HideTeams: hide})
}

func (a *API) teamTalk(c call, in TalkOfTeam, hide bool) (talk.Talk, error) {
	round, err := a.store.RoundByID(c, in.Round)
	if err != nil {
		return talk.Talk{}, err
	}
	t, err := a.reports.TeamTalk(c, c.viewer, in.ID, reporting.TalkOf{Round: round, Language: in.in(c), HideTeams: hide})
	if err != nil {
		return t, err
	}
	return t, a.noteOutside(c, in.ID, "report.read", in.ID)
}

func (a *API) getTalk(c call, in *TalkOfRound) (*tagged[Talk], error) {
	t, err := a.talk(c, *in, false)
	return tag(talkOf(t), err)
}

func (a *API) getTeamTalk(c call, in *TalkOfTeam) (*tagged[Talk], error) {
	t, err := a.teamTalk(c, *in, false)
	return tag(talkOf(t), err)
}

func (a *API) getTalkFile(c call, in *struct {
	TalkOfRound
	TalkForm
}) (*fileOutput, error) {
	t, err := a.talk(c, in.TalkOfRound, in.HideTeams)
	if err != nil {
		return nil, err
	}
	return a.talkFile(c, t, in.TalkForm)
}

func (a *API) getTeamTalkFile(c call, in *struct {
	TalkOfTeam
	TalkForm
}) (*fileOutput, error) {
	t, err := a.teamTalk(c, in.TalkOfTeam, in.HideTeams)
	if err != nil {
		return nil, err
	}
	return a.talkFile(c, t, in.TalkForm)
}

// talkFile makes a talk as a file.
func (a *API) talkFile(c call, t talk.Talk, form TalkForm) (*fileOutput, error) {
	if form.Short {
		t = t.Cut()
	}
	return made(c, t.ID+"."+form.Format, func(ctx context.Context, into *bytes.Buffer) (string, error) {
		switch form.Format {
		case "pdf":
			return "application/pdf", talk.WritePDF(ctx, into, t, a.pictures, form.Notes)
		case "md":
			return "text/markdown; charset=utf-8", talk.WriteMarkdown(ctx, into, t, a.pictures)
		}
		return "text/html; charset=utf-8", talk.WriteHTML(ctx, into, t, a.pictures)
	})
}

func (a *API) editTalk(c call, in *struct {
	TalkOfRound
	Match
	Body TalkEdit
}) (*tagged[Talk], error) {
	if err := c.viewer.MayRun(); err != nil {
		return nil, err
	}
	return a.edit(c, in.Match, in.Body, tracker.EditTalk{Round: in.ID, Group: in.Group, Language: in.in(c)},
		func() (talk.Talk, error) { return a.talk(c, in.TalkOfRound, false) })
}

func (a *API) editTeamTalk(c call, in *struct {
	TalkOfTeam
	Match
	Body TalkEdit
}) (*tagged[Talk], error) {
	if err := c.viewer.MayLead(in.ID); err != nil {
		return nil, err
	}
	return a.edit(c, in.Match, in.Body, tracker.EditTalk{Round: in.Round, Team: in.ID, Language: in.in(c)},
		func() (talk.Talk, error) { return a.teamTalk(c, in.TalkOfTeam, false) })
}

// edit changes a talk that is still what If-Match says. What was written is kept
// with the figures it was written for: those that were looked at.
func (a *API) edit(c call, match Match, body TalkEdit, in tracker.EditTalk, now func() (talk.Talk, error)) (*tagged[Talk], error) {
	if match.IfMatch == "" {
		return nil, missingMatch()
	}
	seen, err := now()
	if err != nil {
		return nil, err
	}
	if err := matches(match.IfMatch, talkOf(seen)); err != nil {
		return nil, err
	}
	if err := body.fill(&in, seen); err != nil {
		return nil, err
	}
	// The use case holds the revision that was seen to what its transaction finds.
	if err := a.tracker.EditTalk(c, c.viewer, in); err != nil {
		return nil, err
	}
	changed, err := now()
	return tag(talkOf(changed), err)
}

// fill says what the use case is to change, and refuses words and steps for
// slides or slots that the talk does not have.
func (e TalkEdit) fill(in *tracker.EditTalk, seen talk.Talk) error {
	in.Seen, in.Slots, in.Slide, in.Step = seen.Revision, e.Slots, e.Slide, e.Step
	in.Headlines, in.Notes = map[maturity.Slide]tracker.TypedWords{}, map[maturity.Slide]tracker.TypedWords{}
	slides := slices.Concat(seen.Slides, seen.Dropped)
	for _, s := range slides {
		text, typed := e.Headlines[s.Key]
		if !typed && e.Step == tracker.TalkKeep && s.Key == e.Slide {
			text, typed = s.Headline, true
		}
		if typed {
			in.Headlines[s.Key] = tracker.TypedWords{Text: text, Offered: s.Suggested.Headline, Basis: s.Basis}
		}
		if text, typed := e.Notes[s.Key]; typed {
			in.Notes[s.Key] = tracker.TypedWords{Text: text, Offered: strings.Join(s.Suggested.Notes, "\n"), Basis: s.Basis}
		}
	}
	return e.known(slides)
}

func (e TalkEdit) known(slides []talk.Slide) error {
	var wrong maturity.Fields
	for name, words := range map[string]map[maturity.Slide]string{"headlines": e.Headlines, "notes": e.Notes} {
		for key := range words {
			if !slices.ContainsFunc(slides, func(s talk.Slide) bool { return s.Key == key }) {
				wrong.Add("/"+name+"/"+escaped(string(key)), "field.choice")
			}
		}
	}
	if e.Step != tracker.TalkWrite && !slices.Contains(maturity.Slides, e.Slide) {
		wrong.Add("/slide", "field.choice")
	}
	for key := range e.Slots {
		if !slices.Contains(maturity.SlotKeys, key) {
			wrong.Add("/slots/"+escaped(key), "field.choice")
		}
	}
	return wrong.Err()
}
