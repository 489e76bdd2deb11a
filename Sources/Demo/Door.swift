import Ledger
import Rules

/// The one way into a ledger, as the demonstration uses it.
package protocol Door: Sendable {
    var state: State { get }
    /// Enters a submission with its detached contents and enclosures; throws the `Refusal`, or why it could not be asked.
    func enter(_ submission: [UInt8], contents: [Content], enclosures: [[UInt8]]) async throws -> Int
}

/// Detached content whose audience is everyone, with the key of its commitment.
package struct Content: Sendable {
    package let name: String
    package let key: [UInt8]
    package let bytes: [UInt8]
}
