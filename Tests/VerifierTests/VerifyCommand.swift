import Foundation
import Testing

/// The built `foureyes-verify`, run as its users run it.
enum VerifyCommand {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// It lies beside the test bundle.
    static var program: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("foureyes-verify")
    }

    static func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        // Files, because a full pipe would stop a program that nobody reads yet.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "foureyes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [folder.appendingPathComponent("out"), folder.appendingPathComponent("err")]
        for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        func text(_ file: URL) throws -> String {
            String(decoding: try Data(contentsOf: file), as: UTF8.self)
        }
        return Outcome(
            status: process.terminationStatus, output: try text(files[0]), errors: try text(files[1]))
    }
}
