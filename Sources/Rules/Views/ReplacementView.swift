import Ledger

/// An announced replacement of all keys of a person as people look at it.
package struct ReplacementView: Sendable {
    /// The announcement: `A-412`, and its hash for `of`.
    package let name: String
    package let place: Int
    package let hash: Digest
    package let person: Int
    package let key: PublicKey
    /// From when it can be closed, by the log's clock, and until when.
    package let opens: Time
    package let expires: Time
    /// `waiting`, `may-close`, `closed`, `cancelled`, `over`.
    package let condition: String

    package var waits: Bool { condition == "waiting" || condition == "may-close" }

    package var json: JSON {
        .line([
            "condition": .string(condition), "expires": .string(expires.text), "id": .string(name),
            "key": .string(key.fingerprint.hex), "opens": .string(opens.text), "person": .person(person),
            "words": .string(Words.words12(key.fingerprint).joined(separator: " ")),
        ])
    }
}

extension State {
    /// Every announced replacement, newest first.
    package func replacementViews(at now: Time) -> [ReplacementView] {
        guard authority.replacements.count > 0 else { return [] }
        return authority.acts.index.made(AnnounceReplacement.kind).newest.compactMap { index in
            let act = authority.acts.table[index]
            return authority.replacement(of: act.place).map { view(act, $0.waiting, at: now) }
        }
    }

    private func view(_ act: ProposedAct<Authority>, _ found: Replacement, at now: Time) -> ReplacementView {
        let changed = max(authority.changed[act.kind.name] ?? -1, authority.editions.authority.place)
        let condition =
            found.closed != nil
            ? "closed"
            : found.cancelled != nil
                ? "cancelled"
                : now > found.expires || changed > act.place
                    ? "over" : max(log.clock ?? now, now) >= found.opens ? "may-close" : "waiting"
        return ReplacementView(
            name: act.name, place: act.place, hash: act.hash, person: found.person, key: found.key,
            opens: found.opens, expires: found.expires, condition: condition)
    }
}
