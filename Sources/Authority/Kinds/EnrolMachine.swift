import Ledger

/// SP-1.2e, SP-4.2.1a: a machine's key is enrolled, with what it may say, about what and how often. Who signs has
/// compared the key's words with those that the machine shows.
package struct EnrolMachine: AuthorityAct {
    package let about: Code, every: Int, key: PublicKey, says: Machine.Speech

    package static let kind = "authority/machine.enrol", title = "Enrol a machine"
    package static let clauses = ["SP-1.2e", "SP-1.2f"]
    /// A machine makes no entries and so cannot sign its own enrolment: a key whose private half nobody has says
    /// nothing (0019).
    package static let hasHolder = false
    package static let fields = Fields(
        { Self(about: $0, every: $1, key: $2, says: $3) }, Field("about", \Self.about, "What it reports about"),
        Field("every", \Self.every, "Longest silence, in minutes"),
        Field("key", \Self.key, "Public key of the machine"), Field("says", \Self.says, "What it may report"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        if let machine = authority.machine(key: key) {
            throw Refusal(
                "P-21", "This key already belongs to the machine \(machine.id), for ever. Make a new one.", field: "key"
            )
        }
        if let (_, enrolled) = authority.key(key.fingerprint) {
            throw Refusal(
                "P-21", "This key belongs to p\(enrolled.person), for ever. Make a new one.",
                field: "key")
        }
        guard key.application == nil else {
            throw Refusal(
                "P-70", "A machine cannot use a FIDO key, because nobody is there to touch it. Give it a plain key.",
                field: "key")
        }
        guard 1...1440 ~= every else {
            throw Refusal("P-70", "A machine must report at least once a day: give 1 to 1440 minutes.", field: "every")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.machineIndex[key.fingerprint] = authority.machines.count
        authority.machines.append(
            Machine(
                number: authority.machines.count + 1, born: moment.place, about: about, every: every, key: key,
                says: says))
    }

    /// Each signer states the fingerprint that they heard or read off the machine, so that no page can put another
    /// machine's key before them.
    package func asks(slot: String) -> JSON { .line(["heard": .string(key.fingerprint.hex)]) }
}
