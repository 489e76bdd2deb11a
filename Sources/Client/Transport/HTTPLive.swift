import Foundation
import Synchronization

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The server's live stream (server-sent events, docs/formats/http.md). Each line of data is a hint; what it says is not
/// read, and an endless line costs no memory.
final class HTTPLive: NSObject, URLSessionDataDelegate, Sendable {
    private let hints: AsyncStream<Void>.Continuation
    /// The beginning of the line that has not ended yet.
    private let line = Mutex<[UInt8]>([])
    private static let data = Array("data:".utf8)

    private init(_ hints: AsyncStream<Void>.Continuation) { self.hints = hints }

    /// Ends when the server ends it, is silent, or answers anything else than a stream.
    static func hints(_ request: URLRequest) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        let session = URLSession(configuration: configuration, delegate: HTTPLive(continuation), delegateQueue: nil)
        let task = session.dataTask(with: request)
        continuation.onTermination = { _ in
            task.cancel()
            session.finishTasksAndInvalidate()
        }
        task.resume()
        return stream
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
        let isStream = http?.statusCode == 200 && http?.mimeType == "text/event-stream"
        if !isStream { hints.finish() }
        completionHandler(isStream ? .allow : .cancel)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isHint = line.withLock { line in
            var isHint = false
            for byte in data {
                guard byte == 0x0a else {
                    if line.count < Self.data.count { line.append(byte) }
                    continue
                }
                isHint = isHint || line == Self.data
                line = []
            }
            return isHint
        }
        if isHint { hints.yield() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        hints.finish()
    }
}
