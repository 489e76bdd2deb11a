import Ledger
import Rules

/// Slots as cards, side by side: a full ring is a signature, a dashed one waits.
enum Slots {
    /// The slots of each way to meet an act's requirement.
    static func ways(_ act: ActView, _ context: ViewContext) -> HTML {
        let lists = act.ways.filter { !$0.slots.isEmpty }.map { way in
            "<ul class=\"slots\">\(way.slots.flatMap { cards($0, act: act, groups: act.groups, context) })</ul>" as HTML
        }
        return HTML(lists, between: "<p class=\"either\">or else</p>")
    }

    static func cards(_ slot: SlotView, act: ActView, groups: [String: String], _ context: ViewContext) -> [HTML] {
        slot.signed.map { signed(act, $0, context) }
            + (act.isOpen && (!act.isSigned || slot.isClosing)
                ? (0..<min(slot.missing, 20)).map {
                    empty(slot, number: slot.signed.count + $0, groups: groups, act, context)
                } : [])
    }

    private static func signed(_ act: ActView, _ signed: Signed, _ context: ViewContext) -> HTML {
        let time = context.log.rows.at(signed.place).map { said($0.recorded, now: context.now) }
        let how = signed.local ? "on their own machine" : "by page"
        let ring = signed.person == 0 ? "key" : "p\(signed.person)"
        return """
            <li><span class="ring" aria-hidden="true">\(ring)</span><span>\(personLink(signed.person))\
            <small>\(shown(signed.slot)) · signed \(time) · \(how)</small></span></li>
            """
    }

    private static func empty(
        _ slot: SlotView, number: Int, groups: [String: String], _ act: ActView, _ context: ViewContext
    ) -> HTML {
        let pool = act.requirement?.ways.flatMap(\.slots).first {
            $0.name == slot.name && $0.count == slot.count
        }?.pool
        let words = pool.map { poolWords($0, groups: groups, context) } ?? slot.pool
        let who: HTML =
            slot.isHolder
            ? "must sign with the key that is being enrolled"
            : slot.candidates.isEmpty
                ? mark(.broken, "nobody could sign this now")
                : slot.candidates.count > 8
                    ? "\(people(Array(slot.candidates.prefix(6)), ",")) or \(slot.candidates.count - 6) more could"
                    : "\(people(slot.candidates, "or")) could"
        let isGroup = pool?.contains(where: \.isGroup) ?? false
        let head =
            slot.isHolder
            ? "The holder of the new key"
            : isGroup ? (number == 0 ? "One of " : "Another of ") + words : words
        // A blue ring waits for whoever reads this.
        let isYours =
            number == slot.signed.count
            && context.visitor.person.map { person in
                slot.candidates.contains(person) && !act.signatures.contains { $0.person == person }
            } ?? false
        let classes = isYours ? "empty you" : "empty"
        let ring = isYours ? "you" : "\(number + 1)"
        return """
            <li class="\(classes)"><span class="ring" aria-hidden="true">\(ring)</span><span>\(head.prefix(1).uppercased())\(head.dropFirst())\
            <small>\(shown(slot.name)) · \(who)</small></span></li>
            """
    }
}
