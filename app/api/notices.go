package api

import (
	"slices"

	"michinori/app/adoption"
	"michinori/app/store"
)

// Notices is how notices leave, and how they fared. Nobody is named.
type Notices struct {
	Channels []string      `json:"channels" doc:"That are on: mail, chat, webhook; how each is set up is the operator's"`
	Counts   []NoticeCount `json:"counts"`
}

// NoticeCount counts the notices of one kind on one channel.
type NoticeCount struct {
	Kind     string `json:"kind"`
	Channel  string `json:"channel"`
	Waiting  int    `json:"waiting"`
	Retrying int    `json:"retrying"`
	Sent     int    `json:"sent"`
	GivenUp  int    `json:"given_up"`
}

func (a *API) noticeRoutes() {
	const t = "notices"
	add(a, read("/notices", "getNotices", "Mail, chat and webhooks: what is on, and how notices fared", runs, t), a.getNotices)
	add(a, act("/notices/retry", "retryNotices", "Let what was given up be tried again", runs, t), a.retryNotices)
}

func (a *API) getNotices(c call, _ *struct{}) (*output[Notices], error) {
	counts, err := a.store.NoticeCounts(c)
	return reply(Notices{
		Channels: converted(a.tracker.NoticeChannels(), func(x store.NoticeChannel) string { return string(x) }),
		Counts: converted(counts, func(n store.NoticeCount) NoticeCount {
			return NoticeCount{
				Kind: n.Kind, Channel: string(n.Channel), Waiting: n.Waiting, Retrying: n.Retrying, Sent: n.Sent, GivenUp: n.GivenUp,
			}
		}),
	}, err)
}

// Retried is how many notices are tried again.
type Retried struct {
	Notices int `json:"notices"`
}

func (a *API) retryNotices(c call, in *struct {
	Body struct {
		Kind    string `json:"kind"`
		Channel string `json:"channel"`
	}
}) (*output[Retried], error) {
	if err := c.viewer.MayRun(); err != nil {
		return nil, err
	}
	kind := adoption.NoticeKind(in.Body.Kind)
	if !slices.Contains(adoption.NoticeKinds, kind) {
		return nil, fieldProblem("kind", "field.choice")
	}
	n, err := a.tracker.RetryNotices(c, c.viewer, kind, store.NoticeChannel(in.Body.Channel))
	return reply(Retried{Notices: n}, err)
}
