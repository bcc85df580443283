package adoption

import (
	"maps"

	"michinori/app/maturity"
)

// servicePlot is what happens to a service, with the source it belongs to.
type servicePlot struct {
	source     ScenarioSource
	name, when maturity.Text
	night      bool
	plot
}

var servicePlots = []servicePlot{
	{
		source: BadRelease, name: text("「{service}」を前の版に戻す夕方", "The evening “{service}” had to go back"),
		when: text("木曜の18時30分", "18:30 on a Thursday"),
		plot: plot{
			cause: text(
				"16時のリリースで、1件の処理が2回データベースへ問い合わせるようになりました。混む時間になるまで表に出ません。前の版に戻せば10分で落ち着きます。戻す手順を誰も練習していないことが山場です。",
				"The release of 16:00 made each request query the database twice. It does not show until the busy hour. Going back calms things within ten minutes. The crux is that nobody has practised going back."),
			alert: text(
				"アラート：「{service}」の応答時間（95パーセンタイル）が0.4秒から3.8秒になりました。\n失敗はまだ1%未満です。",
				"Alert: the response time of “{service}” (95th percentile) went from 0.4 to 3.8 seconds.\nFailures are still below 1%."),
			finding: text(
				"データベースの接続数が上限の96%です。アクセスの数は、先週の同じ時間と変わりません。今日のリリースは16時の1回だけです。",
				"The database has 96% of its connections in use. There are no more visits than at this hour last week. The only release today was at 16:00."),
			hint: text("増えたのはアクセスではなく、1件あたりの負担だと気付く。リリースとの時間差に惑わされない。", "Sees that not the visits grew but the load of each; is not misled by the gap since the release."),
			turn: text(
				"戻そうとしたところ、「データベースの変更を含むリリースです。本当に戻しますか」と確認が出ました。変更は列を1つ足しただけです。",
				"When you try to go back, a prompt says: “This release changed the database. Really go back?” The change only added one column."),
			answer: text("足しただけの列なら前の版でも動くことを確かめて戻す。確かめ方が分からなければ、リリースした人を呼ぶ。", "Makes sure that the version before runs with an added column, and goes back; where unsure, calls whoever made the release."),
		},
	},
	{
		source: Dependency, name: text("「{service}」が頼る先が止まった", "What “{service}” leans on has stopped"),
		when: text("土曜の20時15分", "20:15 on a Saturday"),
		plot: plot{
			cause: text(
				"「{service}」が使っている外部のサービス（認証・決済・メールなど、実際のものに置き換えてください）が遅くなり、待つ処理がたまって全体が詰まっています。待つ時間を短くするか、その機能だけを止めれば、残りは動きます。",
				"An outside service that “{service}” uses (sign-in, payment, mail: put in a real one) has become slow, and whatever waits for it clogs everything. With a shorter wait, or that one feature off, the rest works."),
			alert: text(
				"アラート：「{service}」の画面がどれも開くのに20秒かかります。\nCPUもデータベースも、いつもより暇です。",
				"Alert: every page of “{service}” takes 20 seconds to open.\nProcessors and database are less busy than usual."),
			finding: text(
				"ログ：\n  WARN external call took 19.8s\n  WARN worker pool exhausted (64/64 waiting)\nどちらも同じ外部の呼び出しからです。",
				"Log:\n  WARN external call took 19.8s\n  WARN worker pool exhausted (64/64 waiting)\nBoth come from the same outside call."),
			hint: text("「暇なのに遅い」は待っている印だと気付き、何を待っているのかを探す。", "Reads “slow while idle” as waiting, and looks for what is waited for."),
			turn: text(
				"相手の状況ページが更新されました。「一部で遅延が発生しています。復旧見込みは未定です」",
				"Their status page changes: “Some requests are delayed. We cannot yet say until when.”"),
			answer: text("相手の復旧を待たずに、その機能だけを切り離す手を選ぶ。利用者に、使えるものと使えないものを知らせる。", "Does not wait for them but cuts off that one feature, and tells users what works and what does not."),
		},
	},
	{
		source: OldAlert, name: text("「{service}」のいつものアラート", "The usual alert of “{service}”"),
		when: text("水曜の23時40分", "23:40 on a Wednesday"), night: true,
		plot: plot{
			cause: text(
				"いつもは放っておけば消える警告ですが、今回は消えません。夜間の掃除が3日前から失敗していて、空きが残り6%です。掃除を手で流すと戻ります。",
				"A warning that always goes away by itself; this time it does not. The nightly clean-up has failed for three days and 6% is left. Running it by hand mends it."),
			alert: text(
				"警告：「{service}」のディスク使用率が90%を超えました。\nこの1か月で11回目です。これまでは、どれも1時間ほどで消えています。",
				"Warning: the disk of “{service}” is more than 90% full.\nIt is the eleventh time this month. So far each has gone away within about an hour."),
			finding: text(
				"グラフを1か月に広げると、毎晩下がっていた線が、3日前から下がらなくなっていました。今は94%です。",
				"Over a month the graph fell every night; for three days it has not. It now shows 94%."),
			hint: text("「いつもと同じか」を、期間を広げて確かめる。あと何時間でいっぱいになるかを計算する。", "Checks “is it as always” over a longer span, and works out how many hours are left."),
			turn: text(
				"掃除の記録：\n  ERROR permission denied: /var/tmp/export\n手で流すには管理者の権限が要ります。",
				"The record of the clean-up:\n  ERROR permission denied: /var/tmp/export\nRunning it by hand needs an administrator's right."),
			answer: text("権限の変更を記録に残して掃除を流す。同時に、いっぱいになった場合に何が止まるかを確かめておく。", "Runs the clean-up with the change of rights on record; finds out meanwhile what would stop if it did fill up."),
		},
	},
	{
		source: SupportQuery, name: text("「{service}」について、誰も答えられない質問", "A question about “{service}” that nobody can answer"),
		when: text("火曜の10時20分", "10:20 on a Tuesday"),
		plot: plot{
			cause: text(
				"ごく一部の利用者だけ、処理が途中で止まっています。名前に珍しい文字（旧字体や絵文字）を使っている人です。監視に出るほどの数ではありません。対象の人を数え、今日できる手当てを決めるのが目標です。",
				"For very few users something stops half-way: those whose names hold a rare character, an old form or an emoji. There are too few to show in the monitoring. The aim is to count them and to decide what can be done today."),
			alert: text(
				"サポート：「『{service}』で、最後のボタンを押しても何も起きない、という方が1名いらっしゃいます。こちらで試すと普通に動きます。何を聞き返せばよいですか」",
				"Support: “One user of ‘{service}’ says that nothing happens on pressing the last button. When we try, it works. What should we ask back?”"),
			finding: text(
				"サーバーのログに、その方の失敗は残っていません。最後の記録は、確認画面を開いたところです。",
				"The server's log holds no failure of this user. The last line is the opening of the confirmation page."),
			hint: text("「ログにない」ことから、手前（画面・端末・通信）で止まった可能性を考える。聞き返す質問を3つに絞る。", "Takes the missing line to mean that it stopped earlier (page, device, network); narrows what to ask to three questions."),
			turn: text(
				"過去の問い合わせを探すと、同じ症状が半年で4件ありました。どれも「その後連絡なし」で閉じられています。",
				"Old enquiries hold four of the same kind in half a year. Each was closed with “no further reply”."),
			answer: text("5人に共通することを探す。影響する人数の見当をつけ、障害として扱うかどうかを決める。", "Looks for what the five have in common, estimates how many are affected, and decides whether this is an incident."),
		},
	},
}

