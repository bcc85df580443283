package demo

// deliveryRegister is the steady one: most areas have two or three people, and
// what the repository shows is not quite what they say.
func deliveryRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area:    code("carrier-interface", 3, "配送会社との連携", "Carrier interface", "carrier-api", "carrier/**"),
				runbook: "t..t..t.", others: ".t.t.t.t",
				claims: []claimStory{
					{0, "44444444", "o.o.o.o."}, {2, "33333333", "o.o.o.o."}, {4, "23333333", ".o.o.o.o"}, {1, "12222222", "........"},
				},
			},
			{
				area:    code("delivery-dates", 3, "配達日時の計算", "Delivery dates", "slot-api", "slots/**"),
				runbook: "..t.....", others: "t..t..t.",
				claims: []claimStory{{1, "44444444", "oo.oo.oo"}, {3, "33333333", "o.o.o.oo"}, {0, "22222222", "........"}},
			},
			{
				area:    operation("warehouse-edi", 3, "倉庫とのEDI連携", "EDI with the warehouses", "edi-gateway"),
				runbook: ".t..t..t", others: "..t..t..",
				claims: []claimStory{{0, "33333333", "d.d.d.d."}, {5, "33333333", "o.o.o.o."}, {4, "22233333", "...o.d.d"}},
			},
			{
				area: code("labels", 2, "送り状の印刷", "Shipping labels", "label-printer", "labels/**"), others: ".t...t..",
				claims: []claimStory{{2, "33333333", ".o.o.o.o"}, {3, "33333333", "o.o.o..o"}, {5, "11222222", "........"}},
			},
			{
				area:   code("tracking", 2, "追跡番号の通知", "Tracking numbers", "tracking-notify", "tracking/**"),
				claims: []claimStory{{4, "33333333", "o.o.o.o."}, {1, "22333333", "..r.r.r."}},
			},
			{
				area:    code("freight-billing", 2, "運賃精算バッチ", "Freight billing batch", "freight-batch", "batch/freight/**"),
				runbook: "n.......", others: "n.......", next: 20,
				claims: []claimStory{{3, "34444444", "oooooooo"}, {2, "11222222", "........"}, {0, "11111111", "........"}},
			},
			{
				area: vendor("carrier-contract", 2, "配送会社との契約と料金表", "Carrier contracts and price lists"), others: "..t...t.",
				claims: []claimStory{{0, "44444444", "o..o..o."}, {1, "33333333", ".o..o..o"}},
			},
			{
				area: operation("addresses", 2, "郵便番号と住所データの更新", "Updates of postcodes and addresses", "address-data"), others: "t..t....",
				claims: []claimStory{{5, "33333333", "o.o....."}, {2, "33333333", "o......."}},
			},
			{
				area:   domain("parcels-returned", 1, "返送品の受け付け", "Parcels that come back"),
				claims: []claimStory{{1, "33333333", ".o.o.o.o"}, {4, "22222222", "........"}},
			},
		},
		code: deliveryCode(),
	}
}

// internalRegister hangs on a lone SRE, the third person: four areas that
// nobody else can do.
func internalRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area: operation("single-sign-on", 3, "シングルサインオン", "Single sign-on", "idp"), from: 2,
				runbook: "..n.....", others: "..n.....", next: 8,
				claims: []claimStory{{2, "..444444", "..oooooo"}, {0, "..111122", "........"}},
			},
			{
				area: operation("file-backup", 3, "ファイルサーバーのバックアップ", "Backup of the file server", "file-server"), from: 2,
				runbook: "..n.....", others: "..n.....",
				claims: []claimStory{{2, "..333333", "..o.o.o."}, {1, "..000111", "........"}},
			},
			{
				area: operation("internal-dns", 2, "社内DNSとネットワーク", "Internal DNS and network", "dns-internal"), from: 2,
				runbook: "....n...", others: "..n.....",
				claims: []claimStory{{2, "..444444", "..o.oo.o"}},
			},
			{
				area: code("payroll-batch", 2, "給与システムへの連携バッチ", "Payroll interface", "payroll-sync", "payroll/**"), from: 2,
				runbook: "..n.....", others: "..n.....", next: 28,
				claims: []claimStory{{2, "..333333", "..ooo.oo"}, {0, "..122222", "........"}},
			},
			{
				area: operation("accounts", 3, "入社・退社時のアカウント", "Accounts of people who join and leave", "idp"), from: 2,
				runbook: "..t..t..", others: "..t.t.t.",
				claims: []claimStory{{0, "..444444", "..o.o.o."}, {1, "..233333", "...o.o.o"}},
			},
			{
				area: vendor("software-contracts", 2, "業務ソフトの契約更新", "Renewal of software contracts"), from: 3,
				others: "...t..t.",
				claims: []claimStory{{1, "...33333", "...o.o.o"}, {0, "...33333", "...o..o."}},
			},
			{
				area: domain("approvals", 1, "稟議と経費の流れ", "Approvals and expenses"), from: 3,
				claims: []claimStory{{0, "...33333", "...o...."}},
			},
		},
	}
}

