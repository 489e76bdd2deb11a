import Ledger
import Rules
import Store
import TestWorld

/// Words that a test CA says without a vault, and a photo.
enum TestWords {
    static let key = SpokenWords.key, content = SpokenWords.content
    static let photo = FileVectors.cleaned("jpeg-plain")

    /// The parts of a statement that are these words, or this photo.
    static func parts(of statement: Statement) -> [OpenedPart] {
        statement.detached.compactMap { part in
            [content, photo].first { statement.opens(part: part.name, key: key, content: $0) }.map {
                OpenedPart(name: part.name, key: key, content: $0)
            }
        }
    }
}

extension TestCA {
    /// Asks about a statement, in the words of `TestWords`; returns the place.
    @discardableResult
    mutating func ask(about hash: Digest, by person: Int) throws -> Int {
        try words(.question(about: hash, under: "P-40"), by: person)
    }

    @discardableResult
    mutating func answer(_ question: Question, by person: Int) throws -> Int {
        try words(.answer(question), by: person)
    }

    private mutating func words(_ draft: Draft, by person: Int) throws -> Int {
        var draft = draft
        let request = request()
        draft.detached = [
            DetachedPart(
                audience: "everyone",
                commitment: commitment(
                    key: TestWords.key, origin: origin, signer: .person(person), request: request, kind: draft.kind,
                    name: "text", content: TestWords.content), exception: nil, name: "text")
        ]
        let signer = key(person)
        return try enter(signer.signed(statement(draft, by: person, request: request)))
    }
}
