import Ledger
import Rules

/// Entries and the ledger's head, as programs see them.
enum EntryJSON {
    static let countMax = 256

    /// Entries in order, from a place on.
    static func list(_ request: SiteRequest) throws -> JSON {
        let from = try request.number("from", or: 0)
        let count = min(countMax, try request.number("count", or: 64))
        guard from < request.context.log.size else { return .array([]) }
        let end = min(request.context.log.size, from + count)
        return .array(try (from..<end).map { try entry(at: $0, request, proof: false) })
    }

    static func entry(at place: Int, _ request: SiteRequest, proof: Bool) throws -> JSON {
        let bytes = try EntryPage.bytes(request, at: place)
        let entry = try? Entry(bytes: bytes)
        let sealed = request.context.sealed
        let path =
            proof && place < sealed.size
            ? request.context.published.hashes.inclusionProof(leaf: place, size: sealed.size) : nil
        let void = request.context.voids.first { $0.place == place }
        return .line([
            "bytes": .string(String(decoding: Base64.encoded(bytes), as: UTF8.self)),
            // Only what decodes has no control characters, which JSON of ours cannot hold.
            "entry": entry == nil ? nil : .string(String(decoding: bytes, as: UTF8.self)),
            "hash": entry.map { .string($0.hash.hex) }, "kind": entry.map { .string($0.statement.kind) },
            "leaf": .string(Digest.leaf(of: bytes).hex), "place": .integer(place),
            "proof": path.map { .texts($0.map(\.hex)) },
            "recorded": entry.map { .string($0.recorded.text) },
            "root": path == nil ? nil : .string(sealed.root.hex),
            "signer": entry.map { .string($0.statement.signer.text) },
            "size": path == nil ? nil : .integer(sealed.size),
            "void": void.map { .string($0.refusal.text) },
            "words": entry.map { .string(Words.words12($0.hash).joined(separator: " ")) },
        ])
    }

    static func status(_ context: ViewContext) -> JSON {
        let founding = context.authority.founding
        return .line([
            "accepted": .bool(founding?.isAccepted ?? false),
            "checkpoint": .string(String(decoding: context.published.checkpoint.note, as: UTF8.self)),
            "founding": founding.map { .string($0.hash.hex) },
            "founding-words": founding.map { .string(Words.words24($0.hash).joined(separator: " ")) },
            "key": founding.map { .string($0.ledgerKey) }, "origin": founding.map { .string($0.origin) },
            "root": .string(context.head.root.hex), "size": .integer(context.head.size),
            "sort": founding.map { .string($0.sort.rawValue) },
            "state": .string(context.world.stateHash.hex),
            "words": .string(Words.words12(context.head.root).joined(separator: " ")),
        ])
    }
}
