import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.1c: the inventory is under change control.
struct ChangeFactsTests {
    private let kinds = DerivedKindTests()
    private let records = ERecordTests()

    @Test("SP-2.2.1c: facts change by an act of two, and nothing but the facts that it names")
    func changed() throws {
        var ca = try records.stocked()
        let before = records.medium(ca)
        _ = try kinds.both(&ca, "register/medium.change", kinds.change(["label": "b"]))
        #expect(records.medium(ca).given.label.text == "b")
        #expect(records.medium(ca).given.serial == before.given.serial && records.medium(ca).place == before.place)
        _ = try kinds.both(&ca, "register/medium.change", kinds.change([:], clear: ["serial"]))
        #expect(records.medium(ca).given.serial == nil)
        // One alone changes nothing.
        let alone = try ca.say(
            .of(ca.kind("register/medium.change"), kinds.change(["label": "c"]), slot: "keeper"), by: 5)
        #expect(records.medium(ca).given.label.text == "b" && !ca.thingInEffect(alone))
    }

    @Test(
        "SP-2.2.1c: a change that says nothing new, clears what must be there, or both sets and clears is refused",
        arguments: [
            (["label": "a"], [], "SP-2.2.3.1a"), ([:], ["label"], "P-4"), (["serial": "x"], ["serial"], "P-4"),
            (["colour": "red"], [], "P-4"), (["label": "two  blanks"], [], "P-4"), ([:], ["colour"], "P-4"),
            (["store": "S-9"], [], "P-35"), ([:], [], "SP-2.2.3.1a"),
        ])
    func badChange(set: [String: String], clear: [String], clause: String) throws {
        let ca = try records.stocked()
        refused(clause, ca) {
            try $0.say(.of($0.kind("register/medium.change"), kinds.change(set, clear: clear)), by: 5)
        }
    }
}
