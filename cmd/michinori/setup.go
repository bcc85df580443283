package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/locale"
	"michinori/questionnaires"
)

// SetupCommand sets up an empty database without a browser.
type SetupCommand struct {
	config.Database
	Organisation string `required:"" help:"Name of the organisation."`
	Email        string `required:"" help:"E-mail address of the first champion."`
	Name         string `required:"" help:"Name of the first champion."`
	Language     string `enum:"ja,en" default:"ja" help:"Language of the organisation: ja or en."`
	JSON         bool   `help:"Print JSON."`
}

// setupTokenName is what the list of tokens calls the one that setup makes.
const setupTokenName = "setup"

// Run makes the organisation, its champion and a token for programs.
func (c *SetupCommand) Run(ctx context.Context, streams *Streams) error {
	db, err := openDatabase(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		return err
	}
	t := tracker.New(tracker.Settings{DB: db, Library: library, Clock: time.Now, Session: time.Minute})
	secret, err := t.NewSetUpLink(ctx)
	switch {
	case err != nil:
		return err
	case secret == "":
		return errors.New("there is an organisation already: make a token with `michinori token create`")
	}
	in, err := t.SetUp(ctx, secret, tracker.SetUp{Organisation: c.Organisation, Name: c.Name, Email: c.Email, Language: c.Language})
	if err != nil {
		return inWords(err, c.Language)
	}
	// Nobody is going to use the session that a browser would get.
	if err := t.SignOut(ctx, in.Secret); err != nil {
		return err
	}
	token, made, err := t.CreateOperatorToken(ctx, c.Email, tracker.CreateToken{Name: setupTokenName, Scope: string(maturity.ScopeAdmin)})
	if err != nil {
		return inWords(err, c.Language)
	}
	return printToken(streams.Out, c.JSON, made, token)
}

// TokenCommand makes API tokens.
type TokenCommand struct {
	Create TokenCreateCommand `cmd:"" help:"Make a token that acts for a person."`
}

// TokenCreateCommand makes a token that acts for a person.
type TokenCreateCommand struct {
	config.Database
	Email string `required:"" help:"E-mail address of the person."`
	Name  string `required:"" help:"What it is for, as the list of tokens shows it."`
	Scope string `enum:"read,write,admin" default:"write" help:"How far it reaches: read, write or admin; never further than the person."`
	Days  string `help:"How many days it lives." placeholder:"90"`
	JSON  bool   `help:"Print JSON."`
}

// Run prints the token: nobody can find it out later.
func (c *TokenCreateCommand) Run(ctx context.Context, streams *Streams) error {
	db, err := openCurrent(ctx, c.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	t := tracker.New(tracker.Settings{DB: db, Clock: time.Now})
	token, secret, err := t.CreateOperatorToken(ctx, c.Email, tracker.CreateToken{Name: c.Name, Scope: c.Scope, Days: c.Days})
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return fmt.Errorf("nobody who may sign in has the address %s", c.Email)
	}
	if err != nil {
		return inWords(err, string(maturity.English))
	}
	return printToken(streams.Out, c.JSON, secret, token)
}

func printToken(w io.Writer, asJSON bool, secret string, token store.Token) error {
	if asJSON {
		return json.NewEncoder(w).Encode(map[string]string{
			"token": secret, "scope": string(token.Scope), "expires": token.ExpiresAt.UTC().Format(time.RFC3339),
		})
	}
	_, err := fmt.Fprintln(w, secret)
	return err
}

// inWords says what a use case refuses as pages would, field by field.
func inWords(err error, language string) error {
	var refused *maturity.Error
	if !errors.As(err, &refused) || len(refused.Fields) == 0 {
		return err
	}
	catalog, loaded := locale.Load()
	if loaded != nil {
		return errors.Join(err, loaded)
	}
	l, _ := maturity.ParseLanguage(language)
	texts := catalog.In(l)
	var all []error
	for _, f := range refused.Fields {
		all = append(all, fmt.Errorf("--%s: %s", f.Name, texts.Text(f.Key, f.Args)))
	}
	return errors.Join(all...)
}
