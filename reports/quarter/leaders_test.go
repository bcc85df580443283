package quarter_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/quarter"
)

// chance is the sign test by its definition: all 2^n ways n teams may move are
// as likely.
func chance(rose, fell int) float64 {
	n, extreme := rose+fell, 0
	for ways := range 1 << n {
		if ones := bits.OnesCount(uint(ways)); min(ones, n-ones) <= min(rose, fell) {
			extreme++
		}
	}
	return float64(extreme) / float64(int(1)<<n)
}

// One dimension alone is the sign test; beside others, Holm's: the smallest
// chance counts as many times as there are dimensions, the next once less, and
// what follows a doubtful one is doubtful.
func TestClear(t *testing.T) {
	t.Parallel()
	for n := 1; n < 13; n++ {
		for rose := range n + 1 {
			r := quarter.Round{Changes: map[maturity.Dimension]quarter.Moves{maturity.SLO: {Rose: rose, Fell: n - rose}}}
			if got, want := r.Clear()[maturity.SLO], 5*chance(rose, n-rose) <= 0.05; got != want {
				t.Errorf("%d up and %d down beside four that stand: %v", rose, n-rose, got)
			}
			r.BreakBefore = map[maturity.Dimension]bool{maturity.Toil: true, maturity.Bus: true, maturity.Incident: true, maturity.Learn: true}
			if got, want := r.Clear()[maturity.SLO], chance(rose, n-rose) <= 0.05; got != want {
				t.Errorf("%d up and %d down alone: %v", rose, n-rose, got)
			}
		}
	}
	r := quarter.Round{Changes: map[maturity.Dimension]quarter.Moves{
		maturity.Toil: {Rose: 8}, maturity.Bus: {Fell: 9, Rose: 0}, maturity.Incident: {Rose: 7}, maturity.SLO: {Rose: 6}, maturity.Learn: {Rose: 6},
	}}
	// 0.0039×5, 0.0078×4, 0.0156×3, and 0.0312×2 is too much.
	if got := fmt.Sprint(r.Clear()); got != "map[bus:true incident:true toil:true]" {
		t.Error(got)
	}
}

func textsOf(d document.Document) []string {
	out := []string{d.Title, d.Subtitle}
	for _, s := range append(append([]document.Section{}, d.Lead...), d.Details...) {
		out = append(append(append(out, s.Heading), s.Sentences...), s.Small...)
		for _, f := range s.Figures {
			out = append(out, f.Title, f.N, f.Caption, f.Summary, string(f.Option))
			out = append(out, f.Notes...)
			for _, row := range f.Table.Rows {
				for _, c := range row {
					out = append(out, c.String())
				}
			}
		}
	}
	return out
}

func pointer[T any](v T) *T { return &v }

