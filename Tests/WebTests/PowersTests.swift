import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.1.1: the page of a role says what it may and must do, from the policy in force.
@Suite struct PowersTests {
    @Test(
        "SP-9.1.1: every kind that the policy names a group for stands on its page, and no other; so do its values and what it excludes"
    )
    func powers() async throws {
        var ca = try TestCA.cacert()
        ca.wait(60)
        let site = try await TestSite(ca)
        let policy = try #require(ca.authority.policy)
        for code in policy.codes where policy.groups[code]?.sort != .list && code != policy.audits {
            let text = try await site.get("/groups/\(code)").text
            let powers = text.components(separatedBy: "id=\"powers\"").dropFirst().first ?? ""
            for (kind, requirement) in policy.kinds {
                let pools = requirement.propose + requirement.ways.flatMap(\.slots).flatMap(\.pool)
                let isNamed =
                    pools.contains(.group(code)) || pools.contains(.leader(code)) || pools.contains(.office)
                    || requirement.motion?.body == code
                #expect(powers.contains("/kinds/\(kind)\"") == isNamed, "\(code): \(kind)")
            }
            for other in policy.exclusivities.with(code) { #expect(powers.contains("/groups/\(other)\""), "\(code)") }
        }
        let board = try await site.get("/groups/board").text
        #expect(board.contains("name=absence.lead") && board.contains("decides by motion"))
        #expect(try await !site.get("/groups/access").text.contains("name=absence.lead"))
    }
}
