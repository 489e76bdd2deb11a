import Ledger
import Rules

/// Whether a statement can be signed with a passkey on its page, with which, and what such a signature is worth there.
///
/// It only says beforehand what `decide` would say; nothing rests on it.
struct PageRoute {
    /// The signer's passkeys that are good here.
    let keys: [PublicKey]
    /// Why it is not offered; nil where it is.
    let why: HTML?
    /// What somebody should know before they sign by page: that it will not be enough (P-23).
    let beforehand: HTML?

    init(_ statement: Statement, _ context: ViewContext) {
        let place = statement.of.flatMap { context.log.place(of: $0) }
        let act = place.flatMap { context.world.actView(at: $0, now: context.now) }
        if let holder = PageRoute.holderKey(statement, place, context) {
            keys = holder.application == context.authority.web?.rp ? [holder] : []
            why =
                keys.isEmpty ? "The new key is an SSH key. Its holder must sign with it on their own machine." : nil
            beforehand = nil
            return
        }
        let own = context.passkeys.filter {
            .person($0.person) == statement.signer && $0.revoked == nil && $0.stopped == nil
        }
        keys = own.map(\.key)
        if let local = PageRoute.mustBeLocal(statement, act, place, context) {
            (why, beforehand) = (local, nil)
            return
        }
        guard own.isEmpty else {
            (why, beforehand) = (nil, PageRoute.floor(statement, act, place, context))
            return
        }
        let person = statement.signer.number
        (why, beforehand) = (
            "\(statement.signer.text) has no passkey enrolled in this ledger. <a href=\"/people/p\(person)\">Their keys</a>, <a href=\"/invitations\">another one</a>.",
            nil
        )
    }

    /// The key that the holder of an open enrolment signs with; nil for every other statement.
    static func holderKey(_ statement: Statement, _ place: Int?, _ context: ViewContext) -> PublicKey? {
        guard statement.kind == "authority/act.sign", statement.slot == "holder", let place else { return nil }
        return context.authority.acts[place: place]?.act.holderKey(in: context.authority)
    }

    private static func mustBeLocal(
        _ statement: Statement, _ act: ActView?, _ place: Int?, _ context: ViewContext
    ) -> HTML? {
        func local(_ what: String, _ clause: String) -> HTML {
            "\(what) must be signed on your own machine. \(context.clause(clause))"
        }
        if let verb = Verb.named(statement.kind), verb.route == .local {
            return local("“\(verb.title)”", statement.under.first ?? "P-20")
        }
        switch statement.kind {
        case "authority/motion.vote":
            let motion = place.flatMap { context.authority.motion(at: $0) }
            let kind = motion?.act.flatMap { context.world.actView(at: $0, now: context.now)?.kind }
            if kind?.isLocal == true { return local("A vote on this kind of act", "P-42") }
            let former = motion.map { context.authority.counted($0, at: context.now) }?
                .first { $0.person == statement.signer.number }
            return former?.local == true ? local("A vote in place of one that you made there", "K-16") : nil
        case "authority/conflict.declare":
            let act = place.map { context.authority.motion(at: $0)?.act ?? $0 }
            return act.map(context.authority.isDecidedByMotion) == true
                ? local("A conflict of interest in what a motion decides", "K-4") : nil
        case "authority/act.sign", "register/act.sign":
            if statement.body["heard"] != nil { return local("A key witness’s signature", "P-21") }
            let places = (statement.body["acts"]?.list ?? []).compactMap { item in
                item["of"]?.text.flatMap { Digest(hex: $0) }.flatMap { context.log.place(of: $0) }
            }
            if places.contains(where: { context.world.actView(at: $0, now: context.now)?.kind.isLocal == true }) {
                return local("One of these acts", "P-42")
            }
            if statement.slot == Slot.motion { return local("The signature that carries out a motion", "P-50") }
            return act?.kind.isLocal == true ? local("This kind of act", "P-42") : nil
        case "record/sign", "record/join", "record/leave", "record/attest":
            let record = place.flatMap { context.world.recordIndex(at: $0) }.map { context.world.records[$0] }
            return record.map { isLocal($0.kind, context) } == true ? local("This kind of record", "P-42") : nil
        case "record/answer": return statement.body["verdict"] != nil ? local("A verdict", "P-41") : nil
        case Verb.note.name:
            return context.authority.policy?.records[Verb.note.name]?.local == true ? local("A note", "P-42") : nil
        default:
            guard let kind = Kind.named(statement.kind), isLocal(kind, context) else { return nil }
            return local("This kind of \(kind.isRecord ? "record" : "act")", "P-42")
        }
    }

    /// By the kind itself, or by the policy's rule for a record.
    private static func isLocal(_ kind: Kind, _ context: ViewContext) -> Bool {
        kind.isLocal || context.authority.policy?.records[kind.name]?.local == true
    }

    /// P-23: how far the floor of local signatures is met, where a page signature does not help to meet it.
    private static func floor(
        _ statement: Statement, _ act: ActView?, _ place: Int?, _ context: ViewContext
    ) -> HTML? {
        if statement.kind == "authority/motion.vote" {
            return
                "A vote from a page counts. For what gives somebody power, two of the yes votes must still be given with <code>foureyes</code>. \(context.clause("P-23"))"
        }
        let kind = act?.kind ?? (statement.slot == nil ? nil : Kind.named(statement.kind))
        guard let kind, kind.widens else { return nil }
        let needed = kind.changesRules ? 3 : 2
        let there = Set((act?.signatures ?? []).filter { $0.local && $0.person != 0 }.map(\.person)).count
        return
            "This gives somebody power, so \(counted(needed)) people or more must sign it on their own machines: \(there == 0 ? "nobody has" : "\(counted(there)) \(there == 1 ? "has" : "have")") so far. A signature with your passkey fills your slot but does not count for this; the command below does. \(context.clause("P-23"))"
    }
}
