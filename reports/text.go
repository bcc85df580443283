package reports

import (
	"fmt"
	"maps"
	"strings"

	"michinori/app/maturity"
)

// DimensionName returns the name of a dimension, as titles and tables print it.
func DimensionName(d maturity.Dimension) maturity.Text { return dimensionNames[d] }

// LevelName returns the name of a level 0 to 4.
func LevelName(level int) maturity.Text { return levelNames[level] }

var dimensionNames = map[maturity.Dimension]maturity.Text{
	maturity.Toil:     {JA: "トイル", EN: "Toil"},
	maturity.Bus:      {JA: "属人化（バスファクター）", EN: "Bus factor"},
	maturity.Incident: {JA: "インシデント対応力", EN: "Incident readiness"},
	maturity.SLO:      {JA: "SLOの普及", EN: "SLO coverage"},
	maturity.Learn:    {JA: "学びと浸透", EN: "Learning & adoption"},
}

// axisNames are short enough for an axis on a telephone.
var axisNames = map[maturity.Dimension]maturity.Text{
	maturity.Toil:     {JA: "トイル", EN: "Toil"},
	maturity.Bus:      {JA: "属人化", EN: "Bus factor"},
	maturity.Incident: {JA: "インシデント\n対応力", EN: "Incident\nreadiness"},
	maturity.SLO:      {JA: "SLOの普及", EN: "SLO\ncoverage"},
	maturity.Learn:    {JA: "学びと浸透", EN: "Learning &\nadoption"},
}

var levelNames = [5]maturity.Text{
	{JA: "まだ見えていない", EN: "Not yet visible"},
	{JA: "個人頼み", EN: "Depends on individuals"},
	{JA: "試行中", EN: "Being tried"},
	{JA: "チームの習慣", EN: "Team habit"},
	{JA: "自走し、広がっている", EN: "Self-running and spreading"},
}

