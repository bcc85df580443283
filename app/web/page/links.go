package page

import (
	"time"

	"michinori/app/maturity"
)

// PersonalLink is one link as it is handed over, shown once.
type PersonalLink struct {
	Base
	At      int // on the page, from 1
	Person  maturity.Person
	Teams   []string
	URL     string
	Message string // to paste into a chat, in the person's language
	QR      *QR    // nil where a page would hold too many
}

// QR is a code as a drawing: a square of Side modules, its dark ones in Path.
type QR struct {
	Side int
	Path string
}

// PersonLink shows one person's fresh link.
type PersonLink struct {
	Base
	Link    PersonalLink
	Expires time.Time
}

// RoundLinks shows the fresh links of a round.
type RoundLinks struct {
	Base
	Round   maturity.Round
	Team    string // name, where the links are those of one team
	Links   []PersonalLink
	CSV     string
	Expires time.Time
}

// MostDetailed is how many links a page shows with a code and a message each.
const MostDetailed = 60

// Most is that number, for the page to say.
func (l *RoundLinks) Most() int { return MostDetailed }

// Detailed reports whether each link stands there with its code and message.
func (l *RoundLinks) Detailed() bool { return len(l.Links) <= MostDetailed }
