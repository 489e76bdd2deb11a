/// Which program this is: whoever reports a fault says it, and two people who compare verdicts compare it first.
package enum Release {
    /// As in CHANGELOG.md; the suffix goes with the tag.
    package static let version = "1.0.0-unreleased"

    package static func text(_ program: String) -> String { "\(program) \(version)" }
}
