package demo

import "michinori/app/maturity"

var (
	companyName = maturity.Text{JA: "株式会社みちくさ市場", EN: "Michikusa Market, Inc."}

	// departments are the groups; the first is above the others.
	departments = []maturity.Text{
		{JA: "技術本部", EN: "Engineering"},
		{JA: "商品・注文部", EN: "Shop and orders"},
		{JA: "決済・配送部", EN: "Payments and delivery"},
		{JA: "技術基盤部", EN: "Technology platform"},
	}
)

// The departments by their place in the list.
const (
	shop = 1 + iota
	payment
	platform
)

// areas and kinds name the teams of a large company: one team for each pair.
var areas = []struct {
	name  maturity.Text
	key   string
	group int
}{
	{maturity.Text{JA: "会員", EN: "Members"}, "members", shop},
	{maturity.Text{JA: "商品", EN: "Products"}, "products", shop},
	{maturity.Text{JA: "レビュー", EN: "Reviews"}, "reviews", shop},
	{maturity.Text{JA: "クーポン", EN: "Coupons"}, "coupons", shop},
	{maturity.Text{JA: "ポイント", EN: "Points"}, "points", shop},
	{maturity.Text{JA: "カート", EN: "Cart"}, "cart", shop},
	{maturity.Text{JA: "特集", EN: "Campaigns"}, "campaigns", shop},
	{maturity.Text{JA: "広告", EN: "Advertising"}, "ads", shop},
	{maturity.Text{JA: "出店者", EN: "Sellers"}, "sellers", shop},
	{maturity.Text{JA: "問い合わせ", EN: "Support"}, "support", shop},
	{maturity.Text{JA: "ギフト", EN: "Gifts"}, "gifts", shop},
	{maturity.Text{JA: "定期便", EN: "Subscriptions"}, "subscriptions", shop},
	{maturity.Text{JA: "法人", EN: "Business customers"}, "business", shop},
	{maturity.Text{JA: "請求", EN: "Billing"}, "billing", payment},
	{maturity.Text{JA: "後払い", EN: "Pay later"}, "pay-later", payment},
	{maturity.Text{JA: "返金", EN: "Refunds"}, "refunds", payment},
	{maturity.Text{JA: "会計", EN: "Accounting"}, "accounting", payment},
	{maturity.Text{JA: "不正検知", EN: "Fraud"}, "fraud", payment},
	{maturity.Text{JA: "在庫", EN: "Stock"}, "stock", payment},
	{maturity.Text{JA: "倉庫", EN: "Warehouses"}, "warehouses", payment},
	{maturity.Text{JA: "冷蔵便", EN: "Chilled delivery"}, "chilled", payment},
	{maturity.Text{JA: "店舗受取", EN: "Store pick-up"}, "pick-up", payment},
	{maturity.Text{JA: "仕入れ", EN: "Purchasing"}, "purchasing", payment},
	{maturity.Text{JA: "認証", EN: "Sign-in"}, "sign-in", platform},
	{maturity.Text{JA: "通知", EN: "Notifications"}, "notifications", platform},
	{maturity.Text{JA: "画像", EN: "Images"}, "images", platform},
	{maturity.Text{JA: "監視", EN: "Monitoring"}, "monitoring", platform},
	{maturity.Text{JA: "ネットワーク", EN: "Network"}, "network", platform},
	{maturity.Text{JA: "分析", EN: "Analytics"}, "analytics", platform},
	{maturity.Text{JA: "機械学習", EN: "Machine learning"}, "ml", platform},
	{maturity.Text{JA: "開発環境", EN: "Developer tools"}, "devtools", platform},
}

var kinds = []struct {
	name maturity.Text
	key  string
}{
	{maturity.Text{JA: "API", EN: "API"}, "api"},
	{maturity.Text{JA: "画面", EN: "front end"}, "web"},
	{maturity.Text{JA: "バッチ", EN: "batch"}, "batch"},
	{maturity.Text{JA: "管理画面", EN: "back office"}, "admin"},
	{maturity.Text{JA: "データ", EN: "data"}, "data"},
	{maturity.Text{JA: "連携", EN: "integrations"}, "integrations"},
	{maturity.Text{JA: "運用", EN: "operations"}, "ops"},
	{maturity.Text{JA: "品質", EN: "quality"}, "quality"},
	{maturity.Text{JA: "企画開発", EN: "product development"}, "product"},
	{maturity.Text{JA: "基盤", EN: "foundations"}, "base"},
	{maturity.Text{JA: "移行", EN: "migration"}, "migration"},
	{maturity.Text{JA: "改善", EN: "improvement"}, "improvement"},
	{maturity.Text{JA: "海外", EN: "international"}, "international"},
	{maturity.Text{JA: "関西", EN: "Kansai"}, "kansai"},
	{maturity.Text{JA: "九州", EN: "Kyushu"}, "kyushu"},
	{maturity.Text{JA: "北海道", EN: "Hokkaido"}, "hokkaido"},
}

// templateTeam names the nth team beyond those with a story of their own.
func templateTeam(n int) (name maturity.Text, key string, group int) {
	a := areas[n%len(areas)]
	k := kinds[n/len(areas)%len(kinds)]
	name = maturity.Text{JA: a.name.JA + k.name.JA + "チーム", EN: a.name.EN + " " + k.name.EN}
	return name, a.key + "-" + k.key, a.group
}
