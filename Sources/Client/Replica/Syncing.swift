import Ledger
import Rules

extension Replica {
    /// Brings the copy up to the log's newest checkpoint, or to the one given. Returns notices for the person.
    ///
    /// Whatever does not continue this copy is an alarm: a shorter history, another one, a checkpoint that the
    /// founding's key did not sign, entries that are not under it, another founding at this address. The log's own words
    /// are kept with each (K-23).
    package mutating func sync(
        from transport: any Transport, to given: [UInt8]? = nil
    ) async throws(Failure) -> [String] {
        let note: [UInt8]
        if let given { note = given } else { note = try await newest(transport) }
        do throws(Failure) { return try await follow(note, isAnswer: given != nil, transport) } catch {
            guard case .alarm(let alarm) = error, alarm.kept.isEmpty, alarm.trouble.provesFault else { throw error }
            throw .alarm(try evidence(alarm, note))
        }
    }

    private mutating func follow(
        _ note: [UInt8], isAnswer: Bool, _ transport: any Transport
    ) async throws(Failure) -> [String] {
        var notices: [String] = []
        guard let claimed = try? Self.claims(note) else {
            throw .alarm(Alarm(.checkpoint, "\(transport.name) serves a malformed checkpoint."))
        }
        if let founding, (try? Self.verified(note, by: founding)) == nil {
            try await judgeForeign(claimed, note, ours: founding, transport)
            // Only a demonstration in the place of another gets here.
            notices.append(
                "NOTICE: \(transport.name) now serves a different demonstration, \(claimed.origin). "
                    + "The old copy is replaced.")
            empty()
        }
        let founding: Founding
        if let own = self.founding {
            founding = own
        } else {
            founding = try await meet(claimed, transport)
            if let trust, trust.founding != founding.hash {
                throw .alarm(
                    try evidence(
                        Self.otherFounding(transport.name, ours: trust.founding, theirs: founding.hash), note)
                )
            }
            if trust == nil {
                try bind(Trust(founding: founding.hash, given: false))
                notices += Self.introduction(founding, transport)
            }
        }
        guard let signed = try? Self.verified(note, by: founding) else {
            throw .alarm(
                try evidence(
                    Alarm(
                        .checkpoint,
                        "The checkpoint of \(transport.name) is not signed by the key that the founding names."
                    ), note))
        }
        try await advance(to: signed, isAnswer: isAnswer, transport)
        try compareWithHeads(transport.name, isNewest: !isAnswer)
        return notices
    }

    private func newest(_ transport: any Transport) async throws(Failure) -> [UInt8] {
        guard let note = try await transport.fetch(.checkpoint) else {
            throw .unavailable("\(transport.name) serves no log")
        }
        return note
    }

    /// First contact: entry 0 says which key signs.
    private func meet(_ claimed: Checkpoint, _ transport: any Transport) async throws(Failure) -> Founding {
        guard let path = TilePath.bundle(of: 0, at: claimed.head.size) else {
            throw .unavailable("\(transport.name) serves an empty log")
        }
        let bytes = try await bundle(path, transport)[0]
        let leaf = CheckedLeaf(checking: bytes)
        let fetched = try await readEnclosures(of: [leaf], transport)
        var first = try Replica(storage: MemoryStorage())
        try first.fold(leaf) { (digest) throws(Failure) in fetched[digest] }
        guard let founding = first.founding else {
            let why = first.voids.first?.refusal.text ?? ""
            throw .alarm(Alarm(.checkpoint, "Entry 0 of \(transport.name) is not a founding. \(why)"))
        }
        return founding
    }

