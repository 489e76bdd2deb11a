import Ledger
import Rules

/// What can be done about an act: by the person who is signed in, or by whoever comes, if nobody is.
struct ActButtons {
    let act: ActView
    let context: ViewContext

    private var person: Int? { context.visitor.person }
    private func mine(_ isMine: (Int) -> Bool) -> Bool { person.map(isMine) ?? true }

    var html: HTML {
        guard act.isOpen else { return again }
        let slots = act.ways.flatMap(\.slots)
        let isOpen = slots.contains { $0.missing > 0 && ($0.isHolder || !$0.candidates.isEmpty) }
        let maySign = isOpen && mine { !act.slots(for: $0).isEmpty || slots.contains { $0.isHolder && $0.missing > 0 } }
        let needsMotion =
            act.motionRule != nil && act.motion == nil
            && mine { person in
                act.motionRule.map {
                    context.authority.membership(of: person, in: $0.body, at: context.now) != nil
                        && !act.named.contains(person)
                } ?? false
            }
        var buttons: [HTML] = []
        /// The first is the page's one primary button.
        func button(_ path: String, _ label: String) {
            let second: HTML = buttons.isEmpty ? .none : " second"
            buttons.append("<a class=\"do\(second)\" href=\"/\(path)\">\(label)</a>")
        }
        if maySign { button("acts/\(act.name)/sign", "Read and sign") }
        if needsMotion { button("acts/\(act.name)/motion", "Open the motion") }
        if let motion = act.motion, !maySign { button("motions/B-\(motion)", "See the motion") }
        if mine({ person in act.proposer == person || act.signatures.contains { $0.person == person } }) {
            buttons.append("<a class=\"do second\" href=\"/acts/\(act.name)/withdraw\">Withdraw</a>")
        }
        if mine({ person in
            !act.declined.contains(person)
                && (slots.contains { $0.candidates.contains(person) && !$0.isClosing }
                    || act.signatures.contains { $0.person == person })
        }) {
            buttons.append("<a class=\"do stop\" href=\"/acts/\(act.name)/decline\">Decline</a>")
        }
        let notice = Thread.notice(QuestionSubject(act), context)
        guard !buttons.isEmpty else {
            return "<p class=\"none\">Nothing here waits for you. \(notice)</p>"
        }
        let command =
            maySign
            ? "foureyes sign \(act.name)"
            : needsMotion
                ? "foureyes propose authority/motion.open act=\(act.name)" : "foureyes show \(act.name)"
        return "<p class=\"buttons\">\(buttons)\(notice)</p><code class=\"shell\">\(command)</code>"
    }

    /// An act that ended without effect is proposed again as a new one, its form filled in from the old body.
    private var again: HTML {
        if case .ended(.inEffect) = act.condition { return .none }
        let fields = BodyFields.filled(act.kind, act.body).map { "\($0.name)=\(encoded($0.value))" }
        let path = act.kind.path + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
        return """
            <p class="buttons"><a class="do" href="\(path)">Propose it again</a> \
            <span class="quiet">This makes a new act. Signatures on the old one do not count for it.</span></p>
            """
    }
}