// rich is an organisation of which everything is known.
func rich() quarter.Organisation {
	levels := map[maturity.Dimension]reports.LevelCount{}
	moves := map[maturity.Dimension]quarter.Moves{}
	for i, d := range maturity.Dimensions {
		levels[d] = reports.LevelCount{Teams: [5]int{i, 2, 3, 1, 0}, NotAssessed: 1}
		moves[d] = quarter.Moves{Rose: 9 - i, Fell: i, Same: 1}
	}
	now := quarter.Round{
		Key: "2026-Q3", Edition: "sre-core 1", K: 5, ClosesAt: time.Date(2026, 10, 15, 0, 0, 0, 0, time.UTC),
		Funnel: quarter.Funnel{Invited: 12, Answered: 11, Agreed: 10, Shared: 9, Acted: 6, People: 70, Responded: 61},
		Levels: levels, Changes: moves, Toil: quarter.Toil{Teams: 8, People: 44, Hours: 412, Contracted: 1700, Above: 1, Steps: 5, Done: 3},
		Registers: 9, BusFactors: map[int]int{1: 4, 2: 5}, OnCall: quarter.OnCall{Ready: 17, Of: 60, Teams: 8, Unknown: 1},
		Drills: quarter.Drills{Within90: 3, Within180: 2, Longer: 1, Never: 2, Unknown: 1, Median: pointer(88.0)},
		SLO:    []quarter.Tier{{Tier: 1, Reviewed: 3, Defined: 2, None: 4, Of: 9}, {Tier: 2, None: 6, Of: 6}}, SLOUnknown: 1,
		Learn: quarter.Learn{Postmortems: 5, PostmortemsOf: 8, Actions: 11, ActionsOf: 20, PostmortemTeams: 4, ActionTeams: 4},
		SayDo: quarter.SayDo{Done: 9, Carried: 4, Dropped: 1, Waiting: 2},
		Trust: quarter.Trust{Views: &quarter.Views{Answers: 1200, Unsure: 84, Divided: 3, Questions: 20}, Together: 2, Late: 1},
	}
	last := now
	last.Key, last.Toil.Hours = "2026-Q2", 500
	return quarter.Organisation{
		Scope: quarter.Scope{Organisation: "みちのり商事"}, Rounds: []quarter.Round{last, now}, AsOf: now.ClosesAt, Next: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		Teams: []quarter.Team{
			{Name: "決済", Levels: map[maturity.Dimension]*int{maturity.Learn: pointer(1)}, LastDrill: pointer(40),
				Trying: []maturity.Text{{JA: "障害共有会", EN: "Failure-sharing gathering"}}},
			{Name: "配送", Levels: map[maturity.Dimension]*int{maturity.Learn: pointer(0)}},
		},
		Practices: []quarter.Practice{{Key: "toil_log", Name: maturity.Text{JA: "トイルの記録", EN: "Toil log"},
			Now: adoption.Progress{Ever: 4, Still: 3, Eligible: 12}}},
		Spread: quarter.Spread{ByOthers: 2, Of: 5, Leaders: 6, NewLeaders: 2},
		Causes: quarter.Causes{CauseCount: adoption.CauseCount{New: 4, Again: 2, Unknown: 1}, Teams: 3, Since: time.Date(2026, 7, 15, 0, 0, 0, 0, time.UTC)},
	}
}

func TestLeadersReadElevenAnswers(t *testing.T) {
	t.Parallel()
	for l, want := range map[maturity.Language][]string{
		maturity.Japanese: {
			"「トイル」では、良くなったチームのほうが悪くなったチームより、偶然とは言えないほど多くなりました。", "トイルは10チームのうち改善9・悪化0", "「学びと浸透」です。評価できた10チームのうち6チームが、レベル0か1（下の2つ）です。",
			"決済（障害共有会）。", "まだどの実践も試していないチーム：配送。", "60人のうち17人です（28.3%）。", "15サービスのうち、目標がないのは10サービス（66.7%）",
			"契約時間の24.2%です。フルタイムの人数にすると10.7人分", "次の一歩のうち、今回その後を確かめた5件では、済んだのは3件です。", "前回（2026-Q2）は29.4%でした", "8件のうち、期限内に書けたのは5件（62.5%）", "対象12チームのうち、結果を共有したのは9チーム",
			"「分からない」は7.0%", "次の四半期が始まる2027年1月1日までに決めてください。", "5件のうち、最初に言い出した人とは別の人が、直近の進行役を務めたのは2件（40.0%）", "8チームのうち、90日以内に障害の訓練をしたのは3チーム、1年以上していないか一度もしていないのは3チームです。",
		},
		maturity.English: {
			"More teams improved than got worse in Toil, by more than chance.", "Learning & adoption: of 10 teams assessed, 6 stand at level 0 or 1.",
			"17 of 60 people (28.3%)", "24.2% of the contracted time", "the work of 10.7 full-time people", "Next steps to reduce it that were looked back at: 3 of 5 done.", "Reviews after incidents (postmortems) written in time: 5 of 8 that called for one (62.5%).",
			"9 of 12 teams invited", "Please decide by 1 January 2027", "7.0% were “don't know”",
		},
	} {
		d := quarter.ForLeaders(l, rich(), false)
		all := strings.Join(textsOf(d), "\n")
		for _, s := range want {
			if !strings.Contains(all, s) {
				t.Errorf("%s does not say %q", l, s)
			}
		}
		if len(d.Lead) != 11 || strings.Contains(all, "%!") {
			t.Errorf("%s: %d answers, or a broken sentence in\n%s", l, len(d.Lead), all)
		}
	}
}

