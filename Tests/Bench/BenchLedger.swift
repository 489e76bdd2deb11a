import Ledger
import Rules
import TestWorld

/// A long ledger of an ordinary sort: pairs of a proposal and the signature that brings it into effect.
struct BenchLedger {
    let entries: [[UInt8]]
    let checked: [CheckedLeaf]
    let enclosed: @Sendable (Digest) -> [UInt8]?
    let ca: TestCA

    init(entries count: Int) throws {
        var ca = try TestCA.cacert()
        for _ in 6...9 { try ca.enrol(witnesses: [1, 2]) }
        for (team, leader, member) in [("access", 6, 7), ("systems-administration", 8, 9)] {
            try ca.carry(
                try ca.propose("authority/team.lead", .line(["person": .person(leader), "team": .string(team)]), by: 1))
            try ca.carry(
                try ca.propose(
                    "authority/team.appoint", .line(["person": .person(member), "team": .string(team)]), by: leader,
                    slot: "recommendation"))
        }
        var number = 0
        while ca.entries.count < count {
            number += 1
            ca.wait(2)
            let place = try ca.say(
                .of(
                    ca.kind("register/store.enter"), .line(["label": .string("safe-\(number)")]),
                    slot: "access-engineer"), by: 6 + number % 2)
            try ca.say(.sign(ca.registerAct(place), slot: "administrator"), by: 8 + number % 2)
        }
        entries = ca.entries
        checked = ca.entries.map { CheckedLeaf(trusting: $0) }
        enclosed = ca.enclosed
        self.ca = ca
    }
}
