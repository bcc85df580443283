package reports

import "michinori/app/maturity"

var stripTexts = map[string]maturity.Text{}
