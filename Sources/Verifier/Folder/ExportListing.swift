import Ledger

/// What lies in the folder of an export, by its names alone; no byte of a file has been read.
package struct ExportListing: Sendable {
    /// A detached part of a statement.
    package struct Part: Hashable, Sendable {
        /// The hash of the statement's line.
        package let statement: Digest
        /// The part's name.
        package let name: String
    }

    /// Whether there is a `checkpoint`.
    package private(set) var hasCheckpoint = false
    /// Hash tiles and bundles, those of older sizes too, ascending by name.
    package private(set) var tiles: [TilePath] = []
    /// The files under `enclosures/` by their names; whether their bytes fit is not known.
    package private(set) var enclosures: Set<Digest> = []
    /// The files under `public/`.
    package private(set) var parts: Set<Part> = []
    /// The sizes under `checkpoints/`, ascending.
    package private(set) var checkpoints: [Int] = []
    /// Files below `journal/`: the journal is verified from its own edition on.
    package private(set) var journalFiles = 0
    /// What has no name of P-71, or is a symlink or no file; as it may be shown.
    package private(set) var strangers = Strangers()

    /// No name of an export has more parts; a folder further down is named and not entered.
    private static let depthMax = 10

    /// Lists the folder; throws when the system refuses.
    package init(of folder: ExportFolder) throws(FolderFailure) {
        try walk(folder, [], depth: 0)
        checkpoints.sort()
    }

    private mutating func walk(_ folder: ExportFolder, _ path: [UInt8], depth: Int) throws(FolderFailure) {
        for entry in try folder.names(in: path) {
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
            if name.starts(with: "journal/".utf8) { journalFiles += 1 } else { strangers.add(name) }
            return
        }
        switch path {
        case .checkpoint: hasCheckpoint = true
        case .tile(let tile): tiles.append(tile)
        case .enclosure(let digest): enclosures.insert(digest)
        case .detached(let statement, let name): parts.insert(Part(statement: statement, name: name))
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

    mutating func add(_ path: ExportPath) { add(Array(path.text.utf8)) }
}
