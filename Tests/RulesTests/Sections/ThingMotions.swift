import Ledger
import Rules
import TestWorld

/// Motions about acts on things: `register/store.enter` asks a keeper, a reviewer and a motion of the council here. Whatever is
/// tried, signer and hosts come to the same authority (`agree`).
protocol ThingMotions {}

extension ThingMotions {
    /// A store that p5 proposes and signs, and the council's motion about it.
    func proposed() throws -> (TestCA, act: Int) {
        var ca = try small()
        try ca.changePolicy([
            ["kinds", "register/store.enter", "motion"]: .line(["body": .string("council"), "floor": .integer(2)])
        ])
        let act = try ca.propose("register/store.enter", .line(["label": .string("x")]), by: 5, slot: "keeper")
        return (ca, act)
    }
    func motion() throws -> (TestCA, act: Int, motion: Int) {
        var (ca, act) = try proposed()
        let motion = try ca.openThing(act)
        return (ca, act, motion)
    }
    /// The same with all votes yes, and closed by p1 and p2.
    func carried(signed: Bool = true) throws -> (TestCA, act: Int, motion: Int) {
        var (ca, act, motion) = try motion()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        if signed { try ca.signThing(act, "reviewer", by: 7) }
        try ca.close(motion, by: 1)
        try ca.close(motion, by: 2)
        ca.wait(60)
        return (ca, act, motion)
    }
    func agree(_ ca: TestCA) -> Bool {
        var alone = Fold<Authority>()
        for leaf in ca.entries { _ = try? alone.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed) }
        return alone.authority.stateHash == ca.authority.stateHash
    }
    func condition(_ ca: TestCA, _ act: Int) -> String {
        ca.state.world.condition(of: ca.registerAct(act), at: ca.now).word
    }
}

extension TestCA {
    /// Opens a motion about an act on things and returns the motion's place.
    mutating func openThing(_ place: Int, by person: Int = 1) throws -> Int {
        wait(60)
        return try say(.motion(about: registerAct(place), body: authority.policy?.governs ?? ""), by: person)
    }
}
