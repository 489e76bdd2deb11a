import Attachments
import Ledger
import Rules

/// A statement ready to be shown and signed, with what goes beside it.
package struct UnsignedStatement: Sendable {
    package var statement: Statement
    package var contents: [DetachedContent] = []
    package var enclosures: [[UInt8]] = []
}

/// A text beside a statement: for everyone, or under an exception for the exception's readers (P-6).
package struct DetachedText: Sendable, Equatable {
    package let name: String
    package let text: String
    package let exception: ConfidentialityException?
    /// A personal part that everybody may read, because its person says so (K-3).
    package var isPublished = false

    package init(_ name: String, _ text: String, under exception: ConfidentialityException? = nil) {
        self.name = name
        self.text = text
        self.exception = exception
    }
}

/// What a person wants to say, before head, time and request are known: made again when another entry came between.
package struct Intent: Sendable {
    package var draft: Draft
    /// Named free texts and personal content, which are beside the line.
    package var texts: [DetachedText] = []
    /// Cleaned files, and the exception under which they are not public.
    package var files: [Attachment] = []
    package var filesException: ConfidentialityException?
    package var enclosed: [[UInt8]] = []
    /// Who says it, where that is not the person themselves: `p0` for the holder of a first key.
    package var signer: Signer?
    /// Whether the body's digests of keys were heard in words by the signer.
    package var notices: [String] = []

    /// Acts that were asked for and are not signed with the others (P-36).
    package var leftOut: [SeveralActs.LeftOut] = []

    package init(_ draft: Draft) { self.draft = draft }

    /// Lets everybody read a personal part that is about whoever signs (K-3).
    package mutating func publish(_ part: String) {
        for index in texts.indices where texts[index].name == part { texts[index].isPublished = true }
    }

    /// The same with a reason beside it, where one belongs: what is a text itself has none.
    package func because(_ reason: String, under exception: ConfidentialityException? = nil) throws(Failure) -> Intent {
        if let verb = Verb.named(draft.kind), !verb.parts.contains("reason") {
            throw .usage("“\(verb.title)” does not accept --because; write the reason in the text")
        }
        var intent = self
        intent.texts.append(DetachedText("reason", reason, under: exception))
        return intent
    }
}

extension Intent {
    /// The statement of this intent at a head. Throws where the policy has no place for what is personal in it.
    package func composed(
        by person: Signer, origin: String, head: Head, journal: Head, now: Time, window: Int, unheard: [Digest],
        under authority: Authority, random: (Int) -> [UInt8]
    ) throws(Refusal) -> UnsignedStatement {
        var draft = draft
        draft.unheard = unheard.sorted()
        draft.enclosures = enclosed.map { Enclosure(of: $0) }.sorted { $0.sha256 < $1.sha256 }
        let halves = random(16).reduce(into: (UInt64(0), UInt64(0))) {
            $0 = ($0.0 << 8 | $0.1 >> 56, $0.1 << 8 | UInt64($1))
        }
        var statement = draft.statement(
            by: signer ?? person, origin: origin, head: head, journal: journal, claimed: now,
            request: Request(high: halves.0, low: halves.1),
            window: window)
        let texts = texts.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let contents = texts.map { DetachedContent(name: $0.name, content: Array($0.text.utf8), key: random(32)) }
        var parts: [DetachedPart] = []
        for (content, said) in zip(contents, texts) {
            // A person may restrict more than the policy asks, and never less.
            let stands = try authority.audience(
                of: content.name, in: statement.kind, isPublished: said.isPublished)
            parts.append(
                content.part(
                    of: statement,
                    audience: stands.exception == nil ? said.exception?.audience ?? stands.audience : stands.audience,
                    exception: stands.exception ?? said.exception?.id))
        }
        let photos = zip(Attachment.names, files).map { DetachedContent(name: $0, content: $1.bytes, key: random(32)) }
        parts += photos.map {
            $0.part(
                of: statement, audience: filesException?.audience ?? Audience.everyone, exception: filesException?.id)
        }
        statement.detached = parts.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return UnsignedStatement(
            statement: statement,
            contents: (contents + photos).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) },
            enclosures: enclosed.sorted { Digest.of($0) < Digest.of($1) })
    }
}

/// Bytes from the system's generator, for request ids and commitment keys.
package enum Randomness {
    package static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