// Whatever is drawn: the report is whole, claims a change only where the rule
// holds, and hides names that are to be hidden.
func TestAnyOrganisation(t *testing.T) {
	t.Parallel()
	d := drawing{rand.New(rand.NewPCG(6, 1)), nil}
	for range 60 {
		in := rich()
		for i := range in.Rounds {
			for _, x := range maturity.Dimensions {
				in.Rounds[i].Changes[x] = quarter.Moves{Rose: d.IntN(9), Fell: d.IntN(9)}
			}
		}
		in.Rounds = in.Rounds[d.IntN(3):]
		for i := range in.Teams {
			in.Teams[i].Name = fmt.Sprintf("名前%dの\u202eチーム<b>%s", d.Uint64(), strings.Repeat("長", d.IntN(300)))
		}
		if d.chance(30) && len(in.Rounds) > 0 {
			in.Rounds[len(in.Rounds)-1] = quarter.Round{Key: "2026-Q3", Open: true, K: 5}
		}
		for _, l := range maturity.Languages {
			shown := quarter.ForLeaders(l, in, false)
			all := strings.Join(textsOf(quarter.ForLeaders(l, in, true)), "\n")
			for _, team := range in.Teams {
				if strings.Contains(all, team.Name) {
					t.Fatalf("a hidden name in\n%s", all)
				}
			}
			if strings.Contains(all, "%!") || strings.Contains(all, "NaN") || len(shown.Lead) == 0 {
				t.Fatalf("a broken sentence in\n%s", all)
			}
			claims(t, in, shown)
		}
	}
}

func claims(t *testing.T, in quarter.Organisation, d document.Document) {
	t.Helper()
	first := strings.Join(d.Lead[0].Sentences, "\n")
	clear := len(in.Now().Clear()) > 0
	said := strings.Contains(first, "偶然とは言えないほど") || strings.Contains(first, "by more than chance")
	if said && !(clear && len(in.Rounds) > 1) {
		t.Fatalf("claimed without ground: %s", first)
	}
	if !said && clear && len(in.Rounds) > 1 && in.Now().Funnel.Shared > 0 {
		t.Fatalf("a clear change is not told: %s", first)
	}
}

// What cannot be compared is not called unchanged.
func TestNothingToCompare(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*quarter.Round){
		"breaks": func(r *quarter.Round) {
			r.BreakBefore = map[maturity.Dimension]bool{"toil": true, "bus": true, "incident": true, "slo": true, "learn": true}
		},
		"incomparable": func(r *quarter.Round) {
			r.Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: {Incomparable: 8}}
		},
		"two teams": func(r *quarter.Round) { r.Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: {Rose: 2}} },
	} {
		in := rich()
		change(&in.Rounds[1])
		for _, l := range maturity.Languages {
			first := strings.Join(quarter.ForLeaders(l, in, false).Lead[0].Sentences, "\n")
			if strings.Contains(first, "はっきりした変化はありません") || strings.Contains(first, "no clear change") {
				t.Errorf("%s: %s", name, first)
			}
		}
	}
}

// What all teams did is said of all of them, and not as so many of as many.
func TestAllAreAll(t *testing.T) {
	t.Parallel()
	in := rich()
	now := &in.Rounds[1]
	now.Drills = quarter.Drills{Within90: 8}
	now.Asked = []quarter.TeamLevel{{Question: "slo.decision", Levels: [5]int{0, 0, 0, 5, 3}}}
	for l, want := range map[maturity.Language][]string{
		maturity.Japanese: {"8チームは、すべて90日以内に障害の訓練をしています。", "8チームは、すべて変えています。"},
		maturity.English:  {"held an incident drill within 90 days: 8 teams.", "what was worked on in every team that told: 8 teams."},
	} {
		var said strings.Builder
		for _, s := range quarter.ForLeaders(l, in, false).Lead {
			said.WriteString(strings.Join(s.Sentences, "\n"))
		}
		for _, w := range want {
			if !strings.Contains(said.String(), w) {
				t.Errorf("%s does not say %q", l, w)
			}
		}
	}
}

