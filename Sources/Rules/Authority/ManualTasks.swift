import Ledger

extension AuthorityRules {
    /// P-37: what loosens a rule has waited for a day, and its leader puts it into force.
    static let closeManual = TaskRule("manual", verb: "Put into force", button: "Read and put into force") {
        seen, person in
        seen.state.waitingManualChanges(at: seen.now).filter {
            $0.condition == "may-close" && $0.leaders.contains(person)
        }.map {
            (
                Cause(
                    about: .item($0.name), place: $0.change.act, since: $0.change.opens,
                    says: "Put a change of the Manual into force"),
                .say("authority/manual.close", about: $0.name, "manual close \($0.name)")
            )
        }
    }
}
