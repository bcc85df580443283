package demo

import (
	"strconv"
	"strings"

	"michinori/app/maturity"
)

// surnames and given names give every person a name of their own.
var surnames = []maturity.Text{
	{JA: "青木", EN: "Aoki"}, {JA: "安藤", EN: "Ando"}, {JA: "池田", EN: "Ikeda"}, {JA: "石井", EN: "Ishii"},
	{JA: "石川", EN: "Ishikawa"}, {JA: "伊藤", EN: "Ito"}, {JA: "井上", EN: "Inoue"}, {JA: "今井", EN: "Imai"},
	{JA: "岩崎", EN: "Iwasaki"}, {JA: "上田", EN: "Ueda"}, {JA: "上野", EN: "Ueno"}, {JA: "遠藤", EN: "Endo"},
	{JA: "大塚", EN: "Otsuka"}, {JA: "太田", EN: "Ota"}, {JA: "大野", EN: "Ono"}, {JA: "岡田", EN: "Okada"},
	{JA: "岡本", EN: "Okamoto"}, {JA: "小川", EN: "Ogawa"}, {JA: "小野寺", EN: "Onodera"}, {JA: "加藤", EN: "Kato"},
	{JA: "金子", EN: "Kaneko"}, {JA: "河野", EN: "Kawano"}, {JA: "川口", EN: "Kawaguchi"}, {JA: "菊地", EN: "Kikuchi"},
	{JA: "木下", EN: "Kinoshita"}, {JA: "木村", EN: "Kimura"}, {JA: "工藤", EN: "Kudo"}, {JA: "久保", EN: "Kubo"},
	{JA: "栗原", EN: "Kurihara"}, {JA: "後藤", EN: "Goto"}, {JA: "小林", EN: "Kobayashi"}, {JA: "小松", EN: "Komatsu"},
	{JA: "近藤", EN: "Kondo"}, {JA: "斎藤", EN: "Saito"}, {JA: "酒井", EN: "Sakai"}, {JA: "坂本", EN: "Sakamoto"},
	{JA: "桜井", EN: "Sakurai"}, {JA: "佐々木", EN: "Sasaki"}, {JA: "佐藤", EN: "Sato"}, {JA: "佐野", EN: "Sano"},
	{JA: "柴田", EN: "Shibata"}, {JA: "島田", EN: "Shimada"}, {JA: "清水", EN: "Shimizu"}, {JA: "菅原", EN: "Sugawara"},
	{JA: "杉山", EN: "Sugiyama"}, {JA: "鈴木", EN: "Suzuki"}, {JA: "高木", EN: "Takagi"}, {JA: "高田", EN: "Takada"},
	{JA: "高橋", EN: "Takahashi"}, {JA: "竹内", EN: "Takeuchi"}, {JA: "武田", EN: "Takeda"}, {JA: "田中", EN: "Tanaka"},
	{JA: "田村", EN: "Tamura"}, {JA: "千葉", EN: "Chiba"}, {JA: "土屋", EN: "Tsuchiya"}, {JA: "内藤", EN: "Naito"},
	{JA: "中島", EN: "Nakajima"}, {JA: "中村", EN: "Nakamura"}, {JA: "中山", EN: "Nakayama"}, {JA: "永井", EN: "Nagai"},
	{JA: "西村", EN: "Nishimura"}, {JA: "野口", EN: "Noguchi"}, {JA: "野村", EN: "Nomura"}, {JA: "橋本", EN: "Hashimoto"},
	{JA: "長谷川", EN: "Hasegawa"}, {JA: "浜田", EN: "Hamada"}, {JA: "林", EN: "Hayashi"}, {JA: "原田", EN: "Harada"},
	{JA: "平野", EN: "Hirano"}, {JA: "福田", EN: "Fukuda"}, {JA: "藤井", EN: "Fujii"}, {JA: "藤田", EN: "Fujita"},
	{JA: "藤原", EN: "Fujiwara"}, {JA: "古川", EN: "Furukawa"}, {JA: "前田", EN: "Maeda"}, {JA: "増田", EN: "Masuda"},
	{JA: "松井", EN: "Matsui"}, {JA: "松田", EN: "Matsuda"}, {JA: "松本", EN: "Matsumoto"}, {JA: "丸山", EN: "Maruyama"},
	{JA: "三浦", EN: "Miura"}, {JA: "水野", EN: "Mizuno"}, {JA: "宮崎", EN: "Miyazaki"}, {JA: "宮本", EN: "Miyamoto"},
	{JA: "村上", EN: "Murakami"}, {JA: "村田", EN: "Murata"}, {JA: "森", EN: "Mori"}, {JA: "森田", EN: "Morita"},
	{JA: "安田", EN: "Yasuda"}, {JA: "矢野", EN: "Yano"}, {JA: "山口", EN: "Yamaguchi"}, {JA: "山崎", EN: "Yamazaki"},
	{JA: "山田", EN: "Yamada"}, {JA: "山本", EN: "Yamamoto"}, {JA: "横山", EN: "Yokoyama"}, {JA: "吉田", EN: "Yoshida"},
	{JA: "和田", EN: "Wada"}, {JA: "渡辺", EN: "Watanabe"},
}

