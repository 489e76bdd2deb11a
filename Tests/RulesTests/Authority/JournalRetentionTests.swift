import Ledger
import Rules
import TestWorld
import Testing

/// SP-4.2.1b: how long lines of the journal are kept is the Manual's, class by class.
struct JournalRetentionTests {
    @Test("SP-4.2.1b: each class of lines has the Manual's period; without one it is kept for ever")
    func periods() throws {
        var ca = try cacert()
        let manual = try #require(ca.authority.manualValues)
        for sort in JournalLine.Sort.allCases {
            guard case .span(let seconds)? = manual.value("journal.retention.\(sort.rawValue)") else {
                #expect(ca.authority.journalPeriod(of: sort) == nil, "\(sort)")
                continue
            }
            #expect(ca.authority.journalPeriod(of: sort) == seconds)
        }
        #expect(ca.authority.journalPeriod(of: .signIn) == 180 * 86_400)
        #expect(ca.authority.journalPeriod(of: .alarm) == 1825 * 86_400)
        ca.suppose { $0.authority.manualValues = nil }
        #expect(ca.authority.journalPeriod(of: .signIn) == nil)
    }
}
