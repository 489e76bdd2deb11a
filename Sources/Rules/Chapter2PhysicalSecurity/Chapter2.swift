import Authority

/// Chapter 2 of the Security Policy, physical security: hardware, media, keys, visits.
package enum PhysicalSecurity: Chapter {
    package static let name = Clause.Chapter.physical, title = "Physical security"
    package static let kinds = [
        Kind(EnterComputer.self), Kind(EnterStore.self), Kind(EnterMedium.self), Kind(RetireMedium.self),
        Kind(record: EraseMedium.self), Kind(record: MoveMedium.self),
    ]
    package static let findings = [mediumInUseUnerased]
}
