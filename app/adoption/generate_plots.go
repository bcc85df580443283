package adoption

// areaPlots is what goes wrong, by kind of area. The plots stay general: the
// players fill them with their own screens, documents and names.
var areaPlots = map[string][]plot{
	"code":      codePlots,
	"operation": operationPlots,
	"vendor":    vendorPlots,
	"domain":    domainPlots,
}

var codePlots = []plot{
	{
		cause: text(
			"直前のリリースに入った小さな変更が、めったに通らない道で失敗しています。前の版に戻せば影響は止まります。戻してよいかを判断できる材料（最後のリリース、差分、戻し方）を探せるかを見ます。",
			"A small change of the last release fails on a path that is rarely taken. Going back to the version before stops the harm. Watch whether the players find what they need to decide on it: the last release, the difference, the way back."),
		alert: text(
			"アラート：「{area}」のエラー率が0.2%から9%に上がり、下がりません。\nほかのサービスのグラフはいつもどおりです。",
			"Alert: the error rate of “{area}” has gone from 0.2% to 9% and stays there.\nThe graphs of everything else look as always."),
		finding: text(
			"ログ：\n  ERROR unexpected state \"pending_review\" (retry 3/3)\n  ERROR giving up, job moved to dead letter\n同じ行が、失敗1件につき1組ずつ並んでいます。",
			"Log:\n  ERROR unexpected state \"pending_review\" (retry 3/3)\n  ERROR giving up, job moved to dead letter\nThere is one such pair for each failure."),
		hint: text(
			"知らない状態の名前が手がかりだと気付き、いつから出ているかを最後のリリースの時刻と比べる。",
			"Sees the unknown state as a clue, and compares when it first appeared with the time of the last release."),
		turn: text(
			"最後のリリースは前の営業日の17時55分でした。変更した人は「戻しても大丈夫だと思うけれど、その間に届いた分がどうなるかは分からない」と言っています。",
			"The last release was at 17:55 on the last working day. Whoever made it says: “Going back should be fine, but I do not know what happens to what arrived in between.”"),
		answer: text(
			"戻したときと戻さないときの影響を一言ずつ比べて決める。届いた分の扱いは、戻したあとで調べる仕事として書き留める。",
			"Weighs going back against staying in a sentence each, and decides. What arrived in between is written down as work for afterwards."),
	},
	{
		cause: text(
			"データが増え続けた結果、1回の処理が制限時間に収まらなくなりました。急いで直せる不具合ではありません。処理を分ける、制限時間を延ばす、重い分だけ後回しにする、のどれかで今をしのげます。",
			"The data has grown until one run no longer fits its time limit. There is no bug to fix quickly. Splitting the run, a longer limit, or leaving out the heavy part gets through the day."),
		alert: text(
			"アラート：「{area}」の処理が時間切れになりました（3回目）。\n  WARN timeout after 300s, rolled back\n処理待ちの件数が増え始めています。",
			"Alert: “{area}” has run out of time for the third time.\n  WARN timeout after 300s, rolled back\nThe number of waiting items begins to rise."),
		finding: text(
			"過去のグラフでは、1回の処理時間がこの3か月、毎週少しずつ延びていました。先週は最長で290秒でした。この1週間、リリースはありません。",
			"Older graphs show that a run has taken a little longer each week for three months. Last week the longest took 290 seconds. There has been no release for a week."),
		hint: text(
			"「何かを変えたから」ではなく「限界を越えたから」だと考えを切り替える。探し物をリリースから量へ移す。",
			"Changes the question from “what did we change” to “what did we outgrow”, and looks at amounts instead of releases."),
		turn: text(
			"再実行のたびに同じところまで進んでは取り消され、データベースの負荷も上がってきました。ほかの画面も遅くなり始めています。",
			"Each retry gets as far as before and is undone. The load of the database rises, and other pages begin to be slow."),
		answer: text(
			"自動の再実行をいったん止めて、被害が広がるのを防ぐ。そのうえで、分けて流す・重い分を後回しにする、などの案を出す。",
			"Stops the automatic retries to keep the harm from spreading, then proposes to run in parts or to leave the heavy part for later."),
	},
	{
		cause: text(
			"設定の値が1つ、予定どおりに切り替わっていません（期限付きの鍵や、日付で変わる設定）。コードは正しく動いています。値を直して再起動すれば戻ります。どこに設定があり、誰が変えられるかを探せるかを見ます。",
			"One setting did not change when it should have (a key with an end date, a value that depends on the day). The code is right. With the value put right and a restart, all is well. Watch whether the players find where the setting lives and who may change it."),
		alert: text(
			"アラート：「{area}」を呼び出した相手側で失敗が続いています。\n  401 Unauthorized (412 times in 10 min)\n「{area}」自身の監視は緑のままです。",
			"Alert: calls to “{area}” keep failing on the caller's side.\n  401 Unauthorized (412 times in 10 min)\nThe monitoring of “{area}” itself stays green."),
		finding: text(
			"失敗は、ちょうどの時刻に0件から全件へ変わっていました。4台のうち1台だけは成功しています。",
			"The failures went from none to all exactly on the hour. One of four machines still succeeds."),
		hint: text(
			"「ちょうどの時刻」と「1台だけ違う」という2つの手がかりから、期限や設定の違いを疑う。動いている1台と見比べる。",
			"Takes two clues, the full hour and the one machine that differs, to suspect an end date or a setting, and compares with the machine that works."),
		turn: text(
			"設定の置き場所は見つかりましたが、変える権限を持つ人がこの場にいません。",
			"The place of the setting is found, but nobody here has the right to change it."),
		answer: text(
			"権限を持つ人を呼ぶ道を使う。その間に、動いている1台へ寄せるなど、権限がなくてもできる緩和を考える。勝手な抜け道は作らない。",
			"Uses the way to call somebody with that right. Meanwhile thinks of relief that needs none, such as sending traffic to the machine that works; makes no back door."),
	},
}

