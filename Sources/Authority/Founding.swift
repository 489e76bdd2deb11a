import Ledger

/// What entry 0 fixed for ever, and who has accepted it (P-54).
package struct Founding: Sendable {
    package enum Sort: String, Choice { case demonstration, production }

    package struct Founder: Equatable, Sendable {
        package let person: Int
        package let key: PublicKey
        package let seats: [String]
    }

    package struct Web: Equatable, Sendable {
        package let rp: String
        package let origins: [String]

        package var line: JSON { .line(["origins": .texts(origins), "rp": .string(rp)]) }
    }

    package let origin: String
    package let sort: Sort
    /// The statement hash of entry 0: its 24 words are what people pin.
    package let hash: Digest
    package let founded: Time
    /// The keys of the two logs, as C2SP verifier keys.
    package let ledgerKey: String
    package let journalKey: String
    package let web: Web
    package let founders: [Founder]
    package let openingDays: Int
    /// Read at the founding and never again: it is in place of `policy.kinds` until the opening ends.
    package let opening: [String: Requirement]
    /// By founder: the founders whose fingerprints they heard in words, ascending.
    package var heard: [Int: [Int]] = [:]
    /// 90 days (or what the policy says) after the last acceptance; nil until all have accepted.
    package var openingEnd: Time?
    /// The entry at which the last founder accepted.
    package var opened: Int?

    package var isAccepted: Bool { opened != nil }

    package var line: JSON {
        .line([
            "hash": .string(hash.hex),
            "heard": .array(heard.keys.sorted().map { .line(["by": .integer($0), "of": .numbers(heard[$0] ?? [])]) }),
            "journal": .string(journalKey), "ledger": .string(ledgerKey), "opened": opened.map { .integer($0) },
            "origin": .string(origin), "sort": .string(sort.rawValue),
            "web": web.line,
        ])
    }
}

extension Authority {
    /// The founding, entry 0: read whole or refused whole.
    func found(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let statement = admission.verified.statement
        guard moment.place == 0, statement.ledger == .empty, statement.journal == .empty else {
            throw Refusal("P-54", "A founding must be the first entry (0) of an empty ledger.")
        }
        let body = try FoundingBody(statement.body)
        try body.requireFit(for: statement)
        let documents = try PolicyDocuments(
            policy: body.policy, manual: body.manual, clauses: body.clauses, enclosed: moment.enclosed)
        for (part, edition) in body.editions where edition != KnownEditions.digest(part, 1) {
            throw Refusal(
                "P-60", "This program does not contain this edition of \(part.rawValue).", sort: .unknownEdition)
        }
        guard body.founders.first?.key == admission.verified.signature.key, statement.signer == .person(1) else {
            throw Refusal("P-54", "p1 must sign the founding, with the key that it lists for p1.")
        }
        var copy = Authority()
        copy.founding = Founding(
            origin: statement.origin, sort: body.sort, hash: admission.verified.hash, founded: moment.recorded,
            ledgerKey: body.ledgerKey, journalKey: body.journalKey, web: body.web, founders: body.founders,
            openingDays: documents.policy.openingDays, opening: documents.policy.opening)
        copy.install(documents, at: moment.place)
        try copy.seatFounders(body.founders, at: moment)
        return .whole(copy)
    }

    private mutating func seatFounders(_ founders: [Founding.Founder], at moment: Moment) throws(Refusal) {
        let governing = policy?.governs ?? ""
        for founder in founders {
            people.append(Person(number: founder.person, born: moment.place, since: moment.place, keys: []))
            enrol(founder.key, of: founder.person, witnesses: [], at: moment.place)
            for group in founder.seats {
                guard let known = policy?.groups[group], known.sort == .body || known.sort == .office else {
                    throw Refusal(
                        "P-54", "“\(group)” is neither a body nor an office in this policy.", field: "founders")
                }
                try requireSeatable(founder.person, in: group, clause: "P-54")
                seat(founder.person, in: group, at: moment)
            }
        }
        guard founders.count >= 3, roster(governing)?.seats.count ?? 0 >= 3,
            founders.allSatisfy({ founder in founder.seats.contains(governing) || !founder.seats.isEmpty })
        else {
            throw Refusal(
                "P-54", "A ledger needs at least three founders, and all of them must sit in the governing body.",
                field: "founders")
        }
    }

