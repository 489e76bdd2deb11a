/// Signs for the people of a demonstration, in a process of its own. A production server has none, and no ledger that was
/// founded as production is given one.
package protocol DemonstrationKeys: Sendable {
    /// The armour of a person's signature over these bytes; nil where it was not signed.
    func sign(_ bytes: [UInt8], as person: Int, namespace: String) async -> [UInt8]?
}