    /// Folds what is new up to a checkpoint that the log signed, and keeps it once the root is right.
    private mutating func advance(
        to signed: SignedCheckpoint, isAnswer: Bool, _ transport: any Transport
    ) async throws(Failure) {
        let (old, new) = (head, signed.checkpoint.head)
        if new.size <= old.size, state.log.roots.at(new.size) != new.root {
            throw .alarm(try evidence(Self.fork(transport.name, at: new.size), signed.note.bytes))
        }
        if new.size < old.size {
            // An answer about something older may bear an older checkpoint; the newest one may never be older.
            if isAnswer { return }
            throw .alarm(
                try evidence(
                    Self.rollback(transport.name, ours: old.size, theirs: new.size), signed.note.bytes))
        }
        guard new.size > old.size || checkpoint == nil else { return }
        try remember(new, signed: signed.note.bytes, by: transport.name)
        var next = self
        for path in TilePath.bundles(from: old.size, to: new.size) {
            let served = try await bundle(path, transport)
            var entries = served[...]
            // A partial bundle that grew begins with what this copy has.
            for place in path.leaves where place < old.size {
                guard let known = entry(at: place), entries.popFirst() == known else {
                    throw .alarm(try evidence(Self.fork(transport.name, at: place), signed.note.bytes))
                }
            }
            let leaves = await Self.checked(Array(entries))
            let fetched = try await next.readEnclosures(of: leaves, transport)
            for leaf in leaves { try next.fold(leaf) { (digest) throws(Failure) in fetched[digest] } }
            // Under a name that no checkpoint of ours covers yet: it counts only with the checkpoint below.
            if let bytes = try? EntryBundle.encoded(served) { try storage.write(path.text, bytes) }
        }
        guard next.head == new else {
            throw .alarm(try await diagnosed(signed, transport))
        }
        try next.save(signed, from: old.size)
        self = next
    }

    /// The entries of a bundle. One that the log signed for and does not serve is withheld, not merely absent.
    func bundle(_ path: TilePath, _ transport: any Transport) async throws(Failure) -> [[UInt8]] {
        if let bytes = try await transport.fetch(.tile(path)) {
            guard let entries = try? EntryBundle.decoded(bytes, as: path) else {
                throw .alarm(
                    Alarm(.altered, "The bundle \(path.text) of \(transport.name) is malformed."))
            }
            return entries.map { Array($0) }
        }
        // A server may delete a partial bundle once the full one is there.
        if let full = path.full, !path.isFull, let bytes = try await transport.fetch(.tile(full)),
            let entries = try? EntryBundle.decoded(bytes, as: full)
        {
            return entries.prefix(path.width).map { Array($0) }
        }
        let (first, last) = (path.leaves.lowerBound, path.leaves.upperBound - 1)
        throw .alarm(
            Alarm(
                .withheld,
                "\(transport.name) signed a checkpoint over entries \(first) to \(last) but does not serve them."
            ))
    }

    /// The enclosures that these leaves' rules read and this copy does not hold yet.
    private func readEnclosures(
        of leaves: [CheckedLeaf], _ transport: any Transport
    ) async throws(Failure) -> [Digest: [UInt8]] {
        var fetched: [Digest: [UInt8]] = [:]
        for leaf in leaves {
            guard case .success(let recorded) = leaf.content else { continue }
            for digest in Self.reads(recorded.verified.statement) where enclosures[digest] == nil {
                fetched[digest] = try await transport.fetch(.enclosure(digest))
            }
        }
        return fetched
    }

    /// Signatures checked on all cores.
    private static func checked(_ entries: [[UInt8]]) async -> [CheckedLeaf] {
        let chunk = 32
        return await withTaskGroup(of: (Int, [CheckedLeaf]).self) { group in
            for start in stride(from: 0, to: entries.count, by: chunk) {
                let part = entries[start..<min(start + chunk, entries.count)]
                group.addTask { (start, part.map { CheckedLeaf(checking: $0) }) }
            }
            var parts: [(Int, [CheckedLeaf])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// The checkpoint comes last: what a crash leaves is the old copy.
    private mutating func save(_ signed: SignedCheckpoint, from old: Int) throws(Failure) {
        for (digest, bytes) in enclosures where storage.read(ExportPath.enclosure(digest).text) == nil {
            try storage.write(ExportPath.enclosure(digest).text, bytes)
        }
        try storage.write(Self.checkpointName, signed.note.bytes)
        checkpoint = signed
        if old % TilePath.widthMax != 0, let partial = TilePath.bundle(of: old - 1, at: old) {
            storage.remove(partial.text)
        }
    }
}
