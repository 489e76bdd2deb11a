extension Authority {
    /// SP-9.1.2b: nobody is active in more than one team.
    func requireOneTeam(_ person: Int, besides team: String) throws(Refusal) {
        let others = groups(of: person).filter { $0 != team && policy?.groups[$0]?.sort == .team }
        guard let other = others.first else { return }
        throw Refusal(
            "SP-9.1.2b", "p\(person) is in the team “\(other)”.", who: "p\(person), by leaving that team first",
            field: "person")
    }
}
