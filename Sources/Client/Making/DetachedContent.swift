import Ledger
import Rules

/// A part in the vault with the key that opens its commitment (P-6).
package struct DetachedContent: Equatable, Sendable {
    package let name: String
    package let content: [UInt8]
    /// 32 random bytes, for this part alone.
    package let key: [UInt8]

    package init(name: String, content: [UInt8], key: [UInt8]) {
        self.name = name
        self.content = content
        self.key = key
    }

    /// The part of the line, once everything that the commitment binds is settled.
    func part(of statement: Statement, audience: String, exception: String?) -> DetachedPart {
        DetachedPart(
            audience: audience,
            commitment: commitment(
                key: key, origin: statement.origin, signer: statement.signer, request: statement.request,
                kind: statement.kind,
                name: name, content: content), exception: exception, name: name)
    }
}

/// What became of a detached part of a statement.
package enum PartContent: Equatable, Sendable {
    /// The content, its commitment checked.
    case opened([UInt8])
    /// Not for everyone, for the exception's reason if one is named.
    case restricted(String?)
    /// For everyone, but the log serves it no more, or nobody could be asked.
    case notOpened
    /// Beside a stop, which is entered without it: nobody has handed it in, or the log does not serve it (K-19).
    case notHandedIn
    /// Erased for good, by the act of that name.
    case erased(String)
    /// Longer than such a part may be (K-22): it came in before there was a limit, or past it.
    case tooLong
    /// A file, which nobody fetches to read words; restricted for the exception's reason if one is named.
    case file(String?)
}

extension Replica {
    /// The parts of a statement, from the copy or from the log. Content whose commitment does not open is an alarm:
    /// somebody put other words under a signature.
    package func open(
        _ statement: Statement, hash: Digest, from transport: (any Transport)?
    ) async throws(Failure) -> [(name: String, part: PartContent)] {
        var parts: [(String, PartContent)] = []
        for part in statement.detached {
            guard !PartLimits.isFile(part.name, in: statement.kind) else {
                parts.append((part.name, .file(part.exception)))
                continue
            }
            guard part.audience == "everyone" else {
                parts.append((part.name, .restricted(part.exception)))
                continue
            }
            let path = ExportPath.detached(statement: hash, name: part.name)
            // The log is asked first: what was erased there is not shown from an old copy.
            var bytes: [UInt8]?
            if let transport { bytes = try await transport.fetch(path) } else { bytes = storage.read(path.text) }
            guard let bytes else {
                storage.remove(path.text)
                parts.append((part.name, .notOpened))
                continue
            }
            // One part that nobody can show must not hide all others. What was cut off cannot be checked either.
            guard bytes.count - 32 <= PartLimits.bytesMax(of: part.name, in: statement.kind) else {
                parts.append((part.name, .tooLong))
                continue
            }
            let (key, content) = (Array(bytes.prefix(32)), Array(bytes.dropFirst(32)))
            guard statement.opens(part: part.name, key: key, content: content) else {
                throw .alarm(
                    Alarm(
                        .altered,
                        "The part “\(part.name)” of the statement \(hash.hex) differs from what its signer signed."
                    ))
            }
            if transport != nil { try storage.write(path.text, bytes) }
            parts.append((part.name, .opened(content)))
        }
        return parts
    }
}
