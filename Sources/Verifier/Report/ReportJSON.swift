import Ledger
import Rules

extension VerificationReport {
    /// The report as one object of the restricted JSON of P-1; absent members say nothing.
    package var json: JSON {
        if let unreadable {
            return .line([
                "exit": .integer(Int(exitCode)), "good": .bool(false),
                "unreadable": .string(unreadable.description),
            ])
        }
        return .line([
            "acts": .counts(acts),
            "ahead": findings.ahead.isEmpty
                ? nil
                : .array(
                    findings.ahead.map {
                        .line(["entry": .integer($0.place), "recorded": .string($0.recorded.text)])
                    }),
            "checkpoint": head.map { .line(["root": .string($0.root.hex), "size": .integer($0.size)]) },
            "checkpoints": .integer(checkpoints),
            "detached": .line([
                "erased": findings.erased.isEmpty
                    ? nil
                    : .array(
                        findings.erased.map {
                            .line([
                                "act": .string($0.erasedBy ?? ""), "entry": .integer($0.entry),
                                "part": .string($0.name), "statement": .string($0.statement.hex),
                            ])
                        }),
                "not-opened": .integer(findings.parts.notOpened), "opened": .integer(findings.parts.opened),
                "restricted": .integer(findings.parts.restricted),
            ]),
            "enclosures": .line([
                "good": .integer(enclosuresGood), "listed": .integer(enclosuresListed),
                "not-at-hand": notAtHand.isEmpty ? nil : .texts(notAtHand.map(\.hex)),
            ]),
            "entries": .integer(entries),
            "exit": .integer(Int(exitCode)),
            "faults": .array(faults.list.map(\.json)), "fault-count": .integer(faults.count),
            "findings": .array(found.map(\.json)),
            "founding": state.authority.founding.map { foundingJSON($0) },
            "good": .bool(isGood),
            "halted": halt.map {
                .line([
                    "entry": .integer($0.place), "rule": .string($0.refusal.clause),
                    "what": .string(ShownText.of($0.refusal.what)),
                ])
            },
            "journal": journal.json,
            "kinds": .counts(findings.kinds),
            "lost": findings.lost.isEmpty ? nil : .integer(findings.lost.count),
            "people": .integer(state.authority.people.count),
            "pin": .string(pin.rawValue),
            "record-counts": .counts(recordCounts),
            "signatures-skipped": options.since == 0 ? nil : .integer(min(options.since, entries)),
            "state": stateJSON,
            "strangers": strangers.count == 0 ? nil : .texts(strangers.names),
            "stranger-count": .integer(strangers.count),
            "tiles": .integer(tiles),
            "unheard": findings.unheard.isEmpty
                ? nil
                : .array(
                    findings.unheard.map {
                        .line(["entry": .integer($0.entry), "statement": .string($0.hash.hex)])
                    }),
            "void": voidsJSON,
        ])
    }

    private func foundingJSON(_ founding: Founding) -> JSON {
        .line([
            "accepted": .bool(founding.isAccepted), "founded": .string(founding.founded.text),
            "hash": .string(founding.hash.hex), "origin": .string(founding.origin),
            "sort": .string(founding.sort.rawValue),
            "words": .string(Words.words24(founding.hash).joined(separator: " ")),
        ])
    }

    private var stateJSON: JSON {
        let authority = state.authority
        return .line([
            "authority": .string(authority.stateHash.hex), "clauses": .string(authority.clauses.digest.hex),
            "editions": .line([
                "authority": .integer(authority.editions.authority.number),
                "register": .integer(authority.editions.register.number),
            ]),
            "manual": .string(authority.manual.digest.hex),
            "policy": authority.policy.map { .string($0.digest.hex) },
            "world": .string(state.world.stateHash.hex),
        ])
    }
}

extension Fault {
    var json: JSON {
        .line([
            "entry": entry.map { .integer($0) }, "file": file.map { .string($0) }, "rule": .string(rule),
            "what": .string(what),
        ])
    }
}

extension VerificationReport {
    fileprivate var voidsJSON: JSON { .array(voids.map { json($0) }) }

    private func json(_ void: VoidEntry) -> JSON {
        .line([
            "acknowledged": acknowledgement(of: void).map { .integer($0) }, "entry": .integer(void.place),
            "leaf": .string(void.leaf.hex), "rule": .string(void.refusal.clause), "standing": .bool(void.standing),
            "why": .string(ShownText.of(void.refusal.what)),
        ])
    }
}

extension JSON {
    /// An object of numbers; keys have no spaces (P-1).
    fileprivate static func counts(_ counts: [String: Int]) -> JSON {
        .object(
            counts.map { JSON.Member(String($0.key.map { $0 == " " ? "-" : $0 }), .integer($0.value)) }
                .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
}
