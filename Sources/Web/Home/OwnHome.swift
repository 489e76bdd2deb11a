import Ledger
import Rules

/// Home for somebody who signed in: what waits for them, what they wait for, what happened since they were here.
struct OwnHome {
    let person: Int
    /// The size of the ledger when they were last here, if that is known.
    let since: Int?
    /// Who is signed in now and lets themselves be seen.
    let present: [Int]
    let context: ViewContext

    var body: HTML {
        let tasks = context.tasks(for: person)
        let waiting = tasks.map { Waiting($0, context) }
        return """
            <h1>\(waitingHeading(waiting.count, "you"))</h1>
            \(list(waiting))\(about)
            <div class="two"><section>
            <h2>Waiting for others</h2>\(others)
            <h2>\(since == nil ? "What was decided last" : "Since you were last here")</h2>\(recent)
            <h2>Findings</h2>\(HomePage.found(context))
            </section><section>
            <h2>Who can be the second person now</h2>\(Reach.html(present: present, context))
            </section></div>
            """
    }

    private func list(_ waiting: [Waiting]) -> HTML {
        guard !waiting.isEmpty else {
            return
                "<p class=\"none\">Nothing waits for your signature, vote or answer. <a href=\"/propose\">Propose something</a></p>"
        }
        let mayChoose = waiting.count { $0.act != nil } > 1
        let rows = waiting.prefix(50).enumerated().map { $1.html(isFirst: $0 == 0, mayChoose: mayChoose) }
        let list: HTML = "<ul class=\"rows\">\(rows)</ul>"
        return Choosing.form(list, waiting.count { $0.act != nil })
    }

    /// Open acts that are about the reader, who is asked nothing by them: a seat to be ended, a stop, an erasure.
    private var about: HTML {
        let acts = context.openActs.filter { $0.named.contains(person) }
        return acts.isEmpty
            ? .none
            : "<h2 id=\"about-you\">About you</h2><ul class=\"rows\">\(acts.prefix(20).map { ActsPage.row($0, context) })</ul>"
    }

    /// Acts that they proposed or signed and records that they performed, as long as others have to do something.
    private var others: HTML {
        let acts = context.openActs.filter { act in
            (act.proposer == person || act.signatures.contains { $0.person == person })
        }
        let records = context.world.claimedRecords.filter { $0.performer == person }
        let rows =
            acts.prefix(20).map { ActsPage.row($0, context) } + records.prefix(20).map { RecordsPage.row($0, context) }
        return rows.isEmpty
            ? "<p class=\"none\">None of your acts and records waits for others.</p>"
            : "<ul class=\"rows\">\(rows)</ul>"
    }

    /// Acts that ended since then; without a known visit the last ones.
    private var recent: HTML {
        let fresh = context.world.endedActViews(at: context.now, limit: 7).filter { act in
            if case .ended(let end) = act.condition { end.place >= (since ?? 0) } else { false }
        }
        guard !fresh.isEmpty else {
            return "<p class=\"none\">Nothing has been decided since then. <a href=\"/acts\">All acts</a></p>"
        }
        return "<ul class=\"rows\">\(fresh.map { ActsPage.row($0, context) })</ul>"
    }
}

/// Who can be the second person now, per group; who is here comes first.
enum Reach {
    /// Ids, with their names where the reader may read these: all of the page are opened together (decision 0018).
    private static func named(_ numbers: [Int], _ context: ViewContext) -> HTML {
        guard !numbers.isEmpty else { return "nobody" }
        let each = numbers.map(personLink)
        // A name makes a line of its own; ids alone stand side by side.
        return HTML(each, between: numbers.contains { context.name(of: $0) != nil } ? "<br>" : ", ")
    }

    static func html(present: [Int] = [], _ context: ViewContext) -> HTML {
        let rows = context.groups.filter {
            $0.group.sort != .office && !$0.seats.isEmpty
        }.map { view -> HTML in
            let here = view.present.filter { present.contains($0) }
            let who: HTML =
                view.group.sort == .body
                ? "\(view.present.count) of \(view.seats.count)" : named(view.present, context)
            let now: HTML =
                here.isEmpty
                ? .none : "<br><small>\(mark(.holds, "here now")) \(named(here, context))</small>"
            let note: HTML =
                switch view.spare {
                case .some(let spare) where spare < 0:
                    "<br><small>\(-spare) too few: some acts cannot be signed</small>"
                case .some(0): "<br><small>if one of them is away, some acts must wait</small>"
                default: .none
                }
            return
                "<tr><td><a href=\"/groups/\(view.group.code)\">\(view.group.title)</a></td><td>\(who)\(now)\(note)</td></tr>"
        }
        return rows.isEmpty
            ? "<p class=\"none\">Nobody is seated.</p>"
            : "<table><thead><tr><th scope=\"col\">For<th scope=\"col\">Who can act now</tr></thead><tbody>\(rows)</tbody></table>"
    }
}
