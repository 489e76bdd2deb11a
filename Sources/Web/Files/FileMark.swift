import Attachments
import Ledger
import Rules
import Store

/// A file as pages show it: a picture small, a document by name, a restricted one behind a link that says so.
///
/// The small picture is the picture itself, scaled by the browser: nothing on this server decodes what somebody sent.
struct FileMark {
    let part: DetachedPart
    let statement: Statement
    let hash: Digest
    let context: ViewContext
    /// Its bytes, where the statement is not signed yet.
    var waiting: OpenedPart?

    var html: HTML {
        if let act = context.state.erasure(of: hash, part: part.name) {
            return "<span class=\"file beside\">\(title), erased by \(idLink(act))</span>"
        }
        if let waiting {
            guard let facts = FileFacts(waiting.content) else { return "\(mark(.broken, "unreadable"))" }
            return shown(facts, at: FileAnswer.waitingPath(of: hash, part.name))
        }
        let path = FileAnswer.path(of: hash, part.name)
        guard !part.isRestricted else {
            return context.mayRead(part, beside: statement, hash: hash)
                ? "<span class=\"file\"><a href=\"\(path)\">\(title)</a> <span class=\"beside\">restricted\(exception); each opening is logged</span></span>"
                : "<span class=\"file beside\">\(title), restricted\(exception)</span>"
        }
        switch context.ledger.file(part, of: statement, hash: hash, at: context) {
        case nil where context.authority.mayLackContent(statement):
            return "<span class=\"file beside\">\(title), not handed in</span>"
        case nil: return "<span class=\"file beside\">\(title), not here; only the signed commitment is kept</span>"
        case .some(nil): return "<span class=\"file\">\(title) \(mark(.broken, "does not match"))</span>"
        case .some(let facts?): return shown(facts, at: path)
        }
    }

    /// `file-3` is file 3.
    private var title: String { "File " + part.name.drop { $0 != "-" }.dropFirst() }

    private var exception: HTML? { part.exception.map { " under <a href=\"/policy#exceptions\">\(Web.shown($0))</a>" } }

    private var matches: HTML {
        waiting == nil
            ? " <span class=\"ok\" title=\"the signed commitment was recomputed from these bytes\">✓ matches</span>"
            : .none
    }

    private func shown(_ facts: FileFacts, at path: String) -> HTML {
        let what = "\(facts.sort.title), \(length(facts.length))"
        guard facts.sort.isImage else {
            return
                "<span class=\"file\"><a href=\"\(path)\" download>\(title)</a> <span class=\"beside\">\(what), unchanged: it can name its author, time and program\(matches)</span></span>"
        }
        return """
            <span class="file"><a href="\(path)"><img src="\(path)" alt="\(title), a picture" loading="lazy" decoding="async"></a>\
            <span class="beside">\(title), \(what)\(matches)</span></span>
            """
    }
}

/// `812 kB`, `1.4 MB`.
func length(_ bytes: Int) -> String {
    switch bytes {
    case ..<1000: amount(bytes, "byte")
    case ..<1_000_000: "\(bytes / 1000) kB"
    default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
}

/// What a page says of a file without giving it out.
struct FileFacts: Sendable {
    let sort: Attachment.Sort
    let length: Int

    init?(_ content: [UInt8]) {
        guard let sort = Attachment.Sort(content) else { return nil }
        self.sort = sort
        length = content.count
    }
}
