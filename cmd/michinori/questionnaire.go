package main

import (
	"encoding/json"
	"fmt"
	"io"

	"michinori/questionnaires"
)

// QuestionnaireCommand is for people who write their own questionnaires.
type QuestionnaireCommand struct {
	Check  QuestionnaireCheck  `cmd:"" help:"Name every problem of questionnaire files with line and column."`
	Schema QuestionnaireSchema `cmd:"" help:"Print the JSON Schema of the format, for editors."`
}

// QuestionnaireCheck checks files. Those that extend each other are checked
// together.
type QuestionnaireCheck struct {
	Files []string `arg:"" name:"file" help:"YAML or JSON files; - is standard input."`
	JSON  bool     `help:"Print the outcome as JSON."`
}

// checkOutcome is what --json prints.
type checkOutcome struct {
	OK       bool                    `json:"ok"`
	Files    []checkedFile           `json:"files"`
	Problems questionnaires.Problems `json:"problems"`
}

// checkedFile is one file; what it holds is null where it is not right.
type checkedFile struct {
	File      string  `json:"file"`
	OK        bool    `json:"ok"`
	Key       *string `json:"key"`
	Edition   *string `json:"edition"`
	Questions *int    `json:"questions"`
}

// Run prints a line for each problem and fails where there is one.
func (c *QuestionnaireCheck) Run(streams *Streams) error {
	checked, err := c.check(streams.In)
	if err != nil {
		return err
	}
	outcome := outcomeOf(checked)
	if err := c.print(streams, outcome); err != nil {
		return err
	}
	if outcome.OK {
		return nil
	}
	return fmt.Errorf("%s in %s; mend what is listed and check again",
		counted(len(outcome.Problems), "problem"), counted(len(c.Files), "file"))
}

func (c *QuestionnaireCheck) check(stdin io.Reader) ([]questionnaires.Checked, error) {
	var sources []questionnaires.Source
	for _, path := range c.Files {
		s, err := source(path, stdin)
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return questionnaires.Check(sources...), nil
}

func source(path string, stdin io.Reader) (questionnaires.Source, error) {
	if path == "-" {
		return questionnaires.ReadSource("standard input", stdin)
	}
	return questionnaires.OpenSource(path)
}

func outcomeOf(checked []questionnaires.Checked) checkOutcome {
	out := checkOutcome{OK: true, Files: []checkedFile{}, Problems: questionnaires.Problems{}}
	for _, c := range checked {
		f := checkedFile{File: c.Source.Name, OK: c.Questionnaire != nil}
		if q := c.Questionnaire; q != nil {
			n := len(q.Questions)
			f.Key, f.Edition, f.Questions = &q.Key, &q.Edition, &n
		}
		out.OK = out.OK && f.OK
		out.Files = append(out.Files, f)
		out.Problems = append(out.Problems, c.Problems...)
	}
	return out
}

func (c *QuestionnaireCheck) print(streams *Streams, o checkOutcome) error {
	if c.JSON {
		e := json.NewEncoder(streams.Out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(o)
	}
	for _, p := range o.Problems {
		if _, err := fmt.Fprintln(streams.Out, p); err != nil {
			return err
		}
	}
	for _, f := range o.Files {
		if f.OK {
			fmt.Fprintf(streams.Err, "%s: %s edition %s, %s, no problems\n", f.File, *f.Key, *f.Edition, counted(*f.Questions, "question"))
		}
	}
	return nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// QuestionnaireSchema prints the schema.
type QuestionnaireSchema struct{}

// Run prints the schema.
func (QuestionnaireSchema) Run(streams *Streams) error {
	_, err := streams.Out.Write(questionnaires.Schema())
	return err
}
