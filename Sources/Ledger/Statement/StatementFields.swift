/// Takes the members of an object in ascending order and refuses those that nobody took.
///
/// The reader of JSON has made sure that keys ascend, so one walk finds members that are missing and members
/// that are too many.
struct StatementFields {
    private let members: [JSON.Member]
    private let name: String
    private var at = 0

    /// `name` is for messages. What is not an object has no members, and so misses the first that is asked for.
    init(_ json: JSON, of name: String) {
        members = json.members ?? []
        self.name = name
    }

    mutating func takeIfPresent(_ key: String) -> JSON? {
        guard at < members.count, members[at].key == key else { return nil }
        at += 1
        return members[at - 1].value
    }

    mutating func take(_ key: String) throws(Malformed) -> JSON {
        guard let value = takeIfPresent(key) else {
            throw Malformed("P-1", "\(name) lacks \(key), or has a member before it that does not belong there")
        }
        return value
    }

    /// Throws when a member is left.
    func end() throws(Malformed) {
        guard at == members.count else {
            throw Malformed("P-1", "\(name) has a member that does not belong there: \(members[at].key)")
        }
    }

    // MARK: Members of a form

    mutating func text(_ key: String) throws(Malformed) -> String {
        guard let text = try take(key).text else { throw Malformed("P-1", "\(key) is not a text") }
        return text
    }

    mutating func text(_ key: String, _ grammar: (String) -> Bool) throws(Malformed) -> String {
        let text = try text(key)
        guard grammar(text) else { throw Malformed("P-1", "\(key) is malformed") }
        return text
    }

    mutating func textIfPresent(_ key: String, _ grammar: (String) -> Bool) throws(Malformed) -> String? {
        guard let value = takeIfPresent(key) else { return nil }
        guard let text = value.text, grammar(text) else {
            throw Malformed("P-1", "\(key) is malformed")
        }
        return text
    }

    mutating func number(_ key: String) throws(Malformed) -> Int {
        guard let number = try take(key).number else { throw Malformed("P-1", "\(key) is not a number") }
        return number
    }

    mutating func time(_ key: String) throws(Malformed) -> Time {
        guard let time = Time(try text(key)) else {
            throw Malformed("P-1", "\(key) is not a time that exists")
        }
        return time
    }

    mutating func digest(_ key: String) throws(Malformed) -> Digest {
        guard let digest = Digest(hex: try text(key)) else {
            throw Malformed("P-1", "\(key) is not 64 lower-case hexadecimal digits")
        }
        return digest
    }

    mutating func digestIfPresent(_ key: String) throws(Malformed) -> Digest? {
        guard at < members.count, members[at].key == key else { return nil }
        return try digest(key)
    }

    /// A list that is left out when empty and ascends without repeats.
    mutating func list<Element>(
        _ key: String, _ element: (JSON) throws(Malformed) -> Element, ascending: (Element, Element) -> Bool
    ) throws(Malformed) -> [Element] {
        guard let value = takeIfPresent(key) else { return [] }
        guard let list = value.list, !list.isEmpty else {
            throw Malformed("P-1", "\(key) is not a list, or is an empty list, which must be left out")
        }
        var elements: [Element] = []
        elements.reserveCapacity(list.count)
        for value in list {
            let next = try element(value)
            if let last = elements.last, !ascending(last, next) {
                throw Malformed("P-1", "\(key) is not in ascending order, or has a repeat")
            }
            elements.append(next)
        }
        return elements
    }
}