// givenNames are common ones of all ages; how each is written is one of many ways.
var givenNames = []maturity.Text{
	{JA: "葵", EN: "Aoi"}, {JA: "明子", EN: "Akiko"}, {JA: "彰", EN: "Akira"}, {JA: "綾", EN: "Aya"},
	{JA: "彩花", EN: "Ayaka"}, {JA: "歩", EN: "Ayumu"}, {JA: "郁美", EN: "Ikumi"}, {JA: "一郎", EN: "Ichiro"},
	{JA: "恵理", EN: "Eri"}, {JA: "香織", EN: "Kaori"}, {JA: "薫", EN: "Kaoru"}, {JA: "和也", EN: "Kazuya"},
	{JA: "和子", EN: "Kazuko"}, {JA: "克己", EN: "Katsumi"}, {JA: "恭子", EN: "Kyoko"}, {JA: "圭介", EN: "Keisuke"},
	{JA: "健", EN: "Ken"}, {JA: "健太", EN: "Kenta"}, {JA: "健太郎", EN: "Kentaro"}, {JA: "浩一", EN: "Koichi"},
	{JA: "光太郎", EN: "Kotaro"}, {JA: "小百合", EN: "Sayuri"}, {JA: "早紀", EN: "Saki"}, {JA: "聡", EN: "Satoshi"},
	{JA: "里美", EN: "Satomi"}, {JA: "沙織", EN: "Saori"}, {JA: "翔", EN: "Sho"}, {JA: "翔太", EN: "Shota"},
	{JA: "慎一", EN: "Shinichi"}, {JA: "真司", EN: "Shinji"}, {JA: "純", EN: "Jun"}, {JA: "淳子", EN: "Junko"},
	{JA: "涼子", EN: "Ryoko"}, {JA: "遼", EN: "Ryo"}, {JA: "大輔", EN: "Daisuke"}, {JA: "拓也", EN: "Takuya"},
	{JA: "拓海", EN: "Takumi"}, {JA: "匠", EN: "Takumu"}, {JA: "武", EN: "Takeshi"}, {JA: "達也", EN: "Tatsuya"},
	{JA: "千尋", EN: "Chihiro"}, {JA: "智子", EN: "Tomoko"}, {JA: "智也", EN: "Tomoya"}, {JA: "朋美", EN: "Tomomi"},
	{JA: "直樹", EN: "Naoki"}, {JA: "直美", EN: "Naomi"}, {JA: "奈々", EN: "Nana"}, {JA: "夏美", EN: "Natsumi"},
	{JA: "典子", EN: "Noriko"}, {JA: "陽菜", EN: "Hina"}, {JA: "悠人", EN: "Haruto"}, {JA: "陽子", EN: "Yoko"},
	{JA: "洋介", EN: "Yosuke"}, {JA: "博", EN: "Hiroshi"}, {JA: "裕美", EN: "Hiromi"}, {JA: "史恵", EN: "Fumie"},
	{JA: "誠", EN: "Makoto"}, {JA: "正樹", EN: "Masaki"}, {JA: "真由美", EN: "Mayumi"}, {JA: "舞", EN: "Mai"},
	{JA: "美咲", EN: "Misaki"}, {JA: "美穂", EN: "Miho"}, {JA: "美和", EN: "Miwa"}, {JA: "恵", EN: "Megumi"},
	{JA: "萌", EN: "Moe"}, {JA: "桃子", EN: "Momoko"}, {JA: "康平", EN: "Kohei"}, {JA: "泰", EN: "Yasushi"},
	{JA: "優", EN: "Yu"}, {JA: "優子", EN: "Yuko"}, {JA: "由香", EN: "Yuka"}, {JA: "雄一", EN: "Yuichi"},
	{JA: "祐介", EN: "Yusuke"}, {JA: "結衣", EN: "Yui"}, {JA: "幸子", EN: "Sachiko"}, {JA: "百合", EN: "Yuri"},
	{JA: "慶", EN: "Kei"}, {JA: "怜", EN: "Rei"}, {JA: "亮太", EN: "Ryota"}, {JA: "蓮", EN: "Ren"},
}

// mailDomain can never be somebody's: its top level is reserved for examples.
const mailDomain = "michikusa.example"

// cast makes up people, no two of one name until all names are used up.
type cast struct {
	dice             *dice
	language         maturity.Language
	surnames, givens []int // shuffled
	made             int
}

func newCast(d *dice, l maturity.Language) *cast {
	return &cast{dice: d, language: l, surnames: d.Perm(len(surnames)), givens: d.Perm(len(givenNames))}
}

func (c *cast) person(role maturity.Role) maturity.Person {
	n := c.made
	c.made++
	lap := n / len(surnames)
	surname := surnames[c.surnames[n%len(surnames)]]
	given := givenNames[c.givens[(n+lap)%len(givenNames)]]
	mail := strings.ToLower(given.EN + "." + surname.EN)
	// Within so many people the two lists are never in step twice.
	if again := n / (len(surnames) * len(givenNames)); again > 0 {
		mail += strconv.Itoa(again + 1)
	}
	p := maturity.Person{
		ID: c.dice.id(), Name: surname.JA + " " + given.JA, Email: mail + "@" + mailDomain,
		Language: c.language, Role: role,
	}
	if c.language == maturity.English {
		p.Name = given.EN + " " + surname.EN
	}
	return p
}
