import Ledger

/// Somebody who was there for a part of the time that a record speaks of: from `record/join` to `record/leave` (D4).
///
/// The record keeps it; no register changes with it. What it breaks stands here and never in the record: else anybody
/// could put a clean record in breach by walking in.
package struct Presence: Sendable, Equatable {
    package let person: Int
    package let role: String
    /// The place of `record/join`. For a person whom the record itself names, it is the place of the record.
    package let joined: Int
    package let from: Time
    /// The place of the leaving.
    package var left: Int?
    package var until: Time?
    package var breaches: [Breach] = []
    /// The join broke no rule. A wrong signature on the leave does not change that. It is not part of the line.
    package var cameClean = true
    /// One of its statements came over an hour after its claim, or over a day after the happening (P-43).
    package var late = false

    package var isOpen: Bool { left == nil }
    /// As programs read it; the canonical line has the same members.
    package var json: JSON { line }
    var line: JSON {
        .line([
            "breaches": breaches.isEmpty ? nil : .array(breaches.map(\.line)), "from": .string(from.text),
            "joined": .integer(joined), "late": late ? .bool(true) : nil, "left": left.map { .integer($0) },
            "person": .person(person), "role": .string(role), "until": until.map { .string($0.text) },
        ])
    }
}

extension Kind {
    /// The roles in which somebody can come later; a kind that has one keeps presence.
    package var lateRoles: [Role] { roles.filter(\.mayJoinLater) }
    package var keepsPresence: Bool { !lateRoles.isEmpty }
}

extension OpenRecord {
    /// How often one person may come: a record is written anew with each, and a thousand comings would be an attack.
    package static let comingsMost = 16

    /// The presences of a person, the last one last.
    package func presences(of person: Int) -> [Presence] { presences.filter { $0.person == person } }

    /// Whoever is there now: those whom the record names, and those who came, without those who left.
    package var present: [Presence] {
        guard kind.keepsPresence else { return [] }
        return named.filter { presences(of: $0.person).isEmpty } + presences.filter(\.isOpen)
    }

    /// The performer, and each party who did not say that it was not so, since the record's own time.
    private var named: [Presence] {
        [Presence(person: performer, role: "performer", joined: place, from: ordered)]
            + parties.filter { $0.objected == nil }.map {
                Presence(person: $0.person, role: $0.role, joined: place, from: ordered)
            }
    }
}

/// What `record/join` says.
private struct Joining: Sendable {
    let happened: Time, role: Code
    static let fields = Fields(
        { Joining(happened: $0, role: $1) }, Field("happened", \Self.happened, "When you came"),
        Field("role", \Self.role, "In which role"))
}

/// What `record/leave` says.
private struct Leaving: Sendable {
    let happened: Time
    static let fields = Fields({ Leaving(happened: $0) }, Field("happened", \Self.happened, "When you left"))
}

extension World {
    /// `record/join`: somebody comes while it goes on, and signs for it alone. A stranger to the role, a stopped signer or
    /// a wrong route is kept, in breach (P-40).
    func join(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try namedRecord(admission)
        let said = try Joining.fields.read(admission.verified.statement.body)
        var open = found
        guard let role = open.kind.lateRoles.first(where: { $0.name == said.role.text }) else {
            throw Refusal(
                "P-41",
                open.kind.keepsPresence
                    ? "Nobody can join \(open.name) as “\(said.role.text)”."
                    : "\(open.name) keeps no presence, so nobody can join it.",
                who: open.kind.lateRoles.map(\.name).joined(separator: ", "), field: "role", sort: .notFound)
        }
        guard !open.present.contains(where: { $0.person == moment.signer }) else {
            throw Refusal(
                "P-41", "p\(moment.signer) is already present in \(open.name).",
                who: "the same person, by leaving first",
                sort: .over)
        }
        guard open.presences(of: moment.signer).count < OpenRecord.comingsMost else {
            throw Refusal(
                "P-41",
                "p\(moment.signer) has already joined \(open.name) \(OpenRecord.comingsMost) times, which is the limit.",
                who: "the performer, by a separate record", sort: .over)
        }
        let rule = authority.policy?.records[open.kind.name]
        var presence = Presence(
            person: moment.signer, role: role.name, joined: moment.place, from: min(said.happened, moment.recorded),
            late: isLate(admission.verified.statement, happened: said.happened, at: moment))
        presence.breaches = routeBreaches(
            admission, of: open.kind, role: role.name, pool: rule?.roles[role.name] ?? [], at: moment)
        presence.breaches += timeBreaches(said.happened, admission, "came")
        if open.present.count(where: { $0.role == role.name }) >= role.count.upperBound {
            presence.breaches.append(
                Breach(role.clause, "\(role.count.upperBound) people are already present as \(role.name)"))
        }
        presence.cameClean = presence.breaches.isEmpty
        open.presences.append(presence)
        return .presence(index, open)
    }

    /// `record/leave`: whoever is present goes, also one whom the record named from its beginning, stopped or not.
    func leave(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let (index, found) = try namedRecord(admission)
        let said = try Leaving.fields.read(admission.verified.statement.body)
        var open = found
        guard var presence = open.present.first(where: { $0.person == moment.signer }) else {
            throw Refusal(
                "P-40", "p\(moment.signer) is not present in \(open.name).",
                who: open.present.map { "p\($0.person)" }.joined(separator: ", "))
        }
        presence.left = moment.place
        presence.until = min(said.happened, moment.recorded)
        presence.late =
            presence.late || isLate(admission.verified.statement, happened: said.happened, at: moment)
        presence.breaches += localBreaches(admission, of: open.kind, role: presence.role)
        presence.breaches += timeBreaches(said.happened, admission, "left")
        if said.happened < presence.from {
            presence.breaches.append(Breach("P-41", "p\(moment.signer) left before coming"))
        }
        if let known = open.presences.lastIndex(where: { $0.person == moment.signer }) {
            open.presences[known] = presence
        } else {
            open.presences.append(presence)
        }
        return .presence(index, open)
    }

    /// Whether somebody's presence counts where it opens something: clean, in time, not reversed, and nowhere else at
    /// once (K-8).
    package func counts(_ presence: Presence) -> Bool {
        presence.breaches.isEmpty && !presence.late && !authority.isReversed(presence.joined)
            && recordIndex.occasions(of: presence.person).count < 2
    }

    private func timeBreaches(_ happened: Time, _ admission: Admission, _ word: String) -> [Breach] {
        guard happened > admission.verified.statement.claimed else { return [] }
        return [Breach("P-41", "it says that they \(word) after they signed it")]
    }
}
