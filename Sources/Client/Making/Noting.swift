import Ledger
import Rules

extension Workspace {
    /// A note beside an act, a record or an item: words, files or both. It changes nothing.
    package func noting(_ id: String, _ text: String?, files: [String] = []) throws(Failure) -> Intent {
        let under = authority.policy?.records[Verb.note.name]?.clauses.first ?? "P-40"
        let draft: Draft =
            switch try find(id) {
            case .act(let view): .note(about: view.hash, under: under)
            case .record(let record): .note(about: record.hash, under: under)
            case .item(_, let item): .note(about: item.id, under: under)
            default: throw .usage("a note must be about an act, a record or an item, like A-4, R-6 or M-2")
            }
        guard text != nil || !files.isEmpty else { throw .usage("a note needs words or --file") }
        return try (text.map { (text) throws(Failure) in try saying(text, draft) } ?? Intent(draft)).attaching(files)
    }

    /// The same fields with ids of acts and records in the place of hashes of their statements: nobody types 64 digits.
    func withHashes(_ fields: [String], of kind: Kind) throws(Failure) -> [String] {
        try fields.map { (word) throws(Failure) in
            let (name, value) = try FieldInput.split(word)
            guard kind.notes.contains(where: { $0.name == name && $0.type.control == .digest }),
                let id = ItemID(value), let hash = hash(of: id)
            else { return word }
            return "\(name)=\(hash.hex)"
        }
    }

    private func hash(of id: ItemID) -> Digest? {
        ["A", "R"].contains(id.prefix) && state.world.subjectID(at: id.number) == id.text
            ? state.log.rows[id.number].hash : nil
    }
}

extension Intent {
    /// Its words and files for the readers of an exception, and not for everyone: only a note can be so.
    package func restricted(under exception: ConfidentialityException?) throws(Failure) -> Intent {
        guard draft.kind == Verb.note.name else {
            throw .usage("--exception needs --because")
        }
        var intent = self
        intent.texts = texts.map { DetachedText($0.name, $0.text, under: exception) }
        intent.filesException = exception
        return intent
    }
}
