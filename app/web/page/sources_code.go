package page

import (
	"cmp"
	"slices"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Code shows what the history of a repository says beside the register, as
// questions to the team, and takes that history in.
type Code struct {
	Base
	Team   maturity.Team
	Errors Errors

	Found *tracker.CodeFindings // nil before anything was read in
	By    string                // name of who read it in; "" where nobody knows

	Sent     map[string]string // who authors are to be, as it came back
	Conflict bool              // somebody else was faster
}

// maxCodeRows bounds the tables of the page.
const maxCodeRows = 300

// Nav is the way around the register.
func (p *Code) Nav() RegisterNav { return NewRegisterNav(p.Base, p.Team, RegisterCode) }

// Command is what to run where the repository is.
func (p *Code) Command() string {
	return "michinori bus-factor git . --areas register.yaml --json > code.json"
}

func (p *Code) evidence() *knowledge.CodeEvidence { return &p.Found.Code.Evidence }

// Age is how many days old the evidence is.
func (p *Code) Age() int { return int(p.Found.Register.AsOf.Sub(p.evidence().AsOf).Hours() / 24) }

// Old reports whether the evidence no longer says much about today.
func (p *Code) Old() bool { return p.Age() > knowledge.FreshDays }

// revisionShown is how much of a revision tells it from others.
const revisionShown = 12

// Provenance says where the evidence comes from.
func (p *Code) Provenance() string {
	key := "code.imported"
	if p.By == "" {
		key = "code.imported_gone"
	}
	revision := p.evidence().Revision
	if len(revision) > revisionShown {
		revision = revision[:revisionShown]
	}
	return p.T(key, "by", p.By, "at", p.Date(p.Found.Code.ImportedAt), "revision", revision,
		"as_of", p.day(p.evidence().AsOf), "since", p.day(p.evidence().Since))
}

// day writes a day of the history, which has no time zone.
func (p *Code) day(t time.Time) string {
	b := p.Base
	b.Zone = time.UTC
	return b.Date(t)
}

// CodeQuestions are the questions about one area.
type CodeQuestions struct {
	Name string
	Asks []CodeAsk
}

// CodeAsk is one question, with where it can be answered.
type CodeAsk struct {
	Warning         bool
	Text, URL, Link string
}

// Questions are what the team is asked, area by area. What fresh evidence
// answers already is not asked.
func (p *Code) Questions() []CodeQuestions {
	// Paths that match nothing say nothing about people.
	empty := map[string]bool{}
	for _, a := range p.evidence().Areas {
		empty[a.Key] = a.Files == 0
	}
	var out []CodeQuestions
	last := ""
	for _, f := range p.Found.Flags {
		area, ok := p.Found.Team.AreaByKey(f.Area)
		if !ok || f.Answered || empty[f.Area] {
			continue
		}
		if f.Area != last {
			out = append(out, CodeQuestions{Name: p.In(area.Name)})
			last = f.Area
		}
		at := &out[len(out)-1]
		at.Asks = append(at.Asks, p.ask(f, area))
	}
	return out
}

// Asked is the number of questions.
func (p *Code) Asked() int {
	n := 0
	for _, q := range p.Questions() {
		n += len(q.Asks)
	}
	return n
}

func (p *Code) ask(f knowledge.Flag, area store.Area) CodeAsk {
	key := "code.flag." + string(f.Kind)
	ask := CodeAsk{Warning: f.Warning, URL: p.URL("/areas/", area.ID), Link: p.T("code.answer.area")}
	switch f.Kind {
	case knowledge.ClaimWithoutTrace, knowledge.HiddenKnowledge:
		_, said := p.Found.Team.Claims[area.ID][f.Person]
		if f.Kind == knowledge.HiddenKnowledge && !said {
			key += "_unsaid"
		}
		ask.URL, ask.Link = p.URL("/areas/", area.ID, "/claims/", f.Person), p.T("code.answer.claim")
	case knowledge.GhostOwner:
		if f.Author == "" {
			key += "_unnamed"
		}
	}
	ask.Text = p.T(key, "person", p.person(f.Person), "level", f.Level, "share", partOf(f.Share), "author", p.author(f.Person, f.Author))
	return ask
}

func partOf(share float64) string { return percent(share) + "%" }

// author is the name of an author, as the team knows it where it does.
func (p *Code) author(person, name string) string {
	if person == "" {
		return name
	}
	return p.person(person)
}

// person is the name of somebody in the register.
func (p *Code) person(id string) string {
	for _, x := range p.Found.Team.People {
		if x.ID == id {
			return x.Name
		}
	}
	return id
}

// CodeRow is what the code says of one area.
type CodeRow struct {
	knowledge.CodeArea
	Name, URL, Top string
}

// Areas are the areas that the evidence speaks of, those of the register
// first.
func (p *Code) Areas() []CodeRow {
	var out, folders []CodeRow
	for _, a := range p.evidence().Areas {
		row := CodeRow{CodeArea: a, Name: a.Path}
		if a.Files == 0 {
			row.Top = p.T("code.no_files")
		} else if len(a.People) > 0 {
			row.Top = p.T("code.top_share", "name", p.author(a.People[0].Person, a.People[0].Name), "share", partOf(a.People[0].Share))
		}
		if known, ok := p.Found.Team.AreaByKey(a.Key); ok && a.Key != "" {
			row.Name, row.URL = p.In(known.Name), p.URL("/areas/", known.ID)
			out = append(out, row)
			continue
		}
		if row.Name == "" {
			row.Name = a.Key
		}
		folders = append(folders, row)
	}
	out = append(out, folders...)
	return out[:min(len(out), maxCodeRows)]
}

// MoreAreas is how many areas the page leaves out.
func (p *Code) MoreAreas() int { return max(0, len(p.evidence().Areas)-maxCodeRows) }

// CodePerson is one author, and who that is.
type CodePerson struct {
	Key         string // stands for the author: the address or, without one, the name
	Name, Email string
	Files       int
	Person      string // of the team, found by itself or chosen; "" for nobody
	Chosen      string // "", "-" for nobody of the team, or a person
	Picked      string // the same as it came back, else Chosen
}

// Authors are all authors, those first of whom nobody knows who they are.
func (p *Code) Authors() []CodePerson {
	byKey := map[string]*CodePerson{}
	var all []*CodePerson
	for _, area := range p.evidence().Areas {
		for _, a := range area.People {
			key := tracker.AuthorKey(a)
			if byKey[key] == nil {
				byKey[key] = &CodePerson{Key: key, Name: a.Name, Email: a.Email, Person: a.Person, Chosen: p.chosen(key)}
				byKey[key].Picked = p.picked(*byKey[key])
				all = append(all, byKey[key])
			}
			byKey[key].Files += a.Files
		}
	}
	slices.SortFunc(all, func(a, b *CodePerson) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Files, a.Files), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	out := make([]CodePerson, 0, min(len(all), maxCodeRows))
	for _, a := range all[:cap(out)] {
		out = append(out, *a)
	}
	return out
}

// chosen is what somebody said of an author.
func (p *Code) chosen(author string) string { return tracker.SaidOf(p.Found.Code, author) }

// picked is what came back of an author, else what is stored.
func (p *Code) picked(a CodePerson) string {
	if sent, ok := p.Sent[a.Key]; ok {
		return sent
	}
	return a.Chosen
}

// Theirs says what somebody else has stored of an author meanwhile, or "".
func (p *Code) Theirs(a CodePerson) string {
	if !p.Conflict || a.Picked == a.Chosen {
		return ""
	}
	stored := a
	stored.Picked = a.Chosen
	for _, c := range p.Choices(stored) {
		if c.Selected {
			return p.Base.Theirs(c.Label)
		}
	}
	return ""
}

// rank puts authors in order: to be matched, matched, outside the team.
func (a CodePerson) rank() int {
	switch {
	case a.Chosen == tracker.NobodyOfTeam:
		return 2
	case a.Person != "":
		return 1
	}
	return 0
}

// Unmatched names the authors of whom nobody knows who they are.
func (p *Code) Unmatched() []string { return p.named(0) }

// Outside names the authors who are not of the team.
func (p *Code) Outside() []string { return p.named(2) }

func (p *Code) named(rank int) []string {
	var out []string
	for _, a := range p.Authors() {
		if a.rank() == rank {
			out = append(out, a.Name)
		}
	}
	return out
}

// Choices say who an author may be.
func (p *Code) Choices(a CodePerson) []Option {
	first := Option{Label: p.T("code.match.unknown"), Selected: a.Picked == ""}
	if a.Chosen == "" && a.Person != "" {
		first.Label = p.T("code.match.automatic", "name", p.person(a.Person))
	}
	out := []Option{first}
	here := a.Picked == "" || a.Picked == tracker.NobodyOfTeam
	for _, m := range p.Found.Team.People {
		here = here || m.ID == a.Picked
		out = append(out, Option{Value: m.ID, Label: m.Name, Selected: m.ID == a.Picked})
	}
	if !here { // or saving the page would forget whom somebody chose
		out = append(out, Option{Value: a.Picked, Label: p.T("code.match.left"), Selected: true})
	}
	return append(out, Option{Value: tracker.NobodyOfTeam, Label: p.T("code.match.nobody"), Selected: a.Picked == tracker.NobodyOfTeam})
}
