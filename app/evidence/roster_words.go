package evidence

import (
	"cmp"
	"slices"

	"michinori/app/maturity"
)

// Columns that are another way to say who somebody is.
const (
	shownName  maturity.RosterColumn = "shown name"
	familyName maturity.RosterColumn = "family name"
	givenName  maturity.RosterColumn = "given name"
	loginName  maturity.RosterColumn = "login name"
)

// Columns that say whether an account is in use.
const (
	accountState maturity.RosterColumn = "account state"
	accountInUse maturity.RosterColumn = "account in use"
)

// insteadOf is what such a column is called where something is wrong with it.
var insteadOf = map[maturity.RosterColumn]maturity.RosterColumn{
	shownName: maturity.RosterName, familyName: maturity.RosterName, givenName: maturity.RosterName, loginName: maturity.RosterEmail,
}

// called is what a column is known by where something is wrong with it, "" for
// the row as a whole.
func called(c maturity.RosterColumn) maturity.RosterColumn {
	if c == accountState || c == accountInUse {
		return ""
	}
	return cmp.Or(insteadOf[c], c)
}

// closedWords tell of an account that nobody uses, or of one that is no person's.
var closedWords = map[maturity.RosterColumn]map[string]bool{
	accountState: {
		"suspended": true, "archived": true, "deactivated": true, "disabled": true, "deleted": true, "inactive": true, "bot": true,
		"停止": true, "停止中": true, "停止済み": true, "無効": true, "削除済み": true, "ボット": true,
	},
	accountInUse: {"false": true, "no": true, "0": true, "いいえ": true},
}

// The words people use in rosters, folded.
var (
	headWords = map[string]maturity.RosterColumn{
		"name": maturity.RosterName, "fullname": maturity.RosterName, "person": maturity.RosterName,
		"名前": maturity.RosterName, "氏名": maturity.RosterName, "お名前": maturity.RosterName,

		"email": maturity.RosterEmail, "mail": maturity.RosterEmail, "emailaddress": maturity.RosterEmail,
		"メール": maturity.RosterEmail, "メールアドレス": maturity.RosterEmail, "eメール": maturity.RosterEmail,

		"team": maturity.RosterTeam, "teamname": maturity.RosterTeam, "teamkey": maturity.RosterTeam,
		"チーム": maturity.RosterTeam, "チーム名": maturity.RosterTeam, "所属チーム": maturity.RosterTeam,

		"group": maturity.RosterGroup, "department": maturity.RosterGroup, "division": maturity.RosterGroup,
		"グループ": maturity.RosterGroup, "部署": maturity.RosterGroup, "部署名": maturity.RosterGroup, "部門": maturity.RosterGroup,

		"role": maturity.RosterPart, "teamrole": maturity.RosterPart, "part": maturity.RosterPart,
		"役割": maturity.RosterPart, "チームでの役割": maturity.RosterPart, "チーム内の役割": maturity.RosterPart,

		"organisationrole": maturity.RosterRole, "organizationrole": maturity.RosterRole, "orgrole": maturity.RosterRole,
		"組織での役割": maturity.RosterRole, "全体での役割": maturity.RosterRole, "権限": maturity.RosterRole,

		// Directories keep names in parts, and sign-in names that are addresses.
		"displayname": shownName, "表示名": shownName,
		"familyname": familyName, "lastname": familyName, "surname": familyName, "lastname[required]": familyName, "姓": familyName, "苗字": familyName, "名字": familyName,
		"givenname": givenName, "firstname": givenName, "firstname[required]": givenName, "名": givenName,
		"userprincipalname": loginName, "emailaddress[required]": maturity.RosterEmail, "primaryemail": maturity.RosterEmail,

		"status": accountState, "status[readonly]": accountState, "accountstatus": accountState, "ステータス": accountState,
		"accountenabled": accountInUse,

		"language": maturity.RosterLanguage, "lang": maturity.RosterLanguage, "言語": maturity.RosterLanguage,
	}
	partWords = map[string]maturity.MemberRole{
		"lead": maturity.MemberLead, "leader": maturity.MemberLead, "teamlead": maturity.MemberLead,
		"リード": maturity.MemberLead, "リーダー": maturity.MemberLead, "チームリード": maturity.MemberLead,
		"member": maturity.MemberMember, "メンバー": maturity.MemberMember, "メンバ": maturity.MemberMember,
	}
	roleWords = map[string]maturity.Role{
		"champion": maturity.RoleChampion, "推進役": maturity.RoleChampion,
		"leader": maturity.RoleLeader, "リーダー": maturity.RoleLeader, "責任者": maturity.RoleLeader, "部門の責任者": maturity.RoleLeader, "管理職": maturity.RoleLeader, "部門長": maturity.RoleLeader,
		"none": maturity.RoleNone, "no": maturity.RoleNone, "なし": maturity.RoleNone, "無し": maturity.RoleNone,
	}
	languageWords = map[string]maturity.Language{
		"ja": maturity.Japanese, "jp": maturity.Japanese, "japanese": maturity.Japanese, "日本語": maturity.Japanese,
		"en": maturity.English, "english": maturity.English, "英語": maturity.English,
	}
)

// readHead finds out which column is which. A title nobody knows is kept apart
// rather than refused: lists of people carry more than is needed here. So is the
// group where there is no team that could be in it.
func readHead(out *maturity.Roster, head []string, line int) []maturity.RosterColumn {
	columns, seen := readTitles(head, headWords,
		func(c maturity.RosterColumn) { out.Refuse(line, called(c), "roster.column_twice") },
		func(_ int, title string) {
			if title != "" {
				out.Ignored = append(out.Ignored, clip(title))
			}
		})
	if group := slices.Index(columns, maturity.RosterGroup); group >= 0 && !seen[maturity.RosterTeam] {
		columns[group] = ""
		out.Ignored = append(out.Ignored, clip(cell(head[group])))
	}
	if !seen[maturity.RosterName] && !seen[shownName] && !seen[familyName] && !seen[givenName] {
		out.Refuse(line, maturity.RosterName, "roster.no_name_column")
	}
	return columns
}
