import Ledger
import Rules
import TestWorld
import Testing

/// Section D of the protocol, K-7: what a slot asks of its signer it asks at every door.
struct DDemandTests {
    private static let key = SoftwareKey(.ed25519, seed: "brought by somebody")

    /// A kind with a slot that asks, who could fill it, and the body of its proposal.
    private func asking(_ kind: String) throws -> (ca: TestCA, slot: String, person: Int, body: JSON) {
        var ca = try small()
        let key = JSON.string(Self.key.publicKey.openSSH)
        switch kind {
        case EnrolPerson.kind: return (ca, "witness", 1, .line(["key": key]))
        case EnrolKey.kind:
            // Who lost the only key and is in no office is proposed for.
            try ca.stop(ca.key(10).publicKey.fingerprint.hex, by: 10, slot: "person")
            return (ca, "witness", 1, .line(["key": key, "person": .person(10)]))
        case AnnounceReplacement.kind:
            try ca.stop(ca.key(6).publicKey.fingerprint.hex, by: 6, slot: "person")
            return (ca, "witness", 7, .line(["key": key, "person": .person(6)]))
        case LiftStop.kind:
            let mislaid = try ca.furtherKey(6)
            let hex = mislaid.publicKey.fingerprint.hex
            try ca.stop(hex, by: 6, slot: "person")
            return (ca, "witness", 6, .line(["stop": .string("X-1"), "target": .string(hex)]))
        default:
            let body = JSON.line([
                "about": .string("server"), "every": .integer(10), "key": key, "says": .string("journal"),
            ])
            return (ca, "keeper", 5, body)
        }
    }

    @Test(
        "K-7: a proposal never fills a slot that asks something, whatever its kind",
        arguments: [EnrolPerson.kind, EnrolKey.kind, AnnounceReplacement.kind, LiftStop.kind, EnrolMachine.kind])
    func proposal(kind: String) throws {
        var (ca, slot, person, body) = try asking(kind)
        let refusal = refused("K-7", ca) { try $0.propose(kind, body, by: person, slot: slot) }
        #expect(refusal?.who == "the proposer, by signing the act afterwards" && refusal?.field == "slot")
        let act = try ca.propose(kind, body, by: person)
        #expect(ca.act(act).signatures.isEmpty)
        // Whoever only asked signs afterwards, and says what they heard; not so whose key it is.
        let witness = kind == LiftStop.kind ? 1 : person
        #expect(throws: Refusal.self, "says nothing") {
            try ca.say(Draft("authority/act.sign", of: ca.act(act).hash, slot: slot, under: ["P-32"]), by: witness)
        }
        try ca.sign(act, slot, by: witness)
        #expect(ca.act(act).signatures.map(\.person) == [witness])
    }

    @Test("K-7: nor does a signature on several acts")
    func several() throws {
        let (ca, _, person, body) = try asking(EnrolMachine.kind)
        refused("RP-3.1", ca) { ca in
            let act = try ca.propose(EnrolMachine.kind, body, by: 6)
            ca.wait(60)
            let item = JSON.line(["of": .string(ca.act(act).hash.hex), "slot": .string("keeper")])
            try ca.say(Draft("authority/act.sign", .line(["acts": .array([item])]), under: ["P-36"]), by: person)
        }
    }

    @Test("K-7: a slot that asks nothing is filled by its proposal as before")
    func nothing() throws {
        var (ca, _, _, body) = try asking(AnnounceReplacement.kind)
        let act = try ca.propose(AnnounceReplacement.kind, body, by: 1, slot: "council")
        #expect(ca.act(act).signatures.map(\.slot) == ["council"])
        refused("RP-1.4", ca, "a slot that is not there") {
            try $0.propose(AnnounceReplacement.kind, body, by: 1, slot: "king")
        }
    }
}
