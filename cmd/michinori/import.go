package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"michinori/app/config"
	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/locale"
	"michinori/questionnaires"
)

// Sheet is a spreadsheet that is read into a database.
type Sheet struct {
	config.Database
	File     string `arg:"" placeholder:"FILE.csv" help:"CSV in UTF-8, UTF-16 or Shift_JIS; - is standard input."`
	DryRun   bool   `help:"Say what would change, and change nothing."`
	Language string `enum:"ja,en," default:"" help:"Language of what is said of lines: ja or en; the organisation's where nothing is said."`
	JSON     bool   `help:"Print JSON."`
}

// sheetResult is what a spreadsheet brought, or would bring.
type sheetResult struct {
	File     string         `json:"file"`
	Encoding string         `json:"encoding"`
	DryRun   bool           `json:"dry_run"`
	Rows     int            `json:"rows"`
	Changes  map[string]int `json:"changes"`
	Ignored  []string       `json:"ignored_columns"`
	LeftOut  int            `json:"left_out"` // lines of accounts that are closed or no person's
	Problems []sheetProblem `json:"problems"`
}

// sheetProblem is what is wrong on a line, from 1; 0 is the file as a whole.
type sheetProblem struct {
	Line    int    `json:"line"`
	Column  string `json:"column,omitempty"`
	Message string `json:"message"`
}

// maxSheetFile is more than any reader takes; what is larger is refused by it.
const maxSheetFile = 65 << 20

// reading is a database with the spreadsheet that goes into it.
type reading struct {
	Sheet
	streams  *Streams
	db       *store.DB
	tracker  *tracker.Tracker
	texts    *locale.Texts
	text     string
	progress *progress
	out      sheetResult
}

// open reads the file and opens the database.
func (s Sheet) open(ctx context.Context, streams *Streams) (*reading, error) {
	raw, name, err := readSheet(s.File, streams.In)
	if err != nil {
		return nil, err
	}
	db, err := openCurrent(ctx, s.Database)
	if err != nil {
		return nil, err
	}
	r := &reading{Sheet: s, streams: streams, db: db, progress: newProgress(streams)}
	r.text, r.out.Encoding = evidence.TextAs(raw)
	r.out.File, r.out.DryRun, r.out.Changes = name, s.DryRun, map[string]int{}
	r.out.Ignored, r.out.Problems = []string{}, []sheetProblem{}
	if err := r.prepare(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return r, nil
}

func (r *reading) prepare(ctx context.Context) error {
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		return err
	}
	org, err := r.db.Organisation(ctx)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return errors.New("there is no organisation yet: run `michinori setup` first")
	}
	if err != nil {
		return err
	}
	catalog, err := locale.Load()
	if err != nil {
		return err
	}
	l, ok := maturity.ParseLanguage(r.Language)
	if !ok {
		l = org.Language
	}
	r.texts = catalog.In(l)
	r.tracker = tracker.New(tracker.Settings{DB: r.db, Library: library, Clock: time.Now})
	return nil
}

func readSheet(file string, stdin io.Reader) (raw []byte, name string, err error) {
	in, name := stdin, "standard input"
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, file, err
		}
		defer func() { _ = f.Close() }() // it was only read
		in, name = f, file
	}
	raw, err = io.ReadAll(io.LimitReader(in, maxSheetFile+1))
	if err == nil && len(raw) > maxSheetFile {
		err = fmt.Errorf("%s: more than %d MB; read it in in parts", name, maxSheetFile>>20)
	}
	return raw, name, err
}

// refuse notes what is wrong on a line, in words.
func (r *reading) refuse(line int, column, key string, args map[string]string) {
	r.out.Problems = append(r.out.Problems, sheetProblem{Line: line, Column: column, Message: r.texts.Text(key, args)})
}

// end says what came of it. refused is the error that problems came with, or
// nil after a dry run.
func (r *reading) end(err error) error {
	r.progress.end()
	if err != nil && len(r.out.Problems) == 0 {
		return err
	}
	if r.JSON {
		if err := printJSON(r.streams.Out, r.out); err != nil {
			return err
		}
	} else {
		r.tell(r.streams.Err)
	}
	switch n := len(r.out.Problems); n {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("%s: nothing was stored; mend this and read it in again", r.out.File)
	default:
		return fmt.Errorf("%s: nothing was stored; mend these %d things and read it in again", r.out.File, n)
	}
}

func (r *reading) tell(w io.Writer) {
	if r.out.Encoding != "UTF-8" {
		fmt.Fprintf(w, "%s is read as %s\n", r.out.File, r.out.Encoding)
	}
	if len(r.out.Ignored) > 0 {
		fmt.Fprintf(w, "columns that are not used: %s\n", strings.Join(r.out.Ignored, ", "))
	}
	if r.out.LeftOut > 0 {
		fmt.Fprintf(w, "lines left out, of accounts that are closed or no person's: %d\n", r.out.LeftOut)
	}
	for _, p := range r.out.Problems {
		fmt.Fprintln(w, p.String())
	}
	if len(r.out.Problems) > 0 {
		return
	}
	verb := "changed"
	if r.DryRun {
		verb = "would change"
	}
	fmt.Fprintf(w, "%d rows; %s: %s\n", r.out.Rows, verb, countsText(r.out.Changes))
}

// String is one line.
func (p sheetProblem) String() string {
	out := p.Message
	if p.Column != "" {
		out = p.Column + ": " + out
	}
	if p.Line > 0 {
		out = fmt.Sprintf("line %d: %s", p.Line, out)
	}
	return out
}

// countsText writes counts in one line, by name; those of 0 are left out.
func countsText(counts map[string]int) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if n := counts[name]; n > 0 {
			out = append(out, fmt.Sprintf("%s %d", strings.ReplaceAll(name, "_", " "), n))
		}
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, ", ")
}

