package adoption

import (
	"maps"
	"slices"

	"michinori/app/maturity"
)

// plot is what goes wrong in an area: the parts in which scenarios differ.
type plot struct {
	cause   maturity.Text // for the game master: why, and how it is mended
	alert   maturity.Text // what is seen first
	finding maturity.Text // what looking into it shows
	hint    maturity.Text // for the game master: what a good reading of it is
	turn    maturity.Text // what makes it worse, or opens the way out
	answer  maturity.Text // for the game master: what a good answer to that is
}

// occasion is when it happens and why the person who knows is not there.
type occasion struct {
	when  maturity.Text
	away  maturity.Text // follows the person's name
	night bool          // whoever answers has been woken, or works at night
}

var (
	offHours = []occasion{
		{text("火曜の午前2時10分", "02:10 on a Tuesday"), text("飛行機の中で、あと4時間は連絡がつきません", "is on a plane and cannot be reached for another four hours"), true},
		{text("金曜の18時40分", "18:40 on a Friday"), text("電波の届かない山小屋に向かっていて、戻るのは日曜です", "is on the way to a mountain hut without reception, and back on Sunday"), false},
		{text("祝日の13時20分", "13:20 on a public holiday"), text("引っ越しの最中で、電話に出ません", "is moving house and does not answer the phone"), false},
		{text("木曜の午前4時50分", "04:50 on a Thursday"), text("長い休みに入ったばかりで、起こさない約束です", "has just begun a long holiday and is not to be woken"), true},
	}
	officeHours = []occasion{
		{text("月初めの営業日の9時5分", "09:05 on the first working day of the month"), text("終日の研修中で、携帯を預けています", "is in a full-day course with all phones handed in"), false},
		{text("水曜の14時30分", "14:30 on a Wednesday"), text("飛行機の中で、あと4時間は連絡がつきません", "is on a plane and cannot be reached for another four hours"), false},
		{text("金曜の11時", "11:00 on a Friday"), text("今日から二週間の休みで、電波の届かない島に渡りました", "has left today for two weeks on an island without reception"), false},
	}
	anyHours = slices.Concat(offHours, officeHours)
)

// voices are those who speak up from outside the team, by day or by night.
func voices(night bool) words {
	if night {
		return words{
			"support": text("夜間の窓口", "The night desk"), "colleague": text("早起きの同僚", "A colleague up early"),
			"manager": text("電話で起きた部長", "The head of department, woken by your call"),
		}
	}
	return words{
		"support": text("サポート", "Support"), "colleague": text("社内の同僚", "A colleague"),
		"manager": text("部長", "The head of department"),
	}
}

// impact is who notices, by how much the area matters.
func (a FromArea) impact() maturity.Text {
	switch {
	case a.Criticality >= 3:
		return text(
			"{support}：「利用者からの問い合わせが10分で18件に増えました。先に進めない、という声ばかりです。なんと返せばよいですか」",
			"{support}: “18 enquiries in ten minutes, all from people who cannot go on. What do we tell them?”")
	case a.Criticality == 2:
		return text(
			"{support}：「まだ問い合わせは2件ですが、明日の昼までに直らないと困る方がいます。見通しはありますか」",
			"{support}: “Only two enquiries so far, but some people will be stuck by noon tomorrow. Is there an outlook?”")
	}
	return text(
		"{colleague}：「急ぎではないけれど、いつもの数字が出ません。いつごろ直りそうですか」",
		"{colleague}: “No rush, but the figures I usually get are missing. When might they be back?”")
}

func (a FromArea) plots() []plot {
	if plots, ok := areaPlots[a.Kind]; ok {
		return plots
	}
	return areaPlots["operation"]
}

// occasions are when the area would be missed: the rules of a business are asked
// for while it is open.
func (a FromArea) occasions() []occasion {
	if a.Kind == "domain" {
		return officeHours
	}
	return anyHours
}

// owner is the person who knows, by name only where one is given.
func (a FromArea) owner() maturity.Text {
	if name := given(a.Owner, maxGivenName); name != "" {
		return text(name+"さん", name)
	}
	return text("一番詳しい人", "the person who knows it best")
}

