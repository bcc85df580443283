package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"math/big"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestReportIsWhatTheExportCountsTo counts the figures of the report anew from
// the rows of an export, by code that shares nothing with the program: what the
// report prints is what anybody would count, to the last digit.
func TestReportIsWhatTheExportCountsTo(t *testing.T) {
	t.Parallel()
	address, rounds, _ := demoFile(t)
	file := filepath.Join(t.TempDir(), "all.zip")
	if code := run(t.Context(), []string{"export", "--database", address, "-o", file}, &Streams{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}); code != 0 {
		t.Fatalf("export ends with %d", code)
	}
	r := newExported(t, file)
	last := rounds[1].Key
	code, out, problems := reported(t, "organisation", "--database", address, "--round", last, "--format", "json", "--language", "en")
	if code != 0 {
		t.Fatal(problems)
	}
	printed := printedRows(t, out)
	for i, name := range []string{"Toil", "Bus factor", "Incident readiness", "SLO coverage", "Learning & adoption"} {
		dimension := []string{"toil", "bus", "incident", "slo", "learn"}[i]
		r.same("levels of "+name, printed["levels"][name], r.levels(last, dimension))
		for round, row := range printed["levels-"+dimension] {
			r.same("levels-"+dimension+" of "+round, row[1:], r.levels(round, dimension)) // the first is the edition
		}
	}
	for round, row := range printed["drills"] {
		r.same("drills of "+round, row, r.drills(round))
	}
	for round, row := range printed["oncall"] {
		r.same("oncall of "+round, row, r.oncall(round))
	}
	for round, row := range printed["toil"] {
		r.same("toil of "+round, slices.Delete(slices.Clone(row), 1, 2), r.toil(round))
	}
	for round, row := range printed["slo"] {
		r.same("slo of "+round, row[2:3], r.withoutTarget(round))
	}
	for round, row := range printed["areas"] {
		r.same("areas of "+round, row[2:], r.areas(round))
	}
	if r.compared < 25 {
		t.Errorf("only %d rows were there to compare", r.compared)
	}
}

// printedRows are the rows of all figures by figure and first cell, each number
// as it is written.
func printedRows(t *testing.T, report string) map[string]map[string][]string {
	t.Helper()
	var d struct {
		Lead, Details []struct {
			Figures []struct {
				ID   string
				Rows [][]json.RawMessage
			}
		}
	}
	must(t, json.Unmarshal([]byte(report), &d))
	out := map[string]map[string][]string{}
	for _, s := range append(d.Lead, d.Details...) {
		for _, f := range s.Figures {
			out[f.ID] = map[string][]string{}
			for _, row := range f.Rows {
				var cells []string
				for _, c := range row {
					text := string(c)
					if c[0] == '"' {
						must(t, json.Unmarshal(c, &text))
					}
					cells = append(cells, text)
				}
				out[f.ID][cells[0]] = cells[1:]
			}
		}
	}
	return out
}

type row = map[string]any

// exported holds an export as plain rows.
type exported struct {
	t        *testing.T
	tables   map[string][]row
	compared int
}

func newExported(t *testing.T, file string) *exported {
	t.Helper()
	z, err := zip.OpenReader(file)
	must(t, err)
	defer z.Close()
	r := &exported{t: t, tables: map[string][]row{}}
	for _, f := range z.File {
		name, ok := strings.CutSuffix(strings.TrimPrefix(f.Name, "tables/"), ".jsonl")
		if !ok {
			continue
		}
		in, err := f.Open()
		must(t, err)
		for d := json.NewDecoder(in); d.More(); {
			var x row
			must(t, d.Decode(&x))
			r.tables[name] = append(r.tables[name], x)
		}
		must(t, in.Close())
	}
	return r
}

func (r *exported) same(what string, printed, counted []string) {
	r.t.Helper()
	r.compared++
	if !slices.Equal(printed, counted) {
		r.t.Errorf("%s: the report prints %q, counted are %q", what, printed, counted)
	}
}

// shared are the ids of the shared assessments of a round.
func (r *exported) shared(key string) []string {
	var round string
	for _, x := range r.tables["rounds"] {
		if x["key"] == key {
			round = x["id"].(string)
		}
	}
	var out []string
	for _, x := range r.tables["assessments"] {
		if x["round_id"] == round && x["state"] == "shared" {
			out = append(out, x["id"].(string))
		}
	}
	return out
}

// fact is the team's answer to a question, or nil.
func (r *exported) fact(assessment, question string) any {
	for _, x := range r.tables["facts"] {
		if x["assessment_id"] == assessment && x["question"] == question {
			return answerOf(x)
		}
	}
	return nil
}

func answerOf(x row) any {
	var out any
	if json.Unmarshal([]byte(x["answer"].(string)), &out) != nil {
		return x["answer"]
	}
	return out
}

