import Ledger
import Rules

extension Workspace {
    package func declining(_ id: String) throws(Failure) -> Intent {
        Intent(try draft(about: try act(id), { .decline($0) }, { .decline($0) }))
    }

    /// Takes back one's own proposal or signature by the request id under which it was made; or a statement that does
    /// not stand anywhere, by its request id (P-33).
    package func withdrawal(_ id: String) throws(Failure) -> Intent {
        if let request = Request(hex: id) {
            return Intent(
                Draft("authority/act.withdraw", .line(["request": .string(request.hex)]), under: ["P-33"]))
        }
        let view = try act(id)
        let own = try requireNumber()
        let place = view.proposer == own ? view.place : view.signatures.first { $0.person == own }?.place
        guard let place, let request = replica.statement(at: place)?.request else {
            throw .refused(
                Refusal(
                    "P-34", "p\(own) has neither proposed nor signed \(view.name).",
                    who: "its proposer p\(view.proposer) or its signers"))
        }
        return Intent(
            try draft(about: view, { .withdraw($0, request: request) }, { .withdraw($0, request: request) }))
    }

    package func vote(_ id: String, _ choice: Vote.Choice) throws(Failure) -> Intent {
        Intent(.vote(try motion(id).motion, choice))
    }

    /// Closes a motion with the tally of one's own copy; or a record of one's own whose observer does not sign (P-41).
    package func closing(_ id: String) throws(Failure) -> Intent {
        if case .record(let record) = try find(id) {
            return Intent(Draft("record/close", of: record.hash, under: [record.kind.clauses.first ?? "P-41"]))
        }
        guard case .motion(let view) = try find(id) else {
            throw .usage("\(Visible.text(id)) is neither a motion (B-n) nor a record (R-n)")
        }
        return Intent(.close(view.motion, view.tally))
    }

    /// The acceptance of the founding, with the fingerprints heard as `p2=WORDS`; `asListed` takes those of the
    /// founding itself, which only a demonstration allows.
    package func acceptance(heard: [String], asListed: Bool) throws(Failure) -> Intent {
        guard let founding = replica.founding else { throw .unavailable("the ledger is not founded yet") }
        let own = try requireNumber()
        var list: [(person: Int, key: Digest)] = []
        if asListed {
            guard founding.sort == .demonstration else {
                throw .usage("--demonstration works in demonstrations only; give --heard p2=WORDS")
            }
            list = founding.founders.filter { $0.person != own }.map { ($0.person, $0.key.fingerprint) }
        }
        for word in heard {
            let (name, words) = try FieldInput.split(word)
            guard let id = ItemID(name), id.prefix == Person.prefix,
                let founder = founding.founders.first(where: { $0.person == id.number }), id.number != own
            else { throw .notFound("\(Visible.text(name)) is not another founder") }
            try requireHeard(words, founder.key.fingerprint, of: "\(id.text)’s key")
            list.removeAll { $0.person == id.number }
            list.append((id.number, founder.key.fingerprint))
        }
        guard list.count >= 2 else {
            throw .usage(
                "you must have heard the keys of at least two other founders: --heard p2=WORDS --heard p3=WORDS")
        }
        return Intent(.accept(founding, heard: list))
    }
}
