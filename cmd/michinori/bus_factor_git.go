package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"

	"michinori/app/evidence/githistory"
	"michinori/app/evidence/paths"
	"michinori/app/knowledge"
)

// BusFactorGit reads the history of a git repository.
type BusFactorGit struct {
	Path  string `arg:"" help:"Folder of a git repository, with or without a work tree."`
	At    string `help:"Commit, branch or tag up to which to read; by default the current branch." placeholder:"REV"`
	Since string `help:"Where recent work begins, as 2026-04-01; by default twelve months before the last commit." placeholder:"DATE"`
	Areas string `help:"Register file whose areas to report, by their paths; by default the folders at the top." placeholder:"FILE"`
	JSON  bool   `help:"Print JSON."`
}

// Run prints how many of the authors would have to be away, or says in one
// line why the history cannot be read.
func (c *BusFactorGit) Run(ctx context.Context, streams *Streams) error {
	options := githistory.Options{At: c.At, Progress: commitProgress(streams.Err)}
	if c.Since != "" {
		since, err := time.Parse(time.DateOnly, c.Since)
		if err != nil {
			return &usageError{fmt.Errorf("--since: %q is no date like 2026-04-01", c.Since)}
		}
		options.Since = since
	}
	areas, err := c.areas(streams.In)
	if err != nil {
		return err
	}
	// Also when its terminal is closed, the temporary folder has to go.
	if !signal.Ignored(syscall.SIGHUP) {
		hear, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
		defer stop()
		ctx = hear
	}
	history, err := githistory.Read(ctx, c.Path, options)
	if options.Progress != nil {
		fmt.Fprint(streams.Err, "\r\x1b[K")
	}
	if err != nil && ctx.Err() != nil {
		return errors.New("broken off before the whole history was read")
	}
	if err != nil {
		return err
	}
	for _, note := range historyNotes(history) {
		fmt.Fprintln(streams.Err, "michinori:", note)
	}
	report := history.Report(areas)
	if c.JSON {
		return printJSON(&plainWriter{streams.Out}, report)
	}
	return printCode(streams.Out, report)
}

// areas returns those of the register that name paths, or nil without one.
func (c *BusFactorGit) areas(stdin io.Reader) ([]knowledge.CodePart, error) {
	if c.Areas == "" {
		return nil, nil
	}
	doc, name, err := openDocument(c.Areas, stdin)
	if err != nil {
		return nil, err
	}
	register, err := doc.Register()
	if err != nil {
		return nil, inFile(name, err)
	}
	var out []knowledge.CodePart
	for _, a := range register.Areas {
		if len(a.Paths) == 0 {
			continue
		}
		set, err := paths.Compile(a.Paths)
		if err != nil {
			return nil, inFile(name, fmt.Errorf("areas: %s: %w", a.Key, err))
		}
		out = append(out, knowledge.CodePart{Key: a.Key, Label: strings.Join(a.Paths, " "), Paths: a.Paths, Match: set.Match})
	}
	if len(out) == 0 {
		return nil, inFile(name, errors.New("no area names any paths; add them, as in paths: [\"batch/billing/**\"]"))
	}
	return out, nil
}

// commitProgress tells a terminal how far the reading is, and nobody else.
func commitProgress(w io.Writer) func(done, total int) {
	if !isTerminal(w) {
		return nil
	}
	const every = 100 * time.Millisecond
	var told time.Time
	return func(done, total int) {
		now := time.Now()
		if now.Sub(told) < every {
			return
		}
		told = now
		if total > 0 {
			fmt.Fprintf(w, "\r\x1b[K%d of %d commits", done, total)
			return
		}
		fmt.Fprintf(w, "\r\x1b[K%d commits", done)
	}
}

// plainWriter writes JSON whose names may come from anybody: what JSON lets
// through and a terminal would obey is written as \u escapes, which mean the
// same.
type plainWriter struct{ out io.Writer }

func (w *plainWriter) Write(text []byte) (int, error) {
	var b strings.Builder
	for _, r := range string(text) {
		ascii := r == '\n' || r >= ' ' && r <= '~'
		if ascii || githistory.Printable(string(r)) == string(r) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	if _, err := io.WriteString(w.out, b.String()); err != nil {
		return 0, err
	}
	return len(text), nil
}

func historyNotes(h knowledge.CodeHistory) []string {
	var out []string
	if h.Absent > 0 {
		out = append(out, fmt.Sprintf("%d old versions of files are missing in the repository; renames of these may have been missed", h.Absent))
	}
	if h.Skipped > 0 {
		out = append(out, fmt.Sprintf("%d changes to paths of more than 4096 bytes were left out", h.Skipped))
	}
	return out
}

func printCode(w io.Writer, r knowledge.CodeReport) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Revision %s of %s, recent since %s\n\n", r.Revision[:min(len(r.Revision), 12)], r.AsOf, r.Since)
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "Truck factor\t%d\n", r.TruckFactor)
	fmt.Fprintf(table, "  files that would still have an author\t%s\n", percent(r.Coverage))
	fmt.Fprintf(table, "Commits\t%d\n", r.Commits)
	fmt.Fprintf(table, "  people who made them\t%d\n", r.Authors)
	fmt.Fprintf(table, "  people who made half of them\t%d\n", r.Absence)
	fmt.Fprintf(table, "Files of source code\t%d\n", r.Files)
	fmt.Fprintf(table, "  people who are authors of them\t%d\n", r.FileAuthors)
	fmt.Fprintf(table, "  with a single author\t%d\n", r.SingleAuthor)
	if err := table.Flush(); err != nil {
		return err
	}
	if len(r.Developers) > 0 {
		b.WriteString("\nWithout these, less than half has an author, or nobody is left\n")
	}
	for _, d := range r.Developers {
		fmt.Fprintf(&b, "  %4d files  %4s  %s\n", d.Files, percent(d.Share), d.Name)
	}
	if err := codeAreas(&b, r.Areas); err != nil {
		return err
	}
	b.WriteString("\nThis is what the code shows. Who knows an area is for the team to say.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func codeAreas(b *strings.Builder, areas []knowledge.AreaEvidence) error {
	if len(areas) == 0 {
		return nil
	}
	b.WriteString("\n")
	table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TRUCK FACTOR\tFILES\tAUTHORS\tSINGLE AUTHOR\tTOP AUTHOR\tAREA")
	for _, a := range areas {
		top := ""
		if a.TopDeparted {
			top = "not seen lately"
		}
		name := githistory.Printable(a.Path)
		if a.Key != "" {
			name = a.Key + "  " + name
		}
		fmt.Fprintf(table, "%d\t%d\t%d\t%d\t%s\t%s\n", a.TruckFactor, a.Files, a.Authors, a.SingleAuthor, top, name)
	}
	return table.Flush()
}

func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }
