package evidence

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
	"pgregory.net/rapid"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

func onDay(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }

const longSheet = "key,name_ja,name_en,criticality,kind,paths,services,person,person_name,level,evidence_at,evidence_kind,evidence_link\n" +
	"billing,請求,Billing,3,operation,batch/billing/**;*.sql,billing,aoki@example.jp,青木,4,2026-09-01,operated,https://example.jp/1\n" +
	"billing,請求,Billing,3,operation,batch/billing/**;*.sql,billing,baba@example.jp,馬場,2,,,\n" +
	"dns,,DNS,2,,,,,,,,,\n"

func billingSheet() knowledge.Sheet {
	return knowledge.Sheet{
		Areas: []knowledge.SheetArea{
			{
				Line: 2, Key: "billing", Name: maturity.Text{JA: "請求", EN: "Billing"}, Criticality: 3, Kind: knowledge.Operation,
				Paths: []string{"batch/billing/**", "*.sql"}, Services: []string{"billing"},
			},
			{Line: 4, Key: "dns", Name: maturity.Text{EN: "DNS"}, Criticality: 2},
		},
		Claims: []knowledge.SheetClaim{
			{Line: 2, Area: "billing", Person: "aoki@example.jp", Claim: knowledge.Claim{
				Level: 4, EvidenceAt: onDay("2026-09-01"), EvidenceKind: knowledge.Operated, EvidenceLink: "https://example.jp/1",
			}},
			{Line: 3, Area: "billing", Person: "baba@example.jp", Claim: knowledge.Claim{Level: 2}},
		},
	}
}

func TestReadLongSheet(t *testing.T) {
	t.Parallel()
	if got, want := ReadSheet(longSheet), billingSheet(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// The same sheet, as programs and people write it down.
func TestReadSheetForms(t *testing.T) {
	t.Parallel()
	const sheet = "領域キー,領域名（日本語）,領域名（英語）,重要度,種類,パス,サービス,メールアドレス,レベル,根拠の日付,根拠の種類,根拠のリンク\n" +
		"billing,請求,Billing,3,運用,\"batch/billing/**\n*.sql\",billing,aoki@example.jp,４,2026年9月1日,実施,https://example.jp/1\n" +
		",,,,,,,,,,,\n" +
		"BILLING,,,高,,,,baba@example.jp,2,,,\n" +
		"dns,,DNS,中,,,,baba@example.jp,－,,,\n"
	shifted, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(sheet))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"UTF-8":           []byte(sheet),
		"byte order mark": []byte("\xEF\xBB\xBF" + sheet),
		"Shift_JIS":       shifted,
		"Windows":         []byte(strings.ReplaceAll(sheet, "\n", "\r\n")),
		"tabs":            []byte(strings.ReplaceAll(sheet, ",", "\t")),
		"semicolons":      []byte(strings.ReplaceAll(sheet, ",", ";")),
		"slashes":         []byte(strings.ReplaceAll(sheet, "2026年9月1日", "２０２６/９/０１")),
	} {
		got, want := ReadSheet(Text(raw)), billingSheet()
		for i := range got.Areas {
			got.Areas[i].Line = want.Areas[i].Line
		}
		for i := range got.Claims {
			got.Claims[i].Line = want.Claims[i].Line
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
		}
	}
}

