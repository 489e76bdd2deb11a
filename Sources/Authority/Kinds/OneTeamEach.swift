extension Authority {
    /// SP-9.1.2b: nobody is active in more than one team, but where a ruling names person and team. What the policy makes
    /// exclusive stays so: `requireSeatable` asks that of everybody.
    func requireOneTeam(_ person: Int, besides team: String, at moment: Moment) throws(Refusal) {
        guard moment.proposal?.ruling == nil else { return }
        let others = groups(of: person).filter { $0 != team && policy?.groups[$0]?.sort == .team }
        guard let other = others.first else { return }
        throw Refusal(
            "SP-9.1.2b", "p\(person) is in the team “\(other)”.",
            who: "p\(person), by leaving that team first; or a ruling that permits both", field: "person")
    }
}
