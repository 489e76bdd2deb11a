import Ledger

extension Facts {
    /// P-35: what these facts name and the former ones did not, and nobody knows: items that the signer's head does not have,
    /// groups that the policy does not have or has of another sort.
    ///
    /// The rules of a chapter read what facts name by subscript, so every way into the facts asks first. Bodies of acts are
    /// asked with all others; this is for what no body shows: the rows of an import and the value of a correction.
    func unknown(instead former: Self? = nil, in world: World, at moment: Moment) -> [Refusal] {
        let old = former.map { Self.fields.write($0) }
        // Only where it is asked for: an import has ten thousand rows.
        lazy var new = Self.fields.write(self)
        func isNew(_ field: String) -> Bool { old.map { $0[field] != new[field] } ?? true }
        let items = Self.fields.items(self).filter { named in
            isNew(named.field) && world.born(named.item).map { $0 < moment.seen } != true
        }.map { field, item in
            Refusal(
                "P-35", "\(item.text) was not in the log that the signer had seen.", field: field, sort: .notFound)
        }
        let groups = Self.fields.notes.compactMap { note -> Refusal? in
            guard case .group(let sort) = note.type.control, isNew(note.name), let code = new[note.name]?.text else {
                return nil
            }
            let group = world.authority.policy?.groups[code]
            guard group == nil || sort != nil && group?.sort != sort else { return nil }
            return Refusal(
                "P-35", "The policy has no \(sort?.rawValue ?? "group") “\(code)”.", field: note.name, sort: .notFound)
        }
        return items + groups
    }
}
