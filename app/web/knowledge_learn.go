package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/web/page"
)

// showRegisterHelp explains what a register says, whoever asks.
func (s *Server) showRegisterHelp(c *fiber.Ctx) error {
	return s.render(c, fiber.StatusOK, "knowledge_help", page.NewRegisterHelp(s.learnBase(c, "register_help.title")))
}
