package reports

import "testing"

func TestFitted(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"決済":                        "決済",
		"ｶﾀｶﾅ半角ﾁｰﾑ":                 "ｶﾀｶﾅ半角ﾁｰﾑ",
		"ペアオペレーション":                 "ペア\nオペレーション",
		"知識領域のローテーション":              "知識領域の\nローテーション",
		"アラートの振り返り":                 "アラートの\n振り返り",
		"SREの輪読会・動画視聴会":             "SREの輪読会・\n動画視聴会",
		"開発とSREのペアプログラミング":          "開発とSREのペア\nプログラミング",
		"Failure sharing gathering": "Failure sharing\ngathering",
		"Tested runbooks":           "Tested runbooks",
		"Observability  platform":   "Observability\nplatform",
		"プラットフォームチーム":               "プラットフォーム\nチーム",
		"エラーバジェットポリシー":              "エラーバジェット\nポリシー",
		"インフラプラットフォームチーム":           "インフラプラット\nフォームチーム",
	} {
		if got := fitted(name); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestFittedPractice: what is cut of the name of a practice is what it says in
// brackets; a name that has room stays.
func TestFittedPractice(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Role-play drill (Wheel of Misfortune)": "Role-play drill",
		"Toil log (a week)":                     "Toil log (a\nweek)",
		"知識領域台帳（みんなのスキルマップ）":                    "知識領域台帳",
	} {
		if got := fittedPractice(name); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
