/// Bytes that are not in the protocol's form, with the rule they break.
///
/// It says what is wrong with the bytes alone; what the rules refuse has a type of its own.
package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    /// The number of the rule in the protocol, for example `P-1`.
    package let rule: String
    /// What is wrong, as a sentence without its full stop.
    package let what: String
    /// Where it was met: bytes from the start of what was read, if that helps to find it.
    package let offset: Int?

    /// Makes the error; `offset` counts bytes from the start of what was read.
    package init(_ rule: String, _ what: String, at offset: Int? = nil) {
        self.rule = rule
        self.what = what
        self.offset = offset
    }

    /// The sentence with its place and rule, for logs and command lines.
    package var description: String {
        guard let offset else { return "\(what) (\(rule))" }
        return "\(what), at byte \(offset) (\(rule))"
    }
}
