// Package measured is what files from outside say of a team: which services
// have an SLO, how incidents went, how much of the finished work was toil. It
// holds counts and times, never names of people and never their words. What it
// finds stands beside an answer as a fact or as a question to the team and
// changes no level. It knows no file, database, page or clock.
package measured
