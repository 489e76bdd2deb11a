import Ledger

/// The sort of group that a field names.
package protocol GroupSort: Sendable { static var sort: Group.Sort? { get } }
package enum OfBody: GroupSort { package static let sort: Group.Sort? = .body }
package enum OfTeam: GroupSort { package static let sort: Group.Sort? = .team }
package enum OfList: GroupSort { package static let sort: Group.Sort? = .list }
package enum OfAny: GroupSort { package static let sort: Group.Sort? = nil }

/// The code of a group of the policy, as a field. That the policy has it is asked at the proposal.
package struct GroupCode<S: GroupSort>: FieldValue {
    package let text: String
    package static var type: FieldType {
        FieldType(
            Self.self, S.sort?.rawValue ?? "group", takes: "the code of a \(S.sort?.rawValue ?? "group")",
            control: .group(S.sort),
            mentions: { json in json.text.map { [.group($0)] } ?? [] })
    }
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, Code(text) != nil else {
            throw Misfit(expected: "the code of a \(S.sort?.rawValue ?? "group") in the policy")
        }
        self.text = text
    }
    package var json: JSON { .string(text) }
}
