import GRDB
import Ledger
import Rules

extension VisitorStore {
    /// The preference by which a person lets others see that they are here.
    package static let visible = "visible"

    /// People with a live session who let themselves be seen, ascending. Nobody is shown who did not say so: being here
    /// at night is nobody's business.
    package func present(at now: Time) throws(StoreError) -> [Int] {
        try read { database in
            try Int.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT session.person FROM session JOIN preference
                    ON preference.person = session.person AND preference.name = ? AND preference.value = 'yes'
                    WHERE session.seen > ? AND session.begun > ? ORDER BY session.person
                    """,
                arguments: [
                    VisitorStore.visible, now.seconds - Session.idleSeconds, now.seconds - Session.longestSeconds,
                ])
        }
    }
}
