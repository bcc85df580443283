package adoption

import "michinori/app/maturity"

var testedRunbook = Inject{
	Text:   text("手順書が見つかりました。最近試された記録もあります。ただ、3番目の手順の画面が、書かれている見た目と違います。", "You find the runbook, tested not long ago. But the screen of step 3 does not look as it is described."),
	Expect: text("手順の目的（何のための手順か）に立ち返り、違いを記録してから進む。勘で押さない。", "Goes back to what the step is for, notes the difference, and goes on; does not press on a hunch."),
}

var untestedRunbook = Inject{
	Text:   text("手順書を探しました。それらしいページはありますが、いつ誰が試したかは書かれておらず、途中で「あとは{owner}に聞く」と終わっています。", "You look for a runbook. There is a page that may be it, without a word on who tried it and when, and it ends in “ask {owner} for the rest”."),
	Expect: text("使える部分だけを使い、足りない部分を書き留める（あとで直す材料になる）。元に戻せる操作から試す。", "Uses the part that can be used, and notes what is missing, to be mended later. Tries first what can be undone."),
}

// askings are what a manager asks near the end.
var askings = []Inject{
	{
		Text:   text("{manager}：「社長に報告します。今の状況と、次に何をするかを3行でもらえますか」", "{manager}: “I have to tell the president. Can I have the situation and your next step in three lines?”"),
		Expect: text("影響・していること・次の連絡の時刻を3行で書ける。原因が分からないときは、そう書く。", "Three lines: effect, what is being done, time of the next word. Where the cause is not known, it says so."),
	},
	{
		Text:   text("{manager}：「私に手伝えることはありますか。人を呼ぶなら、今言ってください」", "{manager}: “Is there anything I can do? If you need people, say so now.”"),
		Expect: text("断らずに、具体的な頼みごとを1つ渡す（ほかの部門への連絡、決める人を呼ぶ、交代の手配など）。", "Does not turn it down but hands over one concrete thing: telling other departments, fetching whoever decides, arranging relief."),
	},
	{
		Text:   text("一緒に対応している人が「もう1時間で交代しないといけません」と言いました。次の人は、何も知りません。", "One of you says: “I have to leave within the hour.” The one who takes over knows nothing yet."),
		Expect: text("今の仮説・試したこと・次の一手・待っている返事を、記録を見ながら引き継ぐ。記録だけで伝わるかを確かめる。", "Hands over hypothesis, what was tried, next step and open replies from the notes, and sees whether the notes alone would do."),
	},
}

var areaGood = []maturity.Text{
	text("始まって5分以内に、障害として扱うことと、指揮・記録の役割を声に出して決める。", "Within five minutes says aloud that this is treated as an incident, and who leads and who writes."),
	text("いない人を待たず、ほかの人・文書・過去の記録のどれに当たるかを分担する。", "Does not wait for the one who is away, but divides up people, documents and old records to try."),
	text("仮説を言葉にし、それが違うと分かる確かめ方を決めてから調べる。", "Puts a hypothesis into words, with what would show it to be wrong, before looking."),
	text("原因が分からなくても、影響を止める手や小さくする手を先に試す。", "Stops or lessens the harm first, even without the cause."),
	text("サポートと上長へ、分かっていることと次に知らせる時刻を伝える。", "Tells support and the manager what is known and when the next word comes."),
	text("分からなかったこと・開けなかった場所を書き留め、{owner}が戻ったら聞く一覧にする。", "Writes down what nobody knew and what could not be opened, as a list for {owner} to answer later."),
}

var areaNeeds = []maturity.Text{
	text("「{area}」の監視画面と手順書（あれば）を、読むだけで開けるようにしておく。", "The dashboard and the runbook of “{area}”, if there are any, open for reading."),
	text("時計と、記録役が書く共有の文書。", "A clock, and a shared document for the scribe."),
	text("{owner}に前もって相談し、筋書きがありえる話かを確かめておく。当日は不参加か、黙って見る役にする。", "A word with {owner} beforehand on whether the story could happen; on the day {owner} stays away or watches in silence."),
}
