import Ledger

/// What is in the folder of an export, by its names alone; no byte of a file has been read.
package struct ExportListing: Sendable {
    /// A detached part of a statement.
    package struct Part: Hashable, Sendable {
        /// The hash of the statement's line.
        package let statement: Digest
        /// The part's name.
        package let name: String
    }

    /// The files of each log.
    private var ledger = LogListing(), journal = LogListing()
    /// The files under `enclosures/` by their names; whether their bytes fit is not known.
    package private(set) var enclosures: Set<Digest> = []
    /// The files under `public/`.
    package private(set) var parts: Set<Part> = []
    /// The places under `journal/lines/`.
    package private(set) var lines: Set<Int> = []
    /// What has no name of P-71, or is a symlink or no file; as it may be shown.
    package private(set) var strangers = Strangers()

    /// No name of an export has more parts; a folder further down is named and not entered.
    private static let depthMax = 10

    /// Lists the folder; throws when the system refuses.
    package init(of folder: ExportFolder) throws(FolderFailure) {
        try walk(folder, [], depth: 0)
        ledger.checkpoints.sort()
        journal.checkpoints.sort()
    }

    /// The files of a log.
    package subscript(log: LogName) -> LogListing { log == .ledger ? ledger : journal }

    /// Whether there is nothing of an export here: then somebody has named another folder.
    package var isNoExport: Bool { ledger.isEmpty && !hasJournalFiles && enclosures.isEmpty && parts.isEmpty }

    /// Whether anything is below `journal/`.
    package var hasJournalFiles: Bool { !journal.isEmpty || !lines.isEmpty }

    private mutating func walk(_ folder: ExportFolder, _ path: [UInt8], depth: Int) throws(FolderFailure) {
        // What begins with a dot is what an export is just writing: readers pass over it.
        for entry in try folder.names(in: path) where entry.name.first != 0x2e {
            let inner = path.isEmpty ? entry.name : path + [0x2f] + entry.name
            switch entry.sort {
            case .folder where depth < ExportListing.depthMax: try walk(folder, inner, depth: depth + 1)
            case .folder, .other: strangers.add(inner)
            case .file: take(inner)
            }
        }
    }

    private mutating func take(_ name: [UInt8]) {
        guard let text = String(validating: name, as: UTF8.self), let path = ExportPath(text) else {
            strangers.add(name)
            return
        }
        switch path {
        case .log(.ledger, let path): ledger.take(path)
        case .log(.journal, let path): journal.take(path)
        case .lines(let place): lines.insert(place)
        case .enclosure(let digest): enclosures.insert(digest)
        case .detached(let statement, let name): parts.insert(Part(statement: statement, name: name))
        }
    }
}

/// The files of one log by their names.
package struct LogListing: Sendable {
    /// Whether there is a `checkpoint`.
    package fileprivate(set) var hasCheckpoint = false
    /// Hash tiles and bundles, those of older sizes too, ascending by name.
    package fileprivate(set) var tiles: [TilePath] = []
    /// The sizes under `checkpoints/`, ascending.
    package fileprivate(set) var checkpoints: [Int] = []

    var isEmpty: Bool { !hasCheckpoint && tiles.isEmpty && checkpoints.isEmpty }

    /// How far the bundles reach: what a checkpoint says may be any number, these somebody had to make.
    var end: Int { tiles.lazy.filter { $0.content == .entries }.map { $0.leaves.upperBound }.max() ?? 0 }

    fileprivate mutating func take(_ path: LogPath) {
        switch path {
        case .checkpoint: hasCheckpoint = true
        case .tile(let tile): tiles.append(tile)
        case .cosigned(let size): checkpoints.append(size)
        }
    }
}

/// Files that belong to nothing: how many, and the first of them.
package struct Strangers: Sendable {
    /// The most names that a report shows.
    package static let shownMax = 1000
    /// Their names as they may be shown.
    package private(set) var names: [String] = []
    /// How many there are.
    package private(set) var count = 0

    mutating func add(_ name: [UInt8]) {
        count += 1
        if names.count < Strangers.shownMax { names.append(ShownText.ofName(name)) }
    }

    mutating func add(shown name: String) {
        count += 1
        if names.count < Strangers.shownMax { names.append(name) }
    }

    mutating func add(uncounted more: Int) { count += more }

    mutating func add(_ path: ExportPath) { add(Array(path.text.utf8)) }
}
