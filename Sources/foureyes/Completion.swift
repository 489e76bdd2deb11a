import ArgumentParser
import Client
import Foundation
import Ledger
import Rules

/// What the shell completes: ids of one's own copy, as it is. Nothing is fetched, and nothing is waited for: a key press
/// must not ask a server what one is looking at.
enum Known {
    static let kinds = CompletionKind.list(Kind.all.map(\.name))
    static let openActs = ids { state, now in state.world.openActViews(at: now).map(\.name) }
    static let openMotions = ids { state, now in state.world.openMotions(at: now).map(\.name) }
    static let toSign = ids { state, now in
        state.world.openActViews(at: now).map(\.name)
            + (state.world.claimedRecords + state.world.lateRecords).map(\.name)
    }
    static let toClose = ids { state, now in
        state.world.openMotions(at: now).map(\.name)
            + state.world.claimedRecords.map(\.name)
    }
    /// The newest records that keep presence.
    static let toJoin = ids { state, _ in
        Kind.all.filter(\.keepsPresence).flatMap { state.world.records(of: $0.name, limit: offered).map(\.name) }
    }
    static let things = ids { state, now in
        asked(state, now) + state.world.remarks.questions.map(\.name) + state.authority.people.map { "p\($0.number)" }
            + state.authority.stops.map { "X-\($0.number)" }
            + Register.all.flatMap { register in
                register.numbers(in: state.world).map { ItemID(prefix: register.prefix, number: $0).text }
            }
    }
    static let askable = ids(asked)
    static let openQuestions = ids { state, _ in state.world.remarks.openQuestions.map(\.name) }
    static let stoppable = ids { state, now in
        state.authority.people.map { "p\($0.number)" } + state.world.openActViews(at: now).map(\.name)
    }
    static let stops = ids { state, _ in state.authority.stops.filter { $0.ended == nil }.map { "X-\($0.number)" } }
    static let machines = ids { state, _ in state.authority.machinesInService.map { "m\($0.number)" } }
    static let replacements = ids { state, now in state.replacementViews(at: now).filter(\.waits).map(\.name) }
    static let manualChanges = ids { state, now in
        state.manualChangeViews(at: now).filter { $0.condition == "may-close" }.map(\.name)
    }
    static let disowned = ids { state, _ in state.disowned().filter { $0.answer == nil }.map(\.name) }
    static let people = ids { state, _ in state.authority.people.map { "p\($0.number)" } }

    /// The newest of a long list: nobody reads a thousand words behind a key press.
    private static let offered = 1000

    private static func asked(_ state: State, _ now: Time) -> [String] {
        state.world.actViews(at: now, limit: offered).map(\.name)
            + state.motionViews(at: now, limit: offered).map(\.motion.name)
            + state.world.records(limit: offered).map(\.name)
    }

    private static func ids(_ list: @escaping @Sendable (State, Time) -> [String]) -> CompletionKind {
        .custom { words, _, prefix in
            guard let state = state(words) else { return [] }
            return list(state, Where.now).filter { $0.hasPrefix(prefix) }
        }
    }

    /// The copy of the server that the words or the environment name; nil where there is none, or another command has it.
    private static func state(_ words: [String]) -> State? {
        let named = words.firstIndex(of: "--url").map { words.index(after: $0) }.flatMap {
            words.indices.contains($0) ? words[$0] : nil
        }
        guard let storage = try? Where.storage(try Where.address(url: named), wait: false) else { return nil }
        return (try? Replica(storage: storage))?.state
    }
}
