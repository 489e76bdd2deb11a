import Ledger

/// A request that found its route.
struct SiteRequest: Sendable {
    let context: ViewContext
    /// What stood in the place of `{name}`.
    var captures: [String: String] = [:]
    let query: Form
    /// The fields of a posted form.
    let form: Form
    let body: [UInt8]
    /// This page's own address, for links back.
    let path: String
    let caller: Caller
    let entrance: Entrance

    subscript(name: String) -> String { captures[name] ?? "" }
    var now: Time { context.now }
    /// Who asks.
    var visitor: Visitor { context.visitor }
}