    /// Puts the documents of a policy into force; groups that are new get an empty roster.
    mutating func install(_ documents: PolicyDocuments, at place: Int) {
        for id in Set(policy?.exceptionIDs ?? []).union(documents.policy.exceptionIDs)
        where policy?.exceptions[id]?.review != documents.policy.exceptions[id]?.review || policy == nil {
            reviewSet[id] = place
        }
        policy = documents.policy
        manual = Document(digest: documents.digests.manual, place: place)
        manualChanges.enclosed = manual
        clauses = Document(digest: documents.digests.clauses, place: place)
        manualValues = documents.manual
        clauseBook = documents.clauses
        rosters = documents.policy.codes.map { roster($0) ?? Roster(group: $0) }
    }

    /// `authority/founding.accept`: a founder accepts with the key listed for them, and names at least two other
    /// founders whose fingerprints they heard in words; what they name adds up.
    func accept(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let statement = admission.verified.statement
        guard let founding, statement.of == founding.hash, statement.slot == nil, statement.detached.isEmpty,
            statement.enclosures.isEmpty
        else {
            throw Refusal("P-54", "An acceptance must name the founding in “of” and carry nothing else.", field: "of")
        }
        guard !founding.isAccepted else { throw Refusal("P-54", "Every founder has already accepted.", sort: .over) }
        guard
            founding.founders.contains(where: {
                $0.person == moment.signer && $0.key == admission.verified.signature.key
            })
        else { throw Refusal("P-54", "Only a founder can accept, with the key that the founding lists for them.") }
        guard admission.verified.signature.isLocal else {
            throw Refusal("P-54", "Founders must accept with a key on their own machine.")
        }
        if founding.sort == .production,
            !(admission.verified.signature.isFIDO && admission.verified.signature.userVerified)
        {
            throw Refusal(
                "P-20", "In production, founders must accept with a FIDO key that asks for PIN or fingerprint.")
        }
        let named = try heardFounders(statement.body, by: moment.signer, in: founding)
        var copy = self
        copy.founding?.heard[moment.signer] = Array(Set((founding.heard[moment.signer] ?? []) + named)).sorted()
        copy.openIfAccepted(at: moment)
        return .whole(copy)
    }

    private func heardFounders(_ body: JSON, by person: Int, in founding: Founding) throws(Refusal) -> [Int] {
        let misfit = Refusal(
            "P-54",
            "The body of an acceptance must be {\"heard\": [{\"key\", \"person\"}, …]}, in ascending order of person.",
            field: "heard", sort: .malformed)
        guard body.members?.count == 1, let list = body["heard"]?.list, (2...1000).contains(list.count) else {
            throw misfit
        }
        var people: [Int] = []
        for item in list {
            guard item.members?.count == 2, let id = item["person"]?.text.flatMap({ ItemID($0) }),
                id.prefix == Person.prefix,
                let key = item["key"]?.text.flatMap({ Digest(hex: $0) }), id.number > people.last ?? 0
            else { throw misfit }
            guard let founder = founding.founders.first(where: { $0.person == id.number }), id.number != person else {
                throw Refusal("P-54", "\(id.text) is not another founder.", field: "heard")
            }
            guard founder.key.fingerprint == key else {
                throw Refusal(
                    "P-54", "The key that p\(person) heard from \(id.text) is not the key in the founding.",
                    field: "heard")
            }
            people.append(id.number)
        }
        return people
    }

    /// The acceptance that leaves no founder missing and every key named by two others is the last.
    private mutating func openIfAccepted(at moment: Moment) {
        guard let founding, founding.heard.count == founding.founders.count else { return }
        let named = founding.founders.map { founder in
            founding.heard.filter { $0.value.contains(founder.person) }.map(\.key).sorted()
        }
        guard named.allSatisfy({ $0.count >= 2 }) else { return }
        for (founder, witnesses) in zip(founding.founders, named) {
            for key in people[founder.person - 1].keys { keys[key].witnesses = witnesses }
        }
        self.founding?.opened = moment.place
        self.founding?.openingEnd = moment.recorded.adding(founding.openingDays * StatementSort.day)
    }
}
