import Ledger
import Rules
import TestWorld
import Testing

/// What effects touch, over a history with every kind in it.
struct EffectTests {
    @Test("Every kind: its effect was played, and what it changes lies in its own chapter's registers")
    func ownRegisters() throws {
        let ca = try WholeHistory.made.get()
        var state = State()
        var played: Set<String> = []
        var ever: Set<String> = []
        // Registers, and what a chapter keeps besides.
        let things = Set(Register.entered.map(\.name) + World.chapters.flatMap { $0.tables }.map(\.name))
        for (place, leaf) in ca.entries.enumerated() {
            let before = state.world.registerHashes
            _ = try state.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed)
            let after = state.world.registerHashes
            let changed = Set(zip(before, after).filter { $0.hash != $1.hash }.map(\.0.name))
            ever.formUnion(changed)
            guard let kind = state.log.rows[place].part else {
                #expect(changed.isEmpty, "a void entry at \(place)")
                continue
            }
            // Chapters own registers; `acts` and `records` hold the open ones of their part.
            let own: Set<String> =
                switch kind {
                case .authority: ["authority"]
                case .register: things.union(["acts"])
                case .record: things.union(["notes", "questions", "records"])
                }
            #expect(changed.isSubset(of: own), "entry \(place), \(state.log.rows[place].kind)")
            for act in state.authority.acts.table where act.end == .inEffect(place) { played.insert(act.kind.name) }
            for act in state.world.acts.table where act.end == .inEffect(place) { played.insert(act.kind.name) }
            for record in state.world.records where record.complete == place { played.insert(record.kind.name) }
        }
        #expect(state.world.stateHash == ca.state.world.stateHash)
        #expect(
            ever == things.union(["acts", "authority", "notes", "questions", "records"]),
            "a register outside the state hash")
        // This program knows no second edition, so that none can be adopted.
        #expect(
            Set(Kind.all.map(\.name)).subtracting(played) == [AdoptEdition.kind],
            "a kind that never took effect: play it once in `chain` of the tests of its register")
    }

    @Test("P-35: who folds authority alone comes to the same authority, void entries and all")
    func authorityAlone() throws {
        let ca = try WholeHistory.made.get()
        var alone = Fold<Authority>()
        for leaf in ca.entries { _ = try alone.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed) }
        #expect(alone.authority.stateHash == ca.authority.stateHash)
        #expect(alone.log.head == ca.state.log.head)
        #expect(alone.log.clock == ca.state.log.clock)
    }

    @Test("K-31: what the code calls neutral gives nobody any right and takes none")
    func neutral() throws {
        let ca = try WholeHistory.made.get()
        var state = State()
        var played: Set<String> = []
        for (place, leaf) in ca.entries.enumerated() {
            let before = state.authority.powers(at: state.log.clock ?? ca.now)
            _ = try state.fold(CheckedLeaf(checking: leaf), enclosed: ca.enclosed)
            for act in state.authority.acts.table where act.end == .inEffect(place) && act.kind.isNeutral {
                played.insert(act.kind.name)
                #expect(state.authority.powers(at: state.log.clock ?? ca.now) == before, "\(act.kind.name)")
            }
        }
        #expect(played == Set(Authority.kinds.filter(\.isNeutral).map(\.name)))
    }
}
