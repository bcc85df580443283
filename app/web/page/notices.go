package page

import (
	"time"

	"michinori/app/store"
)

// NoticeChannels lists the channels in the order in which they are shown.
var NoticeChannels = []store.NoticeChannel{store.ChannelMail, store.ChannelSlack, store.ChannelTeams, store.ChannelWebhook}

// Notices is what leaves the program, for champions: which channels are on, how
// the notices fared, and what is in trouble.
type Notices struct {
	Base
	Channels []NoticeChannel
	Rows     []NoticeRow
	Troubles []NoticeTrouble
	Most     int // troubles shown
}

// NoticeChannel is one channel. Of its settings the page knows nothing.
type NoticeChannel struct {
	Name store.NoticeChannel
	On   bool
}

// Off reports whether no channel is on.
func (n *Notices) Off() bool {
	for _, c := range n.Channels {
		if c.On {
			return false
		}
	}
	return true
}

// Cut reports whether there may be more troubles than are shown.
func (n *Notices) Cut() bool { return len(n.Troubles) == n.Most }

// Channel names a channel.
func (n *Notices) Channel(c store.NoticeChannel) string { return n.T("notices.channel." + string(c)) }

// Kind names what notices are about.
func (n *Notices) Kind(kind string) string { return n.T("notices.kind." + kind) }

// Moment returns a day and the time of day.
func (n *Notices) Moment(t time.Time) string {
	return n.Date(t) + " " + t.In(n.Zone).Format("15:04")
}

// NoticeRow is how the notices of one kind on one channel fared.
type NoticeRow struct {
	Page *Notices
	store.NoticeCount
}

// NoticeTrouble is a notice that did not arrive yet, or was given up.
type NoticeTrouble struct {
	Page *Notices
	store.Notice
}

// Lost reports whether it is not tried again by itself.
func (n NoticeTrouble) Lost() bool { return n.GivenUp != nil }
