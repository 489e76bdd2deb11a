import Ledger
import Rules

/// What somebody must answer.
enum FindingsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let findings = request.context.findings
        let heading =
            findings.isEmpty
            ? "Nothing is found" : findings.count == 1 ? "One finding" : "\(counted(findings.count)) findings"
        let sorts = Finding.Sort.allCases.map { sort -> HTML in
            let rows = findings.filter { $0.sort == sort }.map { row($0, request.context) }
            return rows.isEmpty ? .none : "<h2>\(title(sort))</h2><ul class=\"rows\">\(rows)</ul>"
        }
        let body: HTML = """
            <h1>\(heading)</h1>
            <p class="quiet">Computed from the registers at this moment: whoever has the ledger computes the same.</p>
            \(sorts)\(try CopiedPasskeys.html(request))
            """
        return .html(frame(Page(room: .findings, title: "Findings", body: body), request.context))
    }

    static func row(_ finding: Finding, _ context: ViewContext) -> HTML {
        // A machine has no page of its own; what it says stands in the journal. Nor has an exception.
        let room = [Finding.Sort.machine: "/journal", .exceptionReview: "/policy#exceptions"][finding.sort]
        let about: HTML =
            room != nil
            ? "<a href=\"\(room ?? "")\">\(finding.about)</a>"
            : finding.about.utf8.starts(with: "entry ".utf8)
                ? entryLink(Int(finding.about.dropFirst(6)) ?? 0)
                : Address.of(finding.about) == nil
                    ? "<a href=\"/groups/\(finding.about)\">\(finding.about)</a>" : idLink(finding.about)
        return
            "<li id=\"\(finding.about)\"><span>\(linked(finding.what))</span><small>about \(about) · \(context.clause(finding.clause))\(toDo(finding, context))</small><span class=\"side\">\(mark(meaning(finding.sort), word(finding.sort)))</span></li>"
    }

    /// The form that answers it, filled in with what it is about: nobody should look up places by hand. Not for somebody
    /// whose answer would be refused.
    private static func toDo(_ finding: Finding, _ context: ViewContext) -> HTML {
        guard finding.sort == .disowned, let place = ItemID(finding.about)?.number,
            let one = context.state.disowned().first(where: { $0.name == finding.about && $0.answer == nil })
        else { return .none }
        if let person = context.visitor.person {
            let his = context.tasks(for: person).contains { $0.sort == .answerDisowned && $0.id == finding.about }
            guard his else { return .none }
        }
        return
            " · <a href=\"/propose/\(AnswerDisowned.kind)?f.disowning=D-\(one.disowning.number)&f.entry=\(place)\">confirm or reverse it</a>"
    }

    private static func meaning(_ sort: Finding.Sort) -> Meaning {
        switch sort {
        case .recordInBreach, .voidEntry, .commitmentMismatch, .contentClosed, .groupBelowMinimum, .mediumInUseUnerased,
            .stop,
            .disowned, .journalHead:
            .broken
        case .spare, .recordLate, .seatSuspended, .replacement, .machine, .oneKey, .exceptionReview: .due
        }
    }

    private static func word(_ sort: Finding.Sort) -> String {
        switch sort {
        case .groupBelowMinimum: "too few"
        case .spare: "nobody to spare"
        case .recordInBreach: "in breach"
        case .recordLate: "late"
        case .voidEntry: "void"
        case .commitmentMismatch: "not what was signed"
        case .contentClosed: "closed"
        case .mediumInUseUnerased: "not erased"
        case .seatSuspended: "suspended"
        case .stop: "stopped"
        case .disowned: "disowned"
        case .replacement: "to be replaced"
        case .journalHead: "another journal"
        case .machine: "machine"
        case .oneKey: "one key"
        case .exceptionReview: "review due"
        }
    }

    private static func title(_ sort: Finding.Sort) -> String {
        switch sort {
        case .groupBelowMinimum: "Groups with too few people"
        case .spare: "Groups where nobody may be missing"
        case .recordInBreach: "Records in breach"
        case .recordLate: "Records entered late"
        case .voidEntry: "Void entries"
        case .commitmentMismatch: "Content that is not what was signed for"
        case .contentClosed: "Restricted content that no key opens"
        case .mediumInUseUnerased: "Media in use without an erasure before"
        case .seatSuspended: "Suspended seats"
        case .stop: "Stops in force"
        case .disowned: "What disowned keys signed"
        case .replacement: "Keys about to be replaced"
        case .journalHead: "Signers who saw another journal"
        case .machine: "Machines that nobody enrolled, or that are silent"
        case .exceptionReview: "Exceptions from what is public whose review is due"
        case .oneKey: "People in teams and bodies with fewer than two keys"
        }
    }
}
