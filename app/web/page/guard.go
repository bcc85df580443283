package page

// Guard is what a form carries of what is stored, so that nobody's change is
// lost.
type Guard struct {
	Seen     string // stands for what the form was made from
	Conflict bool   // somebody else was faster: the errors say what is stored
}

// Theirs says what somebody else has stored where something else was typed.
func (b Base) Theirs(value string) string {
	if value == "" {
		return b.T("form.now_empty")
	}
	return b.T("form.now", "value", value)
}
