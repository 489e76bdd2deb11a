import Ledger
import Rules

/// Which addresses may stand in the text of a sign-in (K-10): those that the ledger itself names. Whoever relays a challenge
/// from another address gets a signature with that address in it, which opens nothing here.
struct SignInPlace: Sendable {
    private let origins: [String]
    private let isDemonstration: Bool

    init(_ authority: Authority) {
        origins = (authority.web?.origins ?? []).map(SignInText.written)
        isDemonstration = authority.isDemonstration
    }

    /// A demonstration runs at whatever port is free, so any loopback address of it is its own.
    func takes(_ webOrigin: String) -> Bool {
        if origins.contains(where: { $0.utf8.elementsEqual(webOrigin.utf8) }) { return true }
        guard isDemonstration,
            let scheme = ["http://", "https://"].first(where: { webOrigin.utf8.starts(with: $0.utf8) })
        else { return false }
        return OwnHosts.isLoopback(String(webOrigin.dropFirst(scheme.count)))
            && SignInText.written(webOrigin).utf8.elementsEqual(webOrigin.utf8)
    }

    /// The address for a text that is signed by hand on a page: that of the page if it is one of ours.
    func own(_ asked: String) -> String {
        let asked = SignInText.written(asked)
        return takes(asked) ? asked : origins.first ?? asked
    }

    /// Why nobody is let in from another address.
    func refusal(of webOrigin: String, claimed person: Int) -> NotAdmitted {
        let there = webOrigin.isEmpty ? "no address" : "\u{201C}\(webOrigin.prefix(80))\u{201D}"
        let here = origins.isEmpty ? "no web address" : origins.joined(separator: " or ")
        return NotAdmitted(
            what: "this sign-in was signed for \(there), but this ledger names \(here). Sign in at that address",
            rule: "K-10", claimed: person)
    }
}
