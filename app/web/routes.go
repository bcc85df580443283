package web

// routes lists every address. Who may use it stands in the policy, without a
// line of which none can be registered. Use cases check what the address alone
// does not tell: the team, the state, the part played.
func (s *Server) routes() {
	root := guarded{server: s, router: s.app.Group(s.config.BasePath)}

	// For machines: no session, no page.
	root.Get("/healthz", s.healthz)
	root.Get("/readyz", s.readyz)
	root.Get("/metrics", s.showMetrics)
	root.Get("/static/:hash/*", s.assets.serve)

	if s.config.API != nil {
		s.config.API.Serve(s.app, s.config.BasePath)
	}

	// For everybody.
	pages := guarded{server: s, router: root.router.Group("", s.identified)}
	pages.Get("/", s.showHome)
	pages.Get("/setup/:secret", s.newSetUp)
	pages.Post("/setup/:secret", s.createSetUp)
	pages.Get("/l/:secret", s.showLink)
	pages.Post("/l/:secret", s.followLink)
	pages.Get("/sign-in", s.showSignIn)
	pages.Post("/sign-in", s.signInByPassword)
	pages.Post("/sign-in/link", s.mailLink)
	pages.Get("/sign-in/oidc", s.startProvider)
	pages.Get("/sign-in/oidc/callback", s.finishProvider)
	pages.Post("/language", s.chooseLanguageForm)
	pages.Get("/calendar/:secret.ics", s.showCalendar)
	pages.Get("/schemas/questionnaire.json", s.showSchema)
	pages.Get("/shared/:secret.:format", s.downloadShared)
	pages.Get("/shared/:secret", s.showShared)
	pages.Get("/wall/:secret", s.showWall)

	// For everybody who is signed in.
	pages.Get("/account", s.showAccount)
	pages.Post("/account/password", s.setPassword)
	pages.Post("/account/sessions/:session/end", s.endOwnSession)
	pages.Post("/sign-out", s.signOut)
	pages.Post("/sign-out-everywhere", s.signOutEverywhere)
	pages.Get("/account/tokens", s.listTokens)
	pages.Post("/account/tokens", s.createToken)
	pages.Post("/account/tokens/:id/revoke", s.revokeToken)
	pages.Get("/learn", s.listLearning)
	pages.Get("/search", s.showSearch)
	pages.Get("/learn/start", s.showStart)
	pages.Get("/learn/facilitating", s.showFacilitating)
	pages.Get("/learn/scoring", s.showScoringHelp)
	pages.Get("/learn/register", s.showRegisterHelp)
	pages.Get("/learn/terms", s.listTerms)
	pages.Get("/learn/terms/:key", s.showTerm)
	pages.Get("/learn/practices/:key", s.showPractice)
	pages.Get("/learn/questions/:key", s.showQuestion)
	pages.Get("/questionnaires", s.listQuestionnaires)
	pages.Get("/questionnaires/:key", s.showQuestionnaire)

	// For the members of the team; some steps for its leads alone.
	pages.Get("/assessments/:id", s.showAssessment)
	pages.Get("/assessments/:id/answers", s.editAnswers)
	pages.Post("/assessments/:id/answers", s.submitAnswers)
	pages.Post("/assessments/:id/mode", s.chooseMode)
	pages.Get("/assessments/:id/facts", s.editFacts)
	pages.Post("/assessments/:id/facts", s.submitFacts)
	pages.Get("/assessments/:id/reveal", s.showReveal)
	pages.Post("/assessments/:id/reveal", s.reveal)
	pages.Get("/assessments/:id/agreement", s.editAgreement)
	pages.Post("/assessments/:id/agreement", s.submitAgreement)
	pages.Post("/assessments/:id/share", s.share)
	pages.Post("/assessments/:id/unshare", s.unshare)
	pages.Post("/assessments/:id/reopen", s.reopen)
	pages.Post("/assessments/:id/restore", s.restore)
	pages.Post("/assessments/:id/actions", s.addAction)
	pages.Get("/assessments/:id/actions", s.showActionReview)
	pages.Post("/assessments/:id/actions/review", s.reviewAction)
	pages.Get("/teams/:id/actions", s.listTeamActions)
	pages.Post("/actions/:id/close", s.closeAction)

	// For the team, and for champions and leaders once the team has shared.
	pages.Get("/assessments/:id/result", s.showResult)
	pages.Get("/teams/:id/trend", s.showTrend)
	pages.Get("/teams/:id/trend.csv", s.downloadTrend)
	pages.Get("/teams/:id/report", s.showTeamReport)
	pages.Get("/teams/:id/report.:format", s.downloadTeamReport)
	pages.Get("/teams/:id/talk", s.showTeamTalk)
	pages.Get("/teams/:id/talk.:format", s.downloadTeamTalk)

	// For the leads of the team: what its talk says.
	pages.Post("/teams/:id/talk", s.saveTeamTalk)
	pages.Post("/teams/:id/talk/slides/:slide/:step", s.saveTeamTalk)

	// For the team alone: the practices it has taken up.
	pages.Get("/teams/:id/practices", s.listPractices)
	pages.Post("/teams/:id/practices", s.choosePractice)
	pages.Get("/teams/:id/practices/:key", s.showHistory)
	pages.Post("/teams/:id/practices/:key", s.logOccurrence)
	pages.Post("/trials/:id/stop", s.stopPractice)
	pages.Post("/trials/:id/resume", s.resumePractice)
	pages.Post("/trials/:id/forget", s.forgetPractice)
	pages.Post("/occurrences/:id/delete", s.deleteOccurrence)
	pages.Post("/teams/:id/feed", s.createFeed)
	pages.Post("/teams/:id/feed/delete", s.deleteFeed)

	// For everybody: the library of drills. For the team, champions and those
	// with a part: the drills; the steps of one for its game master alone.
	pages.Get("/drills", s.listScenarios)
	pages.Get("/drills/scenarios/:key", s.showScenario)
	pages.Get("/teams/:id/drills", s.listTeamDrills)
	pages.Post("/teams/:id/drills", s.planDrill)
	pages.Get("/drills/:id", s.openDrill)
	pages.Get("/drills/:id/run", s.runDrill)
	pages.Get("/drills/:id/play", s.playDrill)
	pages.Get("/drills/:id/live", s.liveDrill)
	pages.Get("/drills/:id/record", s.recordDrill)
	pages.Get("/drills/:id/print", s.printDrill)
	pages.Post("/drills/:id/part", s.giveDrillPart)
	pages.Post("/drills/:id/start", s.startDrill)
	pages.Post("/drills/:id/reveal", s.revealInject)
	pages.Post("/drills/:id/note", s.noteDrill)
	pages.Post("/drills/:id/talk", s.talkDrill)
	pages.Post("/drills/:id/finish", s.finishDrill)
	pages.Post("/drills/:id/cancel", s.cancelDrill)

	// For everybody: their own raised hands.
	pages.Post("/practices/:key/hand", s.raiseHand)
	pages.Get("/hands", s.listHands)

	// For the team alone: its members' ways to on-call.
	pages.Get("/teams/:id/on-call", s.showOnCall)
	pages.Post("/teams/:id/on-call", s.saveOnCall)
	pages.Post("/teams/:id/on-call/rota", s.saveRota)

	// For the team alone: what its register says.
	pages.Get("/teams/:id/register/risks", s.showRisks)
	pages.Get("/teams/:id/register/away", s.showAway)
	pages.Get("/teams/:id/register/trend", s.showRegisterTrend)
	pages.Get("/teams/:id/register/trend.csv", s.downloadRegisterTrend)

	// For the team alone: its register, written by its members.
	pages.Get("/teams/:id/register", s.showRegister)
	pages.Get("/teams/:id/register/areas/new", s.newArea)
	pages.Post("/teams/:id/register/areas", s.createArea)
	pages.Get("/areas/:area", s.showArea)
	pages.Post("/areas/:area", s.saveArea)
	pages.Post("/areas/:area/archive", s.archiveArea)
	pages.Post("/areas/:area/restore", s.restoreArea)
	pages.Get("/areas/:area/claims/:person", s.showClaim)
	pages.Post("/areas/:area/claims/:person", s.saveClaim)
	pages.Get("/teams/:id/register/mine", s.editMine)
	pages.Post("/teams/:id/register/mine", s.saveMine)
	pages.Get("/teams/:id/register/people", s.listActivity)
	pages.Post("/teams/:id/register/people/:person", s.saveActivity)
	pages.Get("/teams/:id/register/history", s.showChanges)

	// For the team alone: what comes into its register and goes out of it.
	pages.Get("/teams/:id/register/suggest", s.showSuggestions)
	pages.Post("/teams/:id/register/suggest", s.findSuggestions)
	pages.Post("/teams/:id/register/suggest/add", s.addSuggestions)
	pages.Post("/teams/:id/register/suggest/undo", s.undoSuggestions)
	pages.Get("/teams/:id/register/register.csv", s.downloadRegisterSheet)
	pages.Get("/teams/:id/register/register.yaml", s.downloadRegisterFile)
	pages.Get("/teams/:id/register/import", s.showRegisterSheet)
	pages.Post("/teams/:id/register/import", s.importRegister)
	pages.Get("/teams/:id/register/code", s.showCode)
	pages.Post("/teams/:id/register/code", s.importCode)
	pages.Post("/teams/:id/register/code/match", s.matchAuthors)

	// For the team alone: what its files from outside say.
	pages.Get("/teams/:id/evidence", s.showEvidence)
	pages.Post("/teams/:id/evidence", s.addEvidence)
	pages.Post("/teams/:id/evidence/marks", s.markEvidence)
	pages.Post("/teams/:id/evidence/:file/remove", s.removeEvidence)
	pages.Post("/teams/:id/evidence/:file/restore", s.restoreEvidence)

	// For champions and leaders.
	pages.Get("/overview", s.showOverview)
	pages.Get("/overview.csv", s.downloadOverview)
	pages.Get("/overview/answers", s.showPooledAnswers)
	pages.Get("/overview/areas", s.showSharedAreas)
	pages.Get("/overview/areas.csv", s.downloadSharedAreas)

	pages.Get("/overview/practices", s.showPracticesOverview)
	pages.Get("/overview/practices.csv", s.downloadPractices)

	// For champions and leaders: the report on a round.
	pages.Get("/overview/report", s.showReport)
	pages.Get("/overview/report.:format", s.downloadReport)
	pages.Get("/overview/talk", s.showTalk)
	pages.Get("/overview/talk.:format", s.downloadTalk)

	// For champions.
	pages.Post("/overview/report/ask", s.saveAsk)
	pages.Post("/overview/talk", s.saveTalk)
	pages.Post("/overview/talk/slides/:slide/:step", s.saveTalk)
	pages.Get("/organisation", s.editOrganisation)
	pages.Post("/organisation", s.saveOrganisation)
	pages.Get("/groups", s.listGroups)
	pages.Post("/groups", s.createGroup)
	pages.Post("/groups/:id", s.saveGroup)
	pages.Get("/teams", s.listTeams)
	pages.Get("/teams/new", s.newTeam)
	pages.Post("/teams", s.createTeam)
	pages.Get("/teams/:id", s.editTeam)
	pages.Post("/teams/:id", s.saveTeam)
	pages.Post("/teams/:id/members", s.addMembers)
	pages.Post("/teams/:id/members/:person", s.changePart)
	pages.Get("/allies", s.listAllies)
	pages.Post("/overview/practices/:key/target", s.setPracticeTarget)
	pages.Get("/practices/own", s.listOwnPractices)
	pages.Post("/practices/own", s.saveOwnPractice)
	pages.Get("/practices/own/:key", s.editOwnPractice)
	pages.Post("/practices/own/:key", s.saveOwnPractice)
	pages.Get("/people", s.listPeople)
	pages.Get("/people/new", s.newPerson)
	pages.Post("/people", s.createPerson)
	pages.Get("/people/:id", s.editPerson)
	pages.Post("/people/:id", s.savePerson)
	pages.Post("/people/:id/link", s.createPersonLink)
	pages.Get("/roster", s.newRoster)
	pages.Post("/roster", s.importRoster)
	pages.Get("/roster.csv", s.downloadRosterTemplate)
	pages.Get("/rounds", s.listRounds)
	pages.Get("/rounds/new", s.newRound)
	pages.Post("/rounds", s.createRound)
	pages.Get("/rounds/:id", s.showRound)
	pages.Post("/rounds/:id/teams", s.inviteTeam)
	pages.Post("/rounds/:id/extend", s.extendRound)
	pages.Post("/rounds/:id/close", s.closeRound)
	pages.Post("/rounds/:id/reopen", s.reopenRound)
	pages.Post("/rounds/:id/links", s.createRoundLinks)
	pages.Get("/overview/links", s.listReportLinks)
	pages.Post("/overview/links", s.createReportLink)
	pages.Post("/overview/links/:id/revoke", s.revokeReportLink)
	pages.Get("/audit", s.showAudit)
	pages.Get("/audit.csv", s.downloadAudit)
	pages.Get("/notices", s.showNotices)
	pages.Post("/notices/retry", s.retryNotices)
}
