import Foundation

/// One keep-alive HTTP/1.1 connection over a blocking socket: as little as measures a server and not its client.
final class Wire {
    private let descriptor: Int32
    private let port: UInt16
    private var held: [UInt8] = []

    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    /// Each client has an address of its own on the loopback, because the server limits by address.
    init(port: UInt16, client: Int = 0) throws {
        self.port = port
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let bound = Wire.with(0x7F00_0001 + UInt32(client), 0) { bind(descriptor, $0, $1) }
        let connected = Wire.with(0x7F00_0001, port) { connect(descriptor, $0, $1) }
        guard bound == 0, connected == 0 else { throw Broken(description: "nobody answers at port \(port)") }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Waits until one or more of these have something to read, and says which.
    static func ready(_ wires: [Wire]) throws -> [Int] {
        var waiting = wires.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        guard poll(&waiting, nfds_t(waiting.count), 30_000) > 0 else {
            throw Broken(description: "no answer within 30 seconds")
        }
        return waiting.indices.filter { waiting[$0].revents != 0 }
    }

    private static func with(
        _ host: UInt32, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: host.bigEndian)
        return withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    struct Answer {
        let status: Int
        let head: String
        let body: [UInt8]

        /// The cookies that it sets, as the next request sends them.
        var cookie: String? {
            let set = head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("set-cookie:") }
            let pairs = set.compactMap { $0.dropFirst(11).split(separator: ";").first?.drop { $0 == " " } }
            return pairs.isEmpty ? nil : pairs.joined(separator: "; ")
        }
    }

    func ask(_ method: String, _ path: String, _ headers: [String] = [], body: [UInt8] = []) throws -> Answer {
        try send(method, path, headers, body: body)
        return try answer()
    }

    func send(_ method: String, _ path: String, _ headers: [String] = [], body: [UInt8] = []) throws {
        let lines =
            ["\(method) \(path) HTTP/1.1", "host: localhost:\(port)", "content-length: \(body.count)"] + headers
        let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Broken(description: "the connection ended while sending") }
            rest = rest.dropFirst(count)
        }
    }

    func answer() throws -> Answer {
        let head = try head()
        let length =
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
        while held.count < length { try receive() }
        defer { held.removeFirst(length) }
        return Answer(
            status: Int(head.dropFirst(9).prefix(3)) ?? 0, head: head, body: Array(held.prefix(length)))
    }

    /// The lines before a body; what comes after them stays for whoever reads on.
    func head() throws -> String {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let found = held.firstRange(of: end) {
                let head = String(decoding: held[..<found.lowerBound], as: UTF8.self)
                held.removeSubrange(..<found.upperBound)
                return head
            }
            try receive()
        }
    }

    private func receive() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Broken(description: "the connection ended while reading") }
        held += buffer.prefix(count)
    }
}
