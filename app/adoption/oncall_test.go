package adoption_test

import (
	"fmt"
	"testing"
	"time"

	"michinori/app/adoption"
)

func path(steps int, led ...int) adoption.Path {
	p := adoption.Path{Steps: map[adoption.PathStep]time.Time{}}
	for i, s := range adoption.PathSteps[:steps] {
		p.Steps[s] = at(10 * i)
	}
	for _, d := range led {
		p.Led = append(p.Led, at(d))
	}
	return p
}

func TestPath(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		path  adoption.Path
		on    int
		at    adoption.PathStep
		ready bool
	}{
		{"nothing yet", path(0), 100, "", false},
		{"has read", path(1), 100, adoption.Read, false},
		{"all steps, no drill", path(4), 100, adoption.Lead, false},
		{"all steps and a drill", path(4, 100), 100, adoption.Lead, true},
		{"the drill is 180 days old", path(4, 20), 200, adoption.Lead, true},
		{"the drill is older", path(4, 20), 201, adoption.Lead, false},
		{"a drill of a day to come", path(4, 101), 100, adoption.Lead, false},
		{"a step of a day to come", path(4, 20), 29, adoption.Shadow, false},
		{"let go", path(5, 90), 100, adoption.Alone, true},
	}
	for _, tt := range tests {
		if at, ready := tt.path.At(at(tt.on)), tt.path.Ready(at(tt.on)); at != tt.at || ready != tt.ready {
			t.Errorf("%s: at %q, ready %v", tt.name, at, ready)
		}
	}
	missing, led := path(2, 100).Missing(at(100))
	if fmt.Sprint(missing) != "[shadow lead]" || !led {
		t.Errorf("missing %v, led %v", missing, led)
	}
	if got := adoption.Readiness([]adoption.Path{path(4, 90), path(3)}, 6, at(100)); got != (adoption.Share{Part: 1, Whole: 6}) {
		t.Errorf("%+v", got)
	}
}

func TestRota(t *testing.T) {
	t.Parallel()
	tests := []struct {
		rota            adoption.Rota
		share           float64
		enough, advised int
	}{
		{adoption.Rota{People: 4, Slots: 1}, 0.25, 4, 4},
		{adoption.Rota{People: 4, Slots: 2}, 0.5, 8, 8},
		{adoption.Rota{People: 8, Slots: 2, Sites: 1}, 0.25, 8, 8},
		{adoption.Rota{People: 12, Slots: 2, Sites: 2}, 2.0 / 12, 8, 12},
		{adoption.Rota{People: 1, Slots: 2}, 1, 8, 8},
		{adoption.Rota{Slots: 1}, 0, 4, 4},
	}
	for _, tt := range tests {
		if got := tt.rota; got.Share() != tt.share || got.Enough() != tt.enough || got.Advised() != tt.advised {
			t.Errorf("%+v: %v, %d, %d", got, got.Share(), got.Enough(), got.Advised())
		}
	}
}
