import Foundation
import PolicyFiles

/// Where things lie in the project, from the place of this file.
enum PolicyPlaces {
    static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
    static func folder(_ name: String) -> String { project.appendingPathComponent("policy/" + name).path }
    /// The files that a policy folder may have, in the order in which they are read.
    static let files =
        ["policy.yaml"]
        + [
            "ledger", "authority", "physical", "logical", "operations", "incidents", "recovery", "software", "support",
            "administration", "keys", "references", "signing", "core",
        ].map { $0 + ".yaml" }
    static let shared = project.deletingLastPathComponent().appendingPathComponent("shared")
}

/// A copy of a policy folder that a test may spoil; it goes when the value goes.
final class PolicyCopy {
    let path: String

    init(of name: String) throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent(
            "policy-" + UUID().uuidString)
        path = place.path
        try FileManager.default.copyItem(atPath: PolicyPlaces.folder(name), toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A file's text.
    func text(_ file: String) throws -> String {
        try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    }

    func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file) }

    /// Writes a file.
    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + file))
    }
}

extension PolicyCopy {
    /// What the loader says of the small policy, spoilt; each problem begins with the file's name.
    static func problems(_ spoil: (PolicyCopy) throws -> Void) throws -> [String] {
        let copy = try PolicyCopy(of: "small")
        try spoil(copy)
        do {
            _ = try PolicyFolder.load(copy.path, kinds: kindTable)
            return []
        } catch {
            return error.problems.map { $0.description.replacingOccurrences(of: copy.path + "/", with: "") }
        }
    }
}
