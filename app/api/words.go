package api

import "michinori/app/maturity"

// inWords are the messages that speak of a page, each with the one that says
// the same to a program. The code of a problem stays that of the message.
var inWords = map[string]string{
	"error.changed_elsewhere": "api.changed_elsewhere",
	"error.disk_full":         "api.disk_full",
	"error.drill_state":       "api.drill_state",
	"error.internal":          "api.internal",
	"error.invalid":           "api.invalid",
	"error.method":            "api.method",
	"error.not_found":         "api.not_found",
	"error.reference":         "api.reference",
	"error.request":           "api.request",
}

// title is what a problem is called.
func (v visit) title(e *maturity.Error) string {
	if key, ok := inWords[e.Key]; ok {
		return v.message(key, e.Args)
	}
	return v.message(e.Key, e.Args)
}

// TextInput is a text as it is given, in either language or both.
type TextInput struct {
	JA string `json:"ja,omitempty" doc:"Japanese; it may be left out where there is an English one"`
	EN string `json:"en,omitempty" doc:"English; it may be left out where there is a Japanese one"`
}
