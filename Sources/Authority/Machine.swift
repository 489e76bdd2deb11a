import Ledger

/// SP-1.2e: a machine that may say something: a number and a key, for ever. It fills no slot and closes nothing.
package struct Machine: Item, Equatable {
    /// What a machine's key is good for; each sort of speech has a key of its own.
    package enum Speech: String, Choice {
        /// Segments of the journal (P-70).
        case journal
    }

    package static let prefix = "m", noun = "machine"
    package let number: Int
    package let born: Int
    /// What it speaks about: a host's name, or `server`.
    package let about: Code
    /// Minutes within which it says something, if only that there is nothing.
    package let every: Int
    package let key: PublicKey
    package let says: Speech
    /// The entry that put it out of service.
    package var retired: Int?

    package var id: String { "m\(number)" }

    package var line: JSON {
        .line([
            "about": about.json, "born": .integer(born), "every": .integer(every), "key": key.json,
            "retired": retired.map { .integer($0) }, "says": says.json,
        ])
    }
}

extension Authority {
    package func machine(_ number: Int) -> Machine? { machines.at(number - 1) }

    /// The machine whose key this is, in service or not.
    package func machine(key: PublicKey) -> Machine? {
        machineIndex[key.fingerprint].flatMap { machines.at($0) }.flatMap { $0.key == key ? $0 : nil }
    }

    /// The number of the machine with this key; that which it would get next if nobody has enrolled it. So a
    /// machine has something to sign under before people have looked at its key, and nothing rests on it (0019).
    package func machineNumber(of key: PublicKey) -> Int {
        machine(key: key)?.number ?? machines.count + 1
    }

    /// Machines that are in service, in order of number.
    package var machinesInService: [Machine] { machines.filter { $0.retired == nil } }
}
