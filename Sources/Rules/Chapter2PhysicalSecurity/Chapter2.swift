import Ledger

/// Chapter 2 of the Security Policy, physical security: hardware, media, keys, visits.
package enum PhysicalSecurity: Chapter {
    package static let name = Clause.Chapter.physical, title = "Physical security"
    package static let registers = [
        Register("computers", "Computers", of: Computer.self, state: Computer.state, derived: [Computer.lacks]),
        Register(
            "stores", "Secure stores", of: SecureStore.self, state: SecureStore.state,
            derived: [SecureStore.held, SecureStore.lastCounted]),
        Register(
            "media", "Media", of: Medium.self, state: Medium.state,
            derived: [Medium.whereNow, Medium.exposed, Medium.lastErased]),
    ]
    package static let kinds = mediaKinds + computerKinds + [Kind(CloseStore.self), Kind(record: CountStore.self)]
    package static let findings = [
        mediumInUseUnerased, mediumStoredUnerased, mediumLost, mediumFound, mediumToDestroy, computerLacks,
        computerToRetire,
    ]

    package static let tasks = [destroyMedium]
    package static let duties = [storeCount]
    package static let manual = [
        ManualValue("media.methods", .rows(MediumMethods.self)), ManualValue("computer.label.sides", .choices),
        ManualValue("computer.os-licences", .choices), ManualValue("store.count.interval", .span),
    ]

    private static let mediaKinds = [
        Kind(record: EraseMedium.self), Kind(record: InstallMedium.self), Kind(record: RemoveMedium.self),
        Kind(record: MoveMedium.self), Kind(AssignMedium.self), Kind(record: MarkUnreadable.self),
        Kind(RetireMedium.self), Kind(record: DestroyMedium.self), Kind(record: DisposeOfMedium.self),
        Kind(record: LoseMedium.self), Kind(record: FindMedium.self),
    ]
    private static let computerKinds = [
        Kind(record: AcquireComputer.self), Kind(record: LabelComputer.self), Kind(record: InspectComputer.self),
        Kind(ServeComputer.self), Kind(WithdrawComputer.self), Kind(record: ReportFault.self),
        Kind(record: MaintainHardware.self), Kind(RetireComputer.self),
    ]
}
