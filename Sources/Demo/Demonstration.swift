import Foundation
import Ledger
import PolicyFiles
import Rules
import Store

/// Founds a demonstration CA in a data folder and plays its history; refuses every folder that holds another ledger.
package struct Demonstration {
    let data: String
    let policy: String
    let webOrigin: String

    package init(data: String, policy: String, webOrigin: String = FoundingPapers.usualOrigin) {
        self.data = data
        self.policy = policy
        self.webOrigin = webOrigin
    }

    /// Why a folder is none of ours.
    package struct NotOurs: Error, CustomStringConvertible {
        package let description: String
    }

    /// Plays the whole history up to `now`, then shows that nobody approves their own act.
    package func run(now: Time, say: @escaping (String) -> Void) async throws {
        try requireOurs()
        // A demonstration's origin has a random end, so that two of them are never taken for one (P-71).
        let end = (0..<6).map { _ in String("abcdefghijkmnpqrstuvwxyz23456789".randomElement() ?? "x") }.joined()
        let origin = "demonstration/ca.example/\(end)"
        let compiled = try PolicyFolder.load(policy, kinds: Kind.allFacts)
        try DataFolder.create(at: data, origin: origin)
        let folder = try DataFolder(opening: data)
        let clock = DemoClock(start: now.adding(-CalendarTime.length.seconds))
        let store = try LedgerStore(opening: folder, clock: { clock.now })
        defer { store.close() }
        let papers = FoundingPapers(
            policy: compiled.policy, manual: compiled.manual, clauses: compiled.clauses,
            ledger: folder.ledgerSigner.key.vkey, journal: folder.journalSigner.key.vkey,
            webOrigin: webOrigin)
        let keys = DemoKeys(folder: URL(fileURLWithPath: data).appendingPathComponent("keys"))
        let ledger = DemoLedger(store: store, keys: keys, clock: clock, origin: origin, founding: papers)
        try await DemoCalendar.play(in: ledger, say)
        say(try await selfApproval(in: ledger))
        try writeFirstSteps(ledger.state, keys: keys)
        let state = store.published.state
        say("\(state.log.size) entries, \(state.authority.people.count) people; keys in \(keys.folder.path)/p1 … p19")
    }

    /// `DIR/try-first`: what a newcomer tries, with the ids of this very history.
    private func writeFirstSteps(_ state: State, keys: DemoKeys) throws {
        let open = state.world.acts.table.map { $0 }.last { $0.end == nil && $0.kind.name == RetireMedium.kind }
        guard let open else { throw HistoryError("no retirement is open") }
        let lines = [
            "in the browser: Sign in as p15; \(open.name) waits there for its second signature",
            "or in another terminal:",
            "foureyes tasks --as p15                                # what waits for p15",
            "foureyes sign \(open.name) --as p15 --key \(keys.file(of: "p15"))   # the second of two; then try it as p14 alone",
        ]
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(
            to: URL(fileURLWithPath: data).appendingPathComponent("try-first"))
    }

    /// A data folder that exists holds a demonstration, or is left alone: these keys belong to demonstrations only.
    private func requireOurs() throws {
        guard FileManager.default.fileExists(atPath: data),
            try !FileManager.default.contentsOfDirectory(atPath: data).isEmpty
        else { return }
        let folder: DataFolder
        do { folder = try DataFolder(opening: data) } catch {
            throw NotOurs(
                description: "\(data) is not empty and is not a ledger of this program. Nothing was changed. \(error)")
        }
        let store = try LedgerStore(opening: folder)
        defer { store.close() }
        guard let founding = store.published.state.authority.founding else {
            throw NotOurs(description: "\(data) has a ledger that is not founded. Nothing was changed.")
        }
        guard founding.sort == .demonstration else {
            throw NotOurs(
                description:
                    "\(data) has the production ledger \(founding.origin). A demonstration never changes one.")
        }
        throw NotOurs(
            description: "\(data) already has a demonstration, \(founding.origin). Delete the folder to make a new one."
        )
    }

    /// p14 asks for a medium's retirement, fills one slot, and tries to be the second person too.
    private func selfApproval(in ledger: DemoLedger) async throws -> String {
        let open = ledger.state.world.acts.table.map { $0 }.last {
            $0.end == nil && $0.kind.name == RetireMedium.kind
        }
        guard let open else { throw HistoryError("no retirement is open") }
        do {
            try await ledger.sign(open.place, slot: "administrator", by: open.proposer)
        } catch let refusal as Refusal {
            return "p\(open.proposer) tries to approve \(open.name) alone and is refused: \(refusal.text)"
        }
        throw HistoryError("p\(open.proposer) approved their own act: the rules do not hold")
    }
}
