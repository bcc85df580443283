package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/reports"
	"michinori/reports/draw"
)

// wish is one figure of a page, asked for as a file: ?figure=ID&format=svg, png
// or csv, and &theme=dark for a dark background. &shape=tall is for a screen that
// stands upright, &shape=framed for elsewhere, where no page says what it shows.
type wish struct {
	figure, format, shape string
	dark                  bool
}

// A tall picture is as wide as a narrow page, so that its letters are large on a
// screen that it fills.
const tallWidth, tallHeight = 480, 600

func wishOf(c *fiber.Ctx) (wish, bool) {
	w := wish{
		figure: c.Query("figure"), format: c.Query("format"), shape: c.Query("shape"), dark: c.Query("theme") == "dark",
	}
	reads := c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead
	return w, w.figure != "" && reads
}

// sendFigure answers with one figure of a page that the viewer may see, since it
// has been gathered for them. Its tag is made of what it says: a browser that
// holds it is not sent it again, and nothing is drawn.
func (s *Server) sendFigure(c *fiber.Ctx, w wish, data any) error {
	p, ok := data.(page.Illustrated)
	if !ok {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	all := p.Figures()
	i := slices.IndexFunc(all, func(f reports.Figure) bool { return f.ID == w.figure })
	if i < 0 {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	f := all[i]
	if w.dark {
		f = f.InDark()
	}
	if w.shape == "tall" {
		f.Height = max(f.Height, tallHeight)
	}
	source := p.Credit()
	tag, err := s.tagOf(w.format+w.shape+source, f)
	if err != nil {
		return err
	}
	if strings.Contains(c.Get(fiber.HeaderIfNoneMatch), tag) {
		keptByBrowser(c, tag)
		return c.SendStatus(fiber.StatusNotModified)
	}
	kind, made, err := s.fileOf(c.UserContext(), w, f, source)
	if err != nil {
		return drawingError(err)
	}
	keptByBrowser(c, tag)
	if w.format == "svg" {
		// Opened by itself it is a document, whose texts have their size in
		// style attributes; it may do nothing else.
		c.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
	}
	c.Set(fiber.HeaderContentType, kind)
	c.Set(fiber.HeaderContentDisposition, disposition(f.ID, p.Title()+" "+f.Title, w.format))
	return c.Send(made)
}

// keptByBrowser lets the browser keep a file that it asks about each time.
func keptByBrowser(c *fiber.Ctx, tag string) {
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	c.Set(fiber.HeaderVary, fiber.HeaderCookie)
	c.Set(fiber.HeaderETag, tag)
}

// tagOf names the bytes that a figure becomes, without making them.
func (s *Server) tagOf(format string, f reports.Figure) (string, error) {
	said, err := json.Marshal(f)
	sum := sha256.Sum256(append([]byte(s.config.Version+"\x00"+format+"\x00"), said...))
	return `"` + hex.EncodeToString(sum[:16]) + `"`, err
}

func (s *Server) fileOf(ctx context.Context, w wish, f reports.Figure, source string) (kind string, made []byte, err error) {
	frame := draw.Frame{Source: source, Dark: w.dark}
	switch w.format {
	case "svg":
		switch w.shape {
		case "framed":
			made, err = s.pictures.FramedSVG(ctx, f, frame)
		case "tall":
			made, err = s.pictures.SVG(ctx, f, tallWidth)
		default:
			made, err = s.pictures.SVG(ctx, f, 0)
		}
		return "image/svg+xml", made, err
	case "png":
		made, err = s.pictures.PNG(ctx, f, frame, 0)
		return "image/png", made, err
	case "csv":
		var b bytes.Buffer
		err = reports.WriteCSV(&b, f.Table, true)
		return "text/csv; charset=utf-8", b.Bytes(), err
	}
	return "", nil, maturity.Fail(maturity.NotFound, "error.not_found")
}

// disposition names a file in the words of the page, and plainly for programs
// that read no other letters.
func disposition(plain, name, format string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
	if r := []rune(name); len(r) > 80 {
		name = string(r[:80])
	}
	return `inline; filename="` + plain + "." + format + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20") + "." + format
}