func (a FromArea) scenario(n variant) (Scenario, bool) {
	name := givenText(a.Name)
	if name.IsZero() {
		return Scenario{}, false
	}
	p, o := pick(&n, a.plots()), pick(&n, a.occasions())
	s := Scenario{
		Key: "generated_area", Source: SingleOwner, Minutes: 30, Level: 2,
		Name:       text("「{area}」を知る人がいない日", "Nobody here knows “{area}”"),
		Background: a.background(),
		Brief:      a.brief(p),
		Injects:    a.injects(p, pick(&n, askings)),
		Good:       areaGood,
		Questions:  a.questions(),
		Needs:      areaNeeds,
		From:       []maturity.Text{text("チームの知識台帳の領域「{area}」から作成", "Made from the area “{area}” of the team's knowledge register")},
	}
	w := words{
		"area": name, "owner": a.owner(), "when": o.when, "away": o.away,
		"services": givenNames(a.Services), "candidates": givenNames(a.Candidates),
	}
	maps.Copy(w, voices(o.night))
	return w.fill(s), true
}

func (a FromArea) background() maturity.Text {
	t := text(
		"{when}です。「{area}」で何かが起きています。いつも頼りにしている{owner}は{away}。今いる人だけで対応を始めてください。",
		"It is {when}. Something is wrong with “{area}”. The one you would ask, {owner}, {away}. Start with the people who are here.")
	if !givenNames(a.Services).IsZero() {
		t.JA += "関わるサービス：{services}。"
		t.EN += " Services involved: {services}."
	}
	return t
}

func (a FromArea) brief(p plot) maturity.Text {
	t := text(
		p.cause.JA+"\n{owner}役は誰も演じません。電話にもチャットにも、最後まで返事はありません。実在の画面や手順書は、読むだけなら実際に開かせてください。変える操作は口で言うだけにします。",
		p.cause.EN+"\nNobody plays {owner}: no call and no message is answered to the end. Let the players open your real dashboards and documents for reading; anything that changes something is only said aloud.")
	if !givenNames(a.Candidates).IsZero() {
		t.JA += "\n当番役に向いているのは、この領域をあと少しで一人で扱える人です：{candidates}。"
		t.EN += "\nA good choice for the player is somebody who is nearly able to do this alone: {candidates}."
	}
	return t
}

func (a FromArea) injects(p plot, asked Inject) []Inject {
	runbook := untestedRunbook
	if a.RunbookTested {
		runbook = testedRunbook
	}
	return []Inject{
		{0, p.alert, text("「障害かもしれない」と声に出して宣言し、指揮と記録の役を決める。いつから、誰に影響があるかを先に確かめる。", "Says aloud that this may be an incident, and gives out the roles of lead and scribe. First finds out since when, and for whom.")},
		{4, a.impact(), text("分かっていることと次に知らせる時刻だけを返す。原因が分かるまで黙っていない。", "Answers with what is known and when the next word comes; does not stay silent until the cause is known.")},
		{8, text("{owner}に電話をかけました。呼び出し音のあと、留守番電話に切り替わります。{away}。", "You call {owner}. It rings, then voicemail: {owner} {away}."), text("待たずに、知っていそうな人・文書・過去の記録を探す。かけ直す時刻だけ決めて先へ進む。", "Does not wait: looks for other people, documents and old records. Sets a time for calling again and moves on.")},
		{12, p.finding, p.hint},
		{17, runbook.Text, runbook.Expect},
		{22, p.turn, p.answer},
		{26, asked.Text, asked.Expect},
	}
}

func (a FromArea) questions() []maturity.Text {
	next := text("次に「{area}」を一人で扱えるようになるのは誰ですか。最初の一回を、いつ一緒にやりますか。", "Who will be the next to handle “{area}” alone, and when do you do it together for the first time?")
	if !givenNames(a.Candidates).IsZero() {
		next = text("{candidates}が「{area}」を一人で扱えるようになるには、あと何が要りますか。最初の一回は、いつにしますか。", "What do {candidates} still need before handling “{area}” alone, and when is the first time?")
	}
	return []maturity.Text{
		text("{owner}に聞きたくて聞けなかったことは何でしたか。どこに書いてあれば足りましたか。", "What did you want to ask {owner} and could not? Where would it have had to be written down?"),
		text("手が止まったのは、知識・権限・連絡先のどれがなかったからですか。", "Where you got stuck, what was missing: knowledge, access, or somebody to call?"),
		text("「直す」前に「影響を止める」手はありましたか。", "Was there a way to stop the harm before mending the cause?"),
		next,
	}
}
