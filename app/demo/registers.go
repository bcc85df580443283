package demo

import (
	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// platformRegister begins with a champion who does nearly everything. Drills
// bring a second and a third person on, and find out that nobody had restored a
// backup for half a year.
func platformRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area: operation("kubernetes", 3, "Kubernetesクラスター", "Kubernetes clusters", "cluster"), from: 1,
				runbook: ".n.t..t.", others: ".n....t.",
				claims: []claimStory{
					{1, ".4444444", ".ooooooo"}, {0, ".2223333", "....o.o."}, {3, ".1122233", "......ot"}, {2, "...11222", "........"},
				},
			},
			{
				area: code("deploy", 3, "デプロイ基盤", "Deploy pipeline", "deploy-bot", "deploy/**", ".github/workflows/**"), from: 1,
				runbook: ".t...t..", others: "...t.t.t",
				claims: []claimStory{
					{1, ".4444444", ".o.o.o.o"}, {2, ".2233334", "...o.o.t"}, {4, "..112223", ".......o"}, {0, ".1111222", "........"},
				},
			},
			{
				area: operation("shared-mysql", 3, "共通データベース（MySQL）", "Shared database (MySQL)", "mysql-main"), from: 1,
				runbook: ".n...t..", others: ".n.n..t.", next: 9,
				claims: []claimStory{
					{1, ".4444444", ".o.oo.oo"}, {0, ".1222223", "......do"}, {4, "....1122", "........"},
				},
			},
			{
				area: operation("backup-restore", 3, "バックアップと復元", "Backup and restore", "backup"), from: 1,
				runbook: ".t...t..", others: ".t...t..",
				claims: []claimStory{
					{0, ".3333333", ".o...d.d"}, {3, ".3333333", ".o...d.."}, {1, ".2222233", ".....d.d"},
				},
			},
			{
				area: operation("dns-certificates", 3, "DNSと証明書の更新", "DNS and certificates", "dns"), from: 1,
				runbook: "..n..t..", others: "..n..t..",
				claims: []claimStory{
					{1, ".4444444", ".oo.o.o."}, {5, ".1123333", "....o.o."}, {2, "....1222", "........"},
				},
			},
			{
				area: operation("monitoring", 2, "監視とアラート", "Monitoring and alerts", "prometheus", "grafana"), from: 1,
				others: "...t.t.t",
				claims: []claimStory{
					{1, ".4444444", ".oooooo."}, {0, ".2333333", "..o.o.o."}, {5, "..222333", ".....o.o"}, {3, "..111223", ".......d"},
				},
			},
			{
				area: code("secrets", 2, "秘密情報の管理", "Secrets", "vault", "vault/**"), from: 3,
				others: "...n....", next: 23,
				claims: []claimStory{{1, "...44444", "...o.o.o"}, {3, "...11222", "........"}},
			},
			{
				area: vendor("cdn-contract", 2, "CDNの契約と障害窓口", "CDN contract and support desk"), from: 2,
				others: "..n.....",
				claims: []claimStory{{0, "..344444", "..o..o.o"}, {1, "..222222", "........"}},
			},
			{
				area: operation("office-vpn", 2, "拠点間VPN", "VPN between offices", "vpn"), from: 1,
				runbook: "...n....",
				claims:  []claimStory{{5, ".3333333", ".o.o.o.o"}, {1, ".3333333", ".o......"}},
			},
			{
				area: domain("cloud-costs", 1, "クラウド費用と予算", "Cloud costs and budget"), from: 4,
				claims: []claimStory{{0, "....4444", "....o.o."}, {2, "....2333", ".....o.o"}},
			},
			{
				area: operation("old-jenkins", 2, "旧Jenkinsサーバー", "Old Jenkins server", "jenkins"), from: 1, to: 6,
				claims: []claimStory{{1, ".33333..", ".o......"}},
			},
		},
	}
}

