package reports

import "michinori/app/maturity"

// workTexts are the words of how far teams came, and of what they did.
var workTexts = map[string]maturity.Text{
	"funnel.title":        {JA: "%[1]s：招待から取り組みまで", EN: "%[1]s: from invitation to action"},
	"funnel.caption":      {JA: "招待したチームのうち、それぞれの段階まで進んだチームの数です。", EN: "Of the teams invited, how many reached each step."},
	"funnel.caption.team": {JA: "%[1]sで招待したチームのうち、それぞれの段階まで進んだチームの数です。", EN: "Of the teams invited in %[1]s, how many reached each step."},
	"funnel.invited":      {JA: "招待された", EN: "Invited"},
	"funnel.answered":     {JA: "回答した", EN: "Answered"},
	"funnel.agreed":       {JA: "結果に合意した", EN: "Agreed on a result"},
	"funnel.shared":       {JA: "結果を共有した", EN: "Shared it"},
	"funnel.acted":        {JA: "取り組みを選んだ", EN: "Chose an action"},
	"funnel.teams":        {JA: "チーム数", EN: "Teams"},
	"funnel.label":        {JA: "%[1]dチーム（%[2]s%%）", EN: "%[1]d (%[2]s%%)"},
	"funnel.n.none":       {JA: "招待したチームはありません", EN: "No team has been invited"},
	"funnel.note.people":  {JA: "人数は、招待したチーム全員のうち回答した人の数です。", EN: "The number of people counts those who answered in the invited teams."},
	"funnel.note.unheard": {JA: "「回答した」には、一人も回答しないまま結果に合意した%[1]dチームを含みます。", EN: "“Answered” includes teams that agreed on a result although nobody had answered (%[1]d)."},
	"funnel.note.acted":   {JA: "取り組みを選んだかどうかは、結果を共有したチームだけを数えています。", EN: "Whether an action was chosen is counted only for teams that shared their result."},
	"column.step":         {JA: "段階", EN: "Step"},
	"column.step.share":   {JA: "招待したチームに占める割合（%）", EN: "Share of the teams invited (%)"},
	"absent.invited":      {JA: "招待なし", EN: "none invited"},

	"saydo.title":        {JA: "決めたことと、したこと", EN: "What was said and what was done"},
	"saydo.caption":      {JA: "ラウンドごとに振り返った取り組みの数です。", EN: "Number of actions that were looked back on in each round."},
	"saydo.caption.team": {JA: "%[1]sが、ラウンドごとに振り返った取り組みの数です。", EN: "Number of actions that %[1]s looked back on in each round."},
	"saydo.done":         {JA: "やり遂げた", EN: "Done"},
	"saydo.carried":      {JA: "持ち越した", EN: "Carried on"},
	"saydo.dropped":      {JA: "やめた", EN: "Dropped"},
	"saydo.waiting":      {JA: "振り返り待ち", EN: "Not looked at yet"},
	"saydo.n":            {JA: "%[1]s：%[2]d件中%[3]d件をやり遂げた", EN: "%[1]s: %[3]d of %[2]d actions done"},
	"saydo.n.none":       {JA: "振り返った取り組みはまだありません", EN: "No actions have been looked back on yet"},
	"saydo.note.dropped": {JA: "やめることも決定のひとつです。やめた数の多さは、失敗を意味しません。", EN: "To drop an action is a decision too; many dropped do not mean failure."},
	"saydo.note.shared":  {JA: "結果を共有したチームの取り組みだけを数えています。", EN: "Only actions of teams that share their result are counted."},
}