func TestReadWideSheet(t *testing.T) {
	t.Parallel()
	got := ReadSheet("\u3000担当できる業務,重要度,青木,馬場,備考\n" +
		"請求バッチ,3,3 2026-09-01 operated,１,夜間\n" +
		"DNSの切り替え,2,,2、訓練、2026/8/1、https://example.jp/x,\n" +
		"dns,,0,-,\n")
	if len(got.Problems) > 0 || !slices.Equal(got.Ignored, []string{"備考"}) {
		t.Fatalf("%+v", got)
	}
	var areas, claims []string
	for _, a := range got.Areas {
		areas = append(areas, fmt.Sprint(a.Line, " ", a.Key, " ", a.Name.JA, a.Name.EN, " ", a.Criticality))
	}
	for _, c := range got.Claims {
		claims = append(claims, fmt.Sprint(c.Line, " ", c.Area, " ", c.Person, " ", c.Claim.Level, " ", dayText(c.Claim.EvidenceAt), " ", c.Claim.EvidenceKind))
	}
	batch, switching := areaKey("請求バッチ"), areaKey("DNSの切り替え")
	wantAreas := []string{"2 " + batch + " 請求バッチ 3", "3 " + switching + " DNSの切り替え 2", "4 dns  0"}
	wantClaims := []string{"2 " + batch + " 青木 3 2026-09-01 operated", "2 " + batch + " 馬場 1  ", "3 " + switching + " 馬場 2 2026-08-01 drill", "4 dns 青木 0  "}
	if !slices.Equal(areas, wantAreas) || !slices.Equal(claims, wantClaims) {
		t.Errorf("%q\n%q", areas, claims)
	}
	if !strings.HasPrefix(batch, "area-") || !strings.HasPrefix(switching, "dns-") {
		t.Errorf("keys %q, %q", batch, switching)
	}
}

func TestNamesThatWouldShareAKey(t *testing.T) {
	t.Parallel()
	got := ReadSheet("area,aoki\nTax rules,1\nTax: rules,2\nTax rules,\n")
	if len(got.Problems) > 0 || len(got.Areas) != 2 || got.Areas[0].Key != "tax-rules" || got.Claims[1].Area == "tax-rules" {
		t.Errorf("%+v", got)
	}
}

func TestBadSheetsNameLineAndColumn(t *testing.T) {
	t.Parallel()
	const long = "area,person,level,evidence_at,evidence_kind,evidence_link\n"
	tests := []struct{ name, sheet, want string }{
		{"empty", "", "0  sheet.empty"},
		{"titles alone", long, "0  sheet.empty"},
		{"no area", "person,level\na,1\n", "1 area sheet.no_area_column"},
		{"no person", "area,level\na,1\n", "1 person sheet.no_person_column"},
		{"no level", "area,person\na,b\n", "1 level sheet.no_level_column"},
		{"column twice", "area,key,key\na,b,c\n", "1 key sheet.column_twice"},
		{"person twice", "area,Aoki,Aoki\na,1,2\n", "1 Aoki sheet.column_twice"},
		{"quotes", "area,b\n\"a,1\n", "2  sheet.quotes"},
		{"cells", "area,b\na,1,2\n", "2  sheet.too_many_cells"},
		{"key", "key,b\n請求,1\n", "2 key sheet.key"},
		{"nameless", long + ",b,1,,,\n", "2 area sheet.no_area"},
		{"person missing", long + "a,,1,,,\n", "2 person sheet.no_person"},
		{"level missing", long + "a,b,,2026-09-01,drill,\n", "2 level sheet.no_level"},
		{"level 5", long + "a,b,5,,,\n", "2 level sheet.level"},
		{"level 1.5", "area,b\na,1.5\n", "2 b sheet.level"},
		{"date", long + "a,b,3,2026-02-30,drill,\n", "2 evidence_at sheet.date"},
		{"word", long + "a,b,3,2026-02-03,slept,\n", "2 evidence_kind sheet.unknown_word"},
		{"no kind", long + "a,b,3,2026-02-03,,\n", "2 evidence_kind sheet.no_kind"},
		{"no date", long + "a,b,3,,drill,\n", "2 evidence_at sheet.no_date"},
		{"link", long + "a,b,3,2026-02-03,drill,javascript:alert(1)\n", "2 evidence_link sheet.link"},
		{"twice", long + "a,b,3,,,\na,B,2,,,\n", "3 B sheet.claim_twice"},
		{"differs", "area,criticality,b\na,3,\na,2,1\n", "3 criticality sheet.differs"},
		{"criticality", "area,criticality\na,9\n", "2 criticality sheet.unknown_word"},
		{"path", "area,paths\na,!x\n", "2 paths sheet.path"},
		{"cell", "area,b\na,3 2026-09-01 drill 2026-09-02\n", "2 b sheet.cell"},
		{"text", "area,b\n" + strings.Repeat("長", 301) + ",1\n", "2 area sheet.text"},
		{"broken letters", "area,b\n\uFFFD,1\n", "2 area sheet.text"},
		{"many areas", "area\n" + numbered(maxAreas+1), "5002  sheet.too_many_areas"},
		{"many people", "area," + strings.ReplaceAll(strings.TrimSpace(numbered(maxPeople+1)), "\n", ",") + "\na,1\n", "1 n1000 sheet.too_many_people"},
	}
	for _, tt := range tests {
		got := ReadSheet(tt.sheet)
		if len(got.Problems) != 1 {
			t.Errorf("%s: %+v", tt.name, got.Problems)
			continue
		}
		p := got.Problems[0]
		if s := fmt.Sprint(p.Line, " ", p.Column, " ", p.Key); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
		if !slices.Contains(SheetProblemKeys(), p.Key) {
			t.Errorf("%s is no known key", p.Key)
		}
	}
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "n%d\n", i)
	}
	return b.String()
}

