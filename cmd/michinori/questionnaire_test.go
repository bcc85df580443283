package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const extending = `format: 1
key: %s
edition: "1"
title: {ja: 題, en: Title}
intro: {ja: 人事評価には使いません。, en: Not for performance review.}
minutes: 3
extends: %s
`

func extendingFile(t *testing.T, key, base string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), key+".yaml")
	raw := strings.Replace(strings.Replace(extending, "%s", key, 1), "%s", base, 1)
	if err := os.WriteFile(path, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestQuestionnaireCheckAcceptsFilesTogether(t *testing.T) {
	t.Parallel()
	second := extendingFile(t, "second", "first")
	first := extendingFile(t, "first", "sre-starter@1")
	var out, talk bytes.Buffer
	c := QuestionnaireCheck{Files: []string{second, first, "../../questionnaires/sre-core.yaml"}}
	if err := c.Run(&Streams{Out: &out, Err: &talk}); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if out.Len() > 0 || !strings.Contains(talk.String(), "second edition 1, 15 questions, no problems") {
		t.Errorf("printed %q and said %q", out.String(), talk.String())
	}
}

func TestQuestionnaireCheckNamesProblems(t *testing.T) {
	t.Parallel()
	bad := extendingFile(t, "bad", "nothing")
	good := extendingFile(t, "good", "sre-core")
	var out, talk bytes.Buffer
	err := (&QuestionnaireCheck{Files: []string{bad, good}}).Run(&Streams{Out: &out, Err: &talk})
	if err == nil || err.Error() != "1 problem in 2 files; mend what is listed and check again" {
		t.Errorf("Run: %v", err)
	}
	if want := bad + ":7:10: questionnaire: extends \"nothing\", which is not known\n"; out.String() != want {
		t.Errorf("printed %q, want %q", out.String(), want)
	}
	if err := (&QuestionnaireCheck{Files: []string{"no such file"}}).Run(&Streams{Out: &out, Err: &talk}); err == nil {
		t.Error("a missing file was accepted")
	}
}

func TestQuestionnaireCheckJSON(t *testing.T) {
	t.Parallel()
	var out, talk bytes.Buffer
	in := strings.NewReader("format: 1\nkey: <b>\n")
	err := (&QuestionnaireCheck{Files: []string{"-"}, JSON: true}).Run(&Streams{In: in, Out: &out, Err: &talk})
	if err == nil {
		t.Error("a file with problems was accepted")
	}
	var got struct {
		OK    bool
		Files []struct {
			File string
			OK   bool
			Key  *string
		}
		Problems []struct {
			File, Message string
			Line, Column  int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.OK || len(got.Files) != 1 || got.Files[0].OK || got.Files[0].Key != nil || len(got.Problems) < 5 {
		t.Errorf("printed %s", out.String())
	}
	if p := got.Problems[len(got.Problems)-1]; p.File != "standard input" || p.Line != 2 || p.Column != 6 {
		t.Errorf("last problem %+v", p)
	}
}

func TestQuestionnaireSchema(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := (QuestionnaireSchema{}).Run(&Streams{Out: &out}); err != nil || !json.Valid(out.Bytes()) {
		t.Errorf("%v: %s", err, out.String())
	}
}
