import Ledger

extension Schemas {
    private static let party = of([
        ("objected?", integer), ("person", string), ("role", string), ("signed?", integer),
    ])
    private static let breach = of([("clause", string), ("what", string)])
    private static let presence = of([
        ("breaches?", list(breach)), ("from", string), ("joined", integer), ("late?", flag), ("left?", integer),
        ("person", string), ("role", string), ("until?", string),
    ])
    private static let answer = of([
        ("answered", string), ("hash", string), ("person", string), ("place", integer), ("stopped?", flag),
        ("text?", string), ("verdict?", string),
    ])

    /// Records, and what people say about them and about acts and items.
    static let records: [(String, JSON)] = [
        (
            "Record",
            of([
                ("attested?", integer), ("body", anything), ("breaches", list(breach)), ("complete?", integer),
                ("condition", string), ("happened", string), ("hash", string), ("id", string), ("kind", string),
                ("late", flag), ("parties", list(party)), ("performer", string), ("presences?", list(presence)),
                ("recorded", string), ("title", string), ("within?", string), ("words", string),
            ])
        ),
        (
            "Question",
            of([
                ("about", string), ("answers", list(answer)), ("asked", string), ("hash", string), ("id", string),
                ("older-answers", integer), ("open", flag), ("person", string), ("place", integer),
                ("stopped?", flag), ("text?", string),
            ])
        ),
        (
            "AskedQuestion",
            of([
                ("about", string), ("answers", integer), ("asked", string), ("hash", string), ("id", string),
                ("open", flag), ("person", string), ("place", integer), ("stopped?", flag),
            ])
        ),
        (
            "Note",
            of([
                ("about", string), ("hash", string), ("parts", list(string)), ("person", string), ("place", integer),
                ("text?", string), ("written", string),
            ])
        ),
    ]
}