func TestEveryBadRowIsItsOwnProblem(t *testing.T) {
	t.Parallel()
	got := ReadSheet("area,b,c\na,7,x\nd,1,9\ne,2,2\n")
	var at []string
	for _, p := range got.Problems {
		at = append(at, fmt.Sprint(p.Line, p.Column))
	}
	if !slices.Equal(at, []string{"2b", "2c", "3c"}) || len(got.Claims) != 3 {
		t.Errorf("%v %+v", at, got.Claims)
	}
	many := ReadSheet("area,b\n" + strings.Repeat("a,7\n", 5000))
	if n := len(many.Problems); n != maxSheetProblems+1 || many.Problems[n-1].Key != "sheet.too_many_problems" {
		t.Errorf("%d problems", n)
	}
}

func TestSheetRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawRegister(t, sheetTexts)
		var b bytes.Buffer
		if err := WriteSheet(&b, r, rapid.Bool().Draw(t, "bom")); err != nil {
			t.Fatal(err)
		}
		got := ReadSheet(Text(b.Bytes()))
		if len(got.Problems)+len(got.Ignored) > 0 && len(r.Areas) > 0 {
			t.Fatalf("%+v\n%s", got.Problems, b.String())
		}
		if back := registerOf(got, r); !reflect.DeepEqual(back, r) {
			t.Fatalf("got  %+v\nwant %+v\n%s", back, r, b.String())
		}
	})
}

// registerOf fills what a sheet says into the shape of the register it came
// from, so that the two can be compared.
func registerOf(s knowledge.Sheet, like knowledge.Register) knowledge.Register {
	out := knowledge.Register{AsOf: like.AsOf, People: like.People}
	for i, a := range s.Areas {
		area := knowledge.Area{
			Key: a.Key, Name: a.Name, Criticality: a.Criticality, Kind: a.Kind, Paths: a.Paths, Services: a.Services,
			RunbookTested: like.Areas[i].RunbookTested, NonOwnerRun: like.Areas[i].NonOwnerRun,
		}
		for _, c := range s.Claims {
			if c.Area != a.Key {
				continue
			}
			if area.Claims == nil {
				area.Claims = map[string]knowledge.Claim{}
			}
			c.Claim.ClaimedAt = like.Areas[i].Claims[c.Person].ClaimedAt
			area.Claims[c.Person] = c.Claim
		}
		out.Areas = append(out.Areas, area)
	}
	return out
}

func FuzzSheet(f *testing.F) {
	f.Add(longSheet)
	f.Add("領域,青木\n請求,3 2026-09-01 operated\n")
	f.Add("area;b\n\"a\n;;'=x;-\n")
	f.Fuzz(func(t *testing.T, text string) {
		s := ReadSheet(Text([]byte(text)))
		for _, p := range s.Problems {
			if !slices.Contains(SheetProblemKeys(), p.Key) {
				t.Errorf("%s is no known key", p.Key)
			}
		}
		for _, c := range s.Claims {
			if c.Area == "" || c.Person == "" || c.Claim.Level < 0 || c.Claim.Level > knowledge.MaxLevel {
				t.Errorf("%+v", c)
			}
		}
	})
}
