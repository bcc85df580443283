package page

import (
	"strconv"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// AreaPage is the page of one knowledge area, or the form of a new one.
type AreaPage struct {
	Base
	Nav      RegisterNav
	Team     maturity.Team
	New      bool
	Archived bool
	Area     store.Area // as stored
	Revision int        // that a save builds upon
	Input    AreaInput
	Errors   Errors
	Conflict bool // somebody else was faster; the errors say what is stored
	Depth    int
	Mark     AreaMark
	Claims   []AreaClaim
	History  []RegisterEntry
}

// AreaInput is what the form of an area holds.
type AreaInput struct {
	NameJA, NameEN, Key, Criticality, Kind, Paths, Services string
	RunbookTested, NonOwnerRun                              Occasion
	NextStep                                                string
}

// Occasion is a choice between not known, never, and a day.
type Occasion struct{ Choice, Day string }

// The choices of an Occasion.
const (
	OccasionUnknown = ""
	OccasionNever   = "never"
	OccasionDay     = "day"
)

// NewOccasion returns the choice for what is stored.
func NewOccasion(o *knowledge.Occasion) Occasion {
	switch {
	case o == nil:
		return Occasion{}
	case o.Day.IsZero():
		return Occasion{Choice: OccasionNever}
	}
	return Occasion{Choice: OccasionDay, Day: o.Day.Format(time.DateOnly)}
}

// Value is the occasion as a use case takes it. A day that was typed counts
// although nobody moved the choice to it; a choice without its day is kept, so
// that it is refused rather than taken for something else.
func (o Occasion) Value() string {
	switch {
	case o.Choice == OccasionNever:
		return OccasionNever
	case o.Day != "":
		return o.Day
	}
	return o.Choice
}

// NewAreaInput returns what the form of a stored area shows.
func NewAreaInput(a store.Area) AreaInput {
	return AreaInput{
		NameJA: a.Name.JA, NameEN: a.Name.EN, Key: a.Key, Criticality: strconv.Itoa(a.Criticality), Kind: string(a.Kind),
		Paths: strings.Join(a.Paths, "\n"), Services: strings.Join(a.Services, "\n"),
		RunbookTested: NewOccasion(a.RunbookTested), NonOwnerRun: NewOccasion(a.NonOwnerRun), NextStep: a.NextStep,
	}
}

// Words are the fields of the form in the order of Base.AreaWords, to tell what
// differs.
func (in AreaInput) Words() []string {
	lines := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return []string{
		strings.TrimSpace(in.NameJA), strings.TrimSpace(in.NameEN), in.Criticality, in.Kind, lines(in.Paths), lines(in.Services),
		in.RunbookTested.Value(), in.NonOwnerRun.Value(), in.NextStep,
	}
}

// AreaClaim is what one person claims in an area.
type AreaClaim struct {
	Person   store.Member
	Claim    store.Claim
	Level    string // "" where nothing is said
	Stale    bool
	Evidence string
}

// Action is where the form goes.
func (a *AreaPage) Action() string {
	if a.New {
		return a.URL("/teams/", a.Team.ID, "/register/areas")
	}
	return a.URL("/areas/", a.Area.ID)
}

// DraftKey keeps a draft of a new area.
func (a *AreaPage) DraftKey() string {
	if a.New {
		return "area:new:" + a.Team.ID
	}
	return "area:" + a.Area.ID
}

// Opened reports whether the folded part of the form holds something to see.
func (a *AreaPage) Opened() bool {
	for _, name := range []string{"key", "paths", "services", "runbook_tested", "non_owner_run", "next_step"} {
		if a.Errors.Of(name) != "" {
			return true
		}
	}
	return !a.New
}

func (a *AreaPage) text(name, value string) Field {
	return NewField(a.Base, "area", name, value, a.Errors, false, "off")
}

// NameFields take the names.
func (a *AreaPage) NameFields() []Field {
	ja, en := a.text("name_ja", a.Input.NameJA), a.text("name_en", a.Input.NameEN)
	if a.Texts.Language == maturity.English {
		return []Field{en, ja}
	}
	return []Field{ja, en}
}

// KeyField takes the key of a new area.
func (a *AreaPage) KeyField() Field { return a.text("key", a.Input.Key) }

// PathsField takes the paths, a line each.
func (a *AreaPage) PathsField() Area { return Area{Field: a.text("paths", a.Input.Paths), Rows: 3} }

// ServicesField takes the services, a line each.
func (a *AreaPage) ServicesField() Area {
	return Area{Field: a.text("services", a.Input.Services), Rows: 2}
}

// NextStepField takes the day of the next step.
func (a *AreaPage) NextStepField() Input {
	return Input{Field: a.text("next_step", a.Input.NextStep), Type: "date"}
}

// CriticalityField chooses how soon it hurts.
func (a *AreaPage) CriticalityField() Radios {
	out := Radios{Field: a.text("criticality", a.Input.Criticality)}
	for _, n := range criticalities {
		key := strconv.Itoa(n)
		out.Options = append(out.Options, Option{Value: key, Label: a.T("criticality." + key), Selected: key == a.Input.Criticality})
	}
	return out
}

// KindField chooses the kind.
func (a *AreaPage) KindField() Radios {
	out := Radios{Field: a.text("kind", a.Input.Kind)}
	for _, k := range knowledge.AreaKinds {
		out.Options = append(out.Options, Option{
			Value: string(k), Label: a.T("area_kind." + string(k)), Selected: string(k) == a.Input.Kind,
		})
	}
	return out
}

// OccasionFields choose when something last happened.
func (a *AreaPage) OccasionFields() []OccasionField {
	field := func(name string, o Occasion) OccasionField {
		out := OccasionField{Radios: Radios{Field: a.text(name, o.Choice)}, Day: o.Day}
		for _, c := range []string{OccasionUnknown, OccasionNever, OccasionDay} {
			label := c
			if c == OccasionUnknown {
				label = "unknown"
			}
			out.Options = append(out.Options, Option{Value: c, Label: a.T("area.occasion." + label), Selected: c == o.Choice})
		}
		return out
	}
	return []OccasionField{field("runbook_tested", a.Input.RunbookTested), field("non_owner_run", a.Input.NonOwnerRun)}
}

// Radios is a choice that shows all of its options.
type Radios struct {
	Field
	Options []Option
}

// OccasionField is a choice with a day beside its last option.
type OccasionField struct {
	Radios
	Day string
}