// Who was never told what toil is reads it in the report on a team as well.
func TestTeamsReadWhatTheDimensionsAre(t *testing.T) {
	t.Parallel()
	for l, want := range map[maturity.Language]string{maturity.Japanese: "トイル（手作業の繰り返し）の少なさ", maturity.English: "little toil (manual work that repeats)"} {
		d := quarter.ForTeam(l, quarter.TeamInput{Organisation: "Kawara", Team: "Payments", Rounds: []quarter.TeamRound{{
			Key: "2026-Q1", Edition: "sre-core 1", Questionnaire: terms(t).Questionnaire, Members: 6, Result: &maturity.Result{},
		}}})
		if all := strings.Join(textsOf(d), "\n"); !strings.Contains(all, want) {
			t.Errorf("%s does not say %q", l, want)
		}
	}
}

// The report on a group says nothing of the whole organisation.
func TestGroupsAreNotTheOrganisation(t *testing.T) {
	t.Parallel()
	for _, teams := range []int{0, 2, 30} {
		in := rich()
		in.Group = "店舗"
		in.Rounds[1].Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: {Same: teams}}
		in.Rounds[1].Funnel.Shared = teams
		for _, l := range maturity.Languages {
			for _, s := range quarter.ForLeaders(l, in, false).Sections() {
				for _, said := range slices.Concat(s.Sentences, s.Small) {
					if strings.Contains(said, "組織全体") || strings.Contains(said, "organisation as a whole") {
						t.Errorf("%d teams: %s", teams, said)
					}
				}
			}
		}
	}
}

// Where the questions changed, the answer and the figure of who moved tell the
// same: teams are compared on the questions that both rounds asked.
func TestChangedQuestionsAreComparedOnThoseKept(t *testing.T) {
	t.Parallel()
	in := rich()
	now := &in.Rounds[1]
	now.BreakBefore = map[maturity.Dimension]bool{maturity.Toil: true, maturity.Bus: true, maturity.SLO: true}
	now.Changes = map[maturity.Dimension]quarter.Moves{
		maturity.Toil: {Rose: 3, Fell: 1, Same: 1}, maturity.Bus: {Same: 5}, maturity.SLO: {Incomparable: 6},
	}
	for l, want := range map[maturity.Language][]string{
		maturity.English: {
			"The questions changed in Toil and Bus factor; on those that both rounds asked, teams that moved clearly: Toil, 3 of 5 better and 1 worse.",
			"Not compared with last time, since the questions mean something else: SLO coverage.",
		},
		maturity.Japanese: {"前回と共通の設問だけで比べました。はっきり動いたチームの数：トイルは5チームのうち改善3・悪化1。"},
	} {
		first := strings.Join(quarter.ForLeaders(l, in, false).Lead[0].Sentences, "\n")
		for _, w := range want {
			if !strings.Contains(first, w) {
				t.Errorf("%s does not say %q:\n%s", l, w, first)
			}
		}
		if strings.Contains(first, "No team can be compared") || strings.Contains(first, "比べられるチームがありません") {
			t.Errorf("%s says that nothing can be compared:\n%s", l, first)
		}
	}
}

// A break in a round that nobody shared still parts the bars around it.
func TestABreakOutlivesAnEmptyRound(t *testing.T) {
	t.Parallel()
	in := rich()
	gap := quarter.Round{Key: "2026-Q2b", BreakBefore: map[maturity.Dimension]bool{maturity.Toil: true}}
	in.Rounds = []quarter.Round{in.Rounds[0], gap, in.Rounds[1]}
	for _, s := range quarter.ForLeaders(maturity.English, in, false).Details {
		for _, f := range s.Figures {
			if f.ID == "levels-toil" && !strings.Contains(string(f.Option), "markLine") {
				t.Errorf("no break in %s", f.Option)
			}
		}
	}
}

