import Ledger

/// SP-3.4.4, SP-9.1.7a: what must follow when somebody leaves a body, a team or a list. Access itself ends at once, because rights
/// are worked out and never stored; these are the things that a ledger cannot take back.
package enum FollowUpLine: String, Choice {
    case certificates, codes, devices, escrow, keys, lists, passphrases, sessions

    /// As people read it.
    package var words: String {
        switch self {
        case .certificates: "client certificates revoked"
        case .codes: "door codes and PINs that they knew, changed"
        case .devices: "devices and documents handed back"
        case .escrow: "what they kept in escrow, handed over"
        case .keys: "door keys and badges handed back"
        case .lists: "off every mailing list and partner’s list"
        case .passphrases: "passphrases that they knew, changed"
        case .sessions: "sessions and accounts on hosts closed"
        }
    }
}

/// SP-3.4.4: somebody did what had to follow, or saw that there was nothing to do, and signs for it, line by line.
package struct FollowUp: Record {
    package typealias Changes = AdministrativeRegisters
    package let happened: Time, lines: Ascending<FollowUpLine>, termination: ID<FormerSeat>
    package var parties: Parties { Parties() }

    package static let kind = "record/followup.done", title = "Sign what followed a termination"
    package static let clauses = ["SP-3.4.4", "SP-9.1.7a"]
    package static let roles: [Role] = []
    package static let detached = [DetachedNote("how", "What was done, or why there was nothing to do"), .reason]
    package static let fields = Fields(
        { Self(happened: $0, lines: $1, termination: $2) }, Field("happened", \Self.happened, "When it was done"),
        Field("lines", \Self.lines, "What was done"),
        Field("termination", \Self.termination, "Which termination", .title))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let former = world.authority.former.at(termination.number - 1) else { return [] }
        var breaches: [Breach] = []
        if former.seat.person == record.performer {
            breaches.append(
                Breach("SP-3.4.4", "p\(record.performer) is the person who left, and signs no line of their own"))
        }
        if lines.values.isEmpty { breaches.append(Breach("SP-3.4.4", "no line is named")) }
        return breaches
    }

    package func effect(on registers: inout AdministrativeRegisters, of record: OpenRecord) {
        registers.followed(termination.number, by: record.place)
    }
}

extension World {
    /// The lines of a termination that are done, each with the record that says so.
    package func followed(_ former: FormerSeat) -> [FollowUpLine: OpenRecord] {
        var done: [FollowUpLine: OpenRecord] = [:]
        for place in administrative.followUps(of: former.number) where opensGate(place) {
            guard let record = recordIndex(at: place).map({ records[$0] }), let said = record.record as? FollowUp
            else { continue }
            for line in said.lines.values where done[line] == nil { done[line] = record }
        }
        return done
    }

    /// The lines that nobody has signed for yet; none where the person sits in the group again.
    package func openLines(of former: FormerSeat) -> [FollowUpLine] {
        guard authority.roster(former.group)?.seats.contains(where: { $0.person == former.seat.person }) != true else {
            return []
        }
        let done = followed(former)
        return FollowUpLine.allCases.filter { done[$0] == nil }
    }
}

extension Administration {
    /// SP-3.4.4: a checklist stays open until each line is signed.
    static let termination = DutyRule(
        "termination", ["SP-3.4.4", "SP-9.1.7a"],
        owner: .groupOf { cause, seen in
            guard let id = ItemID(cause.about.text), let former = seen.authority.former.at(id.number - 1),
                let group = seen.authority.policy?.groups[former.group]
            else { return seen.authority.policy?.governs }
            return switch group.sort {
            case .team: group.code
            case .list: group.manager
            case .body, .office: seen.authority.policy?.governs
            }
        },
        .by { seen in
            let span = seen.authority.span("termination.lines", else: 14 * StatementSort.day)
            return seen.authority.former.compactMap { former in
                let open = seen.world.openLines(of: former)
                guard !open.isEmpty else { return nil }
                let ended = seen.recorded(former.ended)
                let by = ended.adding(span)
                return DutyRule.Due(
                    Cause(
                        about: .item(former.id.text), place: former.ended,
                        says:
                            "p\(former.seat.person) left “\(former.group)”: \(open.count) of \(FollowUpLine.allCases.count) lines are open, by \(by.text)."
                    ), begins: ended, by: by)
            }
        },
        metBy: [FollowUp.kind], title: "Terminations whose follow-up is open", word: "follow-up open",
        verb: "Follow up", answer: "Whoever did it signs each line. The person who left signs none.",
        step: { cause, _ in .propose(FollowUp.kind, ["termination": cause.about.text]) })
}

extension Register {
    static let terminations = Register(
        "terminations", "Terminations", of: FormerSeat.self, word: "termination", clauses: ["SP-3.4.4", "SP-9.1.7a"],
        in: { $0.former },
        columns: [
            Kept("person", "Person", [.title, .column]) { .person($0.seat.person) },
            Kept("group", "Left", [.column, .filter]) { .string($0.group) },
            Kept("sat", "Since", .own) { .string("entry \($0.seat.since)") },
            Kept("ended", "Ended by", .column) { .string("entry \($0.ended)") },
        ], state: .state { former, world in world.openLines(of: former).isEmpty ? TerminationState.done : .open },
        derived: [
            Derived("open", "Open lines", .column) { former, world in
                world.openLines(of: former).map(\.rawValue).joined(separator: ", ")
            },
            Derived("signed", "Signed lines", .own) { former, world in
                world.followed(former).sorted { $0.key < $1.key }.map { "\($0.key.rawValue) (\($0.value.name))" }
                    .joined(separator: ", ")
            },
        ])
}

enum TerminationState: String, ItemState {
    case open, done
    var tone: Tone { self == .open ? .open : .over }
}
