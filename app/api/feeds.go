package api

// Feed says whether the caller has a calendar address of a team.
type Feed struct {
	Exists bool `json:"exists"`
}

// NewFeed is a calendar address with its secret, which is shown this once.
type NewFeed struct {
	Secret string `json:"secret" doc:"The calendar is at the address of the application followed by /calendar/, this and .ics"`
}

func (a *API) feedRoutes() {
	const t = "practices"
	add(a, read("/teams/{id}/feed", "getFeed", "Whether the caller has a calendar address of what is due for a team", ofTeam, t), a.getFeed)
	add(a, create("/teams/{id}/feed", "createFeed", "Make the caller a calendar address; an older one ends", ofTeam, t),
		func(c call, in *ByID) (*output[NewFeed], error) {
			secret, err := a.tracker.CreateFeed(c, c.viewer, in.ID)
			return reply(NewFeed{Secret: secret}, err)
		})
	add(a, remove("/teams/{id}/feed", "deleteFeed", "End the caller's calendar address", ofTeam, t),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.DeleteFeed(c, c.viewer, in.ID)) })
}

func (a *API) getFeed(c call, in *ByID) (*output[Feed], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	has, err := a.store.HasFeed(c, in.ID, c.viewer.Person.ID)
	return reply(Feed{Exists: has}, err)
}
