import Ledger
import Rules

extension TestCA {
    /// The key of a machine of tests, made from its number.
    package static func machineSigner(_ number: UInt8 = 1) throws -> MachineSigner {
        try MachineSigner(seed: [UInt8](repeating: 0x40 &+ number, count: 32))
    }

    /// The body of an enrolment.
    package static func enrolment(of key: PublicKey, about: String = "server", every: Int = 10) -> JSON {
        .line([
            "about": .string(about), "every": .integer(every), "key": .string(key.openSSH), "says": .string("journal"),
        ])
    }

    /// Enrols a machine in the small world: a keeper proposes and signs, a reviewer too.
    @discardableResult
    package mutating func enrolMachine(
        _ signer: MachineSigner? = nil, keeper: Int = 5, reviewer: Int = 7
    ) throws -> PublicKey {
        let key = try (signer ?? Self.machineSigner()).publicKey
        let place = try say(Draft(EnrolMachine.kind, Self.enrolment(of: key), under: ["RP-3.1"]), by: keeper)
        for (slot, person) in [("keeper", keeper), ("reviewer", reviewer)] {
            guard let act = authority.acts[place: place] else { continue }
            try say(.sign(act, slot: slot), by: person)
        }
        return key
    }
}
