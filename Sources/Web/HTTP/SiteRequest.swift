import Ledger

/// A request that found its route.
struct SiteRequest: Sendable {
    let context: ViewContext
    /// What stood in the place of `{name}`.
    var captures: [String: String] = [:]
    let query: Form
    /// The fields of a posted form.
    let form: Form
    /// The files that it brought, in their order; of routes that take some, from people who signed in.
    var files: [UploadedFile] = []
    /// The bytes of a body that came whole; empty where it came in parts.
    let body: [UInt8]
    var isInParts: Bool { body.isEmpty && !(form == .empty && files.isEmpty) }
    /// This page's own address, for links back.
    let path: String
    let caller: Caller
    let entrance: Entrance
    let held: HeldFiles
    /// The whole of it, for what tells how the server is.
    let site: Site

    subscript(name: String) -> String { captures[name] ?? "" }
    var now: Time { context.now }
    /// Who shares what there is: a person who signed in, or an address.
    var client: String { visitor.person.map { "p\($0)" } ?? caller.address }
    /// Who asks.
    var visitor: Visitor { context.visitor }
}
