#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A name in a folder.
struct FolderEntry {
    enum Sort { case file, folder, other }
    let name: [UInt8]
    let sort: Sort
}

extension ExportFolder {
    /// The names in a folder below, ascending, with what they are; the empty name is the folder itself.
    func names(in folder: [UInt8]) throws(FolderFailure) -> [FolderEntry] {
        let shown = ShownText.ofName(folder)
        var descriptor = ExportFolder.openPart(root, CollectionOfOne(0x2e), O_DIRECTORY)
        guard descriptor >= 0 else { throw FolderFailure(name: shown, doing: "listing", code: errno) }
        for part in folder.split(separator: 0x2f) {
            let inner = ExportFolder.openPart(descriptor, part, O_DIRECTORY)
            let code = errno
            close(descriptor)
            guard inner >= 0 else { throw FolderFailure(name: shown, doing: "listing", code: code) }
            descriptor = inner
        }
        guard let stream = fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            throw FolderFailure(name: shown, doing: "listing", code: code)
        }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        errno = 0
        while let item = readdir(stream) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) { raw in Array(raw.prefix { $0 != 0 }) }
            if name != [0x2e], name != [0x2e, 0x2e] {
                entries.append(
                    FolderEntry(name: name, sort: sort(of: name, Int32(item.pointee.d_type), in: descriptor)))
            }
            errno = 0
        }
        guard errno == 0 else { throw FolderFailure(name: shown, doing: "listing", code: errno) }
        return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    private func sort(of name: [UInt8], _ type: Int32, in descriptor: Int32) -> FolderEntry.Sort {
        switch type {
        case Int32(DT_REG): return .file
        case Int32(DT_DIR): return .folder
        case Int32(DT_UNKNOWN):
            var status = stat()
            let asked = (name + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    fstatat(descriptor, $0.baseAddress!, &status, AT_SYMLINK_NOFOLLOW)
                }
            }
            guard asked == 0 else { return .other }
            let mode = status.st_mode & S_IFMT
            return mode == S_IFREG ? .file : mode == S_IFDIR ? .folder : .other
        default: return .other
        }
    }
}
