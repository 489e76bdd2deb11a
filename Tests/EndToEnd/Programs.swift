import Foundation
import Ledger
import TestWorld
import Testing

/// The built programs, run as processes beside the test bundle.
enum Programs {
    struct Run {
        let code: Int32
        let output: String
        let errors: String

        /// The data that `--json` printed.
        var json: JSON? {
            let line = output.hasSuffix("\n") ? String(output.dropLast()) : output
            return try? JSON(enclosed: Array("{\"all\":\(line)}".utf8))["all"]
        }
    }

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    static func start(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> Child {
        try Child(program, arguments, environment: environment, in: repository.path)
    }

    /// Runs a program to its end.
    static func run(
        _ program: String, _ arguments: [String], _ environment: [String: String] = [:]
    ) async throws -> Run {
        let outcome = try await start(program, arguments, environment).end()
        return Run(code: outcome.status, output: outcome.output, errors: outcome.errors)
    }
}

/// A demonstration in a folder of its own and a server on a free loopback port; both go with it.
final class Stage {
    let folder: String
    let port: UInt16
    private var server: Child?

    init(port: UInt16? = nil) async throws {
        folder = NSTemporaryDirectory() + "foureyes-end-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.port = try port ?? Self.freePort()
        let founded = try await Programs.run("foureyes-demo", ["--data", data])
        try #require(founded.code == 0, "\(founded.output)\(founded.errors)")
    }

    deinit {
        server?.kill()
        try? FileManager.default.removeItem(atPath: folder)
    }

    struct Ended: Error, CustomStringConvertible { let description: String }

    var data: String { folder + "/data" }
    var url: String { "http://localhost:\(port)" }
    func key(_ person: String) -> String { data + "/keys/" + person }

    func serve() async throws {
        let process = try Programs.start(
            "foureyes-server", ["serve", "--data", data, "--listen", "localhost:\(port)"])
        server = process
        for _ in 0..<300 {
            if Self.answers(port) { return }
            guard process.isRunning else {
                let ended = try await process.end()
                throw Ended(description: "the server ended at its start: \(ended.output)\(ended.errors)")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("the server does not answer")
    }

    /// As a power cut would: no time to tidy up.
    func kill9() {
        server?.kill()
        server = nil
    }

    /// `foureyes` of a person on this server; `home` keeps the copy.
    func foureyes(_ arguments: [String], as person: String? = nil, home: String? = nil) async throws
        -> Programs.Run
    {
        var environment = [
            "FOUREYES_URL": url, "FOUREYES_HOME": home ?? folder + "/home-\(person ?? "nobody")",
            "HOME": folder,
        ]
        if let person {
            environment["FOUREYES_PERSON"] = person
            environment["FOUREYES_KEY"] = key(person)
        }
        return try await Programs.run("foureyes", arguments, environment)
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        sockaddr_in(
            sin_family: sa_family_t(AF_INET), sin_port: port.bigEndian,
            sin_addr: in_addr(s_addr: UInt32(0x7F00_0001).bigEndian),
            sin_zero: (0, 0, 0, 0, 0, 0, 0, 0))
    }

    private static func withSocket<R>(
        _ port: UInt16, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        var address = address(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func answers(_ port: UInt16) -> Bool { withSocket(port) { connect($0, $1, $2) == 0 } }

    private static func freePort() throws -> UInt16 {
        for _ in 0..<50 {
            let port = UInt16.random(in: 20_000...60_000)
            if withSocket(port, { bind($0, $1, $2) == 0 }) { return port }
        }
        throw POSIXError(.EADDRINUSE)
    }
}
