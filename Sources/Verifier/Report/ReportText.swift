import Ledger
import Rules

extension VerificationReport {
    /// The most lines of one sort; the rest is counted, and `--json` has them.
    private static let linesMax = 20

    /// The report in lines for people: first the verdict and what is wrong, then what was seen.
    package var lines: [String] {
        if unreadable != nil { return brief }
        return [verdict] + clockLines + faultLines + remedyLines + foundingLines + countLines + findingLines
            + warningLines
    }

    /// The verdict, what is wrong and what to do about it; of a good ledger, what the verdict rests on.
    package var brief: [String] {
        if let unreadable {
            return [
                unreadable.isWrongFolder ? "Not an export: \(unreadable)." : "The folder cannot be read: \(unreadable)."
            ]
        }
        return [verdict] + clockLines + faultLines + remedyLines + (isGood && pin == .none ? [Self.noPin] : [])
    }

    /// P-13: the bytes are good, but the reader of the report must know this too.
    private var clockLines: [String] {
        ClocksApart.alarm(log: state.log.clock, own: options.now).map {
            ["ALARM (\(Trouble.clock.rawValue)): \($0) (P-13)"]
        } ?? []
    }

    private static let noPin = "You gave no --founding, so an invented ledger would also pass."

    private var foundingLines: [String] {
        guard let founding = state.authority.founding else {
            return [isFoundingLost ? "The founding cannot be read here." : "This ledger has no founding."]
        }
        let words = Words.words24(founding.hash)
        var lines = [
            "\(founding.origin), a \(founding.sort.rawValue) ledger, founded \(founding.founded.text)"
        ]
        if !founding.isAccepted { lines.append("Its founders have not all accepted yet.") }
        switch pin {
        case .matches: lines.append("The founding matches the 24 words that you gave.")
        case .unread:
            lines.append("The founding cannot be read, so it was not compared with the 24 words that you gave.")
        case .differs: lines.append("The founding does NOT match the 24 words that you gave. Its own words are:")
        case .none:
            lines.append(Self.noPin + " Compare these 24 words of its founding:")
        }
        if pin != .matches {
            lines += [words.prefix(12), words.suffix(12)].map { "    " + $0.joined(separator: " ") }
        }
        return lines
    }

    private var countLines: [String] {
        var lines = [VerificationReport.counted(entries, "entry", "entries")]
        if let head { lines[0] += " of \(head.size), root \(head.root.hex)" }
        if options.since > 0 {
            lines.append(
                "Signatures before entry \(options.since) were NOT checked (--since). Everything else was, from entry 0."
            )
        }
        for (kind, count) in findings.kinds.sorted(by: { $0.key < $1.key }) {
            lines.append("    \(kind): \(count)")
        }
        lines.append(
            "\(state.authority.people.count) people; acts \(VerificationReport.list(acts)); "
                + "records \(VerificationReport.list(recordCounts))")
        lines.append(
            "\(checkpoints) checkpoints, \(tiles) tiles and bundles, \(enclosuresGood) of \(enclosuresListed) "
                + "enclosures are good")
        let parts = findings.parts
        lines.append(
            "detached parts: \(parts.opened) opened, \(parts.erased) erased, \(parts.notOpened) not opened, "
                + "\(parts.restricted) restricted")
        lines += VerificationReport.shown(findings.erased) {
            "    \($0.name) of entry \($0.entry): erased by \($0.erasedBy ?? "")"
        }
        lines += VerificationReport.shown(findings.unopened) { "    \($0.name) of entry \($0.entry): not opened" }
        if let line = journal.line { lines.append(line) }
        lines.append("state hash \(state.world.stateHash.hex)")
        lines.append("authority's state hash \(state.authority.stateHash.hex)")
        return lines
    }

    private var findingLines: [String] {
        VerificationReport.shown(found) { finding in
            "finding \(finding.rule.name) (\(finding.clauses.joined(separator: ", "))), \(finding.rule.severity.rawValue), "
                + "about \(finding.about.text), since \(finding.since.text): \(ShownText.of(finding.what)) "
                + finding.rule.answer
        }
            + VerificationReport.shown(findings.ahead) {
                "entry \($0.place): recorded \($0.recorded.text), over 10 minutes ahead of this clock (P-13)"
            }
            + VerificationReport.shown(voids.filter { acknowledgement(of: $0) != nil }) {
                "entry \($0.place) is void and acknowledged at entry \(acknowledgement(of: $0) ?? 0): \($0.words)"
            }
    }

