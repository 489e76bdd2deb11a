import Ledger
import Rules
import Store

/// Passkeys whose counter did not grow: perhaps copies. It is this server's own observation and is in no ledger, so it
/// refuses no statement (P-20); people answer it by revoking the key, or by nothing when two requests only crossed.
enum CopiedPasskeys {
    /// A finding for each key that is still at work; nothing where no copy was met.
    static func html(_ request: SiteRequest) throws -> HTML {
        let signs = try request.entrance.kept { () throws(StoreError) in try request.entrance.visitors.clones() }
        var seen: Set<Digest> = []
        let rows = signs.filter { seen.insert($0.key).inserted }.compactMap { sign -> HTML? in
            guard let key = request.context.authority.key(sign.key)?.key, key.revoked == nil else { return nil }
            return """
                <li><span>The counter of a passkey of \(personLink(key.person)) did not grow (\(sign.last), then \(sign.met)) \(said(sign.at, now: request.now)). The passkey may have been copied.</span>\
                <small>\(wordGroups(Words.words12(sign.key))) · revoke or stop it, unless two requests arrived in the wrong order · \(request.context.clause("P-20"))</small>\
                <span class="side">\(mark(.due, "copied?"))</span></li>
                """
        }
        guard !rows.isEmpty else { return .none }
        return """
            <h2 id="copied">Passkeys that may have been copied</h2>
            <p class="quiet">This server noticed it. It is not in the ledger.</p><ul class="rows">\(rows)</ul>
            """
    }
}