// appRegister is known in two halves: iOS people know little of Android, and
// the other way round. One of the two who look after the certificates leaves.
func appRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area: code("ios-release", 3, "iOS版のリリース", "Release of the iOS app", "ios-app", "ios/**", "fastlane/**"), from: 3,
				runbook: "...t..t.", others: "...t.t.t",
				claims: []claimStory{{0, "...44444", "...o.o.o"}, {2, "...33333", "...oo.o."}, {4, "...12333", ".....o.o"}, {1, "...00111", "........"}},
			},
			{
				area: code("android-release", 3, "Android版のリリース", "Release of the Android app", "android-app", "android/**"), from: 3,
				runbook: "...n..t.", others: "...t.t..",
				claims: []claimStory{{1, "...44444", "...oo.oo"}, {3, "...33333", "...o.o.o"}, {5, "...11122", "........"}, {0, "...00011", "........"}},
			},
			{
				area: operation("push-certificates", 3, "プッシュ通知の証明書", "Push certificates", "push-gateway"), from: 3,
				runbook: "...n....", others: "...n...t", next: 14,
				claims: []claimStory{{2, "...33333", "...o.o.o"}, {0, "...22223", ".......o"}, {3, "....1111", "........"}},
			},
			{
				area: vendor("store-review", 2, "ストア審査の窓口", "Store reviews"), from: 3, others: "...t.tt.",
				claims: []claimStory{{0, "...33333", "...o.o.o"}, {1, "...33333", "...o.o.o"}, {4, "...22233", "......o."}},
			},
			{
				area: code("app-login", 3, "アプリのログイン", "Sign-in of the app", "app-bff", "bff/auth/**"), from: 4,
				others: "....n..t",
				claims: []claimStory{{3, "....4444", "....oooo"}, {5, "....2222", "........"}, {2, "....1122", "........"}},
			},
			{
				area: vendor("crash-reports", 2, "クラッシュ解析サービスの契約", "Crash report service: contract"), from: 5,
				runbook: ".....n..", others: ".....n..",
				claims: []claimStory{{5, ".....333", ".....o.."}},
			},
			{
				area: domain("old-versions", 1, "旧バージョンの終了手順", "Ending old versions"), from: 4,
				claims: []claimStory{{1, "....3333", "....o..."}, {0, "....2222", "........"}},
			},
		},
		leaves: map[int]int{2: 47},
	}
}

// dataRegister is new, short, and thin; one of its people comes back from leave
// soon.
func dataRegister() *registerStory {
	return &registerStory{
		areas: []areaStory{
			{
				area: code("nightly-load", 2, "夜間のデータ取り込み", "Nightly load", "loader", "pipelines/**"), from: 5,
				runbook: ".....n.t", others: ".....n.t",
				claims: []claimStory{{0, ".....444", ".....o.o"}, {3, ".....223", ".......o"}, {4, ".....333", ".....o.."}},
			},
			{
				area: operation("warehouse", 2, "分析用データベース", "Data warehouse", "warehouse"), from: 5,
				runbook: ".....n..", next: 11,
				claims: []claimStory{{1, ".....344", ".....ooo"}, {0, ".....222", "........"}},
			},
			{
				area: domain("sales-figures", 3, "売上指標の定義", "Definition of the sales figures"), from: 5,
				claims: []claimStory{{2, ".....333", ".....or."}, {1, ".....112", "........"}, {5, "......11", "........"}},
			},
			{
				area: vendor("bi-licences", 1, "BIツールの契約と権限", "BI tool: contract and permissions"), from: 5,
				claims: []claimStory{{0, ".....333", ".....o.o"}, {5, ".....122", "........"}},
			},
			{
				area: code("dashboards", 1, "経営向けダッシュボード", "Dashboards for management", "bi", "dashboards/**"), from: 6,
				claims: []claimStory{{2, "......33", "......oo"}, {5, "......33", "......o."}},
			},
			{
				area: domain("personal-data", 2, "個人情報の取り扱い", "Handling of personal data"), from: 6, others: "......n.",
				claims: []claimStory{{3, "......12", "........"}},
			},
		},
		returns: map[int]int{4: 25},
	}
}
