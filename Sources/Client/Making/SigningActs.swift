import Ledger
import Rules

extension Workspace {
    /// A signature on an act or a record, or on several acts at once (P-36). `heard` are the words of a fingerprint
    /// that a key witness heard from its holder; without them the console asks.
    package func signature(on ids: [String], slot: String? = nil, heard: String? = nil) throws(Failure)
        -> Intent
    {
        guard let first = ids.first else { throw .usage("give what to sign: A-n or R-n") }
        if ids.count > 1 { return try several(ids, slot: slot) }
        switch try find(first) {
        case .act(let view): return try signature(on: view, slot: slot, heard: heard)
        case .record(let record): return Intent(try signature(on: record))
        case .motion:
            throw .usage("motions are not signed; use foureyes vote \(first) yes, or foureyes close \(first)")
        default: throw .usage("\(first) is neither an act nor a record")
        }
    }

    private func signature(on view: ActView, slot: String?, heard: String?) throws(Failure) -> Intent {
        let name: String
        if let slot { name = slot } else { name = try slotName(view) }
        var intent = Intent(try draft(about: view, { .sign($0, slot: name) }, { .sign($0, slot: name) }))
        let asked = asks(view, slot: name)
        if view.ways.flatMap(\.slots).contains(where: { $0.name == name && $0.isHolder }) {
            // The new key's holder: the person named, or nobody yet (P-4).
            intent.signer = view.named.first.map { .person($0) } ?? .unnumbered
        }
        if case .ended(let end) = view.condition, asked.body["heard"] != nil {
            // Before anybody is asked for words that nothing needs any more.
            throw .refused(
                Refusal(
                    "P-34", "\(view.name) is no longer open: it was \(end.word) at entry \(end.place).", sort: .over))
        }
        if asked.body["heard"] != nil, let key = asked.key { intent.notices = try hear(key, words: heard) }
        return intent
    }

    /// P-21: the witness types what they heard; what the page or the log says is not enough.
    private func hear(_ key: PublicKey, words: String?) throws(Failure) -> [String] {
        let answer = words ?? console.ask("The 12 words of the new key, as you heard or read them from its holder: ")
        guard let answer else { throw .usage("key witnesses must give the words that they heard: --heard WORDS") }
        try requireHeard(answer, key.fingerprint, of: "the new key")
        return Layout.field("heard", "the words that you gave match the new key")
    }

    func requireHeard(_ words: String, _ fingerprint: Digest, of what: String) throws(Failure) {
        let matches: Bool
        do throws(Malformed) { matches = try Words.match(words, fingerprint) } catch {
            throw .usage("\(error.what)")
        }
        guard matches else {
            throw naming(.alarm(Alarm(.words, "The words that you heard differ from those of \(what) in the ledger.")))
        }
    }

    /// The one slot that the person can fill; else the first that lacks somebody, so that the rules say why not.
    private func slotName(_ view: ActView) throws(Failure) -> String {
        if person == .unnumbered, let holder = view.ways.flatMap(\.slots).first(where: { $0.isHolder }) {
            return holder.name
        }
        let own = view.slots(for: try requireNumber()).map(\.name)
        if own.count > 1 {
            throw .usage(
                "you can sign \(view.name) in several slots; choose one: --slot "
                    + own.joined(separator: " or "))
        }
        let lacking = view.ways.flatMap(\.slots).filter { !$0.isHolder }
        guard let name = own.first ?? lacking.first(where: { $0.missing > 0 })?.name ?? lacking.first?.name
        else {
            throw .refused(
                Refusal(
                    "P-30", "\(view.name) cannot be signed: it has no slots.",
                    who: view.motionRule.map { "a motion of \($0.body)" } ?? ""))
        }
        return name
    }

    /// Those that count become one statement; the others are named, and nothing is signed of them.
    private func several(_ ids: [String], slot: String?) throws(Failure) -> Intent {
        guard ids.count <= SeveralActs.most else {
            throw .usage("one statement can sign at most \(SeveralActs.most) acts")
        }
        var views: [ActView] = []
        for id in ids {
            let view = try act(id)
            guard !views.contains(where: { $0.place == view.place }) else {
                throw .usage("\(view.name) is given twice")
            }
            views.append(view)
        }
        let held = replica.enclosures
        let several = state.several(views, by: try requireNumber(), slot: slot, page: false, at: now) { held[$0] }
        guard let draft = several.draft else {
            throw .refused(several.leftOut[0].refusal, beside: several.leftOut.dropFirst().flatMap(Self.told))
        }
        var intent = Intent(draft)
        intent.leftOut = several.leftOut
        intent.notices = several.leftOut.flatMap(Self.told)
        return intent
    }

    static func told(_ left: SeveralActs.LeftOut) -> [String] {
        Layout.field("left out", "\(left.name): \(Visible.text(left.refusal.text))")
    }

    /// Whoever took part confirms; one who took no part attests what came late (P-43).
    private func signature(on record: OpenRecord) throws(Failure) -> Draft {
        let own = try requireNumber()
        let under = [record.kind.clauses.first ?? "P-41"]
        if record.complete != nil, !record.people.contains(own) {
            return Draft("record/attest", of: record.hash, under: ["P-43"])
        }
        return Draft("record/sign", of: record.hash, under: under)
    }
}