// say returns the text of a key in the language, with its arguments in place.
func say(l maturity.Language, key string, args ...any) string {
	format := texts[key].In(l)
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// summarise strings the title and some sentences together and says where the
// numbers are.
func summarise(f Figure, sentences ...string) string {
	all := append([]string{say(f.Lang, "summary.title", f.Title)}, sentences...)
	all = append(all, say(f.Lang, "summary.end"))
	return strings.Join(all, gapBetween(f.Lang))
}

// listed joins the parts of a list.
func listed(l maturity.Language, parts []string) string {
	return strings.Join(parts, say(l, "list.separator"))
}

// gapBetween is what stands between two sentences; Japanese has nothing there.
func gapBetween(l maturity.Language) string {
	if l == maturity.Japanese {
		return ""
	}
	return " "
}

// levelWithName returns "2 試行中".
func levelWithName(l maturity.Language, level int) string {
	return fmt.Sprintf("%d %s", level, levelNames[level].In(l))
}

// levelKey explains the five levels in one line.
func levelKey(l maturity.Language) string {
	return say(l, "note.levels", listed(l, levelLabels(l, true)))
}

// texts holds every sentence that figures are made of, in both languages. The
// verbs are numbered, so that each language may order them as it needs.
var texts = joined(firstTexts, heatTexts, changeTexts, stripTexts, roundTexts, workTexts)

func joined(parts ...map[string]maturity.Text) map[string]maturity.Text {
	out := map[string]maturity.Text{}
	for _, part := range parts {
		maps.Copy(out, part)
	}
	return out
}

var firstTexts = map[string]maturity.Text{
	"list.separator": {JA: "、", EN: ", "},
	"list.inner":     {JA: "・", EN: ", "},
	"named.list":     {JA: "%[2]sの%[1]s", EN: "%[1]s (%[2]s)"},
	"summary.title":  {JA: "%[1]s。", EN: "%[1]s."},

	"table.open":  {JA: "数値を表で見る", EN: "Show the numbers as a table"},
	"summary.end": {JA: "数値はすべて表にあります。", EN: "The table holds every number."},

	"trend.title":         {JA: "%[1]sの推移", EN: "%[1]s over time"},
	"trend.caption":       {JA: "得点（0〜100）の推移です。高いほど良い状態で、背景の帯がレベルを表します。", EN: "Score from 0 to 100 in each round; higher is better. The bands in the background are the levels."},
	"trend.caption.team":  {JA: "%[1]sの得点（0〜100）の推移です。高いほど良い状態で、背景の帯がレベルを表します。", EN: "Score of %[1]s from 0 to 100 in each round; higher is better. The bands in the background are the levels."},
	"trend.summary":       {JA: "%[1]sは得点%[2]s、レベル%[3]s。", EN: "%[1]s: score %[2]s, level %[3]s."},
	"trend.summary.none":  {JA: "まだ得点の出たラウンドがありません。", EN: "No round has a score yet."},
	"trend.summary.first": {JA: "最初に得点の出た%[1]sは%[2]s。", EN: "It began at %[2]s in %[1]s."},

	"overview.title":        {JA: "5つの軸の推移", EN: "The five dimensions over time"},
	"overview.caption":      {JA: "5つの軸それぞれの得点（0〜100）です。どの軸も、高いほど良い状態です。", EN: "Score of each dimension from 0 to 100; higher is better in all of them."},
	"overview.caption.team": {JA: "%[1]sの、5つの軸それぞれの得点（0〜100）です。どの軸も、高いほど良い状態です。", EN: "Score of %[1]s in each dimension from 0 to 100; higher is better in all of them."},
	"overview.summary":      {JA: "%[1]sの得点：%[2]s。", EN: "Scores in %[1]s: %[2]s."},

	"profile.title":        {JA: "今回と前回", EN: "This round and the last"},
	"profile.title.first":  {JA: "今回の結果", EN: "This round"},
	"profile.caption":      {JA: "5つの軸の得点（0〜100）です。高いほど良い状態で、背景の帯がレベルを表します。", EN: "Score in each dimension from 0 to 100; higher is better. The bands in the background are the levels."},
	"profile.caption.team": {JA: "%[1]sの、5つの軸の得点（0〜100）です。高いほど良い状態で、背景の帯がレベルを表します。", EN: "Score of %[1]s in each dimension from 0 to 100; higher is better. The bands in the background are the levels."},
	"profile.now":          {JA: "今回（%[1]s）", EN: "This round (%[1]s)"},
	"profile.last":         {JA: "前回（%[1]s）", EN: "Last round (%[1]s)"},

	"levels.title":          {JA: "%[1]s：レベル別のチームの割合", EN: "%[1]s: teams by level"},
	"levels.caption":        {JA: "得点の出たチームを100%として、各レベルのチームの割合を示します。棒の中の数字はチーム数です。", EN: "Share of the assessed teams at each level; the number in a bar counts teams."},
	"levels.overview.title": {JA: "%[1]s：軸ごとに見た、レベル別のチームの割合", EN: "%[1]s: teams by level in each dimension"},
	"pairs.title":           {JA: "レベル別のチームの割合：%[1]sと%[2]s", EN: "Teams by level: %[1]s and %[2]s"},
	"pairs.bar":             {JA: "%[1]s（%[2]s）", EN: "%[1]s (%[2]s)"},
	"pairs.axis":            {JA: "%[1]s n=%[2]d", EN: "%[1]s n=%[2]d"},
	"levels.series":         {JA: "L%[1]d %[2]s", EN: "L%[1]d %[2]s"},
	"levels.tooltip":        {JA: "L%[1]d %[2]s：%[3]dチーム（%[4]s%%）", EN: "L%[1]d %[2]s: %[3]d (%[4]s%%)"},
	"levels.group":          {JA: "%[1]s（%[2]dチーム）", EN: "%[1]s (teams assessed: %[2]d)"},
	"levels.summary.item":   {JA: "レベル%[1]dが%[2]dチーム", EN: "%[2]d at level %[1]d"},
	"levels.item":           {JA: "%[1]s：%[2]dチーム", EN: "%[1]s: %[2]d"},
	"levels.summary":        {JA: "%[1]sは%[2]s。", EN: "%[1]s: %[2]s."},
	"levels.axis":           {JA: "%[1]s\nn=%[2]d", EN: "%[1]s\nn=%[2]d"},

	"register.title":         {JA: "バスファクターの推移", EN: "Bus factor over time"},
	"register.caption":       {JA: "ラウンドごとの人数です。多いほど、誰かが不在でも止まりにくい状態です。", EN: "Number of people in each round. The higher, the less depends on somebody being there."},
	"register.caption.team":  {JA: "%[1]sの、ラウンドごとの人数です。多いほど、誰かが不在でも止まりにくい状態です。", EN: "Number of people in each round for %[1]s. The higher, the less depends on somebody being there."},
	"register.bus_factor":    {JA: "バスファクター", EN: "Bus factor"},
	"register.first_loss":    {JA: "最初の空白まで", EN: "First-loss factor"},
	"register.people":        {JA: "%[1]d人", EN: "%[1]d"},
	"register.people.most":   {JA: "多くても%[1]d人", EN: "at most %[1]d"},
	"register.n":             {JA: "%[1]s：%[2]d領域（うち重要な領域は%[3]d）", EN: "%[1]s: areas %[2]d, critical %[3]d"},
	"register.n.none":        {JA: "台帳の記録はまだありません", EN: "No round has a register yet"},
	"register.stop":          {JA: "。", EN: "."},
	"register.summary":       {JA: "%[1]sのバスファクターは%[2]s、最初の空白までは%[3]s。", EN: "%[1]s: bus factor %[2]s, first-loss factor %[3]s."},
	"register.summary.areas": {JA: "一人領域は%[1]d、担い手不在の領域は%[2]d。", EN: "Areas that depend on one person: %[1]d; on nobody: %[2]d."},
	"register.note.factors":  {JA: "バスファクターは、何人が同時に不在になると重要な領域の過半（重み付き）で担い手がいなくなるかを示します。最初の空白までは、重要度3の領域のどれかに担い手がいなくなるまでの人数です。", EN: "The bus factor is how many people would have to be away before more than half of the critical areas, by weight, have nobody. The first-loss factor is how few absences leave some area of criticality 3 with nobody."},
	"register.note.strict":   {JA: "担い手に数えるのは、一人でできることを示す根拠が%[1]d日以内にある人だけです。", EN: "Counted are those who have shown within %[1]d days that they can do it alone."},
	"register.note.most":     {JA: "≤ の付いた値は上限です。人数が多く、すべての組み合わせは調べていません（%[1]s）。", EN: "≤ marks an upper bound: with so many people not every combination is tried (%[1]s)."},
	"register.note.critical": {JA: "重要度2・3の領域がないため、値がありません（%[1]s）。", EN: "No value, as no area is of criticality 2 or 3 (%[1]s)."},
	"register.note.vital":    {JA: "重要度3の領域がないため、最初の空白までの値がありません（%[1]s）。", EN: "No first-loss factor, as no area is of criticality 3 (%[1]s)."},
	"register.note.missing":  {JA: "%[1]sには台帳の記録がありません。%[2]s", EN: "%[1]s: no register. %[2]s"},
	"register.note.worse":    {JA: "一人領域から外れても、担い手がいなくなったのであれば良くなったとは言えません。「担い手がいなくなった領域」と合わせて見てください（%[1]s）。", EN: "An area that lost its only owner is closed as single-owner and opened as orphan: read both columns together (%[1]s)."},
	"register.note.areas":    {JA: "台帳に加えた領域と外した領域も、増減に含みます（%[1]s）。", EN: "Areas added to the register or taken off it count as opened and closed too (%[1]s)."},

	"spread.title":         {JA: "%[1]s：根付いたチームの数", EN: "%[1]s: teams that hold it"},
	"spread.caption":       {JA: "月末ごとのチームの数です。実線は今も習慣にしているチーム、破線は一度でも習慣にしたことのあるチームです。", EN: "Number of teams at the end of each month. The solid line are teams that have it as a habit, the dashed line those that ever had."},
	"spread.eligible":      {JA: "対象チーム", EN: "Teams"},
	"spread.ever":          {JA: "習慣にしたことがある", EN: "Ever a habit"},
	"spread.still":         {JA: "今も習慣", EN: "Still a habit"},
	"spread.trying":        {JA: "試している", EN: "Trying"},
	"spread.teams":         {JA: "%[1]dチーム", EN: "%[1]d"},
	"spread.n":             {JA: "%[1]dチーム中%[2]dチームで今も習慣", EN: "A habit in %[2]d of %[1]d teams"},
	"spread.n.none":        {JA: "まだ一度も行われていません", EN: "Not held anywhere yet"},
	"spread.summary":       {JA: "%[1]sは%[2]dチームのうち、習慣にしたことがあるのは%[3]d、今も習慣なのは%[4]d、試しているのは%[5]d。", EN: "%[1]s: of %[2]d teams, %[3]d ever had it as a habit, %[4]d still do, %[5]d are trying it."},
	"spread.note.habit":    {JA: "決めた間隔で3回続けて行うと習慣と数えます。記録のある日だけで決まり、感想は含みません。", EN: "Held three times at its planned rhythm it is a habit. Logged days alone decide, no opinions."},
	"spread.note.eligible": {JA: "対象チームは今あるチームの数です。過去の月にも同じ数を使っています。", EN: "The number of teams is that of today, for earlier months too."},
	"spread.note.gap":      {JA: "2本の線の差（%[1]dチーム）は、途切れたかやめたチームです。", EN: "The gap between the two lines (%[1]d) are teams in which it lapsed or was stopped."},
	"column.month":         {JA: "月", EN: "Month"},

	"areas.title":        {JA: "一人領域と担い手不在の領域の推移", EN: "Single-owner and orphan areas over time"},
	"areas.title.groups": {JA: "%[1]s：グループ別の一人領域と担い手不在の領域", EN: "%[1]s: single-owner and orphan areas by group"},
	"areas.caption":      {JA: "領域の数です。塗りつぶした棒は担い手が一人の領域、枠だけの棒は担い手のいない領域で、色の濃いほうが重要です。", EN: "Number of areas. Filled bars are areas that one person can do alone, outlined bars those that nobody can; the stronger the colour, the more critical."},
	"areas.caption.team": {JA: "%[1]sの領域の数です。塗りつぶした棒は担い手が一人の領域、枠だけの棒は担い手のいない領域で、色の濃いほうが重要です。", EN: "How many areas of %[1]s depend on few. Filled bars are areas that one person can do alone, outlined bars those that nobody can; the stronger the colour, the more critical."},
	"areas.single":       {JA: "一人領域・重要度%[1]d", EN: "Single-owner, criticality %[1]d"},
	"areas.orphan":       {JA: "担い手不在・重要度%[1]d", EN: "Orphan, criticality %[1]d"},
	"areas.axis":         {JA: "%[1]s\n%[2]d/%[3]d", EN: "%[1]s\n%[2]d/%[3]d"},
	"areas.n":            {JA: "%[1]s：%[3]dチーム中%[2]dチームが共有", EN: "%[1]s: shared by %[2]d of %[3]d teams"},
	"areas.n.groups":     {JA: "%[1]s：%[2]dグループの%[3]dチームが共有", EN: "%[1]s: groups %[2]d, teams that shared %[3]d"},
	"areas.n.none":       {JA: "台帳を共有したチームはまだありません", EN: "No team has shared its register yet"},
	"areas.summary":      {JA: "%[1]sは%[2]d領域のうち、一人領域が%[3]d、担い手不在が%[4]d。", EN: "%[1]s: of %[2]d areas, %[3]d depend on one person and %[4]d on nobody."},
	"areas.note.shared":  {JA: "共有されたラウンドの台帳だけを数えています。個人の名前は含みません。", EN: "Only registers of shared rounds are counted, and no names of people."},
	"areas.note.teams":   {JA: "ラウンドの下の数字は、台帳を共有したチームと招待したチームの数です。チームが増えれば領域も増えます。", EN: "Below each round stand the teams that shared a register and those invited. More teams bring more areas."},
	"areas.note.none":    {JA: "共有したチームがないため、値がありません（%[1]s）。0という意味ではありません。", EN: "No value, as no team has shared (%[1]s). That is not zero."},
	"areas.note.order":   {JA: "並び順は組織図のとおりで、順位ではありません。", EN: "Groups stand in the order of the organisation; this is not a ranking."},

	"answers.title":   {JA: "回答の分布", EN: "How people answered"},
	"answers.summary": {JA: "回答の分布：%[1]s。", EN: "Distribution of answers: %[1]s."},
	"answers.level":   {JA: "レベル%[1]d：%[2]d人", EN: "level %[1]d: %[2]d"},
	"answers.unsure":  {JA: "わからない：%[1]d人", EN: "Don't know: %[1]d"},
	"answers.na":      {JA: "当てはまらない：%[1]d人", EN: "Not applicable: %[1]d"},
	"answers.n":       {JA: "%[2]d人中%[1]d人がレベルを選択", EN: "%[1]d of %[2]d chose a level"},
	"answers.withheld": {
		JA: "答え直した人が少ないため、分布は表示しません。前に見た分布との違いから、その人の回答が分かってしまうためです。",
		EN: "The spread is not shown: few people answered again, and beside the one you saw before it would tell how they did.",
	},
	"answers.hidden":   {JA: "回答した人が少ないため、分布は表示しません。", EN: "Too few people answered to show the distribution."},
	"answers.none":     {JA: "レベルを選んだ人はいません。", EN: "Nobody chose a level."},
	"answers.people":   {JA: "人数", EN: "People"},
	"answers.answer":   {JA: "回答", EN: "Answer"},
	"answers.dontknow": {JA: "わからない", EN: "Don't know"},
	"answers.notapply": {JA: "当てはまらない", EN: "Not applicable"},

	"n.people":       {JA: "%[1]s：%[3]d人中%[2]d人が回答", EN: "%[1]s: %[2]d of %[3]d people answered"},
	"n.people.range": {JA: "%[1]s：%[4]d人中%[2]d〜%[3]d人が回答（軸によって異なる）", EN: "%[1]s: %[2]d to %[3]d of %[4]d people answered, depending on the dimension"},
	"n.together":     {JA: "%[1]s：チーム%[2]d人で一緒に回答", EN: "%[1]s: answered together by a team of %[2]d"},
	"n.none":         {JA: "得点の付いたラウンドはまだありません", EN: "No round has a score yet"},
	"n.now.none":     {JA: "%[1]s：まだ得点が付いていません", EN: "%[1]s: no score yet"},
	"n.teams":        {JA: "%[1]s：%[3]dチーム中%[2]dチームの結果", EN: "%[1]s: %[2]d of %[3]d teams assessed"},
	"n.teams.range":  {JA: "%[1]s：%[4]dチーム中%[2]d〜%[3]dチームの結果（軸によって異なる）", EN: "%[1]s: %[2]d to %[3]d of %[4]d teams assessed, depending on the dimension"},
	"n.teams.none":   {JA: "得点の出たチームはまだありません", EN: "No team has been assessed yet"},

	"column.round":     {JA: "ラウンド", EN: "Round"},
	"column.dimension": {JA: "軸", EN: "Dimension"},
	"column.edition":   {JA: "質問票の版", EN: "Edition"},
	"column.score":     {JA: "得点", EN: "Score"},
	"column.level":     {JA: "レベル", EN: "Level"},
	"column.low":       {JA: "幅の下端", EN: "Interval from"},
	"column.high":      {JA: "幅の上端", EN: "Interval to"},
	"column.interval":  {JA: "幅の意味", EN: "Kind of interval"},
	"column.people":    {JA: "回答した人", EN: "People who answered"},
	"column.members":   {JA: "チームの人数", EN: "People in the team"},
	"column.change":    {JA: "一つ前の得点との差", EN: "Change from the score before"},
	"column.remarks":   {JA: "備考", EN: "Remarks"},
	"column.last":      {JA: "前回の得点", EN: "Last score"},
	"column.lastlevel": {JA: "前回のレベル", EN: "Last level"},
	"column.teams":     {JA: "L%[1]d（チーム数）", EN: "L%[1]d (teams)"},
	"column.share":     {JA: "L%[1]d（%%）", EN: "L%[1]d (%%)"},
	"column.assessed":  {JA: "得点の出たチーム", EN: "Teams assessed"},
	"column.unscored":  {JA: "得点のないチーム", EN: "Teams not assessed"},
	"column.partly":    {JA: "一部のみ当てはまるチーム（集計外）", EN: "Teams partly applicable (left out)"},

	"column.lenient":       {JA: "バスファクター（申告どおり）", EN: "Bus factor (as claimed)"},
	"column.areas":         {JA: "領域", EN: "Areas"},
	"column.critical":      {JA: "重要な領域", EN: "Critical areas"},
	"column.single":        {JA: "一人領域", EN: "Single-owner areas"},
	"column.orphan":        {JA: "担い手不在の領域", EN: "Orphan areas"},
	"column.single.opened": {JA: "一人領域になった", EN: "Single-owner: opened"},
	"column.single.closed": {JA: "一人領域ではなくなった", EN: "Single-owner: closed"},
	"column.orphan.opened": {JA: "担い手がいなくなった", EN: "Orphan: opened"},
	"column.orphan.closed": {JA: "担い手ができた", EN: "Orphan: closed"},
	"column.added":         {JA: "加えた領域", EN: "Areas added"},
	"column.removed":       {JA: "外した領域", EN: "Areas taken off"},
	"column.alone":         {JA: "一人でできるという申告", EN: "Claims to do it alone"},
	"column.fresh":         {JA: "うち根拠が新しいもの", EN: "Of those with fresh evidence"},
	"column.freshshare":    {JA: "根拠が新しい割合（%）", EN: "Share with fresh evidence (%)"},
	"column.group":         {JA: "グループ", EN: "Group"},
	"column.shared":        {JA: "共有したチーム", EN: "Teams that shared"},
	"column.invited":       {JA: "招待したチーム", EN: "Teams invited"},
	"column.areas.of":      {JA: "重要度%[1]dの領域", EN: "Areas of criticality %[1]d"},

	"absent.factor":   {JA: "該当なし", EN: "none"},
	"absent.register": {JA: "台帳なし", EN: "no register"},
	"absent.before":   {JA: "比べるラウンドなし", EN: "nothing to compare with"},
	"absent.claims":   {JA: "申告なし", EN: "no claims"},
	"absent.shared":   {JA: "共有なし", EN: "none shared"},
	"absent.score":    {JA: "得点なし", EN: "not assessed"},
	"absent.interval": {JA: "なし", EN: "none"},
	"absent.people":   {JA: "回答なし", EN: "no answers"},
	"absent.teams":    {JA: "得点なし", EN: "none assessed"},
	"absent.first":    {JA: "前回なし", EN: "no earlier round"},

	"interval.one_voice": {JA: "一人の声のため幅なし", EN: "one voice, so no interval"},
	"interval.nobody":    {JA: "事実だけの得点のため幅なし", EN: "made of facts alone, so no interval"},
	"interval.together":  {JA: "チームで1つの回答のため幅なし", EN: "one answer of the whole team, so no interval"},
	"interval.census":    {JA: "全員の回答に表れた見方の違い", EN: "how far views differ, everybody having answered"},
	"interval.range":     {JA: "%[1]d人の回答の最小から最大まで（チームの中央値を含む確率%[2]s%%）", EN: "smallest to largest of %[1]d (holds the team's median with a chance of %[2]s%%)"},
	"interval.bootstrap": {JA: "ブートストラップ法による90%の幅", EN: "90% interval, by bootstrap"},

	"change.none":     {JA: "はっきりした変化なし", EN: "no clear change"},
	"change.up":       {JA: "上がった", EN: "risen"},
	"change.down":     {JA: "下がった", EN: "fallen"},
	"change.break":    {JA: "比べられない（版が変わった）", EN: "cannot be compared (new edition)"},
	"change.unknown":  {JA: "比べるラウンドなし", EN: "nothing to compare with"},
	"remark.together": {JA: "チームで一緒に回答", EN: "answered together"},
	"remark.voice":    {JA: "一人の声", EN: "one voice"},
	"remark.content":  {JA: "採点した質問の構成が変わった", EN: "composition changed"},
	"remark.held":     {JA: "条件によりレベルを抑えている", EN: "a gate holds the level down"},
	"remark.offset":   {JA: "版の橋渡し（%[1]s点）", EN: "linked to the edition before (%[1]s)"},
	"remark.partly":   {JA: "一部のみ当てはまる", EN: "partly applicable"},

	"remark.most":         {JA: "バスファクターは上限", EN: "bus factor is an upper bound"},
	"remark.most.lenient": {JA: "申告どおりのバスファクターは上限", EN: "bus factor as claimed is an upper bound"},
	"tip.factor":          {JA: "%[1]s：%[2]s", EN: "%[1]s: %[2]s"},
	"tip.score":           {JA: "得点 %[1]s（レベル%[2]s）", EN: "Score %[1]s (level %[2]s)"},
	"tip.interval":        {JA: "幅 %[1]s〜%[2]s", EN: "Interval %[1]s to %[2]s"},
	"tip.people":          {JA: "%[2]d人中%[1]d人が回答", EN: "%[1]d of %[2]d answered"},
	"tip.change":          {JA: "一つ前の得点から：%[1]s", EN: "From the score before: %[1]s"},
	"tip.dimension":       {JA: "%[1]s %[2]s（レベル%[3]d）", EN: "%[1]s %[2]s (level %[3]d)"},
	"tip.last":            {JA: "前回 %[1]s（レベル%[2]s）", EN: "Last round %[1]s (level %[2]s)"},

	"chart.level":   {JA: "レベル %[1]d", EN: "Level %[1]d"},
	"chart.edition": {JA: "版 %[1]s", EN: "Edition %[1]s"},

	"note.levels":         {JA: "レベル：%[1]s。", EN: "Levels: %[1]s."},
	"note.held":           {JA: "%[1]sの得点は%[2]sですが、満たしていない条件があるため、レベルを%[3]dに抑えています。", EN: "%[1]s scores %[2]s, but a gate that is not met holds the level at %[3]d."},
	"note.gap":            {JA: "%[1]sは回答が足りず、得点を出していません。0点という意味ではありません。", EN: "%[1]s: too few answers for a score. That is not a score of zero."},
	"note.missing":        {JA: "%[1]sには得点がありません。%[2]s", EN: "%[1]s: no score. %[2]s"},
	"note.offset":         {JA: "%[1]sの得点は、前の版の目盛りに合わせて%[2]s点ずらしています。", EN: "The score of %[1]s is moved by %[2]s to lie on the scale of the edition before."},
	"note.voice":          {JA: "白抜きの点は「一人の声」です（回答した人が1人だけです）。", EN: "A hollow mark is the voice of one person."},
	"note.together":       {JA: "チームで一緒に回答したラウンドには、幅を示す線がありません。", EN: "Rounds that the team answered together have no interval."},
	"note.interval":       {JA: "縦線は得点の幅を示します。%[1]sの幅は、%[2]sです。", EN: "The vertical lines are intervals. That of %[1]s: %[2]s."},
	"note.interval.x":     {JA: "横線は得点の幅を示します。%[1]sの幅は、%[2]sです。", EN: "The horizontal lines are intervals. Those of %[1]s: %[2]s."},
	"note.interval.kinds": {JA: "横線は得点の幅を示します。幅の意味は軸によって違い、表に示します。", EN: "The horizontal lines are intervals. Their kind differs by dimension and stands in the table."},
	"note.break":          {JA: "破線の位置で質問票の版が変わりました（%[1]sから）。その前後は線で結ばず、比べません。", EN: "At the dashed line the questionnaire changed (from %[1]s). The two sides are not joined and not compared."},
	"note.open.bars":      {JA: "* %[1]sはまだ途中です。これまでに共有したチームだけの値です。", EN: "* %[1]s is still under way: only the teams that have shared so far."},
	"note.break.bars":     {JA: "破線の位置で質問票の版が変わりました（%[1]sから）。その前後は比べません。", EN: "At the dashed line the questionnaire changed (from %[1]s). The two sides are not compared."},
	"note.break.last":     {JA: "前回とは質問票の版が違うため、差は比べません（%[1]s）。", EN: "The last round used another edition, so the difference is not compared (%[1]s)."},
	"note.content":        {JA: "ひし形の点（%[1]s）では、採点した質問の構成が前のラウンドと違います。", EN: "A diamond (%[1]s) marks a round whose set of scored questions differs from the round before."},
	"note.content.x":      {JA: "前回と採点した質問の構成が違う軸：%[1]s。", EN: "Scored on another set of questions than last round: %[1]s."},
	"note.change.none":    {JA: "%[1]s：一つ前の得点からはっきりした変化はありません（≈）。差は誤差の範囲です。", EN: "%[1]s: no clear change from the score before (≈); the difference is within the noise."},
	"note.change.x":       {JA: "≈ の軸には、一つ前の得点からはっきりした変化がありません。差は誤差の範囲です。", EN: "≈ marks a dimension with no clear change from the score before; the difference is within the noise."},
	"note.marks":          {JA: "点の上の記号は一つ前の得点との差です。↑ 上がった、↓ 下がった、≈ はっきりした変化なし。", EN: "The sign above a point is the change from the score before: ↑ risen, ↓ fallen, ≈ no clear change."},
	"note.nointerval":     {JA: "得点の幅は、軸ごとの図と表に示します。", EN: "Intervals are shown in the figure of each dimension and in the table."},
	"note.selfreport":     {JA: "自己申告の得点は高めに出やすく、学んだ直後は見る目が厳しくなって下がることもあります。", EN: "Self-reported scores tend to be generous, and often fall just after a team has learned what good looks like."},
	"note.unassessed":     {JA: "得点のないチームは割合に含めていません（%[1]s）。", EN: "Teams not assessed are left out of the shares (%[1]s)."},
	"note.partly":         {JA: "質問の一部しか当てはまらないチームは割合に含めていません（%[1]s）。", EN: "Teams to which much does not apply are left out of the shares (%[1]s)."},
	"note.noranking":      {JA: "チームの順位を付けるものではありません。どの取り組みを支えるかを考えるための図です。", EN: "This is not a ranking of teams; it is for deciding which practice to support."},
}
