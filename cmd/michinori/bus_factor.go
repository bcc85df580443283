package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"michinori/app/knowledge"
)

// BusFactorCommand tells how many people would have to be away.
type BusFactorCommand struct {
	Register BusFactorRegister `cmd:"" help:"Of a register file: areas, people, and who can do what."`
	Git      BusFactorGit      `cmd:"" help:"Of the history of a git repository: who wrote which files."`
}

// BusFactorRegister reads a register file.
type BusFactorRegister struct {
	File string `arg:"" help:"Register file in YAML or JSON; - is standard input."`
	JSON bool   `help:"Print JSON."`
}

// Run prints the factors and the areas to spread first, or names key and line
// of what is wrong with the file.
func (c *BusFactorRegister) Run(streams *Streams) error {
	doc, name, err := openDocument(c.File, streams.In)
	if err != nil {
		return err
	}
	register, err := doc.Register()
	if err != nil {
		return inFile(name, err)
	}
	if register.AsOf.IsZero() {
		register.AsOf = today()
	}
	summary, plan := knowledge.Summarise(register), knowledge.PairingPlan(register, knowledge.SmallPlan)
	if c.JSON {
		public := summary.Public()
		public.Pairings = knowledge.PublicPlan(plan)
		return printJSON(streams.Out, public)
	}
	return printSummary(streams.Out, register, summary, plan)
}

func printSummary(w io.Writer, register knowledge.Register, s knowledge.Summary, plan []knowledge.Pairing) error {
	var b strings.Builder
	fmt.Fprintf(&b, "On %s\n\n", register.AsOf.Format("2006-01-02"))
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "Bus factor\t%s\n", factorText(s.BusFactor))
	fmt.Fprintf(table, "  counting old evidence too\t%s\n", factorText(s.Lenient))
	first := "no area of criticality 3"
	if s.FirstLoss != nil {
		first = fmt.Sprint(*s.FirstLoss)
	}
	fmt.Fprintf(table, "First-loss factor\t%s\n", first)
	fmt.Fprintf(table, "Critical areas\t%d\n", s.CriticalAreas)
	fmt.Fprintf(table, "With nobody\t%s\n", listText(s.Orphans))
	fmt.Fprintf(table, "With one person\t%s\n", listText(s.SingleOwner))
	fmt.Fprintf(table, "With two, one leaving soon\t%s\n", listText(s.Fragile))
	fmt.Fprintf(table, "Claims with fresh evidence\t%d of %d\n", s.FreshAlone, s.Alone)
	if s.BusFactor != nil && s.BusFactor.Size > 0 {
		fmt.Fprintf(table, "More than half stops without\t%s\n", setsText(s.BusFactor.Sets))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if err := riskTable(&b, s.Areas); err != nil {
		return err
	}
	if err := planTable(&b, plan); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func riskTable(b *strings.Builder, areas []knowledge.Risk) error {
	if len(areas) == 0 {
		return nil
	}
	b.WriteString("\n")
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RISK\tCRITICALITY\tCAN DO IT ALONE\tOLD EVIDENCE\tNEAREST LEVEL\tTRY\tAREA")
	for _, a := range areas {
		nearest := "-"
		if a.Candidate != nil {
			nearest = fmt.Sprint(*a.Candidate)
		}
		fmt.Fprintf(table, "%.2f\t%d\t%d\t%d\t%s\t%s\t%s\n", a.Risk, a.Criticality, a.Depth, a.Stale, nearest, a.Suggested, a.Area)
	}
	return table.Flush()
}

// planTable prints what to do next, largest lift first.
func planTable(b *strings.Builder, plan []knowledge.Pairing) error {
	if len(plan) == 0 {
		return nil
	}
	b.WriteString("\n")
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "LIFT\tWHO\tFROM LEVEL\tDOES\tTRY\tAREA")
	for _, p := range plan {
		fmt.Fprintf(table, "%.2f\t%s\t%d\t%s\t%s\t%s\n", p.Lift, p.Learner, p.From, doesText(p), p.Practice, p.Area)
	}
	return table.Flush()
}

func doesText(p knowledge.Pairing) string {
	switch {
	case p.Kind == knowledge.Refresh:
		return "it once more"
	case p.Teacher == "":
		return "write it down"
	}
	return "learn from " + p.Teacher
}

func factorText(f *knowledge.Factor) string {
	switch {
	case f == nil:
		return "no critical area"
	case f.Exact:
		return fmt.Sprint(f.Size)
	}
	return fmt.Sprintf("at most %d", f.Size)
}

func listText(keys []string) string {
	if len(keys) == 0 {
		return "none"
	}
	return strings.Join(keys, ", ")
}

// setsText names the people of each set, up to as many as one line bears; JSON
// has them all.
func setsText(sets [][]string) string {
	const most = 10
	var out []string
	for _, set := range sets {
		text := strings.Join(set[:min(len(set), most)], " + ")
		if over := len(set) - most; over > 0 {
			text += fmt.Sprintf(" + %d more", over)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", or ")
}