var serviceGood = []maturity.Text{
	text("障害として扱うかどうかを最初に決め、指揮と記録の役割を分ける。", "Decides at the start whether this is an incident, and divides leading from writing."),
	text("影響（誰に・いつから・どのくらい）を数字で確かめる。", "Finds the effect in figures: whom, since when, how much."),
	text("仮説を1つずつ言葉にし、確かめて捨てるか残すかを決める。", "Puts one hypothesis after another into words, checks it, and keeps or drops it."),
	text("原因を直すより先に、影響を小さくする手を選ぶ。", "Makes the harm smaller before mending the cause."),
	text("社内と利用者へ、決めた間隔で知らせ続ける。", "Keeps telling colleagues and users at a fixed interval."),
}

var serviceQuestions = []maturity.Text{
	text("最初に開いた画面はどれでしたか。それは、知りたいことに答えてくれましたか。", "Which screen did you open first, and did it answer what you wanted to know?"),
	text("「{service}」が止まったと決めるのは誰で、何を見て決めますか。", "Who decides that “{service}” is down, and by what?"),
	text("今日試した操作のうち、本番で一度もやったことのないものはどれですか。", "Which of today's steps has never been done in earnest?"),
	text("利用者への知らせは、誰が・どこに・何分で出せましたか。", "Who told the users, where, and after how many minutes?"),
	text("同じことが明日起きたら、今日より早く気付くために何を1つ変えますか。", "If it happened again tomorrow, which one thing would make you notice it sooner?"),
}

func (f FromService) scenario(n variant) (Scenario, bool) {
	name := given(f.Name, maxGivenName)
	if name == "" {
		return Scenario{}, false
	}
	p := pick(&n, servicePlots)
	w := words{"service": text(name, name), "when": p.when}
	maps.Copy(w, voices(p.night))
	return w.fill(Scenario{
		Key: "generated_service", Source: p.source, Minutes: 30, Level: 2, Name: p.name,
		Background: text(
			"{when}です。あなたたちは「{service}」を動かしているチームです。画面や手順書は、いつものものを使ってかまいません。",
			"It is {when}. You run “{service}”. Use the dashboards and documents that you always use."),
		Brief: text(
			p.cause.JA+"\n細かな値は、実際の構成に合わせて読み替えてください。変える操作は口で言うだけにします。",
			p.cause.EN+"\nAdapt the details to what you really run. Anything that changes something is only said aloud."),
		Injects: p.injects(pick(&n, askings)),
		Good:    serviceGood, Questions: serviceQuestions,
		Needs: []maturity.Text{
			text("「{service}」の監視画面と、最近のリリースの一覧。", "The dashboards of “{service}” and the list of its latest releases."),
			text("時計と、記録役が書く共有の文書。", "A clock, and a shared document for the scribe."),
		},
		From: []maturity.Text{text("チームのサービス「{service}」から作成", "Made from the team's service “{service}”")},
	}), true
}

func (p servicePlot) injects(asked Inject) []Inject {
	return []Inject{
		{0, p.alert, text("黙って調べ始めず、気付いたことを声に出す。指揮と記録の役を決める。", "Does not dig in silence but says what is seen; gives out the roles of lead and scribe.")},
		{5, text("{support}：「『{service}』について聞かれています。今、なんと答えればよいですか」", "{support}: “We are being asked about ‘{service}’. What do we say right now?”"),
			text("分かっていること・分からないこと・次に知らせる時刻を短く返す。", "Answers in brief: what is known, what is not, and when the next word comes.")},
		{11, p.finding, p.hint},
		{18, p.turn, p.answer},
		{25, asked.Text, asked.Expect},
	}
}
