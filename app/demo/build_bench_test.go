package demo

import (
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// BenchmarkBuild is what a demo of the usual size costs before its first page.
func BenchmarkBuild(b *testing.B) {
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		b.Fatal(err)
	}
	o := Options{Teams: 8, Rounds: 8, Members: 6, Seed: 1, Now: time.Date(2026, 8, 20, 3, 0, 0, 0, time.UTC), Language: maturity.Japanese}
	for b.Loop() {
		b.StopTimer()
		db, err := store.OpenThrowAway(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Migrate(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if _, err := Build(b.Context(), db, library, o); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
