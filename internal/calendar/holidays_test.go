package calendar

import (
	"strings"
	"testing"
)

// The government's own list for these years.
func TestBankHolidaysAreThoseOfTheGovernment(t *testing.T) {
	for year, want := range map[int]string{
		2021: "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28", // Christmas on a Saturday
		2022: "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-26 2022-12-27", // Christmas on a Sunday; without the Jubilee
		2024: "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26",
		2026: "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28", // Boxing Day on a Saturday
		2027: "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28",
		2028: "2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26", // New Year on a Saturday
	} {
		var got []string
		for _, h := range BankHolidays(year) {
			got = append(got, h.Date.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}
