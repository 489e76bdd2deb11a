import Ledger
import Rules

extension Workspace {
    /// The entries from a place on, one line each.
    package func log(from first: Int = 0, count: Int = .max) -> Output {
        let size = replica.head.size
        let places =
            max(
                0, first)..<max(
                max(0, first), min(size, first.addingReportingOverflow(count).overflow ? size : first + count)
            )
        var rows: [[String]] = []
        var json: [JSON] = []
        for place in places {
            let row = state.log.rows[place]
            let void = replica.voids.first { $0.place == place }
            let statement = replica.statement(at: place)
            let what = void.map { "VOID: " + Visible.text($0.refusal.text) } ?? about(statement, row)
            rows.append([
                "\(place)", TimeText.short(row.recorded, now: now), statement?.signer.text ?? "?",
                Visible.text(statement?.kind ?? "?"), what,
            ])
            json.append(entryJSON(place, statement))
        }
        return Output(
            ["ENTRY", "RECORDED", "BY", "KIND", "WHAT"], rows, none: "no entries after \(first)", json)
    }

    private func about(_ statement: Statement?, _ row: Log.Row) -> String {
        guard let statement else { return "" }
        if let of = statement.of, let place = state.log.place(of: of) {
            let name =
                state.world.actView(at: place, now: now)?.name ?? state.motionView(at: place, now: now)?
                .motion.name
                ?? state.world.recordIndex(at: place).map { state.world.records[$0].name } ?? "entry \(place)"
            let slot = statement.slot.map { " as \($0)" } ?? ""
            let vote = statement.body["vote"]?.text.map { " \(Visible.text($0))" } ?? ""
            let verb = Verb.named(statement.kind).map { $0.title + ": " } ?? ""
            return verb + name + slot + vote
        }
        return Kind.named(statement.kind).map { $0.title + bodyText(statement.body, $0) } ?? ""
    }

    private func entryJSON(_ place: Int, _ statement: Statement?) -> JSON {
        let row = state.log.rows[place]
        let void = replica.voids.first { $0.place == place }
        return .line([
            "hash": row.hash.map { .string($0.hex) }, "kind": (statement?.kind).map { .string($0) },
            "of": (statement?.of).map { .string($0.hex) }, "place": .integer(place),
            "recorded": .string(row.recorded.text),
            "signer": (statement?.signer.text).map { .string($0) },
            "slot": (statement?.slot).map { .string($0) },
            "void": void.map { .string($0.refusal.text) },
        ])
    }

    func entryPage(_ place: Int) throws(Failure) -> Output {
        guard let bytes = replica.entry(at: place) else { throw .notFound("entry \(place)") }
        var lines = ["entry \(place)"]
        var members = entryJSON(place, replica.statement(at: place)).members ?? []
        members.append(JSON.Member("leaf", .string(Digest.leaf(of: bytes).hex)))
        let held = replica.enclosures
        if let entry = try? Entry(bytes: bytes),
            let shown = try? StatementShown(
                line: Array(entry.line), contents: [], in: state, now: now, enclosed: { held[$0] })
        {
            lines += shown.lines
            lines += Layout.field("recorded", TimeText.full(entry.recorded, now: now))
            let key = entry.claimedSignature.key
            lines += Layout.field(
                "signed by",
                "\(entry.claimedSignature.form.rawValue), \(describing.key(key.fingerprint) ?? "a key that is not enrolled")"
            )
            lines += Layout.field("hash", entry.hash.hex)
            members.append(JSON.Member("words", .string(Words.words12(entry.hash).joined(separator: " "))))
            // Line, armour and time are UTF-8: the entry's reader has seen to that.
            members.append(JSON.Member("entry", .string(String(decoding: bytes, as: UTF8.self))))
        } else {
            lines += Visible.lines(Array(bytes.prefix(2000))).flatMap { Layout.wrapped($0, after: "  ") }
        }
        lines += Layout.field("leaf", Digest.leaf(of: bytes).hex)
        if let void = replica.voids.first(where: { $0.place == place }) {
            lines += Layout.field("VOID", Visible.text(void.refusal.text))
        }
        return Output(lines, .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
    }

    /// Where this copy stands, for comparing heads with others.
    package func status() throws(Failure) -> Output {
        guard let founding = replica.founding else { throw .unavailable("there is no copy of the ledger yet") }
        let waiting = outbox.all.count
        let findings = state.findings(at: now)
        var lines = Layout.wrapped("\(founding.origin), a \(founding.sort.rawValue) ledger", after: "")
        lines += Layout.field("server", transport.name)
        lines += Layout.field("founding", Words.words24(founding.hash).joined(separator: " "))
        lines += Layout.field(
            "", replica.trust?.given == true ? "you gave these words" : "these words have not been compared here"
        )
        if !founding.isAccepted { lines += Layout.field("", "not accepted by all founders yet") }
        lines += Layout.field("head", "\(replica.head.size) entries, root \(replica.head.root.hex)")
        lines += Layout.field("in words", Words.words12(replica.head.root).joined(separator: " "))
        if replica.journalHead.size > 0 {
            let journal = replica.journalHead
            lines += Layout.field("journal", "\(journal.size) segments, root \(journal.root.hex)")
            lines += Layout.field("in words", Words.words12(journal.root).joined(separator: " "))
        } else {
            lines += Layout.field("journal", "the server has none")
        }
        if let clock = state.log.clock { lines += Layout.field("log’s clock", TimeText.full(clock, now: now)) }
        lines += Layout.field(
            "policy", "\(authority.policy?.name ?? "none"), \(authority.policy?.digest.hex ?? "")")
        lines += Layout.field(
            "counts",
            [
                Layout.counted(authority.people.count, "person", "people"),
                Layout.counted(state.world.openActCount(at: now), "open act", "open acts"),
                Layout.counted(findings.count, "finding", "findings"),
                Layout.counted(replica.voids.count, "void entry", "void entries"),
            ].joined(separator: ", ")
        )
        if waiting > 0 {
            lines += Layout.field("outbox", "\(waiting) signed but not in the log: foureyes mine")
        }
        let evidence = replica.storage.names(in: "evidence")
        if !evidence.isEmpty {
            lines += Layout.field(
                "EVIDENCE", "of \(evidence.count) alarms, in \(replica.storage.place(of: "evidence")); do not delete it"
            )
        }
        if !(transport is FolderTransport) { lines += Layout.field("copy", replica.storage.place(of: "")) }
        return Output(
            lines,
            .line([
                "accepted": .bool(founding.isAccepted), "clock": state.log.clock.map { .string($0.text) },
                "evidence": evidence.isEmpty ? nil : .integer(evidence.count),
                "findings": .integer(findings.count),
                "founding": .string(founding.hash.hex), "founding-given": .bool(replica.trust?.given == true),
                "journal-root": .string(replica.journalHead.root.hex),
                "journal-size": .integer(replica.journalHead.size),
                "origin": .string(founding.origin), "outbox": .integer(waiting),
                "people": .integer(authority.people.count),
                "policy": (authority.policy?.digest.hex).map { .string($0) },
                "root": .string(replica.head.root.hex),
                "server": .string(transport.name), "size": .integer(replica.head.size),
                "sort": .string(founding.sort.rawValue),
                "state-hash": .string(state.world.stateHash.hex), "voids": .integer(replica.voids.count),
                "words": .texts(Words.words24(founding.hash)),
            ]))
    }
}
