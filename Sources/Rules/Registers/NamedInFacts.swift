import Ledger

extension World {
    /// The items of all registers whose facts name this one, register by register.
    package func items(naming id: ItemID) -> [ItemID] {
        Register.all.flatMap { register in
            let columns = register.columns.filter { $0.fact?.type.prefixes.contains(id.prefix) == true }
            return columns.isEmpty
                ? []
                : register.numbers(in: self).filter { number in
                    columns.contains { column in
                        guard let value = column.value(self, number) else { return false }
                        return value.text == id.text || value.list?.contains { $0.text == id.text } == true
                    }
                }.map { ItemID(prefix: register.prefix, number: $0) }
        }
    }
}
