import Ledger

/// P-62: the state hash is over name and hash of each register that is not empty, in order of name; a register's
/// is over the hashes of its pages, a page's over its items' canonical lines.
extension Authority {
    /// Authority's own hash: signer and hosts compute it too.
    package var stateHash: Digest {
        let own: [(name: String, hash: Digest?)] = [
            ("acknowledged", StateHash.of(acknowledged) { $0.line }),
            ("acts", StateHash.of(acts.table) { $0.line }),
            ("conflicts", StateHash.of(conflicts) { $0.line }),
            ("disowned-answers", StateHash.of(disownedAnswers) { $0.line }),
            ("disownings", StateHash.of(disownings) { $0.line }),
            ("editions", StateHash.of(line: editions.line)),
            ("erasures", StateHash.of(erasures) { $0.line }),
            ("former", StateHash.of(former) { $0.line }),
            ("founding", founding.map { StateHash.of(line: $0.line) }),
            ("keys", StateHash.of(keys) { $0.line }),
            ("machines", StateHash.of(machines) { $0.line }),
            ("motions", StateHash.of(motions) { $0.line }),
            ("people", StateHash.of(people) { $0.line }),
            ("policy", StateHash.of(line: policyLine)),
            ("replacements", StateHash.of(replacements) { $0.line }),
            ("rosters", rosters.isEmpty ? nil : StateHash.of(line: .array(rosters.map(\.line)))),
            ("stops", StateHash.of(stops) { $0.line }),
            ("web", changedWeb.map { StateHash.of(line: $0.line) }),
        ]
        return StateHash.of(
            (own + registers.flatMap(\.hashes)).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }

    /// The documents in force by hash, and where each kind's requirement last changed.
    private var policyLine: JSON {
        .line([
            "changed": changed.isEmpty
                ? nil
                : .array(
                    changed.keys.sorted().map { .line(["kind": .string($0), "place": .integer(changed[$0] ?? 0)]) }),
            "clauses": .string(clauses.digest.hex), "manual": .string(manual.digest.hex),
            "policy": .string((policy?.digest ?? .ofNothing).hex),
        ])
    }
}

/// How registers become hashes.
package enum StateHash {
    /// Registers in order of name; an empty one (nil) is left out, so that a later register changes no old hash.
    package static func of(_ registers: [(name: String, hash: Digest?)]) -> Digest {
        var bytes: [UInt8] = []
        for (name, hash) in registers {
            guard let hash else { continue }
            bytes += Array(name.utf8) + [0x20] + hash.bytes + [0x0A]
        }
        return Digest.of(bytes)
    }

    package static func of<Item>(_ table: Table<Item>, line: (Item) -> JSON) -> Digest? {
        guard table.count > 0 else { return nil }
        var pages: [UInt8] = []
        for page in table.pages {
            var bytes: [UInt8] = []
            for item in page { bytes += line(item).written() + [0x0A] }
            pages += Digest.of(bytes).bytes
        }
        return Digest.of(pages)
    }

    package static func of(line: JSON) -> Digest { Digest.of(line.written()) }
}
