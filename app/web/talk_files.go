package web

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/talk"
)

// sendTalk answers with a talk in the form its address ends with.
func (s *Server) sendTalk(c *fiber.Ctx, t talk.Talk) error {
	ctx, cancel := drawingTime(c)
	defer cancel()
	var made bytes.Buffer
	var kind string
	var err error
	switch c.Params("format") {
	case "html":
		kind = "text/html; charset=utf-8"
		err = talk.WriteHTML(&made, t, func(f reports.Figure) ([]byte, error) { return s.pictures.SVG(ctx, f, 0) })
	case "md":
		kind, err = "text/markdown; charset=utf-8", talk.WriteMarkdown(&made, t)
	default:
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return sendMade(c, t.ID, kind, made.Bytes(), err)
}
