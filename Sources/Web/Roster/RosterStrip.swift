import Rules

/// The days of one kind of act as a picture: one square a day, low where nobody could sign, half where nobody may be missing, full else. The
/// height says it too, for whoever sees no colours.
enum RosterStrip {
    static func html(_ line: RosterLine) -> HTML {
        let squares = line.days.enumerated().map { index, day -> HTML in
            let (fill, height): (String, Int) =
                day.needed == nil ? ("broken", 4) : day.needed?.isEmpty == false ? ("due", 9) : ("holds", 14)
            return
                "<rect x=\"\(index * 11)\" y=\"\(14 - height)\" width=\"9\" height=\"\(height)\" fill=\"var(--\(fill))\"/>"
        }
        let short = line.days.count { $0.needed == nil }, thin = line.days.count { $0.needed?.isEmpty == false }
        let says = "\(line.days.count) days: \(short) with nobody, \(thin) on which nobody may be missing"
        return
            "<svg class=\"strip\" viewBox=\"0 0 \(line.days.count * 11) 14\" width=\"\(line.days.count * 11)\" height=\"14\" role=\"img\" aria-label=\"\(says)\">\(squares)</svg>"
    }
}
