extension Statement {
    /// The canonical line with its LF: what is signed, and what the statement's hash is of (P-1, P-3).
    package func line() -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(1024)
        json.write(to: &line)
        line.append(0x0a)
        return line
    }

    /// The statement as an object, members in ascending order, optional ones left out when empty.
    private var json: JSON {
        var members: [JSON.Member] = []
        members.reserveCapacity(16)
        func add(_ key: String, _ value: JSON) { members.append(JSON.Member(key, value)) }
        add("body", body)
        add("claimed", .string(claimed.text))
        if !detached.isEmpty { add("detached", .array(detached.map(\.json))) }
        if !enclosures.isEmpty { add("enclosures", .array(enclosures.map(\.json))) }
        add("kind", .string(kind))
        if let of { add("of", .string(of.hex)) }
        add("origin", .string(origin))
        add("request", .string(request.hex))
        add("seen", .object([.init("journal", journal.json), .init("ledger", ledger.json)]))
        add("signer", .string(signer.text))
        if let slot { add("slot", .string(slot)) }
        add("under", .array(under.map(JSON.string)))
        if !unheard.isEmpty { add("unheard", .array(unheard.map { .string($0.hex) })) }
        add("until", .string(until.text))
        add("v", .integer(Statement.version))
        return .object(members)
    }
}

extension Head {
    fileprivate var json: JSON { .object([.init("root", .string(root.hex)), .init("size", .integer(size))]) }
}

extension Enclosure {
    fileprivate var json: JSON {
        .object([.init("length", .integer(length)), .init("sha256", .string(sha256.hex))])
    }
}

extension DetachedPart {
    fileprivate var json: JSON {
        var members = [
            JSON.Member("audience", .string(audience)), JSON.Member("commitment", .string(commitment.hex)),
        ]
        if let exception { members.append(JSON.Member("exception", .string(exception))) }
        members.append(JSON.Member("name", .string(name)))
        return .object(members)
    }
}
