import Ledger

extension Authority {
    /// K-19: whether a statement stops something, or signs for a stop. It is entered though content beside it is missing: an
    /// emergency does not wait for a file.
    package func mayLackContent(_ statement: Statement) -> Bool {
        if statement.kind == SetStop.kind { return true }
        guard statement.kind == "authority/act.sign" else { return false }
        let listed = statement.body["acts"]?.list ?? []
        let hashes = [statement.of] + listed.map { $0["of"]?.text.flatMap { Digest(hex: $0) } }
        return hashes.contains { hash in
            hash.flatMap { acts.index(of: $0) }.map { acts.table[$0].act is SetStop } == true
        }
    }
}
