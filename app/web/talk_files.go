package web

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/reports/talk"
)

// sendTalk answers with a talk in the form its address ends with; ?notes=1 prints
// what is said behind each slide.
func (s *Server) sendTalk(c *fiber.Ctx, t talk.Talk) error {
	ctx, cancel := drawingTime(c)
	defer cancel()
	var made bytes.Buffer
	var kind string
	var err error
	switch c.Params("format") {
	case "html":
		kind, err = "text/html; charset=utf-8", talk.WriteHTML(ctx, &made, t, s.pictures)
	case "pdf":
		kind, err = "application/pdf", talk.WritePDF(ctx, &made, t, s.pictures, asked(c, "notes") == "1")
	case "md":
		kind, err = "text/markdown; charset=utf-8", talk.WriteMarkdown(ctx, &made, t, s.pictures)
	default:
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return sendMade(c, t.ID, kind, made.Bytes(), err)
}
