import Ledger
import Rules

extension ViewContext {
    /// What the program knows of an id, for the quiet ink beside it.
    func quiet(_ id: ItemID) -> String? {
        switch id.prefix {
        case Person.prefix: return name(of: id.number)
        case "A": return world.actView(at: id.number, now: now)?.kind.title
        case "R": return world.recordIndex(at: id.number).map { world.records[$0].kind.title }
        case "B": return "a motion"
        default: return item(id).map { $0.name == $0.id.text ? $0.state : "\($0.name), \($0.state)" }
        }
    }

    /// An item of a register.
    func item(_ id: ItemID) -> ItemView? {
        Register.of(prefix: id.prefix)?.item(id.number, in: world)
    }
}
