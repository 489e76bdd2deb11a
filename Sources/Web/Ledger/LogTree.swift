import Ledger

/// `/log/…`: the tree of P-71, the same bytes as an export.
enum LogTree {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard let path = ExportPath(request["path"]), let bytes = request.context.ledger.file(path) else {
            throw Problem.notFound(
                "The log has no file “\(request["path"].prefix(200))”.",
                "Its files have the same names as in an export.")
        }
        switch path {
        case .log(_, .checkpoint), .log(_, .cosigned): return .text(bytes, caching: .none)
        case .log(_, .tile(let tile)):
            // A partial tile never changes either, but it is soon replaced by a wider one.
            return SiteResponse(
                type: "application/octet-stream", bytes: bytes,
                caching: tile.width == TilePath.widthMax ? .forever : .none)
        // The hashes of a segment's lines stay when the lines go.
        case .enclosure, .lines:
            return SiteResponse(type: "application/octet-stream", bytes: bytes, caching: .forever)
        // An act may erase it for good: nobody is told to keep it.
        case .detached: return SiteResponse(type: "application/octet-stream", bytes: bytes, caching: .never)
        }
    }
}
