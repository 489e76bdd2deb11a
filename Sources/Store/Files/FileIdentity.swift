import Foundation

/// The file that a name stands for: a name that was taken away and given again stands for another one.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt, number: UInt

    /// Returns nil if the file does not exist.
    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of an open file.
    init?(of file: Int32) {
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) { (device, number) = (UInt(status.st_dev), UInt(status.st_ino)) }
}
