import Ledger

/// P-20: passkeys are bound to an RP id for ever, so who changes it says exactly which passkeys that voids; they are
/// revoked at the effect, and nobody finds out afterwards.
package struct ChangeWeb: AuthorityAct {
    package let origins: WebOrigins, rp: HostName, voids: Digests

    package static let kind = "authority/web.change", title = "Change the web origins and RP id"
    package static let clauses = ["P-20", "SP-3.4.3"]
    package static let fields = Fields(
        { Self(origins: $0, rp: $1, voids: $2) }, Field("origins", \Self.origins, "Where pages are served"),
        Field("rp", \Self.rp, "RP id (passkeys are bound to it)"),
        Field("voids", \Self.voids, "Fingerprints of the passkeys that stop working"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        for origin in origins.list where !origin.serves(rp.text, demonstration: authority.isDemonstration) {
            throw Refusal(
                "P-20",
                "Pages at \(origin.text) cannot sign for the RP id \(rp.text). The origin must use https, and its host must be the RP id or a subdomain of it.",
                field: "origins")
        }
        let new = Founding.Web(rp: rp.text, origins: origins.texts)
        guard new != authority.web else {
            throw Refusal("P-20", "These web origins and RP id are in force already.", field: "origins")
        }
        let voided = authority.voided(by: rp.text)
        guard voids.list == voided else {
            throw Refusal(
                "P-20",
                "With this RP id \(voided.count == 1 ? "1 passkey stops" : "\(voided.count) passkeys stop") working. “voids” must list exactly those.",
                who: "the proposer, by proposing it again", field: "voids")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        for fingerprint in voids.list {
            if let index = authority.key(fingerprint)?.index { authority.keys[index].revoked = moment.place }
        }
        authority.changedWeb = Founding.Web(rp: rp.text, origins: origins.texts)
    }
}

extension Authority {
    /// The passkeys, not revoked, that could sign nothing under an RP id; ascending.
    package func voided(by rp: String) -> [Digest] {
        keys.filter { $0.isPasskey && $0.revoked == nil && $0.key.application != rp }.map(\.fingerprint).sorted()
    }
}