// Equal shares are equally weak, whatever they are made of, and long lists of
// teams keep all their pictures.
func TestTiesAndManyTeams(t *testing.T) {
	t.Parallel()
	in := rich()
	now := &in.Rounds[1]
	now.Levels = map[maturity.Dimension]reports.LevelCount{
		maturity.Toil: {Teams: [5]int{0, 3, 3, 0, 0}}, maturity.SLO: {Teams: [5]int{2, 0, 0, 2, 0}}, maturity.Bus: {Teams: [5]int{0, 1, 9, 0, 0}},
	}
	in.Teams = nil
	for i := range 100 {
		in.Teams = append(in.Teams, quarter.Team{Name: fmt.Sprintf("チーム%03d", i), Levels: map[maturity.Dimension]*int{}})
	}
	d := quarter.ForLeaders(maturity.Japanese, in, false)
	if s := d.Lead[1].Sentences[0]; !strings.Contains(s, "「トイル」と「SLOの普及」") || !strings.Contains(s, "50.0%") {
		t.Error(s)
	}
	maps := 0
	for _, f := range d.Figures() {
		if strings.HasPrefix(f.ID, "heat-teams") {
			maps++
		}
	}
	if maps != 4 {
		t.Errorf("%d heat maps of 100 teams", maps)
	}
}

func TestReportOnOneTeam(t *testing.T) {
	t.Parallel()
	d := drawing{rand.New(rand.NewPCG(6, 2)), terms(t).Questionnaire}
	for range 100 {
		in := quarter.TeamInput{Organisation: "みちのり商事", Team: "決済", Inside: d.chance(50)}
		for i := range d.IntN(4) {
			r := quarter.TeamRound{Key: fmt.Sprintf("2026-Q%d", i+1), Edition: "sre-core 1", Questionnaire: d.questions, Members: 6}
			if d.chance(80) {
				result := d.result()
				r.Result = &result
			}
			in.Rounds = append(in.Rounds, r)
		}
		for _, l := range maturity.Languages {
			all := strings.Join(textsOf(quarter.ForTeam(l, in)), "\n")
			if strings.Contains(all, "%!") || strings.Contains(all, "NaN") {
				t.Fatalf("a broken sentence in\n%s", all)
			}
		}
	}
}

// TestLeadersReadWhichAreasStop: the most critical areas are named with their
// teams, as many as can be read, and none where teams are not named.
func TestLeadersReadWhichAreasStop(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Rounds[1].Areas = []knowledge.AreaCount{{Criticality: 3, Areas: 9, Single: 7, Orphan: 1}}
	in.Teams[0].Vital = []maturity.Text{{JA: "決済バッチ", EN: "Payment batch"}}
	for i := range 6 {
		in.Teams[1].Vital = append(in.Teams[1].Vital, maturity.Text{JA: fmt.Sprint("配車", i), EN: fmt.Sprint("Dispatch ", i)})
	}
	for l, want := range map[maturity.Language]string{
		maturity.Japanese: "一人に頼る領域のうち、重要度が最も高いものは7領域です（チームの名前順）：決済バッチ（決済）、配車0（配送）、配車1（配送）、配車2（配送）、配車3（配送）、ほか2領域。",
		maturity.English:  "Of those that one person can handle, 7 are of the highest criticality, by team: Payment batch (決済), Dispatch 0 (配送), Dispatch 1 (配送), Dispatch 2 (配送), Dispatch 3 (配送) and 2 more.",
	} {
		if got := quarter.ForLeaders(l, in, false).Lead[2].Sentences; !slices.Contains(got, want) {
			t.Errorf("%q, without %q", got, want)
		}
		if all := strings.Join(textsOf(quarter.ForLeaders(l, in, true)), "\n"); strings.Contains(all, "配車") || strings.Contains(all, "batch") {
			t.Error("an area tells a team that is to be hidden")
		}
	}
}

// Where no area is without anybody, none is counted as such.
func TestLeadersReadOfOneKindOfRisk(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Rounds[len(in.Rounds)-1].Areas = []knowledge.AreaCount{{Criticality: 3, Areas: 4, Single: 2}, {Criticality: 1, Areas: 5, Single: 1}}
	all := strings.Join(textsOf(quarter.ForLeaders(maturity.Japanese, in, false)), "\n")
	want := "9の知識領域のうち3は、できる人がそれぞれ一人しかおらず、その人がいないと止まります。"
	if !strings.Contains(all, want) || !strings.Contains(all, "そのうち、重要度が最も高いものは2領域です。") || strings.Contains(all, "ほかに0") {
		t.Error(all)
	}
}

