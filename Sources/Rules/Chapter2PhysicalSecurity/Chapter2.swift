import Ledger

/// Chapter 2 of the Security Policy, physical security: hardware, media, keys, visits.
package enum PhysicalSecurity: Chapter {
    package static let name = Clause.Chapter.physical, title = "Physical security"
    package static let registers = [
        Register("computers", "Computers", of: Computer.self, state: Computer.state),
        Register(
            "stores", "Secure stores", of: SecureStore.self, state: SecureStore.state, derived: [SecureStore.held]),
        Register(
            "media", "Media", of: Medium.self, state: Medium.state, derived: [Medium.whereNow, Medium.lastErased]),
    ]
    package static let kinds = [Kind(RetireMedium.self), Kind(record: EraseMedium.self), Kind(record: MoveMedium.self)]
    package static let findings = [mediumInUseUnerased]
}