var operationPlots = []plot{
	{
		cause: text(
			"途中で止まった作業を、もう一度始めから流すと二重になります。どこまで終わったかを確かめ、続きから流すのが正解です。確かめ方を見つけられるかを見ます。",
			"The work stopped half-way, and running it again from the start would do the first half twice. The way out is to find how far it got and to continue from there. Watch whether the players find a way to tell."),
		alert: text(
			"アラート：「{area}」が予定の時刻に終わっていません。\n  step 3/7 started ... (no further output)\nやり直すボタンは押せる状態です。",
			"Alert: “{area}” has not finished when it should have.\n  step 3/7 started ... (no further output)\nThe button to run it again can be pressed."),
		finding: text(
			"記録を見ると、手順3の途中で接続が切れていました。対象1,200件のうち、少なくとも400件は処理済みに見えます。",
			"The record shows that the connection broke during step 3. Of 1,200 items at least 400 look done."),
		hint: text(
			"やり直す前に「二度流したらどうなるか」を声に出して問う。処理済みかどうかを、画面ではなくデータで確かめる。",
			"Asks aloud what happens if it runs twice before running it again, and checks what is done in the data rather than on a screen."),
		turn: text(
			"同僚から「去年も止まったことがある。そのときは押し直したら動いた」と書き込みがありました。",
			"A colleague writes: “It stopped last year too. Back then pressing the button again did it.”"),
		answer: text(
			"ありがたく受け取りつつ、そのときと同じ状況かを確かめる。一人が操作し、もう一人が読み上げて確かめる形にする。",
			"Takes it gladly, and checks whether the situation is the same. One person acts, another reads along and confirms."),
	},
	{
		cause: text(
			"作業に使う場所（ディスク・割り当て・枠）がいっぱいです。消してよいものを消せば動き出しますが、消してはいけないものが隣にあります。消さずに広げる手もあります。",
			"The place that the work needs (disk, quota, slots) is full. Removing what may go gets it running, but right beside it is what must not go. Making room by enlarging works too."),
		alert: text(
			"アラート：「{area}」の作業が失敗しました。\n  write failed: no space left\n次の自動実行は30分後です。",
			"Alert: the work of “{area}” has failed.\n  write failed: no space left\nThe next automatic run is in 30 minutes."),
		finding: text(
			"使用量の内訳は、old_2023（38%）、work（31%）、archive（24%）、その他でした。名前だけでは、どれが要るのか分かりません。",
			"What fills it: old_2023 (38%), work (31%), archive (24%), and others. The names do not say which is needed."),
		hint: text(
			"名前で判断して消さない。広げる・移すといった、元に戻せる手を先に考える。",
			"Does not delete by the name; first thinks of what can be undone, such as enlarging or moving."),
		turn: text(
			"今の空きの減り方だと、あと20分でほかの処理も書き込めなくなります。",
			"At this rate other work will be unable to write in 20 minutes."),
		answer: text(
			"期限を声に出し、それまでにできる一番安全な手を1つ選ぶ。増え続けている元を止める手も挙げる。",
			"Says the deadline aloud and picks the safest single step before it; also names a way to stop what keeps growing."),
	},
	{
		cause: text(
			"作業そのものは成功していますが、結果を届ける最後の一歩が黙って失敗していました。監視は作業の成功しか見ていません。届け直せば影響は止まります。",
			"The work itself succeeds, but the last step, which hands over the result, has failed silently. The monitoring only looks at the work. Handing it over again stops the harm."),
		alert: text(
			"チャット：「{area}」の結果が、昨日の分から届いていないようです、と利用する側から連絡が来ました。\n監視の画面はすべて緑です。",
			"Chat: those who use the result of “{area}” say that nothing has arrived since yesterday.\nThe monitoring is all green."),
		finding: text(
			"作業の記録は「成功」です。ただし、いつもは数分かかる最後の手順が、昨日から0.1秒で終わっています。",
			"The record says “success”. But the last step, which usually takes some minutes, has ended in 0.1 seconds since yesterday."),
		hint: text(
			"緑の画面より、受け取る側の言葉を信じる。「早く終わりすぎ」も異常だと気付く。",
			"Trusts those who receive more than the green screen, and sees that finishing too fast is a fault as well."),
		turn: text(
			"届いていないのは2日分です。利用する側は「今日の分だけでも先に欲しい」と言っています。",
			"Two days are missing. Those who use it say: “Today's would help us most, if it can come first.”"),
		answer: text(
			"相手が一番困る分から届ける。順番を変えても害がないかを確かめ、残りはいつまでにと約束する。",
			"Delivers first what is missed most, checks that the order does no harm, and promises a time for the rest."),
	},
}
