/// SP-1.4.2: what no value of the Manual goes beyond, whoever signs. The Policy stands above the Manual (P-37).
package struct Bound: Sendable, Equatable {
    /// Of a number or of seconds.
    package let least: Int?
    package let most: Int?
    /// The only codes that may stand among choices.
    package let among: [String]?

    package init(least: Int?, most: Int?, among: [String]?) {
        (self.least, self.most, self.among) = (least, most, among)
    }

    package func admits(_ value: Manual.Value) -> Bool {
        switch value {
        case .number(let number), .span(let number):
            (least.map { number >= $0 } ?? true) && (most.map { number <= $0 } ?? true) && among == nil
        case .choices(let codes): least == nil && most == nil && codes.allSatisfy { among?.contains($0) == true }
        case .rows: false
        }
    }

    /// In words, for a refusal: `from 60 to 120 (seconds)`.
    package func words(_ value: Manual.Value) -> String {
        if let among { return "only " + among.joined(separator: ", ") }
        let unit = if case .span = value { " seconds" } else { "" }
        return [least.map { "at least \($0)\(unit)" }, most.map { "at most \($0)\(unit)" }].compactMap { $0 }
            .joined(separator: " and ")
    }
}

extension PolicyReader {
    /// The bounds of the Manual's values, by name. That the Manual has the value is asked by `PolicySet`.
    mutating func bounds(_ spot: Spot?) -> [String: Bound] {
        var found: [String: Bound] = [:]
        let entries = entries(spot)
        if let spot, spot.value.members?.isEmpty == true {
            fault(spot.path, "remove `bounds` if the policy bounds no value")
        }
        for (name, spot) in entries {
            guard let object = object(spot, required: [], optional: ["among", "least", "most"]) else { continue }
            let least = number(object["least"], 0...Manual.spans.upperBound)
            let most = number(object["most"], 0...Manual.spans.upperBound)
            let among = object["among"].map { codes($0, 1...100).compactMap(\.value.text) }
            if (least == nil && most == nil) == (among == nil) {
                fault(
                    spot.path, "give `among` for choices, or `least`, `most` or both for a number or a length of time")
            }
            if let least, let most, least > most { fault(spot.path, "`least` is greater than `most`") }
            found[name] = Bound(least: least, most: most, among: among)
        }
        return found
    }
}
