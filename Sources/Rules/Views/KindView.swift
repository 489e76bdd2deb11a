import Ledger

/// A kind of act or record with what the policy in force asks for it.
package struct KindView: Sendable {
    package let kind: Kind
    package let requirement: Requirement?
    package let record: RecordRule?

    /// Who must sign, as a sentence.
    package var whoSigns: String {
        if let record {
            let people = record.performer.map(\.text).joined(separator: " or ")
            let others = record.observer.map(\.text).joined(separator: " or ")
            return "one of \(people) performs, another of \(others) observes; both sign what was done"
        }
        guard let requirement else {
            return kind.name == LiftStop.kind
                ? "whoever would have to sign if what was stopped were given anew"
                : "the policy in force does not list it"
        }
        let ways = requirement.ways.map { way in
            way.slots.map { "\($0.count) × \($0.name) (\($0.pool.map(\.text).joined(separator: " or ")))" }.joined(
                separator: " and ")
        }.filter { !$0.isEmpty }
        let signatures = ways.joined(separator: ", or ")
        guard let motion = requirement.motion else { return signatures }
        let carried =
            "a motion of \(motion.body), carried with at least \(motion.floor) and more than half of all seated"
        return signatures.isEmpty ? carried : "\(signatures), and \(carried)"
    }

    package var clauses: [String] { requirement?.clauses ?? record?.clauses ?? kind.clauses }

    package var json: JSON {
        .line([
            "clauses": .texts(clauses), "detached": .texts(kind.detached.map(\.name)),
            "fields": .array(
                kind.notes.map {
                    .line(["label": .string($0.label), "name": .string($0.name), "shape": .string($0.shape.word)])
                }), "kind": .string(kind.name), "local": kind.isLocal ? .bool(true) : nil,
            "narrows": kind.narrows ? .bool(true) : nil, "sort": .string(kind.isRecord ? "record" : "act"),
            "title": .string(kind.title), "who": .string(whoSigns),
        ])
    }
}

extension Authority {
    package func kindView(_ kind: Kind, at now: Time) -> KindView {
        let opening = stands(underOpening: kind.name, at: now)
        return KindView(
            kind: kind, requirement: kind.isRecord ? nil : requirement(of: kind.name, opening: opening),
            record: policy?.records[kind.name])
    }

    package func kindViews(at now: Time) -> [KindView] { Kind.all.map { kindView($0, at: now) } }
}

extension Shape {
    /// The shape in one word, for tables and schemas.
    package var word: String {
        switch self {
        case .code: "code"
        case .time: "time"
        case .number: "number"
        case .digest: "digest"
        case .publicKey: "public-key"
        case .choice(let words): words.joined(separator: "|")
        case .item(let letter): "item:\(letter)"
        case .group(let sort): sort?.rawValue ?? "group"
        case .observer: "person|none"
        case .whereabouts: "store|computer"
        case .stopTarget: "person|key|act"
        case .origins: "origins"
        case .host: "host"
        case .digests: "digests"
        }
    }
}
