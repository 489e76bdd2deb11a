import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// D18, the truth table of clause states: what is shown as *holds* was done, and nothing speaks against it.
struct ClauseStateTests {
    @Test(
        "D18: a part by what stands behind it",
        arguments: [
            (PartEvidence(), false, ClauseState.absent),
            (PartEvidence(done: 0), true, .unexercised),
            (PartEvidence(done: 1), true, .holds),
            (PartEvidence(isDocumented: true), true, .documented),
            (PartEvidence(done: 0, isDocumented: true), true, .unexercised),
            (PartEvidence(done: 3, isDocumented: true), true, .holds),
            (PartEvidence(done: 3, against: .due), true, .due),
            (PartEvidence(done: 3, against: .fault), true, .broken),
            (PartEvidence(isDocumented: true, against: .fault), true, .broken),
            (PartEvidence(), true, .holds),
        ])
    func part(evidence: PartEvidence, isBound: Bool, state: ClauseState) {
        #expect(evidence.state(isBound: isBound) == state)
    }

    @Test("D18: a fault weighs more than what is due, in either order")
    func weight() {
        for order in [[Severity.fault, .due], [.due, .fault]] {
            var evidence = PartEvidence(done: 1)
            for severity in order { evidence.speak(severity) }
            #expect(evidence.state(isBound: true) == .broken)
        }
    }

    @Test("D18: a clause is as bad as its worst part")
    func worst() {
        let order: [ClauseState] = [.broken, .due, .absent, .excepted, .unexercised, .documented, .holds]
        for (index, state) in order.enumerated() {
            #expect(order[index...].shuffled().worst == state)
        }
        #expect([ClauseState]().worst == nil)
    }

    private func state(_ clause: JSON, _ ca: TestCA) throws -> ClauseView {
        let book = try ClauseBook(compiled: .line(["clauses": .array([clause]), "schema": .integer(1)]))
        var world = ca.state.world
        world.authority.clauseBook = book
        return try #require(State(log: ca.state.log, world: world).clauseViews(at: ca.now).first)
    }

    private func clause(_ by: [String], notApplicable: String? = nil, id: String = "RP-9") -> JSON {
        .line([
            "chapter": .string("Physical"), "id": .string(id), "means": .texts(["record"]),
            "not-applicable": notApplicable.map { .string($0) },
            "parts": .array([.line(["by": .texts(by), "shows": .string("something")])]), "says": .string("Something."),
        ])
    }

    @Test("D18: an empty register shows nothing, one with an item does; a kind that never took effect shows nothing")
    func counted() throws {
        var ca = try small()
        #expect(try state(clause(["register:stores"]), ca).state == .unexercised)
        #expect(try state(clause(["act:register/store.enter"]), ca).state == .unexercised)
        let store = try ca.propose("register/store.enter", .line(["label": .string("c")]), by: 5, slot: "keeper")
        #expect(try state(clause(["act:register/store.enter"]), ca).state == .unexercised, "it is proposed only")
        try ca.signThing(store, "reviewer", by: 7)
        #expect(try state(clause(["register:stores"]), ca).state == .holds)
        #expect(try state(clause(["act:register/store.enter"]), ca).state == .holds)
        #expect(try state(clause(["test:Tests/x.swift", "document:docs/x.md"]), ca).state == .documented)
        #expect(try state(clause([]), ca).state == .absent)
    }

    @Test("D18: a finding makes a clause due or broken by its severity, and only while it lasts")
    func found() throws {
        var ca = try small()
        #expect(try state(clause(["finding:stop", "register:people"]), ca).state == .holds)
        try ca.propose("authority/stop.set", .line(["target": .person(6)]), by: 5, slot: "leader")
        #expect(try state(clause(["finding:stop", "register:people"]), ca).state == .broken)
        #expect(try state(clause(["finding:exception-review"]), ca).state == .holds)
        ca.now = Time("2027-12-01T00:00:00Z")!
        #expect(try state(clause(["finding:exception-review"]), ca).state == .due)
    }

    @Test("D18: what does not apply says why, whatever stands behind it")
    func notApplicable() throws {
        let ca = try small()
        let view = try state(clause([], notApplicable: "This CA has no such thing."), ca)
        #expect(view.state == .notApplicable && view.json["not-applicable"]?.text == "This CA has no such thing.")
        #expect(throws: PolicyFaults.self) { try state(clause([], notApplicable: ""), ca) }
    }
}
