package page

import (
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"michinori/app/maturity"
	"michinori/reports/talk"
)

// Talk is the talk about a round, with the form in which its speaker changes it.
type Talk struct {
	Base
	Scope                    // of the organisation; empty for a team
	Team      *maturity.Team // nil for the organisation
	TeamRound string         // id, of a team
	Language  maturity.Language
	HideTeams bool
	Talk      *talk.Talk  // nil: there is nothing to tell yet
	Slides    []TalkSlide // with those left out
	Writes    bool        // it is the viewer's to change
	Seen      int         // revision that the form rests on
	Conflict  bool        // somebody else was faster: the form holds what was typed
	Errors    Errors
}

// TalkSlide is one slide with its form.
type TalkSlide struct {
	Base
	talk.Slide
	Preview         template.HTML
	Left            bool // left out by the speaker; it has neither number nor form
	Number          int
	First, Last     bool
	Headline, Notes TalkField
	Written         []TalkField // slots
}

// TalkField is one text of the form.
type TalkField struct {
	Base
	Name, Label, Hint, Value, Error string
	Offered                         string // the suggestion; "" for slots
	Theirs                          string // what somebody else saved meanwhile, where it differs
	Rows                            int    // 1 is a line
}

// Editable reports whether it can be changed as it is shown: not while the names
// of teams are hidden, which are in what the speaker wrote.
func (p *Talk) Editable() bool { return p.Writes && !p.HideTeams }

// Path is where the talk is.
func (p *Talk) Path() string {
	if p.Team != nil {
		return "/teams/" + p.Team.ID + "/talk"
	}
	return "/overview/talk"
}

func (p *Talk) roundID() string {
	switch {
	case p.Team != nil:
		return p.TeamRound
	case p.Round != nil:
		return p.Round.ID
	}
	return ""
}

func (p *Talk) query() url.Values {
	q := url.Values{"language": {string(p.Language)}}
	if round := p.roundID(); round != "" {
		q.Set("round", round)
	}
	if p.Team == nil && p.Group != "" {
		q.Set("group", p.Group)
	}
	if p.HideTeams {
		q.Set("hide", "1")
	}
	return q
}

// Save is where the form goes; Step is where a button of a slide does.
func (p *Talk) Save() string { return p.URL(p.Path()) + "?" + p.query().Encode() }

// Step is the address of a button of a slide.
func (p *Talk) Step(s TalkSlide, step string) string {
	return p.URL(p.Path(), "/slides/", s.Key, "/", step) + "?" + p.query().Encode()
}

// Minutes is how long the talk is meant to take, and its cut.
func (p *Talk) Minutes() int { return p.Talk.Minutes() }

// Languages chooses the language of the talk.
func (p *Talk) Languages() []Choice {
	var out []Choice
	for _, l := range maturity.Languages {
		out = append(out, Choice{Value: string(l), Text: p.T("language.name." + string(l)), Chosen: l == p.Language})
	}
	return out
}

// Files are the forms in which the talk can be taken away: whole and cut.
func (p *Talk) Files() []FileLink {
	var out []FileLink
	whole, cut := len(p.Talk.Slides), len(p.Talk.Cut().Slides)
	for _, x := range []struct{ name, ending, more string }{
		{p.N("talk.file.html", whole), "html", ""}, {p.N("talk.file.pdf", whole), "pdf", ""}, {p.T("talk.file.pdf_notes"), "pdf", "notes"},
		{p.T("talk.file.md"), "md", ""}, {p.N("talk.file.html_short", cut), "html", "short"}, {p.N("talk.file.pdf_short", cut), "pdf", "short"},
	} {
		q := p.query()
		if x.more != "" {
			q.Set(x.more, "1")
		}
		out = append(out, FileLink{Name: x.name, URL: p.URL(p.Path(), ".", x.ending) + "?" + q.Encode()})
	}
	return out
}

// DraftKey names what is typed and not stored yet. Once somebody has stored
// another revision, it is not laid over theirs.
func (p *Talk) DraftKey() string {
	of := p.Group
	if p.Team != nil {
		of = p.Team.ID
	}
	return draftKey(p.Viewer, "talk", p.roundID(), of, string(p.Language), strconv.Itoa(p.Talk.Revision))
}

// Lay lays the slides out: previews are of those that are told, in their order.
// sent is the form that comes back, nil where the page is fresh.
func (p *Talk) Lay(previews []template.HTML, sent url.Values) {
	told := 0
	for _, key := range p.Talk.Order {
		if told < len(p.Talk.Slides) && p.Talk.Slides[told].Key == key {
			p.Slides = append(p.Slides, p.newSlide(p.Talk.Slides[told], told+1, previews[told], sent))
			told++
			continue
		}
		for _, s := range p.Talk.Dropped {
			if s.Key == key {
				p.Slides = append(p.Slides, TalkSlide{Base: p.Base, Slide: s, Left: true})
			}
		}
	}
}

func (p *Talk) newSlide(s talk.Slide, number int, preview template.HTML, sent url.Values) TalkSlide {
	out := TalkSlide{Base: p.Base, Slide: s, Preview: preview, Number: number, First: number == 1, Last: number == len(p.Talk.Slides)}
	field := func(kind, key, label, value string, rows int) TalkField {
		f := TalkField{Base: p.Base, Name: kind + "-" + key, Label: label, Value: value, Rows: rows}
		f.Error = p.Errors.Of(f.Name)
		if typed, ok := sent[f.Name]; ok {
			f.Value = strings.ToValidUTF8(strings.Join(typed, ""), "\uFFFD")
			if p.Conflict && plainly(f.Value) != plainly(value) {
				f.Theirs = value
			}
		}
		return f
	}
	key := string(s.Key)
	out.Headline = field("headline", key, p.T("talk.headline"), s.Headline, 1)
	out.Headline.Offered = s.Suggested.Headline
	notes := strings.Join(s.Notes, "\n")
	out.Notes = field("notes", key, p.T("talk.notes"), notes, 7)
	out.Notes.Offered = strings.Join(s.Suggested.Notes, "\n")
	for _, slot := range s.Slots {
		rows := 1
		if slot.Key == "near_miss" || slot.Key == "abandoned" || slot.Key == "slo" || slot.Key == "decision" {
			rows = 3
		}
		label := slot.Label
		if label == "" {
			label = s.Topic
		}
		f := field("slot", slot.Key, label, slot.Text, rows)
		f.Hint = slot.Prompt
		out.Written = append(out.Written, f)
	}
	return out
}

func plainly(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// Differs reports whether somebody else saved other words for the slide.
func (s TalkSlide) Differs() bool {
	return slices.ContainsFunc(append([]TalkField{s.Headline, s.Notes}, s.Written...), func(f TalkField) bool { return f.Theirs != "" })
}

// Open says that the form of the slide should be seen at once.
func (s TalkSlide) Open() bool {
	for _, f := range append([]TalkField{s.Headline, s.Notes}, s.Written...) {
		if f.Error != "" || f.Theirs != "" {
			return true
		}
	}
	return s.Stale
}

// Changed says that some words of the slide are the speaker's.
func (s TalkSlide) Changed() bool { return s.Reworded || s.Renoted }

// Place names the slide for those who hear the page.
func (s TalkSlide) Place() string { return strconv.Itoa(s.Number) + ". " + s.Topic }
