import Ledger

/// Words and files beside an act, a record or an item: a photo, a receipt, a remark. It changes nothing, and no rule asks
/// for it.
package struct Annotation: Sendable, Equatable {
    package enum About: Hashable, Sendable {
        /// The place of an act or a record.
        case entry(Int)
        case item(ItemID)
    }

    package let place: Int
    package let hash: Digest
    package let about: About
    package let person: Int
    package let recorded: Time
    /// The names of what it carries; the words and files themselves lie beside the line (P-6).
    package let parts: [String]

    package var line: JSON {
        let (entry, item): (JSON?, JSON?) =
            switch about {
            case .entry(let place): (.integer(place), nil)
            case .item(let id): (nil, .string(id.text))
            }
        return .line([
            "about": entry, "hash": .string(hash.hex), "item": item, "parts": .texts(parts), "person": .integer(person),
            "place": .integer(place), "recorded": .string(recorded.text),
        ])
    }

    /// As programs read it.
    package var json: JSON {
        .line([
            "hash": .string(hash.hex), "parts": .texts(parts), "person": .person(person), "place": .integer(place),
            "written": .string(recorded.text),
        ])
    }
}

extension World {
    /// `record/note`: whoever the policy names writes beside an act or a record (`of`) or an item (the body).
    func writeNote(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        let parts = admission.verified.statement.detached.map(\.name)
        guard !parts.isEmpty else {
            throw Refusal(
                "P-6", "A note must have a text or files, in these parts: \(Verb.note.parts.joined(separator: ", ")).",
                field: "detached", sort: .malformed)
        }
        let about = try notedSubject(admission, seen: moment.seen)
        try requireNoteRight(admission, at: moment)
        return .note(
            Annotation(
                place: moment.place, hash: admission.verified.hash, about: about, person: moment.signer,
                recorded: moment.recorded, parts: parts))
    }

    /// One thing, named in one way.
    private func notedSubject(_ admission: Admission, seen: Int) throws(Refusal) -> Annotation.About {
        let statement = admission.verified.statement
        let members = statement.body.members ?? []
        guard members.allSatisfy({ $0.key == "item" }), members.isEmpty == (statement.of != nil) else {
            throw Refusal(
                "P-4", "A note must name either an act or a record in “of”, or an item in its body.", field: "item",
                sort: .malformed)
        }
        if let place = admission.ofPlace {
            guard authority.acts[place: place] != nil || acts[place: place] != nil || recordIndex(at: place) != nil
            else { throw Refusal("P-35", "“of” does not name an act or a record.", field: "of", sort: .notFound) }
            return .entry(place)
        }
        // Of people nothing is written beside them: what is so of them is said by acts and records, where rules hold.
        guard let id = statement.body["item"]?.text.flatMap({ ItemID($0) }), Register.of(prefix: id.prefix) != nil
        else {
            throw Refusal(
                "P-4", "The field “item” takes the id of a thing in a register.", field: "item", sort: .malformed)
        }
        guard let born = born(id), born < seen else {
            throw Refusal(
                "P-35", "\(id.text) was not in the log that the signer had seen.", field: "item", sort: .notFound)
        }
        return .item(id)
    }

    /// Who may write one is the policy's. A note is no truth that somebody must be able to say, as a record is: nobody
    /// hangs pictures on an item with a stolen key.
    private func requireNoteRight(_ admission: Admission, at moment: Moment) throws(Refusal) {
        guard let rule = authority.policy?.records[Verb.note.name] else {
            throw Refusal(
                "P-40", "The policy in force allows nobody to write notes.",
                who: "the governing body, by a change of policy")
        }
        guard let key = moment.key, authority.isGood(key, since: moment.place, page: moment.isPage),
            authority.stands(moment.signer, own: false)
        else {
            throw Refusal(
                "P-55", "p\(moment.signer) or the key that signed is stopped.", who: "two people who may end the stop")
        }
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        guard authority.standing(of: moment.signer, in: rule.performer, for: subject, at: moment.recorded) != nil else {
            let pools = rule.performer.map(\.text).joined(separator: ", ")
            throw Refusal(
                rule.clauses.first ?? "P-40", "p\(moment.signer) may not write notes.",
                who: pools)
        }
        guard !rule.local || admission.verified.signature.isLocal else {
            throw Refusal("P-42", "A note must be signed on the signer’s own machine.", who: "p\(moment.signer)")
        }
    }
}
