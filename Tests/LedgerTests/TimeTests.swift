import Ledger
import Testing

/// Goal: a time has one text, and every text that names no moment is refused.
@Suite struct TimeTests {
    @Test(
        "P-1: a time is read and written in one form",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-22T09:40:00Z", 1_795_340_400),
            ("2000-02-29T23:59:59Z", 951_868_799), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ])
    func reads(text: String, seconds: Int) {
        #expect(Time(text)?.seconds == seconds)
        #expect(Time(seconds: seconds)?.text == text)
    }

    @Test(
        "P-1: texts of no moment are refused",
        arguments: [
            "", "2026-11-22T09:40:00", "2026-11-22 09:40:00Z", "2026-11-22T09:40:00.5Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T23:60:00Z", "2026-11-22T23:59:60Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z", "1969-12-31T23:59:59Z", "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-11-00T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-22T09:40:00z", "+026-11-22T09:40:00Z",
            "２026-11-22T09:40Z",
        ])
    func refuses(text: String) {
        #expect(Time(text) == nil)
    }

    @Test("P-1: times stop at the ends of their range")
    func saturates() {
        #expect(Time.latest.adding(1) == .latest)
        #expect(Time.latest.adding(.max) == .latest)
        #expect(Time.earliest.adding(.min) == .earliest)
        #expect(Time(seconds: -1) == nil)
        #expect(Time(seconds: 253_402_300_800) == nil)
        #expect(Time.earliest.adding(3600).since(.earliest) == 3600)
    }
}
