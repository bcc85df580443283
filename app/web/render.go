package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

//go:embed view
var viewFiles embed.FS

// views holds one set of templates a page: layouts, partials and that page, so
// that two pages may define the same name.
type views struct {
	source fs.FS
	dev    bool
	pages  map[string]*template.Template
}

func newViews(source fs.FS, dev bool) (*views, error) {
	v := &views{source: source, dev: dev}
	return v, v.load()
}

// builtInViews are the templates of the program, parsed once however many
// servers a process has: tests start hundreds.
var builtInViews = sync.OnceValues(func() (*views, error) { return newViews(viewFiles, false) })

func (v *views) load() error {
	shared, err := template.New("").Funcs(functions).ParseFS(v.source, "view/layout/*.html", "view/partial/*.html")
	if err != nil {
		return fmt.Errorf("shared templates: %w", err)
	}
	files, err := fs.Glob(v.source, "view/page/*.html")
	if err != nil {
		return err
	}
	v.pages = make(map[string]*template.Template, len(files))
	for _, f := range files {
		set, err := template.Must(shared.Clone()).ParseFS(v.source, f)
		if err != nil {
			return fmt.Errorf("template %s: %w", f, err)
		}
		v.pages[strings.TrimSuffix(path.Base(f), ".html")] = set
	}
	return nil
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render writes a page: the template view/page/<name>.html within the layout.
// It is made whole before the first byte leaves. Where the address asks for a
// figure of the page, the answer is that figure alone, as a file.
func (s *Server) render(c *fiber.Ctx, status int, name string, data any) error {
	if wish, asked := wishOf(c); asked && status == fiber.StatusOK {
		return s.sendFigure(c, wish, data)
	}
	if s.views.dev {
		if err := s.views.load(); err != nil {
			return err
		}
	}
	set, ok := s.views.pages[name]
	if !ok {
		return fmt.Errorf("no template %s", name)
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := set.ExecuteTemplate(b, "layout", data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	c.Set(fiber.HeaderContentLanguage, string(language(c)))
	c.Status(status)
	// Send would keep the buffer, which the next request fills before this page
	// has left; SetBody copies it.
	c.Response().SetBody(b.Bytes())
	return nil
}

var functions = template.FuncMap{
	// seq counts from a to b, for the five levels.
	"seq": func(a, b int) []int {
		var out []int
		for ; a <= b; a++ {
			out = append(out, a)
		}
		return out
	},
	// field draws a line of text: page, area of the texts, name, value, errors,
	// "required" or "", autocomplete.
	"field": func(p interface{ T(string, ...any) string }, area, name, value string, e page.Errors, required, autocomplete string) page.Field {
		return page.NewField(p, area, name, value, e, required != "", autocomplete)
	},
	"step": func(p *page.Home, s page.HomeStep) map[string]any { return map[string]any{"Page": p, "Step": s} },
	// teamNav is the way around a team's pages, with the page marked on which it stands.
	"teamNav": func(b page.Base, t maturity.Team, at string) page.TeamNav {
		return page.TeamNav{Base: b, Team: t, At: at}
	},
	// practiceChoice is a practice that the team could take up.
	"practiceChoice": func(p *page.TeamPractices, x questionnaires.Practice) map[string]any {
		return map[string]any{"Page": p, "Practice": x}
	},
	"message": func(name string, e page.Errors) page.Message { return page.Message{Name: name, Text: e.Of(name)} },
}