func (r *exported) levels(round, dimension string) []string {
	var at [5]int
	none, partly := 0, 0
	for _, id := range r.shared(round) {
		i := slices.IndexFunc(r.tables["scores"], func(x row) bool { return x["assessment_id"] == id && x["dimension"] == dimension })
		switch {
		case i < 0 || r.tables["scores"][i]["level"] == nil && r.tables["scores"][i]["partly"] == false:
			none++
		case r.tables["scores"][i]["partly"] == true:
			partly++
		default:
			at[int(r.tables["scores"][i]["level"].(float64))]++
		}
	}
	all := at[0] + at[1] + at[2] + at[3] + at[4]
	out := integers(append(at[:], all, none, partly)...)
	for _, n := range at {
		out = append(out, share(float64(n), float64(all)))
	}
	return out
}

func (r *exported) drills(round string) []string {
	var n [5]int
	unknown := 0
	for _, id := range r.shared(round) {
		switch days := r.fact(id, "incident.drill_recency").(type) {
		case float64:
			n[slices.IndexFunc([]float64{90, 180, 365, 1e9}, func(most float64) bool { return days <= most })]++
		case string:
			n[4]++
		default:
			unknown++
		}
	}
	all := n[0] + n[1] + n[2] + n[3] + n[4]
	out := integers(n[:]...)
	for _, x := range n {
		out = append(out, share(float64(x), float64(all)))
	}
	return append(out, integers(unknown)...)
}

func (r *exported) oncall(round string) []string {
	can, people, counted, not := 0, 0, 0, 0
	for _, id := range r.shared(round) {
		f, ok := r.fact(id, "incident.oncall_ready").(map[string]any)
		if n, is := f["numerator"].(float64); ok && is {
			can, people, counted = can+int(n), people+int(f["denominator"].(float64)), counted+1
		} else {
			not++
		}
	}
	if counted == 0 {
		return append([]string{"null", "null", "null"}, integers(0, not)...)
	}
	return append([]string{share(float64(can), float64(people))}, integers(can, people, counted, not)...)
}

func (r *exported) toil(round string) []string {
	var toil, contracted float64
	people, teams, above := 0, 0, 0
	for _, id := range r.shared(round) {
		var of, hours float64
		for _, response := range r.tables["responses"] {
			if response["assessment_id"] != id {
				continue
			}
			for _, x := range r.tables["answers"] {
				if x["response_id"] != response["id"] || x["question"] != "toil.hours" {
					continue
				}
				switch a := answerOf(x).(type) {
				case float64:
					hours, of, people = hours+a, of+40, people+1
				case map[string]any:
					if value, ok := a["value"].(float64); ok {
						hours, of, people = hours+value, of+a["of"].(float64), people+1
					}
				}
			}
		}
		if of > 0 {
			teams++
			toil, contracted = toil+hours, contracted+of
			if hours/of > 0.5 {
				above++
			}
		}
	}
	return append([]string{share(toil, contracted), decimal(toil), decimal(contracted)}, integers(people, teams, above)...)
}

func (r *exported) withoutTarget(round string) []string {
	n := 0
	for _, id := range r.shared(round) {
		f, _ := r.fact(id, "slo.coverage").(map[string]any)
		tiers, _ := f["tiers"].(map[string]any)
		for _, tier := range tiers {
			n += int(tier.(map[string]any)["of"].(float64) - tier.(map[string]any)["covered"].(float64))
		}
		if all, ok := f["denominator"].(float64); ok {
			n += int(all - f["numerator"].(float64))
		}
	}
	return integers(n)
}

func (r *exported) areas(round string) []string {
	n := map[float64][]int{3: {0, 0, 0}, 2: {0, 0, 0}, 1: {0, 0, 0}}
	shared := r.shared(round)
	for _, x := range r.tables["snapshot_areas"] {
		if !slices.Contains(shared, x["assessment_id"].(string)) {
			continue
		}
		count := n[x["criticality"].(float64)]
		count[0]++
		switch x["depth"].(float64) {
		case 1:
			count[1]++
		case 0:
			count[2]++
		}
	}
	return integers(slices.Concat(n[3], n[2], n[1])...)
}

func integers(n ...int) []string {
	out := make([]string, len(n))
	for i, x := range n {
		out[i] = strconv.Itoa(x)
	}
	return out
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// share is exact and rounded half up, as one does on paper.
func share(n, of float64) string {
	if of == 0 {
		return "null"
	}
	rat := new(big.Rat).Quo(new(big.Rat).SetFloat64(n*1000), new(big.Rat).SetFloat64(of))
	tenths := new(big.Int).Div(new(big.Int).Add(new(big.Int).Mul(rat.Num(), big.NewInt(2)), rat.Denom()), new(big.Int).Mul(rat.Denom(), big.NewInt(2)))
	return decimal(float64(tenths.Int64()) / 10)
}
