package tracker_test

import (
	"testing"

	"michinori/app/store/storetest/migrated"
)

func TestMain(m *testing.M) { migrated.Main(m) }
