import Ledger
import Rules

/// SP-1.2e: the check of an export by somebody who trusts neither the server nor its database. Everything is computed again
/// from the bytes in the folder, so what was changed, removed or put elsewhere is found (P-71).
package enum Verification {
    /// Checks the folder and returns what was found; it never throws, and no input makes it trap.
    ///
    /// `progress` is called by one task at a time, after every 512 entries.
    package static func run(
        folder path: String, options: VerificationOptions,
        progress: @escaping @Sendable (VerificationProgress) -> Void = { _ in }
    ) async -> VerificationReport {
        var report = VerificationReport(options: options)
        do throws(FolderFailure) {
            let folder = try ExportFolder(path: path)
            let listing = try ExportListing(of: folder)
            if listing.isNoExport { throw FolderFailure.noExport(path) }
            let log = ShownLog(.ledger, in: folder, listing)
            report.head = try log.head(&report.faults)
            // Without a checkpoint the size is that of the bundles, and without a root nothing that the tiles say is
            // taken for signed.
            let head = report.head ?? Head(root: .ofNothing, size: log.listing.end)
            let claimed = try ClaimedLeaves(of: log, head: head)
            let reader = ChunkReader(
                log: log, parts: listing.parts, size: head.size, claimed: claimed, since: options.since)
            var folding = Folding(now: options.now) { digest in
                let reading = try? folder.read(.enclosure(digest), atMost: FileLimit.ruleEnclosure)
                guard case .bytes(let bytes)? = reading, Digest.of(bytes) == digest else { return nil }
                return bytes
            }
            try await fold(reader, into: &folding, cores: options.cores, progress)
            report.take(folding)
            try check(log, listing, folding, head: head, &report)
        } catch { report.unreadable = error }
        return report
    }

    /// Signatures on all cores, the fold in order by this task alone (platform.md, section 14).
    private static func fold(
        _ reader: ChunkReader, into folding: inout Folding, cores: Int,
        _ progress: @escaping @Sendable (VerificationProgress) -> Void
    ) async throws(FolderFailure) {
        let chunks = reader.chunks
        // Twice the cores: while one chunk is folded the others must not run dry, and no more than that is in memory.
        let window = 2 * max(1, cores)
        var copy = folding
        let failure = await withTaskGroup(of: (Int, Result<CheckedChunk, FolderFailure>).self) { group in
            var given = 0
            var wanted = 0
            var waiting: [Int: CheckedChunk] = [:]
            while given < min(window, chunks) {
                let number = given
                group.addTask { (number, reader.chunk(number)) }
                given += 1
            }
            while let (number, result) = await group.next() {
                switch result {
                case .failure(let failure):
                    group.cancelAll()
                    return failure as FolderFailure?
                case .success(let chunk): waiting[number] = chunk
                }
                // The window moves with the fold, so that a slow chunk cannot pile up the others behind it.
                while let chunk = waiting.removeValue(forKey: wanted) {
                    wanted += 1
                    if given < chunks {
                        let next = given
                        group.addTask { (next, reader.chunk(next)) }
                        given += 1
                    }
                    copy.take(chunk)
                    progress(VerificationProgress(done: copy.kept.size, total: reader.size))
                    guard !copy.endsInHole else {
                        group.cancelAll()
                        return nil
                    }
                }
            }
            return nil
        }
        folding = copy
        if let failure { throw failure }
    }

    private static func check(
        _ log: ShownLog, _ listing: ExportListing, _ folding: Folding, head: Head,
        _ report: inout VerificationReport
    ) throws(FolderFailure) {
        if folding.kept.size < head.size {
            let what = "the entries from \(folding.kept.size) to \(head.size - 1) are missing"
            report.faults.add(Fault("P-71", what, entry: folding.kept.size))
        }
        if head.size == 0 {
            report.faults.add(Fault("P-54", "the log is empty: it has no founding"))
        } else if folding.state.authority.founding == nil, folding.halt == nil, folding.kept.size > 0,
            !folding.findings.lost.contains(0)
        {
            report.faults.add(Fault("P-54", "this ledger has no founding", entry: 0))
        }
        var checkpoints = CheckpointCheck(log: log, kept: folding.kept, claim: folding.claim)
        try checkpoints.run(newest: head.size)
        if let known = report.options.known { checkpoints.run(known: known) }
        var tiles = TileCheck(log: log, kept: folding.kept, size: head.size)
        try tiles.run()
        var enclosures = EnclosureCheck(folder: log.folder, listing: listing, listed: folding.enclosed)
        try enclosures.run()
        var journal = JournalCheck(folder: log.folder, listing: listing, folding: folding, known: report.options.known)
        try journal.run()
        report.take(journal)
        report.take(checkpoints)
        report.take(tiles)
        report.take(enclosures)
        report.strange(listing, folding, tiles, enclosures)
    }
}
