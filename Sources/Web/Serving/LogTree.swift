import Ledger

/// `/log/…`: the tree of P-71, the same bytes as an export.
enum LogTree {
    static let route = Route.get("/log/{path...}") { ask in
        guard let path = ExportPath(ask["path"]), let bytes = ask.reading.archive.file(path) else {
            throw Problem.notFound(
                "The log has no file “\(ask["path"].prefix(200))”.", "Its names are those of an export.")
        }
        switch path {
        case .log(_, .checkpoint), .log(_, .cosigned): return .text(bytes, caching: .none)
        case .log(_, .tile(let tile)):
            // A partial tile never changes either, but it is soon replaced by a wider one.
            return Answer(
                type: "application/octet-stream", bytes: bytes,
                caching: tile.width == TilePath.widthMax ? .forever : .none)
        // The hashes of a segment's lines stay when the lines go.
        case .enclosure, .lines:
            return Answer(type: "application/octet-stream", bytes: bytes, caching: .forever)
        // An act may erase it for good: nobody is told to keep it.
        case .detached: return Answer(type: "application/octet-stream", bytes: bytes, caching: .never)
        }
    }
}
