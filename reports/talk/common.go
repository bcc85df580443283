package talk

// concern is told by the speaker alone.
func concern(t *teller) Slide {
	s := Slide{
		Topic:    t.Say("なぜ自分ごとか", "Why this concerns you"),
		Headline: t.say("これは、誰かの話ではなく、ここで起きたことです", "This happened here, not somewhere else"),
		Slots: []Slot{{Key: "near_miss", Prompt: t.Say(
			"利用者からの実際の声か、ヒヤリとした出来事を一つ、起きたとおりに書いてください。", "One real complaint of a user, or one near-miss, as it happened.")}},
	}
	s.notes(t,
		t.Say("数字の前に、実際にあったことを一つ話します。誰がしたかではなく、利用者に何が起き、私たちが何に困ったかを話します。",
			"Before any number: one thing that really happened. Not who did it, but what users met and what we were at a loss about."),
		t.Say("一つの出来事から、全体のことは言えません。だから、このあとに数字を見ます。", "One story says nothing of the whole. That is why numbers follow."))
	return s
}

func meaning(t *teller) Slide {
	s := Slide{
		Topic:    t.Say("ここでのSRE", "What SRE means here"),
		Headline: t.say("SREは、ここでは四つの言葉です", "Here, SRE comes down to four words"),
		Lines: lines(
			t.Say("トイル：繰り返しの手作業を減らす", "Toil: less work that repeats itself"),
			t.Say("人：誰が休んでも困らないようにする", "People: anybody can be away"),
			t.Say("障害：起きる前に練習しておく", "Incidents: practised before they come"),
			t.Say("約束：利用者に何を守るかを決める", "Promises: agreed on what users can count on")),
	}
	s.notes(t, t.Say("理論の話はしません。この四つのどれか一つでも、自分の仕事に心当たりがあれば、それがSREの入口です。",
		"No theory. If one of the four reminds you of your own work, that is the way in."))
	return s
}

// tries are the slots of what was tried, and of the invitation.
func tries(t *teller) []Slot {
	return []Slot{{Key: "abandoned", Label: t.Say("やめたこと", "What we gave up"), Prompt: t.Say(
		"やめた試みを一つ、なぜやめたかも含めて率直に書いてください。", "One trial that was abandoned, and why, openly.")}}
}

func invites(t *teller) []Slot {
	return []Slot{
		{Key: "what", Label: t.Say("すること", "What"), Prompt: t.Say("提案と違うことに誘うときは、ここに書いてください。", "Where you invite to something else than suggested.")},
		{Key: "when", Label: t.Say("いつ", "When"), Prompt: t.Say("日付と時間", "The day and the time")},
		{Key: "where", Label: t.Say("どこで", "Where"), Prompt: t.Say("場所、またはオンライン会議", "The room, or the call")},
		{Key: "how", Label: t.Say("参加のしかた", "How to join"), Prompt: t.Say("誰に、どうやって伝えればよいか", "Whom to tell, and how")},
	}
}

// chosenFor tells why the practice is the one that is suggested.
func chosenFor(t *teller, weakest bool) string {
	if weakest {
		return t.Say("今のいちばん弱いところに効くものから選んでいます。効果が出ると決まっているわけではありません。",
			"It was chosen for where we are weakest. That it will help is likely, not certain.")
	}
	return t.Say("どれから始めてもかまいません。効果が出ると決まっているわけではありません。", "Any practice is a good start. That it will help is likely, not certain.")
}

// invite is the last slide; weakest says that the practice was chosen for what
// is weakest, which nobody knows before there is a result.
func invite(t *teller, p Practice, found, weakest bool) Slide {
	s := Slide{Topic: t.Say("一緒に試したいこと", "One thing to try with us"), Slots: invites(t)}
	if found {
		s.Headline = t.say("「%s」を、一緒に試しませんか", "Try this with us: %s", p.Name.In(t.Language()))
		s.Lines = lines(t.say("最初の一歩：%s", "First step: %s", p.First.In(t.Language())))
		if p.Teams > 0 {
			s.Lines = append(s.Lines, lines(t.say("いま%sチームで習慣になっています。", "It is a habit in %s by now.", t.Teams(p.Teams)))...)
		}
	} else {
		s.Headline = t.say("次の四半期に、一つだけ一緒に試しませんか", "Will you try one thing with us next quarter?")
	}
	s.notes(t,
		t.Say("やってみて合わなければ、やめてかまいません。やめたことも、次の発表で話します。", "If it does not fit, we stop, and tell of that too next time."),
		chosenFor(t, weakest))
	return s
}

// areasLost tells how many areas one person carries and how many nobody does,
// the more numerous first.
func areasLost(t *teller, areas, single, orphan int) (headline string, more []Line) {
	switch {
	case orphan > single:
		headline = t.say("%[1]dの領域のうち%[2]dには、いま担い手がいません", "Areas that have nobody today: %[2]d of %[1]d", areas, orphan)
		if single > 0 {
			more = lines(t.say("一人だけが支えている領域は%dです。", "Areas that hang on a single person: %d.", single))
		}
	case single > 0:
		headline = t.say("%[1]dの領域のうち%[2]dは、それぞれ一人だけが支えています", "Areas that hang on a single person: %[2]d of %[1]d", areas, single)
		if orphan > 0 {
			more = lines(t.say("担い手がいない領域は%dです。", "Areas that nobody can handle today: %d.", orphan))
		}
	default:
		headline = t.say("一人いないだけで止まる領域は、%dのうち一つもありません", "None of %d areas stops when one person is away", areas)
	}
	return headline, more
}
