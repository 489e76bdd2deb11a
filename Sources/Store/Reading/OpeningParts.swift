import Ledger
import Rules

/// What is stored about a person, as a page shows it to them: that it is there, not what it says.
package struct StoredPart: Sendable {
    package let reference: PartReference
    /// The place of its statement, and its kind.
    package let place: Int
    package let kind: String
    package let part: DetachedPart
    /// The act that erased it, by its name.
    package let erased: String?
    /// Whether it can still be opened here.
    package let isHere: Bool
}

extension LedgerStore {
    /// SP-3.4a: opens parts for a reader who has a right to each, after the journal has their reading: no line, no content.
    ///
    /// The right is judged here once more, for a page that forgot to. A part that is not here, erased, or not what was
    /// signed for is nil.
    package func open(
        _ parts: [(statement: Digest, part: String)], for reader: Int, because authority: String
    ) throws(StoreError) -> [OpenedPart?] {
        let published = published
        let now = clock()
        var found: [Standing?] = []
        for (statement, name) in parts { found.append(try standing(statement, name, in: published)) }
        let admitted = found.map { standing in
            standing.flatMap { standing in
                published.state.authority.readingRight(
                    of: reader, part: standing.part, subject: standing.subject, at: now
                ).map { _ in standing }
            }
        }
        try journal.write(
            admitted.compactMap { standing in
                guard let standing, standing.part.isRestricted else { return nil }
                return .reading(
                    statement: standing.reference.statement, part: standing.reference.part,
                    about: standing.subject.text, by: reader, because: authority, at: now)
            })
        var opened: [OpenedPart?] = []
        for standing in admitted {
            opened.append(try standing.flatMap { (standing) throws(StoreError) in try open(standing) })
        }
        return opened
    }

    /// Whether a person may read a part now: it is in the log, is not erased, and the policy lets them.
    package func mayRead(_ reference: PartReference, reader: Int) -> Bool {
        guard let standing = try? standing(reference.statement, reference.part, in: published) else { return false }
        return published.state.authority.readingRight(
            of: reader, part: standing.part, subject: standing.subject, at: clock()) != nil
    }

    /// Key and content of a part whose audience is everyone; nil when it was never there, is erased, or is not what
    /// was signed for.
    package func publicContent(of statement: Digest, name: String) throws(StoreError) -> OpenedPart? {
        guard let standing = try standing(statement, name, in: published), !standing.part.isRestricted else {
            return nil
        }
        return try open(standing)
    }

    /// All restricted parts that concern a person, in the order of the log; what is erased too, for the line stands.
    package func stored(about person: Int) throws(StoreError) -> [StoredPart] {
        let state = published.state
        let places = state.authority.subjects(of: person).flatMap { state.world.contents.places(about: $0) }.sorted()
        var stored: [StoredPart] = []
        for place in places {
            guard let entry = try body(at: place).flatMap({ try? Entry(bytes: $0) }) else { continue }
            for part in entry.statement.detached where part.isRestricted {
                let reference = PartReference(statement: entry.hash, part: part.name)
                let sealed = try files.vault.file.sealed(reference)
                stored.append(
                    StoredPart(
                        reference: reference, place: place, kind: entry.statement.kind, part: part,
                        erased: state.erasure(of: entry.hash, part: part.name),
                        isHere: try sealed.flatMap { (sealed) throws(StoreError) in try files.vault.keys.key(sealed.key)
                        } != nil))
            }
        }
        return stored
    }

    /// A part with its statement as they are in the log; nil for one that an act has erased.
    private struct Standing {
        let reference: PartReference
        let place: Int
        let statement: Statement
        let part: DetachedPart
        let subject: ContentSubject
    }

    private func standing(_ hash: Digest, _ name: String, in published: Published) throws(StoreError) -> Standing? {
        guard let place = published.state.log.place(of: hash), published.state.erasure(of: hash, part: name) == nil,
            let statement = try body(at: place).flatMap({ try? Entry(bytes: $0) })?.statement,
            let part = statement.detached.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else { return nil }
        return Standing(
            reference: PartReference(statement: hash, part: part.name), place: place, statement: statement, part: part,
            subject: ContentSubject(of: statement, hash: hash))
    }

    /// The content, if it opens the commitment that was signed: anything else is an alarm, and is not shown.
    private func open(_ standing: Standing) throws(StoreError) -> OpenedPart? {
        let name = standing.reference.part
        let opened: OpenedPart?
        let isHere: Bool
        if standing.part.isRestricted {
            let sealed = try files.vault.file.sealed(standing.reference)
            isHere = try sealed.flatMap { (sealed) throws(StoreError) in try files.vault.keys.key(sealed.key) } != nil
            opened = isHere ? try files.vault.opened(standing.reference) : nil
        } else {
            opened = try files.vault.file.part(of: standing.reference.statement, name: name)
            isHere = opened != nil
        }
        guard isHere else { return nil }
        if let opened, standing.statement.opens(part: name, key: opened.key, content: opened.content) { return opened }
        // Erased while this was read: no alarm.
        guard published.state.erasure(of: standing.reference.statement, part: name) == nil else { return nil }
        alarm(ContentMismatch(reference: standing.reference, place: standing.place))
        return nil
    }
}
