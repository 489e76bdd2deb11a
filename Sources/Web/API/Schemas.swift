import Ledger
import Rules

/// The schemas of what goes in and out; the bodies of kinds come from their own fields.
enum Schemas {
    static let all = OpenAPI.object(views + records + bodies)

    static let string = OpenAPI.object([("type", .string("string"))])
    static let integer = OpenAPI.object([("type", .string("integer")), ("minimum", .integer(0))])
    static let flag = OpenAPI.object([("type", .string("boolean"))])
    static let anything = OpenAPI.object([("type", .string("object"))])

    static func list(_ items: JSON) -> JSON { OpenAPI.object([("type", .string("array")), ("items", items)]) }

    /// An object; members whose name ends with `?` may be absent, and no other is in it.
    static func of(_ members: [(String, JSON)], open: Bool = false) -> JSON {
        let required = members.filter { !$0.0.hasSuffix("?") }.map { JSON.string($0.0) }
        let properties = members.map { ($0.0.hasSuffix("?") ? String($0.0.dropLast()) : $0.0, $0.1) }
        return OpenAPI.object([
            ("type", .string("object")), ("required", .array(required)),
            ("properties", OpenAPI.object(properties)), ("additionalProperties", .bool(open)),
        ])
    }

    private static let views: [(String, JSON)] = [
        (
            "Status",
            of([
                ("accepted", flag), ("checkpoint", string), ("founding?", string),
                ("founding-words?", string), ("key?", string), ("origin?", string),
                ("root", string), ("size", integer), ("sort?", string), ("state", string), ("words", string),
            ])
        ),
        (
            "Kind",
            of([
                ("clauses", list(string)), ("detached", list(string)),
                (
                    "fields",
                    list(
                        of([
                            ("label", string), ("name", string),
                            ("offers?", list(of([("says", string), ("value", string)]))), ("shape", string),
                        ]))
                ),
                ("kind", string), ("local?", flag), ("narrows?", flag), ("not-applicable?", string), ("sort", string),
                ("title", string), ("who", string),
            ])
        ),
        (
            "Act",
            of([
                ("body", anything), ("condition", string), ("expires", string), ("hash", string),
                ("id", string), ("kind", string), ("motion?", string),
                ("named?", list(string)), ("opening?", flag), ("proposed", string), ("proposer", string),
                ("title", string),
                (
                    "ways",
                    list(
                        of([
                            ("lacking?", string),
                            (
                                "slots",
                                list(
                                    of([
                                        ("candidates", list(string)), ("count", integer),
                                        ("missing", integer), ("name", string), ("pool", string),
                                        ("signed", list(string)),
                                    ]))
                            ),
                        ]))
                ), ("words", string),
            ])
        ),
        (
            "Motion",
            of([
                ("about?", string), ("body", string), ("condition", string), ("id", string),
                ("may-close", flag), ("needs", integer), ("opened", string),
                ("opener", string), ("tally", of([("abstain", integer), ("no", integer), ("yes", integer)])),
                ("votes", list(of([("person", string), ("place", integer), ("vote", string)]))),
                ("waiting", list(string)),
            ])
        ),
        (
            "Stop",
            of([
                ("born", integer), ("by", list(string)), ("earlier?", string), ("ended?", integer),
                ("ending?", list(string)), ("id", string), ("may-end", flag), ("opens", string), ("page?", flag),
                ("recorded", string), ("restorers", list(string)), ("target", string),
            ])
        ),
        (
            "Person",
            of([
                ("born", integer), ("id", string),
                (
                    "keys",
                    list(
                        of([
                            ("fingerprint", string), ("page-stopped?", flag), ("revoked?", integer), ("since", integer),
                            ("stopped?", flag), ("type", string), ("witnesses", list(string)),
                            ("words", string),
                        ]))
                ),
                (
                    "seats",
                    list(
                        of([
                            ("group", string), ("leads?", flag), ("standing", flag), ("suspended?", flag),
                            ("title", string),
                        ]))
                ), ("page-stopped?", flag), ("stopped?", flag),
            ])
        ),
        (
            "Group",
            of([
                ("code", string), ("leader?", string), ("members", list(string)), ("minimum", integer),
                ("present", list(string)), ("sort", string),
                ("spare?", OpenAPI.object([("type", .array([.string("integer"), .string("string")]))])),
                ("title", string),
            ])
        ),
        (
            "RosterLine",
            of([
                (
                    "days",
                    list(of([("can", flag), ("day", string), ("needed?", list(string))]))
                ), ("group?", string), ("kind", string), ("title", string),
            ])
        ),
        (
            "Register",
            of([
                ("columns", list(string)), ("items", integer), ("name", string),
                ("not-applicable?", string), ("prefix", string), ("title", string),
            ])
        ),
        ("Item", of([("born", integer), ("id", string), ("state", string)], open: true)),
        (
            "Task",
            of([
                ("command", string), ("id", string), ("since", string), ("slot?", string), ("task", string),
                ("title", string),
            ])
        ),
        (
            "Clause",
            of([
                ("chapter", string), ("id", string), ("not-applicable?", string),
                (
                    "parts",
                    list(
                        of([
                            ("by", list(string)), ("evidence", list(string)), ("shows", string), ("state", string),
                        ]))
                ),
                ("says", string), ("state", string),
            ])
        ),
        ("ManualValue", ManualPage.schema),
        ("Finding", finding), ("Health", health), ("Metrics", metrics),
        (
            "Entry",
            of([
                ("bytes", string), ("entry?", string), ("hash?", string), ("kind?", string), ("leaf", string),
                ("place", integer), ("proof?", list(string)),
                ("recorded?", string), ("root?", string), ("signer?", string), ("size?", integer),
                ("void?", string), ("words?", string),
            ])
        ),
        (
            "Line",
            of([
                ("at", string), ("class", string), ("digest?", string), ("index?", integer), ("leaf", string),
                ("line?", string), ("number", integer), ("proof?", list(string)), ("salt?", string),
                ("segment?", integer), ("size?", integer),
            ])
        ),
        ("Content", of([("content", string), ("key", string), ("name", string)])),
        (
            "Draft",
            of([
                ("because?", string), ("fields?", anything), ("kind", string), ("of?", string),
                ("publish?", list(string)), ("signer?", string), ("slot?", string),
            ])
        ),
        (
            "Drafted",
            of([
                ("breaches?", list(of([("clause", string), ("what", string)]))), ("command?", string),
                ("contents", list(of([("content", string), ("key", string), ("name", string)]))),
                ("statement", string), ("words", string),
            ])
        ),
        (
            "Submission",
            of([
                ("contents?", list(of([("content", string), ("key", string), ("name", string)]))),
                ("enclosures?", list(string)), ("submission", string),
            ])
        ),
        (
            "Receipt",
            of([
                ("checkpoint", string), ("leaf", string), ("place", integer), ("proof", list(string)),
                ("state", string),
            ])
        ),
        (
            "Problem",
            of([
                ("clause?", string), ("field?", string), ("fields?", anything), ("missing", string),
                ("offset?", integer), ("refusal?", string), ("rule?", string),
                ("stopped?", flag), ("where?", string), ("who?", string),
            ])
        ),
        (
            "Opening",
            of([
                ("because?", string), ("by?", string), ("content?", string), ("key?", string), ("part", string),
                ("state", string), ("statement", string),
            ])
        ),
        ("Challenge", of([("challenge", string)])),
        ("SignIn", of([("armour", string), ("challenge", string), ("person", string)])),
        ("SignedIn", of([("ends", string), ("person", string), ("token", string)])),
        ("SessionView", of([("begun?", string), ("ends?", string), ("person?", string), ("sort?", string)])),
        ("SignOut", of([])), ("SignedOut", of([])),
        (
            "OwnSession",
            of([
                ("begun", string), ("device", string), ("ends", string), ("number", integer), ("seen", string),
                ("sort", string), ("this?", flag),
            ])
        ),
        ("EndSession", of([("session", integer)])), ("SessionsEnded", of([("ended", integer)])),
        ("Document", anything),
    ]
}
