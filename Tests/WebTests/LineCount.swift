import Store

extension Journal {
    /// All lines, in segments or not: a segment may close while a test runs.
    var lineCount: Int {
        while true {
            let before = segments
            let count = (before.at(before.count - 1)?.lines.upperBound ?? 0) + openCount
            if segments.count == before.count { return count }
        }
    }
}
