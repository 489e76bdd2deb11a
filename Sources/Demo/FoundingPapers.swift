import Ledger
import Rules

/// What a demonstration is founded with: the compiled documents and the keys of its logs.
package struct FoundingPapers: Sendable {
    let documents: [[UInt8]]
    let body: JSON

    /// Where a demonstration is served if nobody says otherwise; passkeys are bound to it for ever.
    package static let usualOrigin = "http://localhost:8080"

    /// The documents as PolicyFiles compiled them; `ledger` and `journal` are the vkeys of the data folder.
    package init(
        policy: [UInt8], manual: [UInt8], clauses: [UInt8], ledger: String, journal: String,
        webOrigin: String = usualOrigin
    ) {
        documents = [policy, manual, clauses]
        func edition(_ part: KnownEditions.Part) -> JSON {
            .line(["digest": .string(KnownEditions.digest(part, 1)?.hex ?? ""), "number": .integer(1)])
        }
        body = .line([
            "clauses": .string(Digest.of(clauses).hex),
            "editions": .line(["authority": edition(.authority), "register": edition(.register)]),
            "logs": .line(["journal": .string(journal), "ledger": .string(ledger)]),
            "manual": .string(Digest.of(manual).hex), "policy": .string(Digest.of(policy).hex),
            "sort": .string(Founding.Sort.demonstration.rawValue),
            "web": .line(["origins": .texts([webOrigin]), "rp": .string("localhost")]),
        ])
    }

    /// The body of the founding, with these people of the Board as founders.
    func body(board: [Int], keys: DemoKeys) throws -> JSON {
        let founders = try board.map { person in
            JSON.line([
                "key": .string(try keys.key(of: "p\(person)").openSSH), "person": .person(person),
                "seats": .texts(["board"]),
            ])
        }
        return .sorted((body.members ?? []) + [JSON.Member("founders", .array(founders))])
    }
}
