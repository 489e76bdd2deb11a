import Ledger
import Rules
import TestWorld
import Testing

/// What seating asks whatever the policy says, and the form of what is said about acts.
struct DSeatTests {
    @Test(
        "P-4: a proposal, a vote and a question carry no member that nobody reads",
        arguments: ["of", "slot", "detached"])
    func form(what: String) throws {
        let ca = try small()
        refused(what == "detached" ? "P-6" : "P-4", ca) { ca in
            let act = try ca.propose("authority/team.appoint", member(10, "keepers"), by: 1)
            if what == "of" {
                var draft = Draft.of(ca.kind("authority/list.add"), listed(6, "machine-room"))
                draft.of = ca.act(act).hash
                try ca.say(draft, by: 2)
            }
            let motion = try ca.open(act)
            var draft = Draft.vote(ca.authority.motion(at: motion)!, .yes)
            if what == "slot" { draft.slot = "council" }
            draft.detached = [
                DetachedPart(audience: "everyone", commitment: Digest.of([1]), exception: nil, name: "poem")
            ]
            try ca.say(draft, by: 2)
        }
    }

    @Test("P-4: declining, withdrawing and declaring a conflict have the body that their form says")
    func bodies() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", listed(6, "machine-room"), by: 5)
        let hash = ca.act(act).hash
        let body = JSON.line(["because": .string("x")])
        for kind in ["authority/act.decline", "authority/act.withdraw", "authority/conflict.declare"] {
            refused("P-4", ca, "\(kind)") { try $0.say(Draft(kind, body, of: hash, under: ["x"]), by: 1) }
        }
        refused("P-35", ca, "an act of the other part") {
            try $0.say(Draft("register/act.decline", of: hash, under: ["x"]), by: 1)
        }
        refused("P-1", ca, "a signature without slot") {
            try $0.say(Draft("authority/act.sign", of: hash, under: ["x"]), by: 1)
        }
    }

    @Test("Seats: nobody twice, no more than there are, nobody who is stopped")
    func seats() throws {
        var ca = try small()
        refused("SP-9.1.3", ca, "already") { try $0.propose("authority/team.appoint", member(5, "keepers"), by: 1) }
        refused("SP-9.3.1", ca, "four seats") { try $0.propose("authority/body.seat", bodied(10, "council"), by: 1) }
        refused("SP-9.3.1", ca, "a team is no body") {
            try $0.propose("authority/body.seat", bodied(10, "keepers"), by: 1)
        }
        try ca.stop("p10", by: 10, slot: "person")
        refused("P-55", ca) { try $0.propose("authority/team.appoint", member(10, "keepers"), by: 1) }
        refused("SP-9.1.7a", ca, "no seat") { try $0.propose("authority/team.leave", member(10, "keepers"), by: 10) }
        refused("SM-2.4.3", ca, "not on the list") {
            try $0.propose("authority/list.remove", listed(6, "machine-room"), by: 1)
        }
    }

    @Test("SP-1.4.1: a policy without a group in which people sit does not come into force")
    func groupGone() throws {
        var ca = try small()
        let act = try ca.propose("authority/list.add", listed(8, "machine-room"), by: 5)
        for member in [1, 2] { try ca.sign(act, "council", by: member) }
        let policy = try JSON(enclosed: TestCA.compiled("small", "policy"))
        let groups = JSON.object((policy["groups"]?.members ?? []).filter { $0.key != "machine-room" })
        refused("SP-1.4.1", ca) { try $0.changePolicy([["groups"]: groups]) }
        var empty = try small()
        try empty.changePolicy([["groups"]: groups])
        #expect(empty.authority.roster("machine-room") == nil)
    }
}
