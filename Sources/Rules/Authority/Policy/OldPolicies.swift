extension Kind {
    /// The kinds that every compiled policy lists. One that stands in a ledger is never compiled again (P-62), so
    /// about kinds that came later it may be silent; then nobody can propose them until the policy changes.
    static let inEveryPolicy: Set<String> = [
        "authority/body.leave", "authority/body.seat", "authority/edition.adopt", "authority/key.enrol",
        "authority/key.revoke", "authority/list.add", "authority/list.remove", "authority/person.enrol",
        "authority/policy.change", "authority/seat.end", "authority/stop.end", "authority/stop.set",
        "authority/team.appoint", "authority/team.lead", "authority/team.leave", "authority/void.acknowledge",
        "record/medium.erase", "record/medium.move", "register/computer.enter", "register/medium.enter",
        "register/medium.retire", "register/store.enter",
    ]
}
