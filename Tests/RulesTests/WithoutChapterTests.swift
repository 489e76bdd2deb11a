import Ledger
import Rules
import TestWorld
import Testing

/// D13: a chapter that the policy leaves out does not apply, and says why wherever somebody meets it.
struct WithoutChapterTests {
    private let reason = "the machines stand in a hall of the host institution"

    /// The small CA, whose policy leaves chapter 2 out from here on.
    private func world(keepingKinds: Bool = false) throws -> TestCA {
        var ca = try small()
        var changes: [[String]: JSON?] = [["without", "Physical"]: .string(reason)]
        for kind in Kind.all where kind.chapter == .physical && !keepingKinds {
            changes[[kind.isRecord ? "records" : "kinds", kind.name]] = .some(nil)
        }
        try ca.changePolicy(changes)
        return ca
    }

    @Test(
        "D13, P-30: its acts are refused with the reason, though a hostile policy asks for them all the same",
        arguments: [false, true])
    func acts(keepingKinds: Bool) throws {
        let ca = try world(keepingKinds: keepingKinds)
        let refusal = refused("P-30", ca) {
            try $0.propose("register/store.enter", .line(["label": .string("s")]), by: 5)
        }
        #expect(refusal?.what.contains("The policy leaves out Physical: \(reason)") ?? false)
        #expect(refusal?.who == "the governing body, by a change of policy")
    }

    @Test("D13, P-40: what happened all the same is kept, in breach, with the reason")
    func records() throws {
        var ca = try small()
        try ca.signThing(
            ca.propose("register/store.enter", .line(["label": .string("s")]), by: 5, slot: "keeper"), "reviewer", by: 7
        )
        try ca.signThing(ca.propose("register/medium.enter", .medium("d"), by: 5, slot: "keeper"), "reviewer", by: 7)
        #expect(ca.state.world.physical.media.at(1) != nil)
        try ca.changePolicy([["without", "Physical"]: .string(reason)])
        ca.wait(60)
        let body = JSON.line(["happened": .string(ca.now.text), "medium": .string("M-1"), "to": .string("S-1")])
        let record = try ca.say(.of(ca.kind("record/medium.move"), body), by: 5)
        #expect(
            ca.record(record).breaches.contains {
                $0.what.contains("the policy leaves out Physical") && $0.what.contains(reason)
            })
        let found = ca.state.findings(at: ca.now).filter { $0.rule.name == "record-in-breach" }
        #expect(found.count >= 1, "a breach is found whatever chapter applies")
    }

    @Test("D18: its clauses are not applicable, whatever their parts would say; the others are as before")
    func clauses() throws {
        let before = try small()
        let ca = try world()
        let views = ca.state.clauseViews(at: ca.now)
        for view in views {
            let left = view.clause.chapter == .physical
            #expect((view.state == .notApplicable) == left, "\(view.clause.id)")
            #expect(
                view.notApplicable == (left ? reason : nil) && (view.json["not-applicable"]?.text == reason) == left)
        }
        #expect(views.contains { $0.state == .notApplicable })
        #expect(before.state.clauseViews(at: before.now).allSatisfy { $0.state != .notApplicable })
    }

    @Test("D13: kinds and registers say it too, and nothing of it is found, asked or due")
    func views() throws {
        let ca = try world()
        let view = ca.authority.kindView(ca.kind("register/store.enter"), at: ca.now)
        #expect(view.whoSigns == "not applicable: \(reason)" && view.json["not-applicable"]?.text == reason)
        #expect(
            ca.authority.registersInForce.map(\.name)
                == Register.all.map(\.name).filter { Register.named($0)?.chapter?.name != .physical })
        #expect(!ca.authority.chaptersInForce.contains { $0.name == .physical })
        #expect(
            !ca.authority.applies(ca.kind("record/medium.move")) && ca.authority.applies(ca.kind("authority/team.lead"))
        )
    }

    @Test("SP-9.5b: the exceptions are the policy's own: their review is due without the chapter on administration too")
    func review() throws {
        var ca = try small()
        var changes: [[String]: JSON?] = [["without", "Administration"]: .string(reason)]
        for kind in Kind.all where kind.chapter == .administration {
            changes[[kind.isRecord ? "records" : "kinds", kind.name]] = .some(nil)
        }
        try ca.changePolicy(changes)
        #expect(ca.finds("exception-review").isEmpty)
        ca.now = Time("2027-12-01T00:00:00Z")!
        #expect(ca.finds("exception-review") == ["RP-1.4-logs", "RP-1.4-personal"])
        #expect(ca.state.tasks(for: 1, at: ca.now).contains { $0.rule.name == "exception-review" })
    }

    @Test("P-12: a fold of authority alone reads such a policy alike")
    func authorityAlone() throws {
        let ca = try world()
        var alone = Fold<Authority>()
        for entry in ca.entries { _ = try alone.fold(CheckedLeaf(checking: entry), enclosed: ca.enclosed) }
        #expect(alone.authority.stateHash == ca.authority.stateHash)
    }
}
