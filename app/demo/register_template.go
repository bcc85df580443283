package demo

import (
	"strings"

	"michinori/app/knowledge"
)

// templateAreas are what most teams have to know, whatever they build.
func templateAreas() []knowledge.Area {
	return []knowledge.Area{
		code("service", 3, "サービス本体", "The service itself", "app", "src/**"),
		operation("database", 3, "データベースの運用", "Running the database", "db"),
		code("nightly-batch", 2, "夜間バッチ", "Nightly batch", "batch", "batch/**"),
		operation("release", 2, "リリース手順", "Releases", "app"),
		code("interfaces", 3, "外部システムとの連携", "Interfaces to other systems", "gateway", "interfaces/**"),
		vendor("vendor-contract", 2, "外部サービスの契約と窓口", "Contract with the vendor"),
		domain("rules", 2, "業務ルールと例外処理", "Business rules and exceptions"),
		operation("first-alert", 2, "アラートの一次対応", "First response to alerts", "app"),
		code("back-office", 1, "管理画面", "Back office", "admin", "web/admin/**"),
		operation("restore", 3, "バックアップからの復元", "Restoring from backup", "db"),
		domain("month-end", 1, "月末の集計と報告", "Month-end figures and reports"),
	}
}

// templateRegister is the register of a team without a story of its own; nil
// where it keeps none.
func templateRegister(d *dice) *registerStory {
	if d.chance(0.25) {
		return nil
	}
	begins := d.between(0, 5)
	out := &registerStory{}
	areas := templateAreas()
	for _, i := range d.Perm(len(areas))[:d.between(5, 9)] {
		a := areaStory{area: areas[i], from: min(begins+d.between(0, 1), quarters-1)}
		for _, seat := range d.Perm(storySeats)[:d.between(1, 4)] {
			a.claims = append(a.claims, templateClaim(d, seat))
		}
		a.runbook, a.others = occasionTrack(d, a.from), occasionTrack(d, a.from)
		if d.chance(0.2) {
			a.next = d.between(3, 40)
		}
		out.areas = append(out.areas, a)
	}
	return out
}

// templateClaim rises by a level or two at most, and is proved now and then.
func templateClaim(d *dice, seat int) claimStory {
	level, diligence := min(d.between(0, 4), d.between(1, 4)), d.Float64()
	c := claimStory{seat: seat}
	for range quarters {
		if level < knowledge.MaxLevel && d.chance(0.12) {
			level++
		}
		proof := byte('.')
		if level >= knowledge.Alone && d.chance(0.3+0.6*diligence) {
			proof = "oooodtr"[d.IntN(7)]
		}
		c.levels += string(rune('0' + level))
		c.proof += string(rune(proof))
	}
	return c
}

func occasionTrack(d *dice, from int) string {
	track := []byte(strings.Repeat(".", quarters))
	if d.chance(0.6) {
		track[from] = 'n'
	}
	if later := d.between(from, quarters-1); d.chance(0.5) {
		track[later] = 't'
	}
	return string(track)
}
