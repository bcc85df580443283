package adoption

var vendorPlots = []plot{
	{
		cause: text(
			"委託先で障害が起きています。こちらでは直せません。影響を小さくし、相手の窓口から見通しをもらい、利用者に知らせるのが仕事です。状況ページに載るのは20分後です。",
			"The supplier has an outage. It cannot be mended here. The work is to make the harm smaller, to get an outlook from their desk, and to tell the users. Their status page shows it only after 20 minutes."),
		alert: text(
			"アラート：「{area}」への呼び出しの半分が時間切れです。\n  upstream timeout after 10s (52% of calls)\n相手の状況ページは「正常」です。",
			"Alert: half of the calls to “{area}” run out of time.\n  upstream timeout after 10s (52% of calls)\nTheir status page says that all is well."),
		finding: text(
			"こちらの変更は3日前が最後です。別のネットワークから試しても、同じように遅いことが分かりました。",
			"Our last change was three days ago. From another network it is just as slow."),
		hint: text(
			"自分たちのせいではなさそうだと言える根拠を2つ挙げる。状況ページが緑でも、問い合わせを出す。",
			"Names two reasons why it is probably not us, and writes to the supplier although the page is green."),
		turn: text(
			"相手の窓口から返事が来ました。「調査中です。契約番号と、連絡できる責任者の名前をお知らせください」",
			"Their desk answers: “We are looking into it. Please give us your contract number and the name of your contact.”"),
		answer: text(
			"契約番号と窓口の情報をすぐに出せる。出せなければ、探す人を一人決め、残りの人は影響を小さくする手（切り離す・後で送る・お知らせを出す）を進める。",
			"Has the contract number at hand. If not, one person looks for it while the others make the harm smaller: cut it off, send later, put up a notice."),
	},
	{
		cause: text(
			"契約していた量の上限に達しました。上限は相手の管理画面で上げられますが、画面に入れるのは限られた人です。呼び出しを減らす手なら、こちらだけでできます。",
			"The contracted amount is used up. The limit can be raised in the supplier's console, which few people can enter. Calling less often can be done here."),
		alert: text(
			"アラート：「{area}」から拒否が返ってきます。\n  429 quota exceeded, retry after next billing period\n時々、成功するものもあります。",
			"Alert: “{area}” refuses calls.\n  429 quota exceeded, retry after next billing period\nSome still succeed."),
		finding: text(
			"呼び出しの数は、先週の同じ曜日の3倍です。増えた分は、夜間の処理からの呼び出しでした。",
			"There are three times as many calls as on the same day last week. What was added comes from a nightly job."),
		hint: text(
			"上限を上げるより先に、増えた原因を止められるかを考える。利用者に要る呼び出しと、待てる呼び出しを分ける。",
			"Thinks of stopping what was added before raising the limit, and separates calls that users need from calls that can wait."),
		turn: text(
			"管理画面に入るための二段階認証は、{owner}の端末にしか届かないことが分かりました。",
			"It turns out that the second factor for the console only goes to the device of {owner}."),
		answer: text(
			"相手の窓口に、契約者として上限を上げてもらう道を探す。同時に、待てる呼び出しを止めて利用者の分を空ける。",
			"Looks for a way to have the supplier raise the limit on request, and at the same time stops what can wait to leave room for the users."),
	},
	{
		cause: text(
			"相手が予告どおりに古い方式をやめました。予告のメールは、今は見られていない宛先に届いていました。新しい方式への切り替えは準備だけ済んでいて、設定を1つ変えれば動きます。",
			"The supplier has switched off an old method, as announced. The announcement went to a mailbox that nobody reads. The new method has been prepared and needs one setting to be changed."),
		alert: text(
			"アラート：「{area}」との接続がすべて失敗しています。\n  handshake failure: protocol version\n1時間前の、ちょうどの時刻からです。",
			"Alert: every connection to “{area}” fails.\n  handshake failure: protocol version\nIt began an hour ago, sharp on the hour."),
		finding: text(
			"相手の更新履歴のページに「本日、旧方式を終了します」とあります。予告は3か月前に出ていました。",
			"The supplier's change log says: “The old method ends today.” It was announced three months ago."),
		hint: text(
			"見落としの理由を今は探さない。新しい方式に変える道と、つなげない間の影響を並べて考える。",
			"Does not look for the reason of the oversight now; puts side by side how to change over and what breaks until then."),
		turn: text(
			"リポジトリに、新しい方式に対応した変更が途中のまま残っていました。説明には「動作確認は済み。切り替え日の連絡待ち」とあります。",
			"In the repository there is a change for the new method, left half-way. Its note says: “Tested. Waiting for the date of the switch.”"),
		answer: text(
			"試せる環境で確かめてから、本番では小さく切り替える。戻し方がないことを承知したうえで、二人で確かめる。",
			"Tries it where it does no harm, then switches a small part first. Knows that there is no way back, and has two people check."),
	},
}

