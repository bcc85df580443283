package api

import (
	"context"
	"errors"
	"strings"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// CodeFindings is what a repository says beside the register of a team. It
// raises questions and changes no level.
type CodeFindings struct {
	Revision string     `json:"revision"`
	AsOf     string     `json:"as_of" format:"date"`
	Areas    []CodeArea `json:"areas"`
	Flags    []CodeFlag `json:"flags"`
}

// CodeArea is a folder or an area of the register, as the repository has it.
type CodeArea struct {
	Key               string `json:"key"`
	Path              string `json:"path"`
	Files             int    `json:"files"`
	TruckFactor       int    `json:"truck_factor"`
	Authors           int    `json:"authors"`
	SingleAuthorFiles int    `json:"single_author_files"`
	DepartedTopAuthor bool   `json:"departed_top_author"`
}

// CodeFlag is a question that code and register together raise.
type CodeFlag struct {
	Area     string  `json:"area"`
	Kind     string  `json:"kind"`
	Warning  bool    `json:"warning"`
	Person   string  `json:"person"`
	Author   string  `json:"author"`
	Level    int     `json:"level"`
	Share    float64 `json:"share"`
	Answered bool    `json:"answered"`
}

func (a *API) codeRoutes() {
	const t = "evidence"
	add(a, read("/teams/{id}/code", "getCodeFindings", "Evidence from a repository beside the register", ofTeam, t), a.getCode)
	add(a, write("PUT", "/teams/{id}/code", "importCode", "Keep what the command bus-factor git printed", ofTeam, t, 204), a.importCode)
	add(a, read("/teams/{id}/code/authors", "getAuthors", "Who the authors are, as somebody said", ofTeam, t),
		func(c call, in *ByID) (*tagged[Authors], error) { return tag(authors(c, a.store, in.ID)) })
	add(a, step("/teams/{id}/code/authors", "matchAuthor", "Say who an author is", ofTeam, t), a.matchAuthor)
}

func (a *API) getCode(c call, in *ByID) (*output[CodeFindings], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	found, err := a.tracker.CodeFlags(c, in.ID)
	if err != nil {
		return nil, err
	}
	code := found.Code.Evidence
	return reply(CodeFindings{
		Revision: code.Revision, AsOf: dayOf(code.AsOf),
		Areas: converted(code.Areas, func(x knowledge.CodeArea) CodeArea {
			return CodeArea{
				Key: x.Key, Path: x.Path, Files: x.Files, TruckFactor: x.TruckFactor, Authors: x.Authors,
				SingleAuthorFiles: x.SingleAuthorFiles, DepartedTopAuthor: x.DepartedTopAuthor,
			}
		}),
		Flags: converted(found.Flags, func(f knowledge.Flag) CodeFlag {
			return CodeFlag{
				Area: f.Area, Kind: string(f.Kind), Warning: f.Warning, Person: f.Person, Author: f.Author, Level: f.Level,
				Share: f.Share, Answered: f.Answered,
			}
		}),
	}, nil)
}

func (a *API) importCode(c call, in *struct {
	ByID
	Body struct {
		Text string `json:"text" doc:"The JSON that michinori bus-factor git --json printed"`
	}
}) (*none, error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	code, err := evidence.ReadCode(strings.NewReader(in.Body.Text))
	if err != nil {
		return nil, unreadable("/text", err)
	}
	return done(a.tracker.ImportCode(c, c.viewer, in.ID, code))
}

// Authors says by author who they are.
type Authors struct {
	Said map[string]string `json:"said" doc:"A member, or - for nobody of the team, by the address in small letters or, without one, the name"`
}

func authors(ctx context.Context, r store.Reader, team string) (Authors, error) {
	code, err := r.CodeEvidenceOf(ctx, team)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		err = nil // nobody has been said anything of yet
	}
	out := Authors{Said: make(map[string]string, len(code.People))}
	for author := range code.People {
		out.Said[author] = tracker.SaidOf(code, author)
	}
	return out, err
}

func (a *API) matchAuthor(c call, in *struct {
	ByID
	MatchIf
	Body struct {
		Author string `json:"author" doc:"The address in small letters or, without one, the name"`
		Person string `json:"person" doc:"A member; - for nobody of the team; empty forgets what was said"`
	}
}) (*none, error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.AuthorsLock(in.ID), func(ctx context.Context, r store.Reader) (Authors, error) {
		return authors(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	return done(a.tracker.MatchAuthors(held, c.viewer, in.ID, map[string]string{in.Body.Author: in.Body.Person}))
}
