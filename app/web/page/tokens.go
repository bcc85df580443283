package page

import (
	"michinori/app/maturity"
	"michinori/app/store"
)

// Tokens is the viewer's own tokens, and the form for another one.
type Tokens struct {
	Base
	Input  TokenInput
	Errors Errors
	Made   string // the secret of a fresh token, shown once; "" otherwise
	Rows   []TokenRow
}

// TokenInput is the form as it was typed.
type TokenInput struct{ Name, Scope, Days string }

// TokenRow is one token of the list.
type TokenRow struct {
	store.Token
	State string // live, revoked, ended
}

// NameField takes what the token is for.
func (p *Tokens) NameField() Field {
	return NewField(p.Base, "tokens", "name", p.Input.Name, p.Errors, true, "off")
}

// ScopeField chooses how far the token reaches.
func (p *Tokens) ScopeField() Select {
	var options []Option
	for _, s := range maturity.Scopes {
		options = append(options, Option{Value: string(s), Label: p.T("tokens.scope." + string(s))})
	}
	return newSelect(p.Base, "tokens", "scope", p.Input.Scope, p.Errors, options)
}

// DaysField takes how many days the token works.
func (p *Tokens) DaysField() Input {
	f := NewField(p.Base, "tokens", "days", p.Input.Days, p.Errors, false, "off")
	return Input{Field: f, Type: "number", Min: "1", Max: "365"}
}
