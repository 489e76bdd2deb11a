import Foundation
import Ledger

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A server over HTTP. What it answers is checked by whoever asked; here only lengths are bounded.
package struct HTTPTransport: Transport {
    /// `http://HOST[:PORT]` without a slash at its end.
    package let base: String
    /// Seconds until an answer must have begun.
    private let patience: TimeInterval

    package init(base: String, patience: TimeInterval = 20) {
        self.base = base
        self.patience = patience
    }

    package var name: String { base }
    package var webOrigin: String? { SignInText.written(base) }

    package func fetch(_ path: ExportPath) async throws(Failure) -> [UInt8]? {
        // One content that is too long must not end a command that shows others (K-22).
        var cuts = false
        if case .detached = path { cuts = true }
        let reply = try await exchange(try request("/log/" + path.text), most: path.longest, cuts: cuts)
        switch reply.status {
        case 200: return reply.body
        case 404, 410: return nil
        default: throw .unavailable("\(base) answered HTTP \(reply.status) for /log/\(path.text)")
        }
    }

    package func hints() -> AsyncStream<Void>? {
        guard var request = try? request("/live") else { return nil }
        // The server beats every 15 seconds; a stream without a beat is dead.
        request.timeoutInterval = 60
        request.setValue("text/event-stream", forHTTPHeaderField: "accept")
        return HTTPLive.hints(request)
    }

    package func submit(_ body: [UInt8]) async throws(Failure) -> Reply {
        var request = try request("/api/submit")
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        return try await exchange(request, most: 1 << 20)
    }

    package func submit(_ form: MultipartBody, token: String) async throws(Failure) -> Reply {
        var request = try request("/api/submit")
        request.httpMethod = "POST"
        request.httpBody = Data(form.bytes)
        // 24 MiB take their time over a slow line.
        request.timeoutInterval = 600
        request.setValue("multipart/form-data; boundary=" + form.boundary, forHTTPHeaderField: "content-type")
        try authorize(&request, token)
        return try await exchange(request, most: 1 << 20)
    }

    package func ask(_ method: String, _ path: String, _ body: [UInt8]?, token: String?) async throws(Failure) -> Reply
    {
        var request = try request(path)
        request.httpMethod = method
        if let body {
            request.httpBody = Data(body)
            request.setValue("application/json", forHTTPHeaderField: "content-type")
        }
        if let token { try authorize(&request, token) }
        // A photo in base64 is the longest answer.
        return try await exchange(request, most: 12 << 20)
    }

    private func authorize(_ request: inout URLRequest, _ token: String) throws(Failure) {
        guard isPrivate else {
            throw .usage("\(base) is not an https:// address, so anybody on the network could read your session token")
        }
        request.setValue("Bearer " + token, forHTTPHeaderField: "authorization")
    }

    /// TLS, or this very machine.
    private var isPrivate: Bool {
        guard let url = URL(string: base) else { return false }
        return url.scheme == "https" || ServerAddress.isLoopback(url.host ?? "")
    }

    private func request(_ path: String) throws(Failure) -> URLRequest {
        guard let url = URL(string: base + path) else { throw .usage("\(base) is not the address of a server") }
        var request = URLRequest(
            url: url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: patience)
        request.setValue("foureyes", forHTTPHeaderField: "user-agent")
        return request
    }

    private func exchange(_ request: URLRequest, most: Int, cuts: Bool = false) async throws(Failure) -> Reply {
        do {
            return try await HTTPExchange(most: most, cuts: cuts).run(request)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .silent(base, error.localizedDescription, through: ProxySetting(for: base))
        }
    }
}
