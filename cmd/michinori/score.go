package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/questionnaires"
	"michinori/reports"
)

// ScoreCommand scores an answers file with no server and no database.
type ScoreCommand struct {
	File          string `arg:"" help:"Answers file in YAML or JSON; - is standard input."`
	Questionnaire string `help:"Questionnaire file, instead of the built-in one that the answers name." placeholder:"FILE"`
	JSON          bool   `help:"Print JSON."`
}

// Run prints the result, or names key and line of what is wrong with the file.
func (c *ScoreCommand) Run(streams *Streams) error {
	doc, name, err := openDocument(c.File, streams.In)
	if err != nil {
		return err
	}
	q, err := c.questionnaire(doc, name)
	if err != nil {
		return err
	}
	answers, err := doc.Answers(q)
	if err != nil {
		return inFile(name, err)
	}
	in := answers.On(today())
	result := maturity.Score(in)
	if c.JSON {
		return printJSON(streams.Out, result.Public())
	}
	return printResult(streams.Out, in, result)
}

func (c *ScoreCommand) questionnaire(doc *evidence.Document, name string) (*maturity.Questionnaire, error) {
	if c.Questionnaire != "" {
		return questionnaires.LoadFile(c.Questionnaire)
	}
	key, edition, err := doc.Peek()
	switch {
	case err != nil:
		return nil, inFile(name, err)
	case key == "":
		return nil, inFile(name, errors.New("questionnaire: is missing; name one in the file or give --questionnaire"))
	}
	q, err := builtInEdition(key, edition)
	if err != nil {
		return nil, inFile(name, doc.Refuse("questionnaire", err))
	}
	return q, nil
}

func builtInEdition(key, edition string) (*maturity.Questionnaire, error) {
	if edition == "" {
		return questionnaires.BuiltIn(key)
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		return nil, err
	}
	return library.Get(key, edition)
}

// openDocument reads a file, or standard input where it is called "-".
func openDocument(path string, stdin io.Reader) (doc *evidence.Document, name string, err error) {
	name, in := path, stdin
	if path == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(path)
		if err != nil {
			return nil, name, err
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	if doc, err = evidence.Open(in); err != nil {
		return nil, name, inFile(name, err)
	}
	return doc, name, nil
}

func inFile(name string, err error) error { return fmt.Errorf("%s: %w", name, err) }

// today is the calendar day it is here, as registers count days.
func today() time.Time {
	year, month, day := time.Now().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func printResult(w io.Writer, in maturity.Input, r maturity.Result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s edition %s: %d of %d members answered\n\n", r.Questionnaire, r.Edition, len(in.Responses), in.Members)
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	// The names come last: a Japanese letter is as wide as two.
	fmt.Fprintln(table, "SCORE\tLEVEL\tINTERVAL\tCOVERAGE\tHELD DOWN BY\tDIMENSION")
	for _, d := range maturity.Dimensions {
		fmt.Fprintln(table, dimensionLine(d, r.Dimensions[d]))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if len(r.NextSteps) > 0 {
		b.WriteString("\nNext steps / 次の一歩\n")
	}
	for i, step := range r.NextSteps {
		fmt.Fprintf(&b, "%d. %s\n", i+1, stepLine(in.Questionnaire, step))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func dimensionLine(d maturity.Dimension, s maturity.DimensionScore) string {
	score, level, interval, gate := "not scored", "", "", s.Gate
	if s.Scored {
		score = maturity.DisplayScore(*s.Score)
		level = fmt.Sprintf("%d %s", *s.Level, reports.LevelName(*s.Level).EN)
	}
	if s.Low != nil && s.High != nil {
		interval = maturity.DisplayScore(*s.Low) + "–" + maturity.DisplayScore(*s.High) + " "
	}
	if s.People > 0 {
		interval += "(" + strings.ReplaceAll(string(s.Interval), "_", " ") + ")"
	}
	name := reports.DimensionName(d)
	return fmt.Sprintf("%s\t%s\t%s\t%.0f%%\t%s\t%s / %s", score, level, interval, 100*s.Coverage, gate, name.EN, name.JA)
}

func stepLine(q *maturity.Questionnaire, step maturity.NextStep) string {
	line := step.Question
	if p, ok := questionnaires.PracticeByKey(step.Practice); ok {
		line += " → " + p.Name.EN + " / " + p.Name.JA
	}
	question, _ := q.Question(step.Question)
	for _, text := range []string{question.Next.EN, question.Next.JA} {
		if text != "" {
			line += "\n   " + text
		}
	}
	return line
}
