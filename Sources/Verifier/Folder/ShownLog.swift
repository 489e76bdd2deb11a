import Ledger

/// One log as the folder of an export shows it, by the names and the bytes of its files. Nothing of it is believed.
struct ShownLog: Sendable {
    let folder: ExportFolder
    let name: LogName
    let listing: LogListing
    private let tiles: Set<TilePath>

    init(_ name: LogName, in folder: ExportFolder, _ listing: ExportListing) {
        self.folder = folder
        self.name = name
        self.listing = listing[name]
        tiles = Set(self.listing.tiles)
    }

    /// The file that holds what a name promises: the full one may stand in a partial one's place, as with a server that has
    /// deleted the partial one (C2SP tlog-tiles). Nil where there is neither.
    func file(of path: TilePath) -> TilePath? {
        if tiles.contains(path) { return path }
        return path.full.flatMap { tiles.contains($0) ? $0 : nil }
    }

    func path(_ path: LogPath) -> ExportPath { .log(name, path) }

    /// Reads a file that may be as long as one of its sort can be.
    func read(_ path: LogPath) throws(FolderFailure) -> ExportFolder.FileContent {
        let limit =
            switch path {
            case .checkpoint, .cosigned: Note.bytesMax
            case .tile(let tile): tile.content == .entries ? FileLimit.bundle : FileLimit.hashTile
            }
        return try folder.read(self.path(path), atMost: limit)
    }

    /// What the checkpoint says before its signature is checked: the key is in the ledger's entry 0, which the
    /// ledger's own covers. Nil when it cannot be read.
    func head(_ faults: inout Faults) throws(FolderFailure) -> Head? {
        let reading = try read(.checkpoint)
        do throws(Malformed) { return try Checkpoint(text: try Note(bytes: try reading.bytes()).text).head } catch {
            faults.add(Fault(error.rule, error.what, file: path(.checkpoint)))
            return nil
        }
    }

    /// The entries of a bundle; throws what is wrong with the file.
    func entries(of bundle: TilePath) throws(FolderFailure) -> Result<[ArraySlice<UInt8>], Malformed> {
        let file = file(of: bundle) ?? bundle
        let reading = try read(.tile(file))
        return Result { () throws(Malformed) in
            Array(try EntryBundle.decoded(try reading.bytes(), as: file).prefix(bundle.width))
        }
    }

    /// The hashes of a tile; throws what is wrong with the file.
    func hashes(of tile: TilePath) throws(FolderFailure) -> Result<[Digest], Malformed> {
        let file = file(of: tile) ?? tile
        let reading = try read(.tile(file))
        return Result { () throws(Malformed) in
            Array(try HashTile.decoded(try reading.bytes(), as: file).prefix(tile.width))
        }
    }
}
