package main

import (
	"time"

	"michinori/app/config"
	"michinori/app/maturity"
	"michinori/app/oidc"
	"michinori/app/password"
	"michinori/app/tracker"
	"michinori/app/web"
)

// hashesAtOnce bounds the memory that signing in takes: 19 MiB each.
const hashesAtOnce = 4

// signIn fills in how people get in beside their personal links.
func signIn(cfg config.Server, t *tracker.Settings, w *web.Config) error {
	t.Idle, t.CreatePeople, t.Requests = cfg.SessionIdle, cfg.CreatePeople, cfg.APILimit
	if cfg.Passwords {
		t.Passwords = password.New(password.Recommended, hashesAtOnce)
	}
	groups, err := cfg.Groups()
	if err != nil {
		return err
	}
	for _, g := range groups {
		t.Groups = append(t.Groups, tracker.GroupRule{
			Group: g.Group, Role: maturity.Role(g.Role), Team: g.Team, Part: maturity.MemberRole(g.Part),
		})
	}
	if w.TrustedProxies, err = cfg.Networks(); err != nil {
		return err
	}
	w.ProxyHeader = cfg.TrustedProxyHeader
	if cfg.OIDCIssuer == "" {
		return nil
	}
	w.OIDCName = cfg.OIDCName
	if w.OIDCName == "" {
		w.OIDCName = "OpenID Connect"
	}
	claim := cfg.OIDCGroupsClaim
	if len(groups) == 0 {
		claim = "" // nothing would come of it
	}
	w.OIDC = oidc.New(oidc.Settings{
		Issuer: cfg.OIDCIssuer, ClientID: cfg.OIDCClientID, ClientSecret: cfg.OIDCClientSecret, Scopes: cfg.OIDCScopes,
		Redirect: cfg.BaseURL + cfg.BasePath + "/sign-in/oidc/callback", GroupsClaim: claim, TrustEmail: cfg.OIDCTrustEmail,
		Clock: time.Now,
	})
	return nil
}
