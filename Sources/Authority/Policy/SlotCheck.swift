/// The slots whose names the code itself asks for. A policy that called them otherwise would pass by the
/// rules that hang on them, so each name stands with its own pool, and each of these pools with its own name.
struct SlotCheck {
    let requirement: Requirement
    let facts: KindFacts
    let path: [String]

    func run(_ reader: inout PolicyReader) {
        for (place, way) in requirement.ways.enumerated() {
            let here = path + ["ways", String(place)]
            for (index, slot) in way.slots.enumerated() {
                pair(.holder, "holder", slot, here + [String(index)], &reader)
                pair(.peersOfNamed, "peer", slot, here + [String(index)], &reader)
                if slot.pool.contains(.peersOfNamed), slot.count < 2 {
                    reader.fault(
                        here + [String(index), "count"],
                        "\(slot.count) is too low: peers set a stop by two (P-55)")
                }
                if slot.name == "witness" { witness(slot, here + [String(index)], &reader) }
            }
            guard facts.hasHolder else { continue }
            for name in ["holder", "witness"] where !way.slots.contains(where: { $0.name == name }) {
                let why =
                    name == "holder" ? "the new key must sign" : "two people must hear the new key’s words"
                reader.fault(here, "the slot `\(name)` is missing: \(why) (P-21)")
            }
        }
    }

    private func pair(
        _ pool: Pool, _ name: String, _ slot: Slot, _ here: [String], _ reader: inout PolicyReader
    ) {
        if slot.pool.contains(pool) {
            guard slot.pool.count > 1 || slot.name != name else { return }
            reader.fault(here, "the pool `\(pool.text)` must be alone, in a slot called `\(name)`")
        } else if slot.name == name {
            reader.fault(here + ["name"], "the name `\(name)` is reserved for the pool `\(pool.text)`")
        }
    }

    /// P-21: two key witnesses, each of them in office.
    private func witness(_ slot: Slot, _ here: [String], _ reader: inout PolicyReader) {
        guard facts.hasHolder else {
            reader.fault(
                here + ["name"], "the name `witness` is reserved for people who hear a new key’s words (P-21)")
            return
        }
        if slot.count < 2 {
            reader.fault(here + ["count"], "\(slot.count) is too low: a new key needs two witnesses (P-21)")
        }
        for (place, pool) in slot.pool.enumerated() where pool == .enrolled || pool == .named {
            reader.fault(
                here + ["pool", String(place)],
                "a witness must be in office (P-21), but people in `\(pool.text)` may not be")
        }
    }
}
