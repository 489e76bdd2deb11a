import Ledger
import Rules
import Store

/// The armour of what a page posted: put in by hand, made by a passkey, or by the demonstration's signer. The store checks
/// each of them in the same way.
struct PageSigning {
    let request: SiteRequest
    let unsigned: UnsignedStatement

    func armour(typed: String) async throws -> [UInt8] {
        if PasskeyMembers.stand(in: request.form) { return try passkey() }
        if !request.form["demonstration"].isEmpty { return try await demonstration() }
        return Array(trimmed(typed).utf8) + [0x0A]
    }

    /// The assertion in OpenSSH's form, under the key that the credential id names.
    private func passkey() throws -> [UInt8] {
        guard let members = PasskeyMembers(request.form) else {
            throw Malformed("P-20", "the browser sent a malformed answer")
        }
        let assertion = try Assertion(
            authenticatorData: members.authenticatorData, clientData: members.clientData,
            signature: members.signature)
        let statement = try Statement(line: unsigned.line[...])
        let keys = PageRoute(statement, request.context).keys
        let known = try? request.entrance.visitors.key(credential: members.credential)
        // Where `VisitorStore` was lost, or the key is only being enrolled, the one under which it is good is found by trying.
        let candidates = keys.filter { $0.fingerprint == known } + keys.filter { $0.fingerprint != known }
        var last: [UInt8]?
        for key in candidates {
            let armour = try assertion.armour(key: key)
            last = last ?? armour
            guard (try? Submission(bytes: unsigned.line + armour).verified()) != nil else { continue }
            remember(members.credential, assertion.counter, of: key)
            return armour
        }
        guard let last else { throw nothing(known, statement.signer) }
        return last
    }

    /// Why a passkey that signed is none of the signer's that could: what became of it, where this server knows it.
    private func nothing(_ known: Digest?, _ signer: Signer) -> Malformed {
        if let key = known.flatMap({ request.context.authority.key($0)?.key }), signer == .person(key.person) {
            if let place = key.revoked { return Malformed("P-22", "this passkey was revoked, by entry \(place)") }
            if key.stopped != nil || key.pageStopped != nil {
                return Malformed("P-55", "this passkey is stopped until two people end the stop")
            }
        }
        return Malformed("P-21", "\(signer.text) has no passkey enrolled here that could sign this")
    }

    /// A counter that went back refuses no statement (P-20): it is a finding, which people answer.
    private func remember(_ credential: [UInt8], _ counter: UInt32, of key: PublicKey) {
        do throws(StoreError) {
            try request.entrance.visitors.keep(credential: credential, of: key.fingerprint)
            guard let clone = try request.entrance.visitors.count(counter, of: key.fingerprint, at: request.now) else {
                return
            }
            try request.entrance.journal.write(
                JournalLine(
                    .alarm, at: request.now, person: request.context.authority.key(key.fingerprint)?.key.person,
                    facts: .line([
                        "key": .string(key.fingerprint.hex), "last": .integer(clone.last), "met": .integer(clone.met),
                        "what": .string("counter"),
                    ])))
        } catch { request.entrance.logger.error("visitors.sqlite failed", metadata: ["error": "\(error)"]) }
    }

    private func demonstration() async throws -> [UInt8] {
        let statement = try Statement(line: unsigned.line[...])
        guard let keys = request.entrance.demonstrationKeys, request.context.authority.isDemonstration,
            let armour = await keys.sign(
                unsigned.line, as: statement.signer.number, namespace: "statement@foureyes")
        else {
            throw Malformed(
                "P-54",
                "the demonstration’s signer does not answer for \(statement.signer.text): is `foureyes-demo keys` running?"
            )
        }
        return armour
    }
}

extension UnsignedStatement {
    /// Which bucket it is taken from (P-5).
    var rate: Rate {
        guard let statement = try? Statement(line: line[...]) else { return .statements }
        return Rate.of(statement.kind)
    }
}

extension Rate {
    /// Stops, revocations, withdrawals, declinings, votes and records are refused only to share what there is (P-5).
    static func of(_ kind: String) -> Rate {
        guard let sort = StatementSort(kind: kind) else { return .statements }
        let isUnrefusable =
            sort.exempt || kind == "authority/motion.vote" || Kind.named(kind)?.narrows == true
        return isUnrefusable ? .unrefusable : .statements
    }
}
