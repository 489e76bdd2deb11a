import Ledger
import Rules
import Store

/// A statement as it is signed: the white card shows nothing but what is in the signed bytes, and detached words
/// whose signed commitment was recomputed; what the program knows besides is beside it in quiet ink.
struct Paper: Sendable {
    let statement: Statement
    /// SHA-256 of the line with its LF (P-3): its words are the card's last line.
    let hash: Digest
    let context: ViewContext
    /// Contents that are not in the vault yet, when a statement is about to be signed.
    var contents: [OpenedPart] = []
    /// For reading, not for comparing: people by their names.
    private var isInWords = false

    init(_ entry: Entry, _ context: ViewContext) {
        statement = entry.statement
        hash = entry.hash
        self.context = context
    }

    /// The paper of a line that nobody has signed yet; throws for what is not a statement.
    init(line: [UInt8], contents: [OpenedPart], _ context: ViewContext) throws(Malformed) {
        statement = try Statement(line: line[...])
        hash = Digest.of(line)
        self.contents = contents
        self.context = context
    }

    var html: HTML {
        """
        <div class="statement" role="group" aria-label="What is signed">
        <dl>\(bodyRows)\(detachedRows)\(whoRows)</dl>
        <dl>\(formRows)</dl>
        <span class="words">\(wordGroups(Words.words12(hash)))</span>
        <small>\(wordsOf)</small>
        </div>
        """
    }

    /// The fields in words, without what only a program reads: who reads them looks for the sense, not for the bytes.
    var facts: HTML {
        var paper = self
        paper.isInWords = true
        return "<dl class=\"facts\">\(paper.bodyRows)\(paper.detachedRows)</dl>"
    }

    /// Whose words these are: on one page may stand those of several statements.
    private var wordsOf: HTML {
        guard let place = context.log.place(of: hash) else {
            return
                "The twelve words of this statement, as this page made it. <code>foureyes</code> makes a statement of its own, which has other words."
        }
        let id = ["A", "R", "B"].map { "\($0)-\(place)" }.first { context.subject(of: $0) != nil }
        return
            "The twelve words of \(id ?? "entry \(place)"), from the bytes that were signed. <code>foureyes show \(id ?? "\(place)")</code> shows the same."
    }

    /// What stands beside the line, alone: a note is nothing else.
    var beside: HTML { "<dl>\(detachedRows)</dl>" }

    private var kind: Kind? { Kind.named(statement.kind) }

    private var bodyRows: [HTML] {
        guard let members = statement.body.members else { return [] }
        return members.flatMap { member -> [HTML] in
            let note = kind?.notes.first { $0.name == member.key }
            let path = "body.\(member.key)"
            if let code = member.value.text, let group = group(code, of: note, member.key) {
                return [row(note?.label ?? "Which body decides", path, group)]
            }
            return rows(member.value, label: note?.label ?? member.key, path: path)
        }
    }

    /// A group's code is signed; its title is only known.
    private func group(_ code: String, of note: FieldNote?, _ key: String) -> HTML? {
        let isGroup =
            if case .group? = note?.type.control { true } else {
                key == "body" && statement.kind == "authority/motion.open"
            }
        guard isGroup, let group = context.authority.policy?.groups[code] else { return nil }
        return "<a href=\"/groups/\(code)\">\(code)</a> <span class=\"beside\">\(group.title)</span>"
    }

    /// One row for a value, or one for each that is in it.
    private func rows(_ json: JSON, label: String, path: String) -> [HTML] {
        switch json {
        case .string(let text): return [row(label, path, value(text))]
        case .integer(let number): return [row(label, path, "\(number)")]
        case .bool(let flag): return [row(label, path, flag ? "yes" : "no")]
        case .array(let list):
            if list.allSatisfy({ $0.text != nil }) {
                return [row(label, path, HTML(list.compactMap { $0.text.map(value) }, between: ", "))]
            }
            return list.enumerated().flatMap { rows($1, label: "\(label) \($0 + 1)", path: "\(path).\($0)") }
        case .object(let members):
            return members.flatMap { rows($0.value, label: "\(label), \($0.key)", path: "\(path).\($0.key)") }
        }
    }

    private func value(_ text: String) -> HTML {
        guard let id = ItemID(text) else {
            return Digest(hex: text) == nil ? shown(text) : "<span class=\"mono hash\">\(text)</span>"
        }
        if isInWords, id.prefix == Person.prefix { return Called.link(id.number) }
        let beside = context.quiet(id).map {
            " <span class=\"beside\">\(shown($0, longest: 200))</span>" as HTML
        }
        return "\(bare(text))\(beside)"
    }

    /// The id as it is signed, and nothing in front of it.
    private func bare(_ id: String) -> HTML {
        Address.of(id).map { "<a href=\"\($0)\">\(id)</a>" } ?? shown(id)
    }

