import Ledger
import Rules
import TestWorld
import Testing

@Test("The worlds that other tests start from stand as they are described")
func worlds() throws {
    let small = try small()
    #expect(small.authority.led(by: 5, at: small.now) == ["keepers"])
    #expect(small.authority.isAuditor(9))
    #expect(small.authority.groups(of: 10) == [])
    let cacert = try cacert()
    #expect(cacert.authority.roster("systems-administration")?.seats.map(\.person) == [8, 9, 12, 13])
    #expect(cacert.judgements.allSatisfy { if case .counts = $0 { true } else { false } })
}