var plural = regexp.MustCompile(`(\bof )?\b1 (are|have|hang|people|times|teams|areas|cases|answers|questions|services|incidents|actions|steps)\b`)

// One thing is not told as many. "1 of 1 people" may stand.
func TestLeadersReadOfOneAsOne(t *testing.T) {
	t.Parallel()
	in := rich()
	one := quarter.Round{
		Key: "2026-Q4", Edition: "sre-core 1", K: 5, Funnel: quarter.Funnel{Invited: 1, Answered: 1, Agreed: 1, Shared: 1, Acted: 1, People: 1, Responded: 1},
		Levels:  map[maturity.Dimension]reports.LevelCount{maturity.Learn: {Teams: [5]int{0, 1}}},
		Changes: map[maturity.Dimension]quarter.Moves{maturity.Learn: {Rose: 1}}, Gates: map[string]int{"learn.allies": 1},
		Toil: quarter.Toil{Teams: 1, People: 1, Hours: 4, Contracted: 40, Above: 1}, Registers: 1, BusFactors: map[int]int{1: 1},
		Areas:  []knowledge.AreaCount{{Criticality: 3, Areas: 1, Single: 1}, {Criticality: 2, Areas: 1, Orphan: 1}},
		OnCall: quarter.OnCall{Ready: 1, Of: 1, Teams: 1, Unknown: 1}, Drills: quarter.Drills{Within90: 1, Unknown: 1, Median: pointer(30.5)},
		SLO: []quarter.Tier{{Tier: 1, Reviewed: 1, None: 1, Of: 2}}, SLOUnknown: 1, Asked: []quarter.TeamLevel{{Question: "slo.decision", Levels: [5]int{0, 1, 0, 1, 0}}},
		Learn: quarter.Learn{Postmortems: 1, PostmortemsOf: 1, Actions: 1, ActionsOf: 1, PostmortemTeams: 1, ActionTeams: 1},
		SayDo: quarter.SayDo{Done: 1, Waiting: 1}, Trust: quarter.Trust{Views: &quarter.Views{Answers: 1, Unsure: 1, Divided: 1, Questions: 1}, Together: 1, Late: 1},
	}
	in.Rounds = append(in.Rounds, one)
	in.Practices[0].Now = adoption.Progress{Ever: 1, Still: 1, Eligible: 1}
	in.Spread = quarter.Spread{ByOthers: 1, Of: 1, Leaders: 1, NewLeaders: 1}
	in.Causes = quarter.Causes{CauseCount: adoption.CauseCount{Again: 1}, Teams: 1}
	d := quarter.ForLeaders(maturity.English, in, false)
	for _, s := range d.Lead {
		for _, text := range append(append([]string{}, s.Sentences...), s.Small...) {
			for _, found := range plural.FindAllString(text, -1) {
				if !strings.HasPrefix(found, "of ") {
					t.Errorf("%q in %q", found, text)
				}
			}
		}
	}
	if all := strings.Join(textsOf(d), "\n"); !strings.Contains(all, "The median is 30.5 days ago") {
		t.Error(all)
	}
}

