package talk

import (
	"fmt"

	"michinori/app/maturity"
)

func say(l maturity.Language, key string, args ...any) string {
	format := texts[key].In(l)
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

var texts = map[string]maturity.Text{
	"title":   {JA: "今期の私たち", EN: "Our quarter"},
	Here:      {JA: "今の私たちを一言で", EN: "Where we are, in one sentence"},
	Concern:   {JA: "なぜ自分ごとか", EN: "Why this concerns you"},
	Meaning:   {JA: "ここでのSRE", EN: "What SRE means here"},
	Quarter:   {JA: "5つの軸の今", EN: "Five dimensions, this quarter"},
	Absence:   {JA: "一人いなくなったら", EN: "If one person is away"},
	Hours:     {JA: "時間の行方", EN: "Where the hours go"},
	Night:     {JA: "初めての障害の夜", EN: "The night of the first incident"},
	Promise:   {JA: "利用者との約束", EN: "The promise to users"},
	Tried:     {JA: "やってみたこと・失敗したこと", EN: "What we tried and what failed"},
	Join:      {JA: "一緒に試したいこと", EN: "One thing to try with us"},
	"unknown": {JA: "まだわかりません。0という意味ではありません。", EN: "Not known yet. That is not zero."},

	"unfilled":       {JA: "（話し手による記入はまだありません）", EN: "(The speaker has written nothing here yet.)"},
	"prompt.concern": {JA: "利用者からの実際の声か、ヒヤリとした出来事を一つ書いてください。", EN: "Write down one real complaint of a user, or one near-miss."},
	"prompt.promise": {JA: "SLOによって変わった判断を一つ書いてください。", EN: "Write down one decision that an SLO changed."},
	"prompt.tried":   {JA: "やめた試みを一つ、率直に書いてください。", EN: "Write down one trial that was abandoned, openly."},
	"prompt.join":    {JA: "プラクティス、日付、場所、参加のしかたを書いてください。", EN: "Write down the practice, the date, the place and how to join."},

	"means.here":    {JA: "得点の出たチームだけを数えています。共有していないチームのことはわかりません。", EN: "Only assessed teams are counted. Of teams that do not share, nothing is known."},
	"means.quarter": {JA: "各チームを、そのチーム自身の前回とだけ比べています。回答のばらつきより小さい差は、変化として数えません。", EN: "Each team is compared only with itself in its round before. A difference smaller than the noise of its answers is no change."},
	"means.absence": {JA: "その人が休むと、代わりに動ける人がいない領域の数です。共有された台帳に書かれている領域に限ります。", EN: "These are areas where nobody can step in when one person is away. They come from the registers that are shared; an area nobody wrote down is not among them."},
	"means.hours":   {JA: "回答した人の見積もりであり、計測した時間ではありません。", EN: "These are estimates by those who answered, not measured hours."},
	"means.night":   {JA: "訓練が古いほど、最初の夜は手探りになります。「わからない」は「したことがない」と同じではありません。", EN: "The older the drill, the more the first night is guesswork. Not known is not the same as never."},
	"means.promise": {JA: "目標がなければ、利用者に何を守れたかを言えません。数はチーム自身が数えたものです。", EN: "Without a target nobody can say what was kept for users. The teams counted their services themselves."},
	"means.tried":   {JA: "やめた試みは失敗の証拠ではなく、学びです。段階が上がったことが、得点の変化の原因だとは言えません。", EN: "A trial that was stopped is something learned. That a stage rose does not show that it changed a score."},

	"shared":    {JA: "招待した%[2]dチーム中、共有した%[1]dチームの結果です。", EN: "From the %[1]d of %[2]d invited teams that shared their result."},
	"here.none": {JA: "どの軸が最も弱いとは言えません。", EN: "No dimension can be called the weakest."},
	"here.low":  {JA: "%[1]sは、得点の出た%[3]dチーム中%[2]dチームがレベル0か1です。", EN: "%[1]s: %[2]d of %[3]d assessed teams are at level 0 or 1."},

	"meaning.toil":      {JA: "手作業：繰り返しの作業を減らす", EN: "Toil: less work that repeats itself"},
	"meaning.people":    {JA: "人：誰が休んでも困らないようにする", EN: "People: anybody can be away"},
	"meaning.incidents": {JA: "障害：起きる前に練習しておく", EN: "Incidents: practised before they come"},
	"meaning.promises":  {JA: "約束：利用者に何を守るかを決める", EN: "Promises: agreed on what users can count on"},

	"moves":       {JA: "%[1]s：上昇%[3]d、下降%[4]d、はっきりした変化なし%[5]d（比べられる%[2]dチーム中）", EN: "%[1]s: %[3]d rose, %[4]d fell, %[5]d without clear change (comparable teams: %[2]d)"},
	"moves.none":  {JA: "%[1]s：前回と比べられるチームはありません", EN: "%[1]s: no team can be compared with its last round"},
	"areas":       {JA: "%[1]d領域のうち、一人領域が%[2]d、担い手不在が%[3]dです。", EN: "Of %[1]d areas, %[2]d depend on one person and %[3]d on nobody."},
	"toil":        {JA: "契約時間の%[1]s%%がトイルです（%[2]dチーム、%[3]d人の回答）。", EN: "%[1]s%% of contracted hours are toil (teams: %[2]d, people who answered: %[3]d)."},
	"drills":      {JA: "90日以内に訓練したのは%[1]dチーム、したことがないのは%[2]d、わからないのは%[3]dです。", EN: "Teams that practised within 90 days: %[1]d; never: %[2]d; not known: %[3]d."},
	"oncall":      {JA: "今夜当番に入れるのは%[2]d人中%[1]d人です（%[3]dチーム）。", EN: "%[1]d of %[2]d people could take on-call tonight (teams: %[3]d)."},
	"slo":         {JA: "利用者向けの%[2]dサービス中、%[1]dにSLOがあります。", EN: "%[1]d of %[2]d user-facing services have an SLO."},
	"tried.count": {JA: "前回から段階が上がったのはのべ%[1]dチーム、やめたのはのべ%[2]dチームです。", EN: "Since the round before, practices reached a higher stage %[1]d times and were stopped %[2]d times."},
	"notes":       {JA: "発表者ノート（約%[1]d分）", EN: "Notes (about %[1]d min)"},
	"help":        {JA: "矢印キーで移動、Sで発表者ノート、Pで印刷", EN: "Arrow keys move, S shows the notes, P prints"},
}
