import Ledger
import Rules

/// The files of all acts and records about an item, newest first.
struct ItemFiles {
    let id: ItemID
    let context: ViewContext
    /// As many as a page shows; the acts and records of the history have the rest.
    static let most = 24

    var html: HTML {
        let places = context.world.history(of: id).filter { context.world.contents.hasFiles(at: $0) }
        var shown: [HTML] = []
        for place in places.sorted(by: >) where shown.count < ItemFiles.most {
            guard let entry = context.entry(at: place) else { continue }
            let marks = entry.statement.files.map {
                FileMark(part: $0, statement: entry.statement, hash: entry.hash, context: context).html
            }
            let about = context.world.subjectID(at: place).map { idLink($0) } ?? entryLink(place)
            shown += marks.map { "<li>\($0) <small>of \(about)</small></li>" }
        }
        guard !shown.isEmpty else { return .none }
        return "<h2>Photos and documents</h2><ul class=\"files\">\(Array(shown.prefix(ItemFiles.most)))</ul>"
    }
}

extension Statement {
    /// Its parts that are files.
    var files: [DetachedPart] { detached.filter { PartLimits.isFile($0.name, in: kind) } }
}
