package reports

import "michinori/app/maturity"

var heatTexts = map[string]maturity.Text{}