// The same share of few teams and of many is told with its counts.
func TestLeadersReadHowManyAShareIs(t *testing.T) {
	t.Parallel()
	in := rich()
	in.Rounds[1].Levels = map[maturity.Dimension]reports.LevelCount{maturity.Toil: {Teams: [5]int{1, 1, 1}}, maturity.SLO: {Teams: [5]int{4, 0, 0, 2}}}
	for l, want := range map[maturity.Language]string{
		maturity.Japanese: "「トイル」と「SLOの普及」です。どれも、評価できたチームの66.7%がレベル0か1です（トイルは3チーム中2、SLOの普及は6チーム中4）。",
		maturity.English:  "Toil and SLO coverage: in each, 66.7% of the assessed teams stand at level 0 or 1 (Toil 2 of 3, SLO coverage 4 of 6).",
	} {
		if got := quarter.ForLeaders(l, in, false).Lead[1].Sentences[0]; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestATeamWithoutAnswersReadsNothingElse was found in a generated
// organisation: a team shared a round in which nobody had answered, and read
// that it had answered together, had nothing below 60 points, and nothing to
// compare with, above a column of its last scores.
func TestATeamWithoutAnswersReadsNothingElse(t *testing.T) {
	t.Parallel()
	q := terms(t).Questionnaire
	full, few, none := maturity.Result{Questions: map[string]maturity.QuestionScore{}}, maturity.Result{Questions: map[string]maturity.QuestionScore{}}, maturity.Result{}
	full.Dimensions = map[maturity.Dimension]maturity.DimensionScore{maturity.Toil: {Scored: true, Score: pointer(50.0), Level: pointer(2), People: 1}}
	full.Questions["toil.fix_time"] = maturity.QuestionScore{State: maturity.Scored, Points: pointer(50.0), Value: pointer(2.0)}
	few.Questions["toil.fix_time"] = maturity.QuestionScore{State: maturity.TooFew}
	for name, c := range map[string]struct {
		mode   maturity.Mode
		result maturity.Result
		before bool
		says   string
	}{
		"nobody":        {maturity.Together, none, true, "今回は得点の出た軸がないので、前回とは比べられません。|まだ誰も答えていないので、次の一歩は選べません。|4人のチームですが、まだ誰も答えていません。"},
		"too few":       {maturity.Apart, few, true, "今回は得点の出た軸がないので、前回とは比べられません。|4人のうち答えた人が少なすぎるため、一人ひとりの答えは使っていません。"},
		"a first round": {maturity.Apart, full, false, "比べられる前回の結果がありません。|4人のうち1人が、それぞれ答えました。"},
	} {
		in := quarter.TeamInput{Organisation: "みちのり商事", Team: "決済"}
		now := quarter.TeamRound{Key: "2026-Q2", Edition: "sre-core 1", Questionnaire: q, Members: 4, Mode: c.mode, Result: &c.result}
		if c.before {
			last := now
			last.Key, last.Result = "2026-Q1", &full
			in.Rounds = append(in.Rounds, last)
		}
		in.Rounds = append(in.Rounds, now)
		all := strings.Join(textsOf(quarter.ForTeam(maturity.Japanese, in)), "\n")
		for _, want := range strings.Split(c.says, "|") {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no %s in\n%.600s", name, want, all)
			}
		}
		if c.mode == maturity.Together && strings.Contains(all, "話し合い、1つの答えに") {
			t.Errorf("%s: answered together, it says", name)
		}
	}
}

// TestLeadersReadWhatIsNotKnown holds a leader to what the numbers hold: the
// weakest dimension is named where none is low, teams of which nothing is known
// are counted, and what is compared is said only where something is.
func TestLeadersReadWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	in := rich()
	now := &in.Rounds[1]
	now.Levels = map[maturity.Dimension]reports.LevelCount{maturity.Toil: {Teams: [5]int{0, 0, 1, 3, 0}}, maturity.Bus: {Teams: [5]int{0, 0, 3, 1, 0}}}
	now.Asked = []quarter.TeamLevel{{Question: "slo.decision", Levels: [5]int{0, 0, 0, 6, 0}}}
	now.Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: {Incomparable: 8}}
	all := strings.Join(textsOf(quarter.ForLeaders(maturity.Japanese, in, false)), "\n")
	for _, want := range []string{"レベル2のチームの割合がいちばん高いのは「属人化（バスファクター）」で、評価できた4チームのうち3チームです。", "ほかの3チームについては分かりません。"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(all, "符号検定") {
		t.Error("it says how teams are compared, and compares none")
	}
}

