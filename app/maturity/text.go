package maturity

// Language is a language the program speaks. Japanese is the default.
type Language string

// The two languages of the program.
const (
	Japanese Language = "ja"
	English  Language = "en"
)

// Languages lists them in the order they are offered.
var Languages = []Language{Japanese, English}

// ParseLanguage returns the language named s, and false where there is none.
func ParseLanguage(s string) (Language, bool) {
	for _, l := range Languages {
		if string(l) == s {
			return l, true
		}
	}
	return "", false
}

// Text is one text in both languages.
type Text struct {
	JA string `yaml:"ja" json:"ja"`
	EN string `yaml:"en" json:"en"`
}

// In returns the text in l, and the other language where l is empty.
func (t Text) In(l Language) string {
	if l == English && t.EN != "" || t.JA == "" {
		return t.EN
	}
	return t.JA
}

// IsZero reports whether the text is missing in both languages.
func (t Text) IsZero() bool { return t.JA == "" && t.EN == "" }
