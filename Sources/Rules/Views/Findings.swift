import Ledger

/// Something that a person must answer: a pure function over state until its engine comes.
package struct Finding: Sendable {
    package enum Sort: String, Sendable, CaseIterable {
        case groupBelowMinimum = "group-below-minimum", spare, recordInBreach = "record-in-breach",
            recordLate = "record-late", voidEntry = "void-entry", mediumInUseUnerased = "medium-in-use-unerased",
            commitmentMismatch = "commitment-mismatch", seatSuspended = "seat-suspended",
            contentClosed = "content-closed", journalHead = "journal-head", machine, stop, disowned, replacement,
            oneKey = "one-key", exceptionReview = "exception-review"
    }
    package let sort: Sort
    package let clause: String
    package let what: String
    /// The act, record, person, group or entry it is about.
    package let about: String

    package var json: JSON {
        .line([
            "about": .string(about), "clause": .string(clause), "finding": .string(sort.rawValue),
            "what": .string(what),
        ])
    }
}

extension State {
    /// Everything found at a time, by sort.
    package func findings(journal: JournalFacts? = nil, at now: Time) -> [Finding] {
        guard authority.founding?.isAccepted == true else { return [] }
        return groupFindings(at: now) + recordFindings() + voidFindings() + mediumFindings() + stopFindings()
            + keyFindings(at: now) + spareKeyFindings(at: now)
            + reviewFindings(at: now) + (journal.map { journalFindings($0, at: now) } ?? [])
    }

    private func groupFindings(at now: Time) -> [Finding] {
        guard let policy = authority.policy else { return [] }
        var findings: [Finding] = []
        for roster in authority.rosters {
            guard let group = policy.groups[roster.group] else { continue }
            let present = roster.seats.filter { authority.membership(of: $0.person, in: roster.group, at: now) != nil }
            if present.count < group.minimum, !(group.sort == .list && roster.seats.isEmpty) {
                findings.append(
                    Finding(
                        sort: .groupBelowMinimum, clause: group.clauses.first ?? "SP-9.1.2a",
                        what: "\(group.title): \(present.count) of at least \(group.minimum) can act.",
                        about: roster.group))
            } else if let spare = authority.spare(of: roster.group, at: now), spare <= 0, !roster.seats.isEmpty {
                findings.append(
                    Finding(
                        sort: .spare, clause: "SP-1.2c",
                        what: "\(group.title): nobody may be missing, or some act can no longer be signed.",
                        about: roster.group))
            }
            for seat in roster.seats where seat.suspended != nil {
                findings.append(
                    Finding(
                        sort: .seatSuspended, clause: "SP-9.1.7a",
                        what:
                            "The seat of p\(seat.person) in \(group.title) is suspended until a motion ends or renews it.",
                        about: "p\(seat.person)"))
            }
        }
        return findings
    }

    private func recordFindings() -> [Finding] {
        world.records.flatMap { record -> [Finding] in
            if !record.breaches.isEmpty, record.complete != nil {
                return record.breaches.map {
                    Finding(
                        sort: .recordInBreach, clause: $0.clause,
                        what: "\(record.name), \(record.kind.title): \($0.what).", about: record.name)
                }
            }
            guard record.complete != nil, record.late, record.attested == nil else { return [] }
            return [
                Finding(
                    sort: .recordLate, clause: "P-43",
                    what:
                        "\(record.name), \(record.kind.title), was entered late; it opens nothing until somebody attests it.",
                    about: record.name)
            ]
        }
    }

    private func voidFindings() -> [Finding] {
        voids.filter { void in !authority.acknowledged.contains { $0.entry == void.place && $0.hash == void.leaf } }
            .map {
                Finding(
                    sort: .voidEntry, clause: "P-4", what: "Entry \($0.place) is void: \($0.refusal.text)",
                    about: "entry \($0.place)")
            }
    }

    private func mediumFindings() -> [Finding] {
        world.physical.media.filter { medium in
            guard medium.state == .inUse else { return false }
            return !medium.erasures.contains { erasure in
                world.opensGate(erasure.place)
                    && erasure.happened <= medium.moved.happened
            }
        }.map {
            Finding(
                sort: .mediumInUseUnerased, clause: "SP-2.2.3.1b",
                what: "M-\($0.number) is in \($0.whereabouts.item.text) without a clean erasure before.",
                about: "M-\($0.number)")
        }
    }

