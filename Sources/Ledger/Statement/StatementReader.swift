extension Statement {
    /// Reads a line with its LF (P-1); throws for every line that `line()` would not write.
    package init(line: ArraySlice<UInt8>) throws(Malformed) {
        guard line.last == 0x0a else { throw Malformed("P-1", "the line does not end with LF") }
        let json = try JSON(statement: line.dropLast())
        var fields = StatementFields(json, of: "the statement")
        let body = try fields.take("body")
        guard case .object = body else { throw Malformed("P-1", "body is not an object") }
        self.body = body
        claimed = try fields.time("claimed")
        detached = try fields.list("detached", DetachedPart.init(json:)) { first, second in
            first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
        }
        enclosures = try fields.list("enclosures", Enclosure.init(json:)) { $0.sha256 < $1.sha256 }
        kind = try fields.text("kind", Grammar.isKind)
        of = try fields.digestIfPresent("of")
        origin = try fields.text("origin", Grammar.isOrigin)
        guard let request = Request(hex: try fields.text("request")) else {
            throw Malformed("P-1", "request is not 32 lower-case hexadecimal digits")
        }
        self.request = request
        var seen = StatementFields(try fields.take("seen"), of: "seen")
        journal = try Head(json: try seen.take("journal"))
        ledger = try Head(json: try seen.take("ledger"))
        try seen.end()
        guard let signer = Signer(try fields.text("signer")) else {
            throw Malformed("P-1", "signer is not p0, a person or a machine")
        }
        self.signer = signer
        slot = try fields.textIfPresent("slot", Grammar.isName)
        under = try Statement.under(try fields.take("under"))
        unheard = try fields.list("unheard", Digest.init(json:), ascending: <)
        until = try fields.time("until")
        guard try fields.take("v").number == Statement.version else {
            throw Malformed("P-1", "v is not \(Statement.version)")
        }
        try fields.end()
        guard until >= claimed else { throw Malformed("P-1", "until is before claimed") }
    }
}

extension Digest {
    fileprivate init(json: JSON) throws(Malformed) {
        guard let text = json.text, let digest = Digest(hex: text) else {
            throw Malformed("P-1", "a hash is not 64 lower-case hexadecimal digits")
        }
        self = digest
    }
}

extension Head {
    fileprivate init(json: JSON) throws(Malformed) {
        var fields = StatementFields(json, of: "a head")
        root = try fields.digest("root")
        size = try fields.number("size")
        try fields.end()
    }
}

extension Enclosure {
    fileprivate init(json: JSON) throws(Malformed) {
        var fields = StatementFields(json, of: "an enclosure")
        length = try fields.number("length")
        sha256 = try fields.digest("sha256")
        try fields.end()
    }
}

extension DetachedPart {
    fileprivate init(json: JSON) throws(Malformed) {
        var fields = StatementFields(json, of: "a detached part")
        audience = try fields.text("audience", Grammar.isName)
        commitment = try fields.digest("commitment")
        exception = try fields.textIfPresent("exception", Grammar.isClause)
        name = try fields.text("name", Grammar.isName)
        try fields.end()
    }
}
