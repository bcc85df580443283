package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
)

// submit carries out a form. Where something can be mended, and where the form
// was sent only to be read in the other language, it comes back as it was
// typed.
func (s *Server) submit(c *fiber.Ctx, show func(status int, wrong maturity.Fields) error, save func() error) error {
	if l, ok := maturity.ParseLanguage(c.FormValue("switch_language")); ok {
		if err := s.tracker.ChooseLanguage(c.UserContext(), viewer(c), l); err != nil {
			return err
		}
		s.rememberLanguage(c, l)
		c.Locals(languageKey, l)
		return show(fiber.StatusOK, nil)
	}
	err := save()
	if wrong, mend := invalid(err); mend {
		return show(fiber.StatusUnprocessableEntity, wrong)
	}
	return err
}

// typed returns a value as somebody typed it, fit to be shown again; what is
// stored is the value itself, so that bytes which are no text are refused.
func typed(c *fiber.Ctx, name string) string {
	return strings.ToValidUTF8(c.FormValue(name), "\uFFFD")
}

// asked returns a value of the query, trimmed.
func asked(c *fiber.Ctx, name string) string {
	return strings.TrimSpace(strings.ToValidUTF8(c.Query(name), "\uFFFD"))
}

// contains reports whether any of the texts holds what is looked for, whatever
// its letters are, large or small.
func contains(wanted string, texts ...string) bool {
	wanted = strings.ToLower(wanted)
	for _, t := range texts {
		if strings.Contains(strings.ToLower(t), wanted) {
			return true
		}
	}
	return wanted == ""
}
