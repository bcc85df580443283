package web

// routes lists every address, grouped by what must be true of whoever asks.
// Handlers and use cases check the rest: the team, the state, the part played.
func (s *Server) routes() {
	root := s.app.Group(s.config.BasePath)

	// For machines: no session, no page.
	root.Get("/healthz", s.healthz)
	root.Get("/readyz", s.readyz)
	root.Get("/static/:hash/*", s.assets.serve)

	// For everybody.
	public := root.Group("", s.identified)
	public.Get("/", s.showHome)
	public.Get("/setup/:secret", s.newSetUp)
	public.Post("/setup/:secret", s.createSetUp)
	public.Get("/l/:secret", s.showLink)
	public.Post("/l/:secret", s.followLink)
	public.Post("/language", s.chooseLanguageForm)
	public.Get("/schemas/questionnaire.json", s.showSchema)

	// For everybody who is signed in.
	in := public.Group("", s.signedIn)
	in.Post("/sign-out", s.signOut)
	in.Post("/sign-out-everywhere", s.signOutEverywhere)
	in.Get("/learn", s.listLearning)
	in.Get("/search", s.showSearch)
	in.Get("/learn/start", s.showStart)
	in.Get("/learn/facilitating", s.showFacilitating)
	in.Get("/learn/scoring", s.showScoringHelp)
	in.Get("/learn/register", s.showRegisterHelp)
	in.Get("/learn/terms", s.listTerms)
	in.Get("/learn/practices/:key", s.showPractice)
	in.Get("/learn/questions/:key", s.showQuestion)
	in.Get("/questionnaires", s.listQuestionnaires)
	in.Get("/questionnaires/:key", s.showQuestionnaire)

	// For the members of the team; some steps for its leads alone.
	in.Get("/assessments/:id", s.showAssessment)
	in.Get("/assessments/:id/answers", s.editAnswers)
	in.Post("/assessments/:id/answers", s.submitAnswers)
	in.Post("/assessments/:id/mode", s.chooseMode)
	in.Get("/assessments/:id/facts", s.editFacts)
	in.Post("/assessments/:id/facts", s.submitFacts)
	in.Get("/assessments/:id/reveal", s.showReveal)
	in.Post("/assessments/:id/reveal", s.reveal)
	in.Get("/assessments/:id/agreement", s.editAgreement)
	in.Post("/assessments/:id/agreement", s.submitAgreement)
	in.Post("/assessments/:id/share", s.share)
	in.Post("/assessments/:id/unshare", s.unshare)
	in.Post("/assessments/:id/reopen", s.reopen)
	in.Post("/assessments/:id/actions", s.addAction)
	in.Get("/assessments/:id/actions", s.showActionReview)
	in.Post("/assessments/:id/actions/review", s.reviewAction)
	in.Get("/teams/:id/actions", s.listTeamActions)
	in.Post("/actions/:id/close", s.closeAction)

	// For the team, and for champions and leaders once the team has shared.
	in.Get("/assessments/:id/result", s.showResult)
	in.Get("/teams/:id/trend", s.showTrend)
	in.Get("/teams/:id/trend.csv", s.downloadTrend)

	// For everybody: their own raised hands.
	in.Post("/practices/:key/hand", s.raiseHand)
	in.Get("/hands", s.listHands)

	// For the team alone: its members' ways to on-call.
	in.Get("/teams/:id/on-call", s.showOnCall)
	in.Post("/teams/:id/on-call", s.saveOnCall)
	in.Post("/teams/:id/on-call/rota", s.saveRota)

	// For the team alone: what its register says.
	in.Get("/teams/:id/register/risks", s.showRisks)
	in.Get("/teams/:id/register/away", s.showAway)
	in.Get("/teams/:id/register/trend", s.showRegisterTrend)
	in.Get("/teams/:id/register/trend.csv", s.downloadRegisterTrend)

	// For the team alone: its register, written by its members.
	in.Get("/teams/:id/register", s.showRegister)
	in.Get("/teams/:id/register/areas/new", s.newArea)
	in.Post("/teams/:id/register/areas", s.createArea)
	in.Get("/areas/:area", s.showArea)
	in.Post("/areas/:area", s.saveArea)
	in.Post("/areas/:area/archive", s.archiveArea)
	in.Post("/areas/:area/restore", s.restoreArea)
	in.Get("/areas/:area/claims/:person", s.showClaim)
	in.Post("/areas/:area/claims/:person", s.saveClaim)
	in.Get("/teams/:id/register/mine", s.editMine)
	in.Post("/teams/:id/register/mine", s.saveMine)
	in.Get("/teams/:id/register/people", s.listActivity)
	in.Post("/teams/:id/register/people/:person", s.saveActivity)
	in.Get("/teams/:id/register/history", s.showChanges)

	// For the team alone: what comes into its register and goes out of it.
	in.Get("/teams/:id/register/suggest", s.showSuggestions)
	in.Post("/teams/:id/register/suggest", s.findSuggestions)
	in.Post("/teams/:id/register/suggest/add", s.addSuggestions)
	in.Post("/teams/:id/register/suggest/undo", s.undoSuggestions)
	in.Get("/teams/:id/register/register.csv", s.downloadRegisterSheet)
	in.Get("/teams/:id/register/register.yaml", s.downloadRegisterFile)
	in.Get("/teams/:id/register/import", s.showRegisterSheet)
	in.Post("/teams/:id/register/import", s.importRegister)
	in.Get("/teams/:id/register/code", s.showCode)
	in.Post("/teams/:id/register/code", s.importCode)
	in.Post("/teams/:id/register/code/match", s.matchAuthors)

	// For champions and leaders.
	in.Get("/overview", s.showOverview)
	in.Get("/overview.csv", s.downloadOverview)
	in.Get("/overview/answers", s.showPooledAnswers)
	in.Get("/overview/areas", s.showSharedAreas)
	in.Get("/overview/areas.csv", s.downloadSharedAreas)

	// For champions.
	run := in.Group("", s.champion)
	run.Get("/organisation", s.editOrganisation)
	run.Post("/organisation", s.saveOrganisation)
	run.Get("/groups", s.listGroups)
	run.Post("/groups", s.createGroup)
	run.Post("/groups/:id", s.saveGroup)
	run.Get("/teams", s.listTeams)
	run.Get("/teams/new", s.newTeam)
	run.Post("/teams", s.createTeam)
	run.Get("/teams/:id", s.editTeam)
	run.Post("/teams/:id", s.saveTeam)
	run.Post("/teams/:id/members", s.addMembers)
	run.Post("/teams/:id/members/:person", s.changePart)
	run.Get("/allies", s.listAllies)
	run.Get("/people", s.listPeople)
	run.Get("/people/new", s.newPerson)
	run.Post("/people", s.createPerson)
	run.Get("/people/:id", s.editPerson)
	run.Post("/people/:id", s.savePerson)
	run.Post("/people/:id/link", s.createPersonLink)
	run.Get("/roster", s.newRoster)
	run.Post("/roster", s.importRoster)
	run.Get("/roster.csv", s.downloadRosterTemplate)
	run.Get("/rounds", s.listRounds)
	run.Get("/rounds/new", s.newRound)
	run.Post("/rounds", s.createRound)
	run.Get("/rounds/:id", s.showRound)
	run.Post("/rounds/:id/teams", s.inviteTeam)
	run.Post("/rounds/:id/extend", s.extendRound)
	run.Post("/rounds/:id/close", s.closeRound)
	run.Post("/rounds/:id/reopen", s.reopenRound)
	run.Post("/rounds/:id/links", s.createRoundLinks)
	run.Get("/notices", s.showNotices)
	run.Post("/notices/retry", s.retryNotices)
}