// paymentsRegister loses the only person who knew the contract with the payment
// provider, and the monthly closing. The closing has come back since, slowly;
// the contract has not.
func paymentsRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area:    code("monthly-closing", 3, "月次締め処理", "Monthly closing", "closing-batch", "batch/closing/**", "sql/closing/*.sql"),
				runbook: "n...nt..", others: "n...t.t.", next: 6,
				claims: []claimStory{
					{1, "44444444", "oooo...."}, {0, "12222223", ".......o"}, {2, "11112222", "........"}, {newcomer, "......12", "........"},
				},
			},
			{
				area:    code("card-gateway", 3, "カード決済の接続", "Card payment connection", "card-gateway", "gateway/**", "internal/card/**"),
				runbook: ".t.....t", others: "..t....t",
				claims: []claimStory{
					{1, "44444444", "ooo....."}, {0, "33333333", "o.o..o.o"}, {2, "22333333", "..o.o.o."}, {4, "11222222", "........"}, {newcomer, ".....112", "........"},
				},
			},
			{
				area:    vendor("provider-contract", 2, "決済代行会社との契約", "Contract with the payment provider"),
				runbook: "....n...", others: "n.......", next: 16,
				claims: []claimStory{{1, "44444444", "o.o....."}, {0, "...11111", "........"}},
			},
			{
				area:    operation("bank-transfers", 2, "銀行振込の消込", "Matching of bank transfers", "transfer-match"),
				runbook: "t.......", others: ".t......",
				claims: []claimStory{{1, "33333333", ".o.o...."}, {3, "33333333", "o.o.o.o."}, {2, "11111222", "........"}},
			},
			{
				area: code("refunds", 2, "返金処理", "Refunds", "refund-api", "internal/refund/**"), others: "..t..t..",
				claims: []claimStory{{0, "33333333", ".o.o.o.o"}, {3, "23333333", ".o.o..o."}, {5, "12223333", "....o.o."}},
			},
			{
				area: domain("fraud-rules", 2, "不正利用の判定ルール", "Rules against fraud"), runbook: "n.......",
				claims: []claimStory{{4, "34444444", "o.o.o..."}, {1, "33333333", "o......."}, {5, "...11122", "........"}},
			},
			{
				area: domain("card-audit", 2, "カード情報保護の年次監査", "Yearly audit of card data"), from: 2,
				claims: []claimStory{{0, "..333333", "..o...o."}, {1, "..333333", "..o....."}},
			},
			{
				area: operation("payment-delay", 3, "決済遅延時の切り替え", "Switching over when payments are slow", "card-gateway"), from: 1,
				runbook: ".n....t.", others: ".n....t.",
				claims: []claimStory{{1, ".4444444", ".ddd...."}, {0, ".3333333", ".d.....d"}, {5, ".2222233", "......d."}},
			},
			{
				area:   code("receipts", 1, "領収書の発行", "Receipts", "receipt-web", "web/receipt/**"),
				claims: []claimStory{{2, "33333333", "o..o..o."}, {4, "33333333", ".o..o..o"}, {5, "23333333", ".r..r..r"}},
			},
		},
		code:     paymentsCode(),
		evidence: paymentsEvidence(),
	}
}

// ordersRegister spreads the billing batch by pairing: one owner, two, three.
func ordersRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area: code("billing-batch", 3, "法人請求バッチ", "Corporate billing batch", "billing-batch", "batch/billing/**"), from: 2,
				runbook: "..n.t..t", others: "..n.t.tt",
				claims: []claimStory{
					{2, "..444444", "..ootttt"}, {3, "..123333", "....o.oo"}, {0, "..112233", "......oo"}, {5, "....1122", "........"},
				},
			},
			{
				area: code("order-api", 3, "注文API", "Order API", "order-api", "api/order/**"), from: 2,
				runbook: "..t...t.", others: "..t.t.t.",
				claims: []claimStory{
					{0, "..444444", "..o.o.o."}, {1, "..333333", "..o..o.o"}, {4, "..233333", "...o.o.o"}, {3, "..222223", ".......r"},
				},
			},
			{
				area: operation("order-database", 3, "注文データベース", "Order database", "order-db"), from: 2,
				runbook: "..n..t..", others: "..n....t",
				claims: []claimStory{{1, "..444444", "..o.o.oo"}, {4, "..112223", ".......o"}, {0, "..222222", "........"}},
			},
			{
				area: code("stock-interface", 2, "在庫連携", "Stock interface", "stock-sync", "sync/stock/**"), from: 2, others: "..t..t..",
				claims: []claimStory{{3, "..333333", "..o.o..o"}, {5, "..233333", "...o.o.o"}},
			},
			{
				area: vendor("mail-service", 2, "メール配信サービスの契約と設定", "Mail service: contract and settings"), from: 3, next: 12,
				runbook: "...n....", others: "...n....",
				claims: []claimStory{{4, "...33333", "...o.o.o"}, {0, "...11111", "........"}},
			},
			{
				area: operation("sale-load", 2, "セール時の負荷対策", "Load during sales", "order-api", "order-db"), from: 4, others: ".....t..",
				claims: []claimStory{{1, "....3333", "....d..d"}, {0, "....2333", ".....d.d"}, {2, "....1222", "........"}},
			},
			{
				area: domain("returns", 2, "キャンセルと返品の業務", "Cancellations and returns"), from: 2,
				claims: []claimStory{{5, "..344444", "..o.t.o."}, {2, "..222333", ".....o.o"}},
			},
			{
				area: code("order-admin", 1, "注文管理画面", "Order back office", "order-admin", "web/admin/**"), from: 2,
				claims: []claimStory{{3, "..333333", "..o....."}, {5, "..222222", "........"}},
			},
		},
	}
}

func code(key string, criticality int, ja, en, service string, paths ...string) knowledge.Area {
	a := area(key, criticality, knowledge.Code, ja, en)
	a.Services, a.Paths = []string{service}, paths
	return a
}

func operation(key string, criticality int, ja, en string, services ...string) knowledge.Area {
	a := area(key, criticality, knowledge.Operation, ja, en)
	a.Services = services
	return a
}

func vendor(key string, criticality int, ja, en string) knowledge.Area {
	return area(key, criticality, knowledge.Vendor, ja, en)
}

func domain(key string, criticality int, ja, en string) knowledge.Area {
	return area(key, criticality, knowledge.Domain, ja, en)
}

func area(key string, criticality int, kind knowledge.AreaKind, ja, en string) knowledge.Area {
	return knowledge.Area{Key: key, Name: maturity.Text{JA: ja, EN: en}, Criticality: criticality, Kind: kind}
}