    private var warningLines: [String] {
        var lines = VerificationReport.shown(findings.outlived) {
            "warning: \($0.name) of entry \($0.entry) was erased by \($0.erasedBy ?? "") but is still here (P-71)"
        }
        if strangers.count > 0 {
            lines.append("warning: \(strangers.count) files do not belong to this export:")
            lines += VerificationReport.shown(strangers.names) { "    " + $0 }
        }
        lines += VerificationReport.shown(journal.notices) { "notice: " + $0 }
        lines += VerificationReport.shown(findings.unheard) {
            "warning: entry \($0.entry) names the statement \($0.hash.hex) as unheard, and the log never accepted it (P-8)"
        }
        lines += VerificationReport.shown(journal.alarms) { alarm in
            let more = alarm.count > 1 ? "; so do \(alarm.count - 1) more of theirs, to entry \(alarm.last)" : ""
            let known = alarm.isAcknowledged ? ", acknowledged" : ""
            return "finding about \(alarm.signer.text): entry \(alarm.first): \(alarm.what)\(more) (P-8, K-20)\(known)"
        }
        return lines
    }

    private var faultLines: [String] {
        var lines = VerificationReport.shown(faults.list) { "WRONG: " + $0.text }
        if faults.count > faults.list.count {
            lines.append("WRONG: and \(faults.count - faults.list.count) more faults")
        }
        if !findings.lost.isEmpty {
            lines.append(
                "WRONG: only the hash is known of \(findings.lost.count) entries; what rests on them is void because they are missing"
            )
        }
        lines += VerificationReport.shown(unacknowledged) {
            "VOID: entry \($0.place): \($0.words)"
        }
        return lines
    }

    /// What to do, in the words of the alarm page; whom to call by this ledger, unless it is another one than asked for.
    private var remedyLines: [String] {
        if isGood { return [] }
        // The fault that says where it stops, and those that name what is missing, say no more than that.
        let isHaltedOnly =
            halt != nil && faults.count == 1 + notAtHand.count && unacknowledged.isEmpty && pin != .differs
        if isHaltedOnly { return ["do: " + Trouble.stopped.remedy] }
        let whom = pin == .differs ? [] : state.authority.whomToCall().filter { !$0.people.isEmpty }
        return ["do: " + Trouble.call]
            + whom.map { group, people in
                "call: \(people.map { "p\($0)" }.joined(separator: ", ")) of \(ShownText.of(group.title))"
            }
    }

    private var verdict: String {
        if isGood {
            let origin = state.authority.founding.map { " of \($0.origin)" } ?? ""
            return "Good. \(VerificationReport.counted(entries, "entry", "entries"))\(origin)."
        }
        var reasons: [String] = []
        if pin == .differs { reasons.append("a different founding (P-71)") }
        if pin == .unread { reasons.append("a founding that cannot be read (P-71)") }
        if faults.count > 0 { reasons.append(VerificationReport.counted(faults.count, "fault", "faults")) }
        if !unacknowledged.isEmpty {
            reasons.append(
                VerificationReport.counted(
                    unacknowledged.count, "void entry that is not acknowledged (P-4)",
                    "void entries that are not acknowledged (P-4)"))
        }
        if let halt { reasons.append("entries from \(halt.place) on were not judged") }
        return "VERIFICATION FAILED: " + reasons.joined(separator: ", ")
    }

    private static func counted(_ count: Int, _ one: String, _ more: String) -> String {
        "\(count) \(count == 1 ? one : more)"
    }

    private static func shown<Item>(_ items: [Item], _ line: (Item) -> String) -> [String] {
        var lines = items.prefix(linesMax).map(line)
        if items.count > linesMax {
            lines.append("    … and \(items.count - linesMax) more (--json has all)")
        }
        return lines
    }

    private static func list(_ counts: [String: Int]) -> String {
        counts.isEmpty
            ? "none"
            : counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}

extension VoidEntry {
    /// What is wrong with it, by which rule, and the hash by which an act acknowledges it.
    fileprivate var words: String { "\(ShownText.of(refusal.what)) (\(refusal.clause)), leaf \(leaf.hex)" }
}
