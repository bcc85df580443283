package evidence

import "michinori/app/knowledge"

// sheetColumn names a column of a sheet.
type sheetColumn string

// The columns, by the titles WriteSheet gives them; the last is one person of
// the wide form.
const (
	sheetKey          sheetColumn = "key"
	sheetArea         sheetColumn = "area" // its key or its name
	sheetNameJA       sheetColumn = "name_ja"
	sheetNameEN       sheetColumn = "name_en"
	sheetCriticality  sheetColumn = "criticality"
	sheetKind         sheetColumn = "kind"
	sheetPaths        sheetColumn = "paths"
	sheetServices     sheetColumn = "services"
	sheetPerson       sheetColumn = "person"
	sheetPersonName   sheetColumn = "person_name"
	sheetLevel        sheetColumn = "level"
	sheetEvidenceAt   sheetColumn = "evidence_at"
	sheetEvidenceKind sheetColumn = "evidence_kind"
	sheetEvidenceLink sheetColumn = "evidence_link"
	sheetCell         sheetColumn = "\x00"
)

// sheetColumns are those of the long form, in the order they are written.
var sheetColumns = []sheetColumn{
	sheetKey, sheetNameJA, sheetNameEN, sheetCriticality, sheetKind, sheetPaths, sheetServices,
	sheetPerson, sheetPersonName, sheetLevel, sheetEvidenceAt, sheetEvidenceKind, sheetEvidenceLink,
}

// claimColumns speak of a person and an area.
var claimColumns = []sheetColumn{sheetLevel, sheetEvidenceAt, sheetEvidenceKind, sheetEvidenceLink}

// The words people use in skill maps, folded.
var (
	sheetWords = map[string]sheetColumn{
		"key": sheetKey, "areakey": sheetKey, "キー": sheetKey, "領域キー": sheetKey, "領域のキー": sheetKey,

		"area": sheetArea, "name": sheetArea, "areaname": sheetArea, "knowledgearea": sheetArea, "skill": sheetArea,
		"領域": sheetArea, "知識領域": sheetArea, "領域名": sheetArea, "領域の名前": sheetArea, "スキル": sheetArea, "業務": sheetArea, "項目": sheetArea,

		"nameja": sheetNameJA, "japanesename": sheetNameJA, "日本語名": sheetNameJA, "名前日本語": sheetNameJA, "領域名日本語": sheetNameJA,
		"nameen": sheetNameEN, "englishname": sheetNameEN, "英語名": sheetNameEN, "名前英語": sheetNameEN, "領域名英語": sheetNameEN,

		"criticality": sheetCriticality, "importance": sheetCriticality, "重要度": sheetCriticality,
		"kind": sheetKind, "type": sheetKind, "種類": sheetKind, "種別": sheetKind, "領域の種類": sheetKind,
		"paths": sheetPaths, "path": sheetPaths, "パス": sheetPaths,
		"services": sheetServices, "service": sheetServices, "サービス": sheetServices,

		"person": sheetPerson, "personemail": sheetPerson, "email": sheetPerson, "mail": sheetPerson,
		"メール": sheetPerson, "メールアドレス": sheetPerson, "人": sheetPerson,
		"personname": sheetPersonName, "member": sheetPersonName, "氏名": sheetPersonName, "名前": sheetPersonName,
		"担当者": sheetPersonName, "メンバー": sheetPersonName, "人の名前": sheetPersonName,

		"level": sheetLevel, "レベル": sheetLevel, "習熟度": sheetLevel,
		"evidenceat": sheetEvidenceAt, "evidencedate": sheetEvidenceAt, "根拠の日付": sheetEvidenceAt, "根拠日": sheetEvidenceAt,
		"evidencekind": sheetEvidenceKind, "根拠の種類": sheetEvidenceKind,
		"evidencelink": sheetEvidenceLink, "evidenceurl": sheetEvidenceLink, "根拠のリンク": sheetEvidenceLink, "根拠のurl": sheetEvidenceLink,
	}
	// sheetIgnored are columns that skill maps carry and that are no people.
	sheetIgnored = map[string]bool{
		"no": true, "no.": true, "#": true, "番号": true, "id": true, "備考": true, "メモ": true, "コメント": true, "補足": true, "説明": true,
		"notes": true, "note": true, "memo": true, "comment": true, "comments": true, "remarks": true, "description": true,
		"合計": true, "平均": true, "人数": true, "計": true, "total": true, "sum": true, "average": true, "count": true,
		"分類": true, "カテゴリ": true, "カテゴリー": true, "category": true, "更新日": true, "updated": true, "updatedat": true,
	}
	criticalityWords = map[string]int{
		"1": 1, "2": 2, "3": 3, "低": 1, "中": 2, "高": 3, "low": 1, "medium": 2, "middle": 2, "high": 3,
	}
	areaKindWords = map[string]knowledge.AreaKind{
		"code": knowledge.Code, "コード": knowledge.Code,
		"operation": knowledge.Operation, "operations": knowledge.Operation, "運用": knowledge.Operation, "運用作業": knowledge.Operation,
		"vendor": knowledge.Vendor, "ベンダー": knowledge.Vendor, "外部": knowledge.Vendor, "外部サービス": knowledge.Vendor, "外部の会社サービス": knowledge.Vendor,
		"domain": knowledge.Domain, "業務": knowledge.Domain, "業務知識": knowledge.Domain, "業務の知識": knowledge.Domain,
	}
	evidenceWords = map[string]knowledge.EvidenceKind{
		"operated": knowledge.Operated, "作業": knowledge.Operated, "運用": knowledge.Operated, "実施": knowledge.Operated,
		"実作業": knowledge.Operated, "実際に作業した": knowledge.Operated,
		"drill": knowledge.Drilled, "drilled": knowledge.Drilled, "訓練": knowledge.Drilled, "演習": knowledge.Drilled, "訓練で行った": knowledge.Drilled,
		"taught": knowledge.Taught, "指導": knowledge.Taught, "教えた": knowledge.Taught, "人に教えた": knowledge.Taught,
		"reviewed": knowledge.Reviewed, "レビュー": knowledge.Reviewed, "内容のあるレビューをした": knowledge.Reviewed,
	}
)

// SheetProblemKeys are the messages that the problems of a sheet name.
func SheetProblemKeys() []string {
	return []string{
		"sheet.cell", "sheet.claim_twice", "sheet.column_twice", "sheet.date", "sheet.differs", "sheet.empty", "sheet.key", "sheet.level",
		"sheet.link", "sheet.no_area", "sheet.no_area_column", "sheet.no_date", "sheet.no_kind", "sheet.no_level", "sheet.no_level_column",
		"sheet.no_person", "sheet.no_person_column", "sheet.path", "sheet.quotes", "sheet.text", "sheet.too_large", "sheet.too_many_areas",
		"sheet.too_many_cells", "sheet.too_many_people", "sheet.too_many_problems", "sheet.too_many_rows", "sheet.unknown_word",
	}
}
