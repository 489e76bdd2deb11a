import Ledger
import Rules
import TestWorld
import Testing

/// P-60, P-70: machines are enrolled by two who compared the words of their keys, and put out of service by two.
struct IMachineTests {
    private func propose(_ ca: inout TestCA, _ body: JSON, by person: Int = 5) throws -> Int {
        try ca.propose(EnrolMachine.kind, body, by: person)
    }

    @Test("SP-1.2e, P-70: a machine gets its number when two teams have signed, each with the fingerprint he heard")
    func enrolled() throws {
        var ca = try small()
        let key = try TestCA.machineSigner().publicKey
        let before = ca.authority.stateHash
        #expect(ca.authority.machineNumber(of: key) == 1)
        #expect(ca.authority.machine(key: key) == nil)
        let place = try propose(&ca, TestCA.enrolment(of: key))
        try ca.sign(place, "keeper", by: 5)
        #expect(!ca.inEffect(place))
        refused("RP-3.1", ca, "one person, one slot") { try $0.sign(place, "reviewer", by: 5) }
        var unheard = Draft.sign(ca.act(place), slot: "reviewer")
        unheard.body = .object([])
        #expect(throws: Refusal.self, "who has heard nothing signs nothing") { try ca.say(unheard, by: 7) }
        unheard.body = .line(["heard": .string(Digest.of([7]).hex)])
        #expect(throws: Refusal.self, "another fingerprint than the key's") { try ca.say(unheard, by: 7) }
        try ca.sign(place, "reviewer", by: 7)
        let machine = try #require(ca.authority.machine(1))
        #expect(machine.key == key && machine.retired == nil && machine.says == .journal && machine.every == 10)
        #expect(ca.authority.machine(key: key)?.id == "m1")
        #expect(ca.authority.machinesInService.count == 1)
        #expect(ca.authority.born(ItemID(prefix: "m", number: 1)) != nil)
        #expect(ca.authority.stateHash != before)
    }

    @Test("P-23: a machine widens, so page signatures alone enrol none")
    func local() throws {
        var ca = try small()
        let pages = try [5, 7].map { try ca.furtherKey($0, form: .webauthn) }
        let place = try propose(&ca, TestCA.enrolment(of: try TestCA.machineSigner().publicKey))
        try ca.sign(place, "keeper", by: 5, with: pages[0])
        try ca.sign(place, "reviewer", by: 7, with: pages[1])
        #expect(!ca.inEffect(place))
        try ca.sign(place, "keeper", by: 5)
        #expect(!ca.inEffect(place), "one local signature of two")
        try ca.sign(place, "reviewer", by: 7)
        #expect(ca.inEffect(place))
    }

    @Test("P-21: a key is one machine's or one person's, for ever, and a machine's key needs no touch")
    func keys() throws {
        var ca = try small()
        refused("P-21", ca, "a person's key") { [key = ca.key(6).publicKey] ca in
            _ = try self.propose(&ca, TestCA.enrolment(of: key))
        }
        refused("P-70", ca, "a FIDO key") { ca in
            _ = try self.propose(&ca, TestCA.enrolment(of: SoftwareKey(.skEd25519, seed: "m").publicKey))
        }
        for every in [0, 1441] {
            refused("P-70", ca, "never, or less than once a day") { ca in
                _ = try self.propose(&ca, TestCA.enrolment(of: try TestCA.machineSigner().publicKey, every: every))
            }
        }
        let key = try ca.enrolMachine()
        refused("P-21", ca, "twice") { _ = try self.propose(&$0, TestCA.enrolment(of: key)) }
        refused("P-21", ca, "a machine's key for a person") { ca in
            _ = try ca.propose(EnrolPerson.kind, .line(["key": .string(key.openSSH)]), by: 1)
        }
        try retire(&ca)
        refused("P-21", ca, "also when it is out of service") {
            _ = try self.propose(&$0, TestCA.enrolment(of: key))
        }
    }

    private func retire(_ ca: inout TestCA) throws {
        let place = try ca.propose(RetireMachine.kind, .line(["machine": .string("m1")]), by: 5)
        try ca.sign(place, "keeper", by: 5)
        #expect(ca.authority.machine(1)?.retired == nil)
        try ca.sign(place, "reviewer", by: 7)
    }

    @Test("SP-1.2e, P-60: two put a machine out of service, once; its number and key stay its own")
    func retired() throws {
        var ca = try small()
        let key = try ca.enrolMachine()
        try retire(&ca)
        #expect(ca.authority.machine(1)?.retired != nil)
        #expect(ca.authority.machinesInService.isEmpty)
        #expect(ca.authority.machineNumber(of: key) == 1)
        #expect(ca.authority.machineNumber(of: try TestCA.machineSigner(2).publicKey) == 2)
        refused("P-60", ca) { _ = try $0.propose(RetireMachine.kind, .line(["machine": .string("m1")]), by: 5) }
    }

    @Test("P-1: no machine makes an entry, enrolled or not")
    func noEntries() throws {
        var ca = try small()
        try ca.enrolMachine()
        var statement = ca.statement(
            Draft("authority/act.withdraw", .line(["request": .string(Request(high: 1, low: 1).hex)]), under: ["P-4"]),
            by: 5)
        statement.signer = .machine(1)
        let submission = try TestCA.machineSigner().sign(statement)
        refused("P-1", ca) { _ = try $0.enter(submission.bytes) }
    }

    @Test("P-62: a ledger without machines has the state hash that it always had")
    func absent() throws {
        let ca = try small()
        #expect(ca.authority.machines.count == 0)
        var other = ca.authority
        other.machineIndex[Digest.of([1])] = 0
        #expect(other.stateHash == ca.authority.stateHash, "an index is no state")
    }
}
