import Ledger
import Rules
import TestWorld
import Testing

/// SP-1.2e: what people do about an act is an entry of the ledger, each time.
struct VerbTests {
    @Test(
        "SP-1.2e: proposing, signing, declining, voting, withdrawing: one entry each, which says who, what and about what"
    )
    func entries() throws {
        var ca = try small()
        let size = ca.entries.count
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        try ca.sign(act, "council", by: 1)
        try ca.say(.decline(ca.act(act)), by: 2)
        try ca.say(.withdraw(ca.act(act), request: ca.statementRequest(act)), by: 5)
        let appointed = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
        try ca.vote(ca.open(appointed), .yes, by: 1)
        #expect(ca.entries.count == size + 7)
        let statements = try ca.entries.dropFirst(size).map { try Entry(bytes: $0).statement }
        #expect(statements.map(\.signer.number) == [5, 1, 2, 5, 1, 1, 1])
        #expect(
            statements.map(\.kind) == [
                "authority/list.add", "authority/act.sign", "authority/act.decline", "authority/act.withdraw",
                "authority/team.appoint", "authority/motion.open", "authority/motion.vote",
            ])
        #expect(statements[1...2].allSatisfy { $0.of == ca.hash(act) })
    }

    @Test("SP-1.2e: what is no verb and no kind is nothing that anybody can do")
    func closed() throws {
        let ca = try small()
        refused("P-4", ca) { try $0.say(Draft("authority/act.approve", of: nil, under: ["P-30"]), by: 1) }
        #expect(Set(Verb.all.map(\.name)).isDisjoint(with: Kind.all.map(\.name)))
    }
}
