import Ledger

/// What somebody is about to say: everything of a statement but who, when and which head. Pages, command line,
/// demonstration and tests make their statements here, so that all of them sign the same form.
package struct Draft: Sendable {
    package var kind: String
    package var body: JSON
    package var of: Digest?
    package var slot: String?
    /// The clauses, or the motion or approval, on which it rests (SP-1.2h).
    package var under: [String]
    package var detached: [DetachedPart] = []
    package var enclosures: [Enclosure] = []
    package var unheard: [Digest] = []

    package init(_ kind: String, _ body: JSON = .object([]), of: Digest? = nil, slot: String? = nil, under: [String]) {
        self.kind = kind
        self.body = body
        self.of = of
        self.slot = slot
        self.under = under
    }

    /// The statement, good for an hour from its claim unless a longer window that its sort allows is given.
    package func statement(
        by signer: Signer, origin: String, head: Head, journal: Head = .empty, claimed: Time, request: Request,
        window: Int = StatementSort.hour
    ) -> Statement {
        let longest = StatementSort(kind: kind)?.window ?? StatementSort.hour
        return Statement(
            body: body, claimed: claimed, detached: detached, enclosures: enclosures, kind: kind, of: of,
            origin: origin, request: request, journal: journal, ledger: head, signer: signer, slot: slot,
            under: under, unheard: unheard, until: claimed.adding(min(window, longest)))
    }
}

extension Draft {
    /// A proposal of an act, or a record, resting on its kind's first clause, and on a ruling where one permits it (P-52).
    package static func of(_ kind: Kind, _ body: JSON, slot: String? = nil, under ruling: Ruling? = nil) -> Draft {
        Draft(kind.name, body, slot: slot, under: kind.clauses.prefix(1) + (ruling.map { [$0.id.text] } ?? []))
    }

    /// A signature on an act in a slot; the body is what the act asks of that slot (P-21).
    package static func sign<S: Scope>(_ act: ProposedAct<S>, slot: String) -> Draft {
        Draft(
            "\(S.part.rawValue)/act.sign", act.act.asks(slot: slot), of: act.hash, slot: slot,
            under: [act.kind.clauses.first ?? "P-32"])
    }

    package static func decline<S: Scope>(_ act: ProposedAct<S>) -> Draft {
        Draft("\(S.part.rawValue)/act.decline", of: act.hash, under: [act.kind.clauses.first ?? "P-34"])
    }

    /// Takes back the proposal or signature that was made under this request id.
    package static func withdraw<S: Scope>(_ act: ProposedAct<S>, request: Request) -> Draft {
        Draft(
            "\(S.part.rawValue)/act.withdraw", .line(["request": .string(request.hex)]), of: act.hash,
            under: [act.kind.clauses.first ?? "P-34"])
    }

    /// Opens the motion about an act.
    package static func motion<S: Scope>(about act: ProposedAct<S>, body: String) -> Draft {
        Draft(
            "authority/motion.open", .line(["body": .string(body)]), of: act.hash,
            under: [act.kind.clauses.first ?? "P-50"])
    }

    package static func vote(_ motion: Motion, _ choice: Vote.Choice) -> Draft {
        Draft("authority/motion.vote", .line(["vote": .string(choice.rawValue)]), of: motion.hash, under: [motion.name])
    }

    package static func close(_ motion: Motion, _ tally: Tally) -> Draft {
        Draft("authority/motion.close", tally.line, of: motion.hash, under: [motion.name])
    }

    /// Puts a change of the Manual into force, from 24 hours on (P-37).
    package static func closeManual(_ hash: Digest, _ name: String) -> Draft {
        Draft("authority/manual.close", of: hash, under: [name])
    }

    /// Closes the replacement that this act announced: signed with the new key, from 72 hours on (P-21).
    package static func closeReplacement(_ announced: ProposedAct<Authority>) -> Draft {
        Draft("authority/replacement.close", of: announced.hash, under: [announced.name])
    }

    /// Cancels the replacement that this act announced: signed with any old key (P-21).
    package static func cancelReplacement(_ announced: ProposedAct<Authority>) -> Draft {
        Draft("authority/replacement.cancel", of: announced.hash, under: ["P-21"])
    }

    package static func observe(_ record: OpenRecord) -> Draft {
        Draft("record/sign", of: record.hash, under: [record.kind.clauses.first ?? "P-41"])
    }

    /// Says that a record is not true; the words are beside the line, as `text`.
    package static func object(_ record: OpenRecord) -> Draft {
        Draft("record/object", of: record.hash, under: [record.kind.clauses.first ?? "P-41"])
    }

    /// Asks about an act, a record or a motion; the words are beside the line, as `text`.
    package static func question(about statement: Digest, under: String) -> Draft {
        Draft("record/question", of: statement, under: [under])
    }

    /// An answer; to a question about a record with what one who took no part says of it.
    package static func answer(_ question: Question, _ verdict: Verdict? = nil) -> Draft {
        Draft(
            "record/answer", .line(["verdict": verdict?.json]), of: question.hash, under: [question.name])
    }

    package static func join(_ record: OpenRecord, role: String, happened: Time) -> Draft {
        Draft(
            "record/join", .line(["happened": .string(happened.text), "role": .string(role)]), of: record.hash,
            under: [record.kind.clauses.first ?? "P-41"])
    }

    package static func leave(_ record: OpenRecord, happened: Time) -> Draft {
        Draft(
            "record/leave", .line(["happened": .string(happened.text)]), of: record.hash,
            under: [record.kind.clauses.first ?? "P-41"])
    }

    /// A note beside an act or a record; its words and files stand beside the line.
    package static func note(about statement: Digest, under: String) -> Draft {
        Draft("record/note", of: statement, under: [under])
    }

    /// A note beside an item.
    package static func note(about item: ItemID, under: String) -> Draft {
        Draft("record/note", .line(["item": .string(item.text)]), under: [under])
    }

    package static func accept(_ founding: Founding, heard: [(person: Int, key: Digest)]) -> Draft {
        let list = heard.sorted { $0.person < $1.person }.map { item in
            JSON.line(["key": .string(item.key.hex), "person": .person(item.person)])
        }
        return Draft("authority/founding.accept", .line(["heard": .array(list)]), of: founding.hash, under: ["P-54"])
    }
}