    private var detachedRows: [HTML] {
        let files = statement.files
        let marks = files.map { part in
            let waiting = contents.first { $0.name == part.name }
            return FileMark(part: part, statement: statement, hash: hash, context: context, waiting: waiting).html
        }
        let gallery = marks.isEmpty ? [] : [row("Files", "detached.file", HTML(marks))]
        return statement.detached.filter { !files.contains($0) }.map { part in
            let note = kind?.detached.first { $0.name == part.name }
            return row(note?.label ?? part.name, "detached.\(part.name)", detached(part))
        } + gallery
    }

    private func detached(_ part: DetachedPart) -> HTML {
        let exception: HTML? = part.exception.map { " under \(exceptionLink($0))" }
        if let act = context.state.erasure(of: hash, part: part.name) {
            return "<span class=\"beside\">erased by \(idLink(act))</span>"
        }
        let restricted: HTML =
            part.isRestricted
            ? " <span class=\"beside\">restricted to \(shown(title(of: part.audience)))\(exception)</span>" : .none
        guard
            let opening = contents.first(where: { $0.name == part.name })
                ?? context.opening(of: part, beside: statement, hash: hash)
        else {
            if context.authority.mayLackContent(statement),
                !part.isRestricted || context.mayRead(part, beside: statement, hash: hash)
            {
                return "<span class=\"beside\">not handed in</span>\(restricted)"
            }
            return part.isRestricted
                ? restricted
                : "<span class=\"beside\">not shown: this page does not have the content, only the signed commitment</span>"
        }
        guard statement.opens(part: part.name, key: opening.key, content: opening.content) else {
            return
                "\(mark(.broken, "does not match")) <span class=\"beside\">the stored content differs from what was signed</span>"
        }
        guard let text = String(validating: opening.content, as: UTF8.self) else {
            return
                "<span class=\"beside\">\(amount(opening.content.count, "byte")) that are not text ✓ matches</span>"
        }
        return
            "\(shown(text)) <span class=\"beside ok\" title=\"the signed commitment was recomputed from these words\">✓ matches</span>\(restricted)"
    }

    private func title(of audience: String) -> String {
        context.authority.policy?.audiences[audience]?.title ?? audience
    }

    /// The exception is public (SP-9.5a): it is on the policy's page.
    private func exceptionLink(_ id: String) -> HTML { "<a href=\"/policy#exceptions\">\(shown(id))</a>" }

    private var whoRows: [HTML] {
        let name = statement.signer.sort == .person ? context.name(of: statement.signer.number) : nil
        let beside: HTML? = name.map { " <span class=\"beside\">\(shown($0, longest: 200))</span>" }
        let signer: HTML =
            statement.signer == .person(0)
            ? "p0 <span class=\"beside\">not numbered yet</span>" : bare(statement.signer.text)
        var rows = [row("Signer", "signer", "\(signer)\(beside), \(inFull(statement.claimed))")]
        if let slot = statement.slot { rows.append(row("In the slot", "slot", shown(slot))) }
        if let of = statement.of {
            let about = context.log.place(of: of).map {
                " <span class=\"beside\">\(entryLink($0))</span>" as HTML
            }
            rows.append(row("About", "of", "<span class=\"mono hash\">\(of.hex)</span>\(about)"))
        }
        rows.append(
            row(
                "On the basis of", "under",
                HTML(
                    statement.under.map { ItemID($0) == nil ? context.clause($0) : idLink($0) }, between: " ")
            ))
        return rows
    }

    private var formRows: [HTML] {
        var rows = [
            row("Kind", "kind", "<span class=\"mono\">\(shown(statement.kind))</span>"),
            row("For the ledger", "origin", "<span class=\"mono\">\(shown(statement.origin))</span>"),
            row("Valid until", "until", inFull(statement.until)),
            row("Ledger seen", "seen.ledger", head(statement.ledger, context.log)),
        ]
        if statement.journal != .empty {
            rows.append(row("Journal seen", "seen.journal", head(statement.journal, nil)))
        }
        for enclosure in statement.enclosures {
            rows.append(
                row(
                    "Encloses", "enclosures",
                    "\(amount(enclosure.length, "byte")), <a class=\"mono hash\" href=\"/log/enclosures/\(enclosure.sha256.hex)\">\(enclosure.sha256.hex)</a>"
                ))
        }
        for hash in statement.unheard {
            rows.append(
                row("Signed but not yet seen in the log", "unheard", "<span class=\"mono hash\">\(hash.hex)</span>"))
        }
        rows.append(row("Request", "request", "<span class=\"mono hash\">\(statement.request.hex)</span>"))
        return rows
    }

    private func head(_ head: Head, _ log: Log?) -> HTML {
        let known = log?.roots.at(head.size)
        let verdict: HTML =
            known.map {
                $0 == head.root
                    ? "<span class=\"beside\">✓ matches this log</span>" : mark(.broken, "different history")
            } ?? .none
        return
            "\(amount(head.size, "entry", "entries")), root <span class=\"mono\" title=\"\(head.root.hex)\">\(String(head.root.hex.prefix(16)))…</span> \(verdict)"
    }

    private func row(_ label: String, _ path: String, _ value: HTML) -> HTML {
        "<dt title=\"\(path)\">\(shown(label, longest: 200))</dt><dd>\(value)</dd>\n"
    }
}
