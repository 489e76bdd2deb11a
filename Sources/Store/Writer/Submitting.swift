import Ledger
import Rules

extension LedgerStore {
    /// Enters a statement, or says why not. It waits for the disk, never for another server.
    ///
    /// It cannot be cancelled: a client that went away asks again with the same bytes and gets its receipt.
    /// `address` tells senders apart, whose repeated refusals are counted (K-13); it is written nowhere.
    package func submit(_ incoming: Incoming, from address: String = "") async -> SubmissionResult {
        if let missing = incoming.awaited.first(where: { !files.enclosures.has($0) }) {
            return .unfit(
                Malformed("P-7", "the enclosure \(missing.sha256.hex) of \(missing.length) bytes is missing"))
        }
        // Whose key this is not, nothing is stored for and nothing compiled: `decide` says no.
        guard let person = proven(incoming) else { return answer(await enter(incoming), to: incoming, from: address) }
        if let misfit = policies.misfit(incoming, files.enclosures)
            ?? policies.misfit(incoming, in: publisher.published.state.authority)
        {
            return .unfit(misfit)
        }
        if incoming.isAlwaysTaken { return answer(await enter(incoming), to: incoming, from: address) }
        let now = clock()
        if let seconds = shares.take(incoming.weight, of: person, at: now) { return .busy(.share(seconds)) }
        let outcome = await enter(incoming)
        if case .entered = outcome {} else { shares.giveBack(incoming.weight, of: person, at: now) }
        return answer(outcome, to: incoming, from: address)
    }

    private func enter(_ incoming: Incoming) async -> Outcome {
        await withCheckedContinuation { (reply: CheckedContinuation<Outcome, Never>) in
            let waiting = QueuedSubmission(incoming: incoming, weight: incoming.weight, reply: reply)
            if let busy = mailbox.put(waiting) { reply.resume(returning: .busy(busy)) }
        }
    }

    /// How many submissions wait for the writer.
    var waitingCount: Int { mailbox.count }

    /// The signer, where the signature is by a key of theirs; nil for whoever sends in somebody's name (K-13).
    func proven(_ incoming: Incoming) -> Int? {
        let signer = incoming.submission.statement.signer
        guard signer.sort == .person, signer.number > 0 else { return nil }
        let key = incoming.verified.signature.key.fingerprint
        return published.state.authority.key(key)?.key.person == signer.number ? signer.number : nil
    }

    private func answer(_ outcome: Outcome, to incoming: Incoming, from address: String) -> SubmissionResult {
        switch outcome {
        case .entered(let place, let takesEffect):
            entered(place, incoming, takesEffect: takesEffect)
        case .stands(let place): accepted(place, takesEffect: nil)
        case .refused(let refusal, let asked):
            refused(refusal, asked: asked, incoming, from: address)
        case .unfit(let malformed): .unfit(malformed)
        case .busy(let busy): .busy(busy)
        case .unknown(let why): .unknown(why)
        }
    }

    /// P-8: a head of another journal than this one is an alarm, for people to look at; the statement counts. K-20: it is
    /// one line for each signer, however often they do it.
    private func entered(_ place: Int, _ incoming: Incoming, takesEffect: Bool) -> SubmissionResult {
        let statement = incoming.submission.statement
        guard !journal.had(statement.journal),
            journal.note(JournalFacts.Alarm(entry: place, signer: statement.signer, head: statement.journal))
        else { return accepted(place, takesEffect: takesEffect) }
        try? journal.write(
            JournalLine(
                .alarm, at: clock(), person: statement.signer.number > 0 ? statement.signer.number : nil,
                facts: .object([
                    .init("entry", .integer(place)), .init("root", .string(statement.journal.root.hex)),
                    .init("size", .integer(statement.journal.size)),
                    .init("statement", .string(incoming.submission.hash.hex)),
                    .init("what", .string("its signer names a different journal")),
                ])))
        return accepted(place, takesEffect: takesEffect)
    }

    private func accepted(_ place: Int, takesEffect: Bool?) -> SubmissionResult {
        guard let receipt = publisher.published.receipt(place, takesEffect: takesEffect) else {
            return .unknown("The entry \(place) is on disk, but no checkpoint covers it yet.")
        }
        return .accepted(receipt)
    }

    private func refused(_ refusal: Refusal, asked: Head, _ incoming: Incoming, from address: String)
        -> SubmissionResult
    {
        write(refusal, of: incoming, from: address)
        do throws(Malformed) {
            let note = try RefusalNote(
                origin: origin, statement: incoming.submission.hash, rule: refusal.clause, asked: asked,
                missing: refusal.noteLine)
            return .refused(refusal, note: try note.signed(by: signer).bytes)
        } catch {
            // A clause that no note can hold is a fault of a rule, not of the client.
            return .unfit(Malformed(refusal.clause, refusal.what))
        }
    }
}
