import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// One request and its answer. A redirect is not followed and an endless answer is cut: a hostile server chooses
/// neither where we ask nor how much memory we use.
final class HTTPExchange: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var status = 0
        var retryAfter: Int?
        var body: [UInt8] = []
        var tooLong = false
        var waiting: CheckedContinuation<Reply, any Error>?
    }
    private let most: Int
    /// Whether of an answer that is too long the beginning is given, and not a failure: one byte more than allowed.
    private let cuts: Bool
    private let state = Mutex(State())

    init(most: Int, cuts: Bool = false) { (self.most, self.cuts) = (most, cuts) }

    func run(_ request: URLRequest) async throws -> Reply {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        return try await withCheckedThrowingContinuation { continuation in
            state.withLock { $0.waiting = continuation }
            session.dataTask(with: request).resume()
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) { completionHandler(nil) }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let http = response as? HTTPURLResponse
        state.withLock {
            $0.status = http?.statusCode ?? 0
            $0.retryAfter = http?.value(forHTTPHeaderField: "retry-after").flatMap { UInt16($0) }.map(
                Int.init)
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let tooLong = state.withLock { state in
            state.body.append(contentsOf: data)
            state.tooLong = state.body.count > most
            return state.tooLong
        }
        if tooLong { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (waiting, result) = state.withLock {
            state -> (CheckedContinuation<Reply, any Error>?, Result<Reply, any Error>) in
            let waiting = state.waiting
            state.waiting = nil
            if state.tooLong, cuts {
                let beginning = Array(state.body.prefix(most + 1))
                return (waiting, .success(Reply(status: state.status, body: beginning)))
            }
            if state.tooLong {
                return (waiting, .failure(Failure.unavailable("the answer is larger than \(most) bytes")))
            }
            if let error { return (waiting, .failure(error)) }
            return (
                waiting, .success(Reply(status: state.status, body: state.body, retryAfter: state.retryAfter))
            )
        }
        waiting?.resume(with: result)
    }
}
