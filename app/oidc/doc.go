// Package oidc signs people in at an OpenID Connect provider: authorization code
// with PKCE, state and nonce. It knows the protocol and nobody in the database.
package oidc
