import Foundation

/// Files that are whole or not there, whatever a crash does: temporary name, sync, rename, sync of the folder.
enum DurableFile {
    /// Writes a file so that its name never stands for half of its bytes, also after a power failure; without `syncs` as
    /// long as the machine runs.
    ///
    /// `exclusive` refuses to replace what is there. The temporary name begins with a dot, or is the given one in a folder that
    /// does: readers of an export pass over such names. Throws `.full` where the disk is, `.disk` for everything else.
    static func write(
        _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, exclusive: Bool = false, syncs: Bool = true,
        by temporary: String? = nil
    ) throws(StoreError) {
        let (folder, name) = parts(path)
        if exclusive, access(path, F_OK) == 0 {
            throw StoreError(.folder, "\(path) already exists.", remedy: "Nothing was changed.")
        }
        let temporary = temporary ?? "\(folder)/.\(name).tmp\(getpid())"
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw fault("create", temporary) }
        var isOpen = true
        do throws(StoreError) {
            try write(bytes, into: file, path: temporary)
            guard !syncs || fsync(file) == 0 else { throw fault("sync", temporary) }
            isOpen = false
            guard close(file) == 0 else { throw fault("close", temporary) }
            guard rename(temporary, path) == 0 else { throw fault("rename", temporary) }
        } catch {
            if isOpen { close(file) }
            unlink(temporary)
            throw error
        }
        if syncs { try syncFolder(folder) }
    }

    /// Makes names in a folder outlive a power failure: a rename is not on disk before its folder is.
    static func syncFolder(_ path: String) throws(StoreError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw fault("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw fault("sync", path) }
    }

    /// The bytes of a file, nil when there is none. Links are not followed: an export comes from outside.
    static func read(_ path: String) throws(StoreError) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw fault("open", path)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw fault("inspect", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.disk, "\(path) is not a regular file.", remedy: "Restore the file.")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var at = 0
        while at < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                Foundation.read(file, $0.baseAddress! + at, $0.count - at)
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw fault("read", path)
            }
            if got == 0 { break }
            at += got
        }
        return Array(bytes.prefix(at))
    }

    /// The length of a plain file in bytes, nil when there is none.
    static func length(_ path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Makes a folder that only its owner enters, and syncs the one it is in; one that is there is left.
    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(StoreError) {
        guard mkdir(path, mode) == 0 else {
            if errno == EEXIST { return }
            throw fault("make the folder", path)
        }
        try syncFolder(parts(path).folder)
    }

    /// Makes a folder like `makeFolder`, and those above it that are missing.
    static func makeFolders(_ path: String) throws(StoreError) {
        let above = parts(path).folder
        if above != path, access(above, F_OK) != 0 { try makeFolders(above) }
        try makeFolder(path)
    }

    /// The error that the last call of the operating system left.
    static func fault(_ doing: String, _ path: String) -> StoreError {
        let code = errno
        if code == ENOSPC || code == EDQUOT {
            return StoreError(
                .full, "Cannot \(doing) \(path): the disk is full.", remedy: "Free space on it.")
        }
        if code == EMFILE || code == ENFILE { return noDescriptor("Cannot \(doing) \(path)") }
        return StoreError(
            .disk, "Cannot \(doing) \(path): \(String(cString: strerror(code))).",
            remedy: "Check the disk and the permissions of the folder.")
    }

    /// Nothing was opened, so nothing was written: no reason to stop.
    static func noDescriptor(_ what: String) -> StoreError {
        StoreError(
            .descriptors, "\(what): too many open files.",
            remedy: "Try again. If it stays so, raise the limit of open files (LimitNOFILE).")
    }

    /// Whether the next file could not be opened for want of a descriptor: SQLite says only that it could not open one.
    static var isOutOfDescriptors: Bool {
        let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard file < 0 else {
            close(file)
            return false
        }
        return errno == EMFILE || errno == ENFILE
    }

    static func parts(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: 0x2f) else { return (".", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
    }

    private static func write(_ bytes: [UInt8], into file: Int32, path: String) throws(StoreError) {
        var at = 0
        while at < bytes.count {
            let put = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress! + at, $0.count - at) }
            if put < 0 {
                if errno == EINTR { continue }
                throw fault("write", path)
            }
            at += put
        }
    }
}
