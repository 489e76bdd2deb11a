import Ledger
import Rules
import TestWorld
import Testing

/// Goal (P-20, P-23, P-55): a web server in hostile hands, with touches of everybody for any bytes, widens nobody's
/// power and takes nobody's, in the fold of authority that signer and hosts make. Method: every kind, with everything
/// that touches can do towards it, and what is refused forced into the log; then all powers are compared.
@Suite struct HarvestTests {
    static let kinds = Kind.all.filter { $0.part == .authority }.map(\.name)

    @Test("touches of everybody, and nothing else: every power is as it was", arguments: kinds)
    func touches(name: String) throws {
        var harvest = try Self.ready.get()
        let kind = try #require(Kind.named(name))
        let before = harvest.ca.authority.powers(at: harvest.ca.now)
        for body in Wishes.bodies(kind, harvest.ca) { harvest.attempt(kind, body) }
        let after = harvest.ca.authority.powers(at: harvest.ca.now)
        #expect(after.subtracting(before) == [], "\(name) widens by touches alone")
        #expect(before.subtracting(after) == [], "\(name) locks out by touches alone")
    }

    @Test("one person who means it, and touches of everybody else: nothing is widened", arguments: kinds)
    func oneHonest(name: String) throws {
        let ready = try Self.ready.get()
        let kind = try #require(Kind.named(name))
        for proposer in [1, 5] {
            var harvest = ready
            let before = harvest.ca.authority.powers(at: harvest.ca.now)
            for body in Wishes.bodies(kind, harvest.ca) { harvest.attempt(kind, body, proposer: proposer) }
            let after = harvest.ca.authority.powers(at: harvest.ca.now)
            #expect(after.subtracting(before) == [], "\(name) widens by one person and touches")
        }
    }

    @Test(
        "the same attempts, signed on people's own machines, do take effect: the test can fail",
        arguments: [
            "authority/person.enrol", "authority/key.enrol", "authority/key.revoke", "authority/body.seat",
            "authority/team.appoint", "authority/team.lead", "authority/team.leave", "authority/list.add",
            "authority/seat.end", "authority/stop.set",
        ])
    func canFail(name: String) throws {
        var harvest = try Self.ready.get()
        harvest.isLocal = true
        let kind = try #require(Kind.named(name))
        let before = harvest.ca.authority.powers(at: harvest.ca.now)
        for body in Wishes.bodies(kind, harvest.ca) where harvest.ca.authority.powers(at: harvest.ca.now) == before {
            harvest.attempt(kind, body)
        }
        #expect(harvest.ca.authority.powers(at: harvest.ca.now) != before)
    }

    /// The small CA with a seat of the council free, everybody with a passkey.
    private static let ready = Result {
        var ca = try small()
        try ca.say(.of(ca.kind("authority/body.leave"), bodied(4, "council"), slot: "leaver"), by: 4)
        return try Harvest(ca)
    }
}
