import Logging
import ServiceLifecycle
import Store
import Web

/// Ends the program when the store has stopped writing: after an error of the disk only a restart tells what is on it,
/// and a server that answers reads for days while it takes nothing would hide that.
struct DiskWatch: Service {
    let store: LedgerStore
    let logger: Logger

    func run() async throws {
        for await _ in store.sizes().cancelOnGracefulShutdown() {}
        if let why = store.stopped {
            logger.critical("stopped writing", metadata: ["why": "\(why)"])
            throw Stop(
                .unavailable,
                "the store has stopped writing: \(why) Start the server again. It first compares what is on disk.")
        }
        // Nothing else ends the stream before a shutdown does.
        try? await gracefulShutdown()
    }
}

/// Takes a renewed certificate without a restart, and says so; a bad one leaves the old in use.
struct CertificateWatch: Service {
    let certificate: ServerCertificate?

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown {
                try await Task.sleep(for: .seconds(ServerCertificate.lookSeconds))
            }
            switch certificate?.renew() {
            case .success?: tell("the new certificate is in use")
            case .failure(let unusable)?: tell("the previous certificate stays in use: \(unusable.message)")
            case nil: continue
            }
        }
    }
}

/// Tells open pages that the ledger has grown, and that the server still lives.
struct LiveNews: Service {
    let store: LedgerStore
    let live: Live

    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await size in store.sizes().cancelOnGracefulShutdown() { live.tell(size) }
                }
                group.addTask {
                    while !Task.isShuttingDownGracefully, !Task.isCancelled {
                        // Cancelled at a shutdown: then there is nothing to say any more.
                        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(Live.beatSeconds)) }
                        live.beat()
                    }
                }
            }
        } onGracefulShutdown: {
            live.end()
        }
        live.end()
    }
}

/// Says once of each alarm that there is one: a content that is not what was signed for, a journal that its signer never
/// saw. Pages show them all the time, but an operator looks at the server's log.
struct AlarmWatch: Service {
    let store: LedgerStore
    let logger: Logger
    private static let seconds = 5

    func run() async throws {
        var told: Set<String> = []
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            for alarm in alarms where told.insert(alarm.key).inserted {
                logger.error("alarm", metadata: alarm.facts)
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(AlarmWatch.seconds)) }
        }
    }

    private var alarms: [(key: String, facts: Logger.Metadata)] {
        let contents = store.mismatches.map { mismatch in
            let facts: Logger.Metadata = [
                "content": "\(mismatch.sort)", "entry": "\(mismatch.place)", "part": "\(mismatch.reference.part)",
                "what": "content is not as it was signed",
            ]
            return (key: "content \(mismatch.place) \(mismatch.reference.part)", facts: facts)
        }
        let journals = store.journal.facts.alarms.map { alarm in
            let facts: Logger.Metadata = ["entry": "\(alarm.entry)", "what": "its signer saw a different journal"]
            return (key: "journal \(alarm.entry)", facts: facts)
        }
        return contents + journals
    }
}
