package measured

import (
	"cmp"
	"slices"
	"strings"
)

// MaxServices bounds the services of one team that are kept.
const MaxServices = 2000

// SLOs are the services that definition files name. What a file defines is not
// yet measured, owned and reviewed: a definition is worth half at most.
type SLOs struct {
	Services []Service `json:"services"`
	Ignored  int       `json:"ignored,omitempty"` // documents of kinds that say nothing here
}

// Service is one service as definition files name it.
type Service struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	Tier  int    `json:"tier,omitempty"` // 1 to 3 where the file says it, else 0
	SLOs  int    `json:"slos"`           // SLOs with a target
	Owned bool   `json:"owned,omitempty"`
	// Alone is set where the file names no service, so that one SLO stands for
	// itself.
	Alone bool `json:"alone,omitempty"`
}

// Defined reports whether the service has at least one SLO with a target.
func (s Service) Defined() bool { return s.SLOs > 0 }

// Merge brings together what several files say, each service once, by name.
// The more important tier wins where files differ.
func Merge(files []SLOs) SLOs {
	at := map[string]int{}
	var out SLOs
	for _, f := range files {
		out.Ignored += f.Ignored
		for _, s := range f.Services {
			key := strings.ToLower(s.Name)
			i, known := at[key]
			if !known {
				at[key] = len(out.Services)
				out.Services = append(out.Services, s)
				continue
			}
			out.Services[i] = out.Services[i].with(s)
		}
	}
	slices.SortStableFunc(out.Services, func(a, b Service) int {
		return cmp.Or(cmp.Compare(tierOrder(a.Tier), tierOrder(b.Tier)), cmp.Compare(a.Name, b.Name))
	})
	return out
}

func (s Service) with(other Service) Service {
	s.SLOs += other.SLOs
	s.Owned = s.Owned || other.Owned
	s.Alone = s.Alone && other.Alone
	s.Title = cmp.Or(s.Title, other.Title)
	if tierOrder(other.Tier) < tierOrder(s.Tier) {
		s.Tier = other.Tier
	}
	return s
}

const noTier = 4

// tierOrder puts services of no known tier behind the others.
func tierOrder(tier int) int { return cmp.Or(tier, noTier) }

// Placing is what a team said of a service: its tier, or that it does not
// count.
type Placing int

// What a team may say besides a tier.
const (
	Unplaced Placing = 0
	Outside  Placing = -1 // not a service that users see, or another team's
)

// Placed returns the services that count, with the tiers the team gave them in
// place of those of the files. said is by name in small letters.
func (s SLOs) Placed(said map[string]Placing) []Service {
	var out []Service
	for _, service := range s.Services {
		switch p := said[strings.ToLower(service.Name)]; p {
		case Outside:
			continue
		case Unplaced:
		default:
			service.Tier = int(p)
		}
		out = append(out, service)
	}
	return out
}

// Coverage counts services: how many there are, and how many have an SLO.
type Coverage struct{ Defined, Of int }

// Coverages counts by tier; 0 is services of no known tier.
func Coverages(services []Service) [noTier]Coverage {
	var out [noTier]Coverage
	for _, s := range services {
		tier := s.Tier
		if tier < 0 || tier >= noTier {
			tier = 0
		}
		out[tier].Of++
		if s.Defined() {
			out[tier].Defined++
		}
	}
	return out
}

// Sum adds up the counts of all tiers.
func Sum(by [noTier]Coverage) Coverage {
	var out Coverage
	for _, c := range by {
		out.Defined += c.Defined
		out.Of += c.Of
	}
	return out
}
