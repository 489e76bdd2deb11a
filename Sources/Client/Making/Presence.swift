import Ledger
import Rules

extension Workspace {
    /// Comes to what a record speaks of; the one role in which somebody can come need not be said.
    package func joining(_ id: String, role: String?, happened: String?) throws(Failure) -> Intent {
        let record = try record(id)
        let roles = record.kind.lateRoles.map(\.name)
        guard let role = role ?? (roles.count == 1 ? roles[0] : nil) else {
            throw .usage(
                roles.isEmpty
                    ? "\(record.name) keeps no presence, so nobody can join it"
                    : "give your role: \(roles.joined(separator: ", "))")
        }
        return Intent(.join(record, role: role, happened: try time(happened)))
    }

    package func leaving(_ id: String, happened: String?) throws(Failure) -> Intent {
        Intent(.leave(try record(id), happened: try time(happened)))
    }

    private func record(_ id: String) throws(Failure) -> OpenRecord {
        guard case .record(let record) = try find(id) else {
            throw .usage("\(Visible.text(id)) is not a record; records are called R-n")
        }
        return record
    }

    private func time(_ text: String?) throws(Failure) -> Time {
        guard let text, text != "now" else { return now }
        guard let time = Time(text) else {
            throw .usage("\(Visible.text(text)) is not a time; give one like 2026-11-22T09:40:00Z, or now")
        }
        return time
    }
}