var domainPlots = []plot{
	{
		cause: text(
			"月をまたぐときだけ働く決まりが、今月から変わっていました。システムは古い決まりのまま正しく動いています。影響のある範囲を調べ、決められる人に決めてもらうのが仕事です。",
			"A rule that only matters across the end of a month has changed this month. The system follows the old rule faithfully. The work is to find who is affected and to have it decided by those who may."),
		alert: text(
			"サポート：「『{area}』の結果がおかしいのでは、という問い合わせが3件続きました。3件とも、先月末から今月にかけての分です」\nアラートは1つも出ていません。",
			"Support: “Three people in a row ask whether the result of ‘{area}’ is right. All three are about the days around the end of last month.”\nNo alert has fired."),
		finding: text(
			"計算の元になる表には「改定予定：今月1日」とだけ書かれています。新しい値は空欄です。",
			"The table behind the result only says “revision due: 1st of this month”. The new value is empty."),
		hint: text(
			"「不具合かどうか」より先に「正しい結果を誰が言えるか」を探す。例を1件、手で計算してみる。",
			"Before asking whether it is a bug, asks who can say what the right result is, and works out one example by hand."),
		turn: text(
			"経理：「締めは明日の15時です。それまでに正しい数字が出ないなら、止めるかどうかを今日中に決めてください」",
			"Accounting: “We close tomorrow at 15:00. If the right figures will not be there, tell us today whether to stop.”"),
		answer: text(
			"決める人・決める時刻・決めるための材料を言葉にする。間違ったまま進む分を先に止められるかを考える。",
			"Says who decides, by when, and on what. Considers stopping first what would go out wrong."),
	},
	{
		cause: text(
			"例外の扱いを覚えている人が一人だけで、どこにも書かれていませんでした。似た例を過去の記録から探せば、扱い方が分かります。決めた理由を残すことが一番の成果です。",
			"One person remembers how an exception is treated, and it is written nowhere. Old records hold a similar case. Writing down the decision with its reason is the best outcome."),
		alert: text(
			"社内の同僚：「『{area}』で、見たことのない組み合わせの申し込みが1件来ました。今日中に返事が要ります。どう扱えばよいですか」",
			"A colleague: “For ‘{area}’ we have one request with a combination nobody has seen. It needs an answer today. What do we do with it?”"),
		finding: text(
			"過去の記録を検索すると、2年前に似た件がありました。「特例で対応。詳細は口頭で」とだけ残っています。",
			"A search of old records finds a similar case two years ago. It only says: “Treated as an exception. Details by word of mouth.”"),
		hint: text(
			"当時の関係者（別の部門でもよい）を思い出して当たる。分からないことを、分からないまま相手に伝えられる。",
			"Thinks of others who were there, in other departments too, and can tell the one who asks what is not known."),
		turn: text(
			"先方から「2時間以内に返事がなければ、別の会社に頼みます」と連絡がありました。",
			"The customer writes: “If we have no answer within two hours we will go elsewhere.”"),
		answer: text(
			"取り消せる返事（仮の受け付けなど）で時間を作る。最後に決めるのが誰かを確かめ、その人に短く材料を渡す。",
			"Buys time with an answer that can be taken back, such as a provisional one; finds out who decides and gives that person the facts in brief."),
	},
	{
		cause: text(
			"担当者が毎週、手で直していた数字がありました。今週はそれがなく、直す前の数字がそのまま表に出ています。元の数字が間違っている理由は、この場では分からなくて構いません。",
			"Every week somebody corrected a figure by hand. This week nobody did, and the uncorrected figure is out. Why it is wrong at its source need not be found out here."),
		alert: text(
			"部長：「『{area}』の今週の数字が、いつもの7割しかない。本当に減ったのか、間違いなのか、1時間後の会議までに知りたい」",
			"The head of department: “This week's figure of ‘{area}’ is 70% of the usual. Is it real or an error? I need to know before a meeting in an hour.”"),
		finding: text(
			"元のデータは、先週も先々週も今週と同じくらいでした。先週までは、表に出る前に数字が変わっているようです。",
			"The source was about the same in the last weeks as in this one. Until last week the figure changed on its way out."),
		hint: text(
			"「減った」のではなく「先週まで誰かが直していた」という見方に気付く。分かったことと推測を分けて伝える。",
			"Sees that nothing fell: somebody corrected it until last week. Keeps apart what is known and what is guessed."),
		turn: text(
			"共有フォルダーで、毎週月曜に更新されている表計算のファイルが見つかりました。式の入ったシートには説明がありません。",
			"In the shared folder there is a spreadsheet that changes every Monday. The sheet with the formulas has no explanation."),
		answer: text(
			"会議には「確認中。おそらくいつもどおりだが、裏付けはまだ」のように、確かさを添えて答える。手で直す作業を誰がどう引き継ぐかを書き留める。",
			"Answers the meeting with how sure it is (“being checked; probably as usual, not confirmed”), and notes who takes over the correction and how."),
	},
}