    private func stopFindings() -> [Finding] {
        authority.stops.filter { $0.ended == nil }.compactMap { stop in
            var what = stop.target.text
            if case .key(let fingerprint) = stop.target, let key = authority.key(fingerprint)?.key {
                // Nobody gives a revoked key back, so nobody has anything to answer.
                guard key.revoked == nil else { return nil }
                what = "The key \(what) of p\(key.person)"
            }
            return Finding(
                sort: .stop, clause: "P-55", what: "\(what) is stopped\(stop.page ? " by page" : "").",
                about: "X-\(stop.number)")
        }
    }

    /// Whoever decides in a body or works in a team holds two keys on two devices: with one, a lost device
    /// takes him out until others have vouched for him anew. Asked once the opening is over; a young CA has other cares.
    private func spareKeyFindings(at now: Time) -> [Finding] {
        guard let end = authority.founding?.openingEnd, now >= end, let policy = authority.policy else { return [] }
        let seated = authority.rosters.filter { [.team, .body].contains(policy.groups[$0.group]?.sort) }
            .flatMap { $0.seats.map(\.person) }
        return Set(seated).sorted().compactMap { person in
            let good = authority.person(person)?.keys.count { authority.keys[$0].isAtWork } ?? 0
            guard good < 2 else { return nil }
            return Finding(
                sort: .oneKey, clause: "SP-3.4.3",
                what: "p\(person) holds \(good == 0 ? "no key" : "one key") that is neither stopped nor revoked; "
                    + "who sits in a team or body holds two, on two devices.",
                about: "p\(person)")
        }
    }

    /// What rests on disowned keys and nobody has answered (P-22), and keys that are about to be replaced (P-21): who
    /// still holds an old one must hear of it in time.
    private func keyFindings(at now: Time) -> [Finding] {
        disowned().filter { $0.answer == nil }.map {
            Finding(
                sort: .disowned, clause: "P-22",
                what: "\($0.name), \($0.title): a key of p\($0.person) that is disowned from entry "
                    + "\($0.disowning.since) on signed it; two others confirm or reverse it (D-\($0.disowning.number)).",
                about: $0.name)
        }
            + replacementViews(at: now).filter(\.waits).map {
                Finding(
                    sort: .replacement, clause: "P-21",
                    what: "All keys of p\($0.person) are to be replaced from \($0.opens.text) on; "
                        + "any of them cancels it until then.",
                    about: $0.name)
            }
    }
}

extension Authority {
    /// How many of a group may vanish before some slot that only it fills cannot be met; nil where no
    /// requirement rests on the group alone.
    package func spare(of group: String, at now: Time) -> Int? {
        guard let policy else { return nil }
        let present = (roster(group)?.seats ?? []).filter { membership(of: $0.person, in: group, at: now) != nil }.count
        var needed: Int?
        for kind in policy.kinds.keys.sorted() {
            guard let requirement = policy.kinds[kind] else { continue }
            let ways = requirement.ways.map { way in
                way.slots.filter { $0.pool == [.group(group)] }.map(\.count).reduce(0, +)
            }
            if let least = ways.min(), least > 0 { needed = max(needed ?? 0, least) }
            if let motion = requirement.motion, motion.body == group {
                needed = max(needed ?? 0, motion.floor, seated(in: group, at: now).count / 2 + 1)
            }
        }
        return needed.map { present - $0 }
    }
}

extension Finding {
    /// P-6: what lies in the vault is not what was signed for. A store finds it; no replay can.
    package static func mismatch(of reference: PartReference, at place: Int) -> Finding {
        Finding(
            sort: .commitmentMismatch, clause: "P-6",
            what:
                "The part “\(reference.part)” beside entry \(place) is not what its signer bound to it: it is not shown.",
            about: "entry \(place)")
    }

    /// Restricted content that no key of the vault opens, though no act erased it (P-6).
    package static func closed(_ reference: PartReference, at place: Int) -> Finding {
        Finding(
            sort: .contentClosed, clause: "P-6",
            what:
                "The part “\(reference.part)” beside entry \(place) is sealed under a key that is not here, and no act erased it: "
                + "put the newest vault-keys.sqlite back.",
            about: "entry \(place)")
    }
}
