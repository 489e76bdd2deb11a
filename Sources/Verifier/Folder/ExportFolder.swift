import Crypto
import Ledger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The folder of an export, for reading alone (P-71). Whoever made it may be hostile.
///
/// No symlink below the folder is followed, wherever it points: an export has none, and one could make the
/// verifier read, and its reports show, other files of the machine it runs on. Nothing but regular files is read,
/// so that a pipe cannot hold it up.
package final class ExportFolder: Sendable {
    let root: Int32

    /// What a file turned out to be.
    package enum FileContent: Sendable {
        /// Its bytes.
        case bytes([UInt8])
        /// There is no file of that name.
        case absent
        /// It is none that an export may hold; the sentence says why.
        case unusable(String)

        /// The bytes of a file that has to be there; throws when there are none.
        func bytes() throws(Malformed) -> [UInt8] {
            switch self {
            case .bytes(let bytes): return bytes
            case .absent: throw Malformed("P-71", "the file is missing")
            case .unusable(let why): throw Malformed("P-71", why)
            }
        }
    }

    /// Opens a folder; throws when it cannot be opened.
    package init(path: String) throws(FolderFailure) {
        root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else {
            let code = errno
            throw FolderFailure(
                name: path, doing: "opening the folder", code: code, isWrongFolder: code == ENOENT || code == ENOTDIR)
        }
    }

    deinit { close(root) }

    /// Reads a file that may have at most so many bytes; throws when the system refuses, not when the file is bad.
    package func read(_ path: ExportPath, atMost limit: Int) throws(FolderFailure) -> FileContent {
        switch try opened(path.text) {
        case .absent: return .absent
        case .unusable(let why): return .unusable(why)
        case .file(let file):
            defer { close(file.descriptor) }
            guard file.size <= limit else { return .unusable("it has more than \(limit) bytes") }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(file.size)
            // It may grow while it is read: what the size promised is not a bound.
            try eachBlock(of: file.descriptor, path.text, atMost: limit + 1) { bytes.append(contentsOf: $0) }
            return bytes.count <= limit ? .bytes(bytes) : .unusable("it has more than \(limit) bytes")
        }
    }

    /// Length and SHA-256 of a file; nil if the file is missing or cannot be read. A file that is longer than `longest` is
    /// not read at all, and has no digest: one of a terabyte without a byte in it is quickly made.
    package func measure(_ path: ExportPath, longest: Int) throws(FolderFailure) -> MeasuredFile? {
        guard case .file(let file) = try opened(path.text) else { return nil }
        defer { close(file.descriptor) }
        guard file.size <= longest else { return MeasuredFile(length: file.size, sha256: nil) }
        var hasher = SHA256()
        var length = 0
        try eachBlock(of: file.descriptor, path.text, atMost: longest + 1) { block in
            hasher.update(bufferPointer: UnsafeRawBufferPointer(block))
            length += block.count
        }
        let digest = hasher.finalize().withUnsafeBytes { Digest(bytes: $0) }
        return MeasuredFile(length: length, sha256: digest)
    }

    private enum Opened {
        case file((descriptor: Int32, size: Int))
        case absent
        case unusable(String)
    }

    /// Opens part by part, so that no folder on the way is a symlink either.
    private func opened(_ path: String) throws(FolderFailure) -> Opened {
        var descriptor = root
        defer { if descriptor != root { close(descriptor) } }
        let parts = path.utf8.split(separator: 0x2f)
        for (place, part) in parts.enumerated() {
            let isFile = place == parts.count - 1
            // Without O_NONBLOCK opening a pipe would wait for its writer.
            let inner = ExportFolder.openPart(descriptor, part, isFile ? O_NONBLOCK : O_DIRECTORY)
            let code = errno
            guard inner >= 0 else {
                switch code {
                case ENOENT: return .absent
                case ELOOP, ENXIO: return .unusable("it is a symlink or not a regular file")
                case ENOTDIR:
                    return isFile ? .absent : .unusable("a part of its path is a symlink or not a folder")
                default: throw FolderFailure(name: path, doing: "opening", code: code)
                }
            }
            if descriptor != root { close(descriptor) }
            descriptor = inner
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw FolderFailure(name: path, doing: "opening", code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG, let size = Int(exactly: status.st_size), size >= 0 else {
            return .unusable("it is not a regular file")
        }
        let file = descriptor
        descriptor = root
        return .file((file, size))
    }

    /// Opens a name in an open folder, not following a symlink; negative with `errno` when that fails.
    static func openPart(_ folder: Int32, _ name: some Collection<UInt8>, _ flag: Int32) -> Int32 {
        (Array(name) + [0]).withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                // The array holds a zero byte at least, so it has an address.
                openat(folder, $0.baseAddress!, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flag)
            }
        }
    }

    private static let blockSize = 1 << 18

    private func eachBlock(
        of descriptor: Int32, _ name: String, atMost limit: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(FolderFailure) {
        var left = limit
        var code: Int32 = 0
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: min(ExportFolder.blockSize, max(left, 1))) {
            block in
            while left > 0 {
                #if canImport(Glibc)
                    let got = Glibc.read(descriptor, block.baseAddress, min(block.count, left))
                #elseif canImport(Musl)
                    let got = Musl.read(descriptor, block.baseAddress, min(block.count, left))
                #else
                    let got = Darwin.read(descriptor, block.baseAddress, min(block.count, left))
                #endif
                if got < 0 {
                    if errno == EINTR { continue }
                    code = errno
                    return
                }
                if got == 0 { return }
                body(UnsafeBufferPointer(rebasing: block[..<got]))
                left -= got
            }
        }
        guard code == 0 else { throw FolderFailure(name: name, doing: "reading", code: code) }
    }
}
