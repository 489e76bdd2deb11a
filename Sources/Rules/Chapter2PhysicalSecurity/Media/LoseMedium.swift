import Ledger

/// SP-2.2.3.2a: nobody knows where a medium is. Anybody in office says so alone, and it is a finding at once.
package struct LoseMedium: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, medium: ID<Medium>, lastSeen: Time?
    package var parties: Parties { Parties() }

    package static let kind = "record/medium.lost", title = "Report a medium lost"
    package static let clauses = ["SP-2.2.3.2a", "SP-2.2.3.2d"]
    package static let roles: [Role] = []
    package static let fields = Fields(
        { Self(happened: $0, medium: $1, lastSeen: $2) }, Field("happened", \Self.happened, "When you noticed it"),
        Field("medium", \Self.medium, "Which medium", .title),
        Field("last-seen", \Self.lastSeen, "When it was last seen"))

    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.media[medium].losses.take(.lost, of: record)
    }
}
