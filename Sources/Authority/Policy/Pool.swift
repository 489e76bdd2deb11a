/// People from whom a slot may be filled. A slot has a list of pools and takes anybody who is in one of them.
package enum Pool: Hashable, Sendable {
    /// Members of a group, by its code.
    case group(String)
    /// The leader of a team, by its code.
    case leader(String)
    /// Members of the group that the act names in this field: `{field}`.
    case groupIn(field: String)
    /// The leader of the team that the act names in this field: `leader:{field}`.
    case leaderIn(field: String)
    /// The leader of the team that manages the list that the act names in this field: `manager:{field}`.
    case managerIn(field: String)
    /// Anybody in office: a member of a body, an office or a team.
    case office
    /// Anybody with a key.
    case enrolled
    /// A person whom the act names.
    case named
    /// Who holds the key that the act enrols (P-21).
    case holder
    /// The leaders of the teams in which the person named is (P-55).
    case leadersOfNamed
    /// Those who are beside the person named in a group (P-55).
    case peersOfNamed
    /// Those who may end a stop, worked out from what was stopped (P-56).
    case restorers

    /// How it is written in the policy.
    package var text: String {
        switch self {
        case .group(let code): code
        case .leader(let code): "leader:" + code
        case .groupIn(let field): "{" + field + "}"
        case .leaderIn(let field): "leader:{" + field + "}"
        case .managerIn(let field): "manager:{" + field + "}"
        case .office: "office"
        case .enrolled: "enrolled"
        case .named: "named"
        case .holder: "holder"
        case .leadersOfNamed: "leader-of-named"
        case .peersOfNamed: "peers-of-named"
        case .restorers: "restorers"
        }
    }
}
