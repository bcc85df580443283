package notify

import (
	"strings"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// words are what a notice says to people.
type words struct {
	subject, text, open string
}

// phrases hold the words of each kind and language. A mail to one person and a
// post that many read differ: the latter names no team and no title.
type phrase struct{ subject, mail, post, open maturity.Text }

var phrases = map[adoption.NoticeKind]phrase{
	adoption.RoundOpened: {
		subject: maturity.Text{JA: "{round}のラウンドが始まりました", EN: "The round {round} has opened"},
		mail: maturity.Text{JA: "{round}のラウンドが始まりました。{day}までに、10分ほどでお答えください。途中でやめても、続きから答えられます。一人ひとりの回答が、ほかの人に見えることはありません。",
			EN: "The round {round} has opened. Please answer by {day}; it takes about ten minutes. You can stop and go on later. Nobody else sees what you yourself answer."},
		post: maturity.Text{JA: "{round}のラウンドが始まりました。招待されたチームの方は、{day}までにお答えください。10分ほどで終わります。",
			EN: "The round {round} has opened. If your team is invited, please answer by {day}; it takes about ten minutes."},
		open: maturity.Text{JA: "回答する", EN: "Answer"},
	},
	adoption.RoundNudge: {
		subject: maturity.Text{JA: "{round}のラウンドは、ちょうど半ばです", EN: "The round {round} is half-way"},
		mail: maturity.Text{JA: "{round}のラウンドは{day}までです。あなたの回答は、まだ終わっていません。10分ほどで終わります。このお知らせは、あなたにだけ届いています。",
			EN: "The round {round} ends on {day}. Your answers are not finished yet; it takes about ten minutes. Only you receive this."},
		post: maturity.Text{JA: "{round}のラウンドは、ちょうど半ばです。{day}まで回答できます。", EN: "The round {round} is half-way. It can be answered until {day}."},
		open: maturity.Text{JA: "続きから答える", EN: "Go on answering"},
	},
	adoption.RoundReminder: {
		subject: maturity.Text{JA: "{round}のラウンドは{day}までです", EN: "The round {round} closes on {day}"},
		mail: maturity.Text{JA: "{round}のラウンドは{day}で終わります。あなたの回答は、まだ終わっていません。このラウンドについてお願いするのは、これが最後です。",
			EN: "The round {round} closes on {day}. Your answers are not finished yet. This is the last time we ask in this round."},
		post: maturity.Text{JA: "{round}のラウンドは、まもなく終わります。{day}まで回答できます。", EN: "The round {round} closes soon. It can be answered until {day}."},
		open: maturity.Text{JA: "続きから答える", EN: "Go on answering"},
	},
	adoption.RoundClosed: {
		subject: maturity.Text{JA: "{round}のラウンドが終わりました", EN: "The round {round} has closed"},
		mail: maturity.Text{JA: "{round}のラウンドが終わりました。ご協力ありがとうございました。チームの結果と次の一歩を、ご覧ください。",
			EN: "The round {round} has closed. Thank you for taking part. Have a look at your team's result and its next steps."},
		post: maturity.Text{JA: "{round}のラウンドが終わりました。ご協力ありがとうございました。結果は、それぞれのチームのページで見られます。",
			EN: "The round {round} has closed. Thank you for taking part. Each team finds its result on its page."},
		open: maturity.Text{JA: "結果を見る", EN: "See the result"},
	},
	adoption.DrillDue: {
		subject: maturity.Text{JA: "訓練の予定：{day}", EN: "A drill on {day}"},
		mail:    maturity.Text{JA: "{team}の訓練「{title}」は{day}です。参加するだけなら、準備は要りません。", EN: "The drill “{title}” of {team} is on {day}. Whoever only takes part has nothing to prepare."},
		post:    maturity.Text{JA: "{day}に訓練の予定があります。チームの方は、ページをご覧ください。", EN: "A drill is planned for {day}. Its team finds it on the page."},
		open:    maturity.Text{JA: "訓練のページを開く", EN: "Open the drill"},
	},
	adoption.PracticeDue: {
		subject: maturity.Text{JA: "次の実践：{title}（{day}）", EN: "Due on {day}: {title}"},
		mail: maturity.Text{JA: "{team}の「{title}」は、いつもの間隔だと{day}が次の回です。今回は、ほかの人に任せてみるのもよい方法です。",
			EN: "By its rhythm, “{title}” of {team} is next due on {day}. Letting somebody else lead it this time is a good way too."},
		post: maturity.Text{JA: "{day}が次の回になる実践があります。", EN: "A practice is due on {day}."},
		open: maturity.Text{JA: "記録する", EN: "Record it"},
	},
	adoption.ActionDue: {
		subject: maturity.Text{JA: "期日のお知らせ：{title}（{day}）", EN: "Due on {day}: {title}"},
		mail: maturity.Text{JA: "{team}の次の一歩「{title}」の期日は{day}です。終わっていなければ、次のラウンドに持ち越すことも、理由を書いてやめることもできます。",
			EN: "The next step “{title}” of {team} is due on {day}. If it is not done, it can be carried into the next round, or dropped with a reason."},
		post: maturity.Text{JA: "{day}が期日の「次の一歩」があります。", EN: "A next step is due on {day}."},
		open: maturity.Text{JA: "開く", EN: "Open it"},
	},
	adoption.SignInLink: {
		subject: maturity.Text{JA: "ログイン用のリンク", EN: "Your link to sign in"},
		mail: maturity.Text{JA: "ログイン用のリンクをお送りします。1時間有効です。心当たりがなければ、このメールは捨ててください。リンクを開かないかぎり、何も起こりません。",
			EN: "Here is the link to sign in that you asked for. It works for an hour. If you did not ask for it, delete this mail; nothing happens unless the link is opened."},
		post: maturity.Text{JA: "ログイン用のリンクを送りました。", EN: "A link to sign in was sent."},
		open: maturity.Text{JA: "ログインする", EN: "Sign in"},
	},
}

// wordsOf says a notice in its language.
func wordsOf(n adoption.Notice) words {
	p := phrases[n.Kind]
	text, subject := p.mail, p.subject
	if n.Person == "" {
		text = p.post
		if strings.Contains(subject.EN, "{title}") {
			subject = p.post
		}
	}
	fill := strings.NewReplacer("{round}", n.Round, "{team}", n.Team, "{title}", n.Title, "{day}", dayIn(n))
	return words{
		subject: oneLine(fill.Replace(subject.In(n.Language))), text: fill.Replace(text.In(n.Language)), open: p.open.In(n.Language),
	}
}

// letterText is the whole of a mail.
func letterText(n adoption.Notice, w words, link string) string {
	if n.Language == maturity.Japanese {
		return n.Person + " さん\n\n" + w.text + "\n\n" + w.open + "：\n" + link + "\n\n-- \n" + n.Organisation + " / 道のり\nこのメールは自動で送られています。\n"
	}
	return "Hello " + n.Person + ",\n\n" + w.text + "\n\n" + w.open + ":\n" + link + "\n\n-- \n" + n.Organisation + " / Michinori\nThis mail was sent automatically.\n"
}

// dayIn returns the day as people write it.
func dayIn(n adoption.Notice) string {
	d, err := time.Parse(time.DateOnly, n.Day)
	switch {
	case err != nil:
		return n.Day
	case n.Language == maturity.Japanese:
		return d.Format("2006年1月2日")
	}
	return d.Format("2 January 2006")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
