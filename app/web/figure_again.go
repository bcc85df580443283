package web

import (
	"strconv"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
)

// againBytes bounds what is kept of figures that were sent.
const againBytes = 8 << 20

// worthPacking is from which size on a figure is kept packed as well.
const worthPacking = 1 << 10

// sentFigure is what somebody was answered who asked for a figure.
type sentFigure struct {
	tag     string
	headers map[string]string
	body    []byte        // nil where they had it
	packed  func() []byte // the same as gzip; nil where it is not worth it
}

// sentFigures are the answers since something was last written. They are kept by
// who asked and for what, and for no longer than a minute: some figures show what
// day it is.
type sentFigures struct {
	mu    sync.Mutex
	since string
	kept  map[string]sentFigure
	bytes int
}

// figureAgain answers a figure that somebody asks for again as it was answered
// before, while nothing has been written since: gathering a page takes a
// hundred times as long as asking whether anything in it can have changed. Who may
// see it has been settled by the same viewer on the same data.
func (s *Server) figureAgain(c *fiber.Ctx) error {
	v := viewer(c)
	if _, asked := wishOf(c); !asked || !v.SignedIn() {
		return c.Next()
	}
	version, asked := c.Locals(versionKey).(string)
	if !asked { // whoever a proxy names has no session
		var err error
		if version, err = s.config.DB.Version(c.UserContext()); err != nil {
			return err
		}
	}
	since := version + " " + strconv.FormatInt(s.clock().Unix()/60, 10)
	// Roles and memberships of a person are as stored, and change with the version.
	who := v.Person.ID + " " + string(language(c)) + " " + c.OriginalURL()
	if f, ok := s.figures.find(since, who); ok && f.answer(c) {
		return nil
	}
	if err := c.Next(); err != nil {
		return err
	}
	if f, ok := sentBy(c); ok {
		s.figures.keep(since, who, f)
	}
	return nil
}

// sentBy takes down what was just answered.
func sentBy(c *fiber.Ctx) (sentFigure, bool) {
	r := c.Response()
	f := sentFigure{tag: string(r.Header.Peek(fiber.HeaderETag)), headers: map[string]string{}}
	for _, name := range []string{fiber.HeaderContentType, fiber.HeaderContentDisposition, fiber.HeaderContentSecurityPolicy} {
		f.headers[name] = string(r.Header.Peek(name))
	}
	if r.StatusCode() == fiber.StatusOK {
		f.body = append([]byte{}, r.Body()...)
		// A picture in points is packed as it is.
		if len(f.body) >= worthPacking && !strings.HasPrefix(f.headers[fiber.HeaderContentType], "image/png") {
			f.packed = sync.OnceValue(func() []byte { return pack(f.body) })
		}
	}
	return f, f.tag != "" && (r.StatusCode() == fiber.StatusOK || r.StatusCode() == fiber.StatusNotModified)
}

// answer reports false where more is asked for than is kept.
func (f sentFigure) answer(c *fiber.Ctx) bool {
	if strings.Contains(c.Get(fiber.HeaderIfNoneMatch), f.tag) {
		keptByBrowser(c, f.tag)
		c.Status(fiber.StatusNotModified)
		return true
	}
	if f.body == nil {
		return false
	}
	keptByBrowser(c, f.tag)
	for name, value := range f.headers {
		c.Set(name, value)
	}
	if f.packed == nil {
		c.Response().SetBodyRaw(f.body)
		return true
	}
	c.Append(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		c.Set(fiber.HeaderETag, "W/"+f.tag) // the same to look at, not byte by byte
		c.Response().SetBodyRaw(f.packed())
		return true
	}
	c.Response().SetBodyRaw(f.body)
	return true
}

func (a *sentFigures) find(since, who string) (sentFigure, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f, ok := a.kept[who]
	return f, ok && a.since == since
}

func (a *sentFigures) keep(since, who string, f sentFigure) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.since != since || a.bytes+f.size() > againBytes {
		a.since, a.kept, a.bytes = since, map[string]sentFigure{}, 0
	}
	a.bytes += len(who) + f.size() - a.kept[who].size()
	a.kept[who] = f
}

// size is what a figure takes at most.
func (f sentFigure) size() int { return 2 * len(f.body) }
