import NIOPosix
import Synchronization

/// Pages are made on threads of their own, and clients take turns: what one asks for costs itself time, and never a stop.
///
/// Statements are checked and entered on the shared threads; there is one for each core, and a page that takes seconds
/// would hold one. Here a client may have all threads but one, so that another's page comes next.
final class ViewTurns: Sendable {
    /// Of all clients, and of one: more are told to come again.
    static let waitingMax = 1024, ownWaitingMax = 48

    private struct Contents {
        var running: [String: Int] = [:]
        var isRunning = 0
        /// Who waits, by client; the clients in the order of their next turns.
        var waiting: [String: [CheckedContinuation<Bool, Never>]] = [:]
        var order: [String] = []
        var isWaiting = 0
    }

    private let threads: Int
    private let executor: ViewThreads
    private let contents = Mutex(Contents())

    init(threads: Int) {
        self.threads = max(2, threads)
        executor = ViewThreads(self.threads)
    }

    /// How many wait or run.
    var count: Int { contents.withLock { $0.isRunning + $0.isWaiting } }

    /// Runs it when it is this client's turn; throws where too many of theirs wait.
    func run<Value: Sendable>(for client: String, _ body: @Sendable () async throws -> Value) async throws -> Value {
        guard await turn(of: client) else {
            throw Problem(
                status: 503, what: "Too many pages are asked for at once.",
                remedy: "Try again in a moment. Nothing was changed.", headers: [("retry-after", "2")])
        }
        defer { end(of: client) }
        return try await withTaskExecutorPreference(executor, operation: body)
    }

    private func turn(of client: String) async -> Bool {
        await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            // nil: it waits.
            let isTaken: Bool? = contents.withLock { contents in
                if contents.isRunning < threads, contents.running[client, default: 0] < threads - 1 {
                    contents.isRunning += 1
                    contents.running[client, default: 0] += 1
                    return true
                }
                let own = contents.waiting[client]?.count ?? 0
                guard own < ViewTurns.ownWaitingMax, contents.isWaiting < ViewTurns.waitingMax else { return false }
                if own == 0 { contents.order.append(client) }
                contents.waiting[client, default: []].append(continuation)
                contents.isWaiting += 1
                return nil
            }
            if let isTaken { continuation.resume(returning: isTaken) }
        }
    }

    private func end(of client: String) {
        let next: CheckedContinuation<Bool, Never>? = contents.withLock { contents in
            contents.isRunning -= 1
            let left = contents.running[client, default: 1] - 1
            contents.running[client] = left > 0 ? left : nil
            guard let index = contents.order.firstIndex(where: { contents.running[$0, default: 0] < threads - 1 })
            else { return nil }
            let client = contents.order.remove(at: index)
            guard var own = contents.waiting[client], !own.isEmpty else { return nil }
            let next = own.removeFirst()
            contents.waiting[client] = own.isEmpty ? nil : own
            if !own.isEmpty { contents.order.append(client) }
            contents.isWaiting -= 1
            contents.isRunning += 1
            contents.running[client, default: 0] += 1
            return next
        }
        next?.resume(returning: true)
    }
}

/// The threads.
private final class ViewThreads: TaskExecutor {
    private let pool: NIOThreadPool

    init(_ count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        pool.submit { _ in job.runSynchronously(on: executor) }
    }
}
