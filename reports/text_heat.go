package reports

import "michinori/app/maturity"

// heatTexts are the words of the heat maps.
var heatTexts = map[string]maturity.Text{
	"heat.title.teams":         {JA: "%[1]s：チームと軸ごとのレベル", EN: "%[1]s: level of each team in each dimension"},
	"heat.title.practices":     {JA: "%[1]s：グループごとに見た、取り組みの根付き方", EN: "%[1]s: practices that are a habit, by group"},
	"heat.caption.levels":      {JA: "結果を共有したチームのレベルです。色の濃いほうが高いレベルです。", EN: "Levels of the teams that share their result; the stronger the colour, the higher the level."},
	"heat.caption.levels.team": {JA: "%[1]sで結果を共有したチームのレベルです。色の濃いほうが高いレベルです。", EN: "Levels of the teams of %[1]s that share their result; the stronger the colour, the higher the level."},
	"heat.caption.practices":   {JA: "マスの数字は、グループのチームのうち習慣にしているチームの数です。色の濃いほうが割合が高くなります。表には割合（%）とチームの数があります。", EN: "In a cell stand the teams of the group that hold the practice as a habit; the stronger the colour, the larger their share. The table has the shares in per cent and the counts."},
	"heat.column.share":        {JA: "%[1]s（%%）", EN: "%[1]s (%%)"},
	"heat.column.part":         {JA: "%[1]s：習慣にしているチーム", EN: "%[1]s: teams with the habit"},
	"heat.column.of":           {JA: "%[1]s：全チーム", EN: "%[1]s: all teams"},
	"heat.n.teams":             {JA: "%[1]s：%[2]dチーム", EN: "Teams shown in %[1]s: %[2]d"},
	"heat.n.practices":         {JA: "%[1]s：%[2]dの取り組み・%[3]dグループ", EN: "Practices shown in %[1]s: %[2]d, groups: %[3]d"},
	"heat.n.none":              {JA: "まだ示せるものがありません", EN: "There is nothing to show yet"},
	"heat.share":               {JA: "%[2]dチーム中%[1]d（%[3]s%%）", EN: "%[1]d of %[2]d teams (%[3]s%%)"},
	"heat.locked":              {JA: "数が少ないため非表示", EN: "hidden: too few"},
	"heat.unassessed":          {JA: "得点なし", EN: "not assessed"},
	"heat.na":                  {JA: "当てはまらない", EN: "does not apply"},
	"heat.sign.locked":         {JA: "非表示", EN: "hidden"},
	"heat.note.signs":          {JA: "斜線のマスは、回答やチームが少なく、個々のことが分かってしまうため表示していません。「–」は得点がないこと、「N/A」は当てはまらないことを示します。どれも0という意味ではありません。", EN: "Hatched cells are hidden, as too few answers or teams lie behind them. A dash means not assessed, N/A does not apply. None of them is a zero."},
	"heat.note.order":          {JA: "並び順は決まっていて、良し悪しの順ではありません。", EN: "Rows and columns stand in a fixed order, not by how good they are."},
	"column.team":              {JA: "チーム", EN: "Team"},
	"column.practice":          {JA: "取り組み", EN: "Practice"},
}
