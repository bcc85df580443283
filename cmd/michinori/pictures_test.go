package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"michinori/app/config"
	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/questionnaires"
	"michinori/reports"
	"michinori/reports/draw"
)

var update = flag.Bool("update", false, "draw the pictures of the READMEs anew")

// TestPicturesOfTheREADMEs holds the pictures that newcomers see first to what
// the program draws of its demo: the same words and numbers. Strokes may move
// with the library that draws them.
func TestPicturesOfTheREADMEs(t *testing.T) {
	t.Parallel()
	engine := draw.New(1)
	defer engine.Close()
	for _, l := range maturity.Languages {
		for name, f := range shownFirst(t, l) {
			svg, err := engine.SVG(t.Context(), f, 0)
			must(t, err)
			file := filepath.Join("..", "..", "docs", "pictures", name+"."+string(l)+".svg")
			if *update {
				must(t, os.WriteFile(file, svg, 0o644))
			}
			if got, want := wordsDrawn(read(t, file)), wordsDrawn(svg); got != want {
				t.Errorf("%s tells\n%s\nand the program\n%s\n(go test ./cmd/michinori -run Pictures -update)", file, got, want)
			}
		}
	}
}

// shownFirst are the figures: a team over its rounds, and the whole company.
func shownFirst(t *testing.T, l maturity.Language) map[string]reports.Figure {
	t.Helper()
	address := storetest.SQLite(t).URL
	db, err := store.Open(t.Context(), address)
	must(t, err)
	library, _, err := questionnaires.OpenLibrary("")
	must(t, err)
	must(t, db.Migrate(t.Context()))
	_, err = demo.Build(t.Context(), db, library, demo.Options{
		Teams: 8, Rounds: 8, Members: 6, Seed: 1, Language: l, Now: time.Date(2026, 11, 2, 3, 0, 0, 0, time.UTC),
	})
	must(t, err)
	db.Close()
	s, err := openShelf(t.Context(), config.Database{Database: address}, &Streams{Out: os.Stderr, Err: os.Stderr})
	must(t, err)
	defer s.db.Close()
	out := map[string]reports.Figure{}
	for of, id := range map[string]string{"organisation": "levels-incident", "team": "trend"} {
		made, err := (&ReportCommand{Of: of, Team: "platform", Round: "2026-Q2", Language: string(l)}).document(t.Context(), s)
		must(t, err)
		for _, section := range append(made.Lead, made.Details...) {
			for _, f := range section.Figures {
				if f.ID == id {
					out[id] = f
				}
			}
		}
	}
	if len(out) != 2 {
		t.Fatalf("%d of the figures are in the reports", len(out))
	}
	return out
}

// wordsDrawn is all that a picture says.
func wordsDrawn(svg []byte) string {
	all := ""
	for _, text := range regexp.MustCompile(`>([^<>]+)<`).FindAllSubmatch(svg, -1) {
		all += string(text[1]) + "\n"
	}
	return all
}
