import Foundation

/// An outside program, run without a shell.
enum Program {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a program found in PATH and returns what it printed; throws what it complained of.
    static func run(_ name: String, _ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer {
            for ending in ["in", "out", "err"] {
                try? FileManager.default.removeItem(at: scratch.appendingPathExtension(ending))
            }
        }
        // Files and no pipes: a child that writes more than a pipe holds would hang while we wait for it.
        try Data(input).write(to: scratch.appendingPathExtension("in"))
        FileManager.default.createFile(atPath: scratch.appendingPathExtension("out").path, contents: nil)
        FileManager.default.createFile(atPath: scratch.appendingPathExtension("err").path, contents: nil)
        var files: posix_spawn_file_actions_t = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, 0, scratch.appendingPathExtension("in").path, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&files, 1, scratch.appendingPathExtension("out").path, O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&files, 2, scratch.appendingPathExtension("err").path, O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([name] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, name, &files, nil, &words, environ) == 0 else {
            throw Failure(description: "\(name) is not installed; on Debian: apt-get install openssh-client")
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            let words = (try? String(contentsOf: scratch.appendingPathExtension("err"), encoding: .utf8)) ?? ""
            throw Failure(description: "\(name) failed: \(words)")
        }
        return Array(try Data(contentsOf: scratch.appendingPathExtension("out")))
    }
}
