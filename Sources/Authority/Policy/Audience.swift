/// Who may read a restricted part, by the policy's word for them (P-6).
package struct Audience: Sendable, Equatable {
    /// The word that a line writes, `[a-z][a-z0-9-]{0,63}`; never `everyone`.
    package let code: String
    /// Name for people.
    package let title: String
    /// Whoever is in one of these when they read. The person concerned reads their own besides.
    package let readers: [Pool]

    /// The word for content that is public.
    package static let everyone = "everyone"
}

/// A reason for which content is not public. It is public itself (SP-9.5a).
package struct ConfidentialityException: Sendable, Equatable {
    /// Marks by which the code knows an exception; it knows none by its id.
    package enum Mark: String, Sendable, CaseIterable {
        /// The one under which the lines of the journal are kept: who signed in, who read what (SP-4.2.2a).
        case journal
        /// The one under which names, contacts and the like are kept.
        case personal
    }

    /// What a line writes, `[A-Za-z0-9][A-Za-z0-9.-]{0,63}`.
    package let id: String
    /// Name for people.
    package let title: String
    /// Clauses that allow it.
    package let clauses: [String]
    /// Code of those who may read.
    package let audience: String
    /// What it covers and why, for people.
    package let says: String
    package let marks: Set<Mark>
    /// The last day before which it is looked at again (SP-9.5b); nil in policies from before that was asked.
    package let review: Day?

    /// Whether a text can be an exception's id.
    package static func isID(_ text: String) -> Bool {
        let bytes = text.utf8
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        guard let first = bytes.first, isAlphanumeric(first), bytes.count <= 64 else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }
}

extension Policy {
    /// The exception under which personal content stands; nil in a policy that has none.
    package var personal: ConfidentialityException? { exception(.personal) }

    /// The exception under which the journal's lines stand; in a policy that has none nobody reads them.
    package var journal: ConfidentialityException? { exception(.journal) }

    private func exception(_ mark: ConfidentialityException.Mark) -> ConfidentialityException? {
        exceptionIDs.lazy.compactMap { exceptions[$0] }.first { $0.marks.contains(mark) }
    }

    /// Ids of all exceptions, ascending.
    package var exceptionIDs: [String] { exceptions.keys.sorted() }

    /// Those under which people can put words and files: the journal's is for lines that machines write.
    package var exceptionsForPeople: [ConfidentialityException] {
        exceptionIDs.compactMap { exceptions[$0] }.filter { !$0.marks.contains(.journal) }
    }
}