// ImportRosterCommand reads people, teams and groups.
type ImportRosterCommand struct{ Sheet }

// Run carries out the roster, all of it or nothing.
func (c *ImportRosterCommand) Run(ctx context.Context, streams *Streams) error {
	r, err := c.open(ctx, streams)
	if err != nil {
		return err
	}
	defer r.db.Close()
	do := r.tracker.ImportOperatorRoster
	if c.DryRun {
		do = r.tracker.PlanOperatorRoster
	}
	plan, err := do(ctx, evidence.ReadRoster(r.text))
	r.out.Rows, r.out.Ignored, r.out.LeftOut = plan.Rows, append(r.out.Ignored, plan.Ignored...), plan.LeftOut
	for _, change := range plan.Changes {
		for _, e := range change.Effects {
			r.out.Changes[string(e.Kind)]++
		}
	}
	for _, p := range plan.Problems {
		r.refuse(p.Line, string(p.Column), p.Key, p.Args)
	}
	return r.end(err)
}

// ImportAnswersCommand reads answers of earlier rounds.
type ImportAnswersCommand struct {
	Sheet
	Questionnaire string `default:"sre-core" help:"Questionnaire of rounds that are not there yet."`
	Share         bool   `help:"The teams have shared these results already; otherwise each decides for itself."`
}

// Run stores the answers, all of them or nothing.
func (c *ImportAnswersCommand) Run(ctx context.Context, streams *Streams) error {
	r, err := c.open(ctx, streams)
	if err != nil {
		return err
	}
	defer r.db.Close()
	options := tracker.PastOptions{Questionnaire: c.Questionnaire, Share: c.Share}
	in := evidence.ReadPastAnswers(r.text)
	var plan tracker.PastPlan
	if c.DryRun {
		plan, err = r.tracker.PlanPastAnswers(ctx, in, options)
	} else {
		plan, err = r.tracker.ImportPastAnswers(ctx, in, options, r.progress.tell)
	}
	r.out.Rows, r.out.Ignored = plan.Rows, append(r.out.Ignored, plan.Ignored...)
	r.out.Changes = map[string]int{
		"rounds": len(plan.Rounds), "assessments": plan.Assessments, "responses": plan.Responses, "answers": plan.Answers,
		"facts": plan.Facts, "agreements": plan.Agreements,
	}
	for _, p := range plan.Problems {
		r.refuse(p.Line, p.Column, p.Key, p.Args)
	}
	return r.end(err)
}

// ImportRegisterCommand reads knowledge areas and who knows them.
type ImportRegisterCommand struct {
	Sheet
	Team string `placeholder:"KEY" help:"The team, by its key, where the file has no column team."`
}

// Run carries out the sheets of all teams, all of them or nothing.
func (c *ImportRegisterCommand) Run(ctx context.Context, streams *Streams) error {
	r, err := c.open(ctx, streams)
	if err != nil {
		return err
	}
	defer r.db.Close()
	sheets, err := c.sheets(ctx, r)
	if err != nil || len(r.out.Problems) > 0 {
		return r.end(err)
	}
	do := r.tracker.ImportOperatorRegisters
	if c.DryRun {
		do = r.tracker.PlanOperatorRegisters
	}
	plans, err := do(ctx, sheets)
	for _, plan := range plans {
		r.out.Rows += plan.Rows
		for _, change := range plan.Changes {
			r.out.Changes[string(change.Verb)]++
		}
		for _, p := range plan.Problems {
			r.refuse(p.Line, p.Column, p.Key, p.Args)
		}
	}
	if len(plans) > 0 {
		r.out.Ignored = append(r.out.Ignored, plans[0].Ignored...)
	}
	return r.end(err)
}

// sheets parts the file by team.
func (c *ImportRegisterCommand) sheets(ctx context.Context, r *reading) ([]tracker.TeamSheet, error) {
	parts, ok := evidence.SplitByTeam(r.text)
	switch {
	case !ok && c.Team == "":
		return nil, &usageError{errors.New("the file has no column team: say with --team KEY whose register it is")}
	case !ok:
		parts = []evidence.TeamText{{Team: c.Team, Text: r.text}}
	}
	teams, err := r.db.Teams(ctx)
	if err != nil {
		return nil, err
	}
	var out []tracker.TeamSheet
	for _, p := range parts {
		id := teamID(teams, p.Team)
		if id == "" {
			r.refuse(p.Line, "team", "past.team_unknown", map[string]string{"team": p.Team})
			continue
		}
		out = append(out, tracker.TeamSheet{Team: id, Sheet: evidence.ReadSheet(p.Text)})
	}
	return out, nil
}

// teamID finds a team by its key or its name, "" where there is none, or two.
func teamID(teams []maturity.Team, named string) string {
	id := ""
	for _, t := range teams {
		if t.Key == strings.ToLower(named) {
			return t.ID
		}
		if strings.EqualFold(t.Name, named) {
			if id != "" {
				return ""
			}
			id = t.ID
		}
	}
	return id
}

// mostKeys is how many keys of teams help whoever mistyped one.
const mostKeys = 8

// noSuchTeam says which keys there are instead.
func noSuchTeam(teams []maturity.Team, key string) error {
	keys := make([]string, len(teams))
	for i, t := range teams {
		keys[i] = t.Key
	}
	slices.Sort(keys)
	switch {
	case len(keys) == 0:
		return errors.New("there is no team yet: make one on the pages, or with `michinori import roster`")
	case len(keys) > mostKeys:
		keys = append(keys[:mostKeys], "…")
	}
	return fmt.Errorf("there is no team with the key %q; there is %s", key, strings.Join(keys, ", "))
}
