package reports

import "michinori/app/maturity"

// stripTexts are the words of how far answers lie apart.
var stripTexts = map[string]maturity.Text{
	"strip.title":          {JA: "%[1]s：見方の分かれた質問", EN: "%[1]s: questions on which views differ"},
	"strip.caption":        {JA: "見方の分かれた質問から順に並べています。箱の中の数字は、そのレベルを選んだ人の数です。", EN: "Questions on which views differ most come first. The number in a box counts the people who chose that level."},
	"strip.caption.team":   {JA: "%[1]sで見方の分かれた質問から順に並べています。箱の中の数字は、そのレベルを選んだ人の数です。", EN: "Questions on which views in %[1]s differ most come first. The number in a box counts the people who chose that level."},
	"strip.n":              {JA: "%[1]s：分布を示せる%[2]d問のうち%[3]d問", EN: "%[1]s: %[3]d of %[2]d questions whose answers may be shown"},
	"strip.n.none":         {JA: "分布を示せる質問はありません", EN: "No question has answers that may be shown"},
	"strip.summary":        {JA: "最も見方が分かれたのは「%[1]s」（一致度%[2]s%%）。", EN: "Views differ most on: %[1]s (agreement %[2]s%%)."},
	"strip.note.agreement": {JA: "一致度は、全員が同じレベルを選ぶと100%、見方が両端に割れるほど0%に近づきます。違いは話し合う材料で、誤りではありません。", EN: "Agreement is 100% where everybody chose one level and nears 0% as views split to both ends. A difference is something to talk about, not a mistake."},
	"strip.note.hidden":    {JA: "回答が少ないなどの理由で、分布を示さない質問が%[1]d問あります。", EN: "Questions whose answers are not shown, as when too few answered: %[1]d."},
	"column.question":      {JA: "質問", EN: "Question"},
	"column.agreement":     {JA: "一致度（%）", EN: "Agreement (%)"},
	"column.people.at":     {JA: "L%[1]d（人）", EN: "L%[1]d (people)"},
}