// Where so few teams can be compared that no movement of them could be called
// clear, none is called unclear either: that all of them fell is no sign of
// standing still.
func TestTooFewToTellIsNotNoChange(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		compared int
		breaks   []maturity.Dimension
		tells    bool
	}{
		"seven in five dimensions":    {7, nil, false},
		"eight in five dimensions":    {8, nil, true},
		"five in one that is left":    {5, []maturity.Dimension{maturity.Bus, maturity.Incident, maturity.SLO, maturity.Learn}, false},
		"six in one that is left":     {6, []maturity.Dimension{maturity.Bus, maturity.Incident, maturity.SLO, maturity.Learn}, true},
		"one alone":                   {1, nil, false},
		"none where questions differ": {8, maturity.Dimensions, false},
	} {
		in := rich()
		now := &in.Rounds[1]
		now.Changes, now.BreakBefore = map[maturity.Dimension]quarter.Moves{}, map[maturity.Dimension]bool{}
		for _, d := range maturity.Dimensions {
			now.Changes[d] = quarter.Moves{Fell: c.compared - 1, Same: 1}
		}
		now.Changes[maturity.Toil] = quarter.Moves{Fell: c.compared / 2, Rose: c.compared - c.compared/2}
		for _, d := range c.breaks {
			now.BreakBefore[d] = true
		}
		if now.CouldTell() != c.tells {
			t.Errorf("%s: could tell %t", name, now.CouldTell())
		}
		now.Changes = map[maturity.Dimension]quarter.Moves{maturity.Toil: now.Changes[maturity.Toil]}
		first := quarter.ForLeaders(maturity.English, in, false).Lead[0].Sentences[0]
		if strings.Contains(first, "there is no clear change") != c.tells {
			t.Errorf("%s: %s", name, first)
		}
	}
}

// The weakest is not found in a dimension of which hardly any team tells, and
// what such a dimension tells is not held back.
func TestWeakestIsFoundWhereTeamsAre(t *testing.T) {
	t.Parallel()
	in := rich()
	now := &in.Rounds[1]
	now.Levels = map[maturity.Dimension]reports.LevelCount{maturity.Bus: {Teams: [5]int{1}}, maturity.Toil: {Teams: [5]int{1, 1, 4}}}
	s := quarter.ForLeaders(maturity.Japanese, in, false).Lead[1]
	if all := strings.Join(append(s.Sentences, s.Small...), "\n"); !strings.HasPrefix(all, "「トイル」です。評価できた6チームのうち2チーム") ||
		!strings.Contains(all, "見ていません：「属人化（バスファクター）」。") {
		t.Error(all)
	}
	now.Levels[maturity.Toil] = reports.LevelCount{Teams: [5]int{0, 0, 6}}
	s = quarter.ForLeaders(maturity.Japanese, in, false).Lead[1]
	if all := strings.Join(append(s.Sentences, s.Small...), "\n"); !strings.HasPrefix(all, "「属人化（バスファクター）」です。評価できた1チームのうち1チーム") ||
		!strings.Contains(all, "評価できたチームが3未満") {
		t.Error(all)
	}
}

// A team that stands low in several dimensions alike is named once, and those
// that try nothing are told together.
func TestLowTeamsAreNamedOnce(t *testing.T) {
	t.Parallel()
	in := rich()
	now := &in.Rounds[1]
	now.Levels = map[maturity.Dimension]reports.LevelCount{maturity.Toil: {Teams: [5]int{0, 3}}, maturity.Learn: {Teams: [5]int{0, 3}}}
	for i := range in.Teams {
		in.Teams[i].Levels = map[maturity.Dimension]*int{maturity.Toil: pointer(1), maturity.Learn: pointer(0)}
	}
	for l, want := range map[maturity.Language]string{
		maturity.Japanese: "これらの軸のどれかのレベルが0か1のチームと、いま試している実践（どの軸のものも含む。名前順）：決済（障害共有会）。まだどの実践も試していないチーム：配送。",
		maturity.English:  "Teams at level 0 or 1 in any of these and the practices they are trying, against whatever weakness, by name: 決済 (Failure-sharing gathering).Trying none yet: 配送.",
	} {
		if got := strings.Join(quarter.ForLeaders(l, in, false).Lead[1].Sentences[1:3], ""); got != want {
			t.Error(got)
		}
	}
	in.Teams[0].Trying = nil
	if got := quarter.ForLeaders(maturity.English, in, false).Lead[1].Sentences[1]; got != "No team at level 0 or 1 in any of these is trying a practice yet. By name: 決済, 配送." {
		t.Error(got)
	}
}
