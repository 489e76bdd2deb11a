/// The known word that a mistyped one is closest to.
package enum Nearest {
    /// A question to end a message with, or nothing where no known word is close.
    package static func hint(_ word: String, among known: [String]) -> String {
        guard let nearest = nearest(word, among: known) else { return "" }
        return "; did you mean `\(nearest)`?"
    }

    /// The first of the closest words, if it takes few changes to reach it.
    package static func nearest(_ word: String, among known: [String]) -> String? {
        // Words come from outside, both sides of them; the table below is quadratic.
        let length = word.utf8.count
        guard length <= 64 else { return nil }
        var best: (word: String, changes: Int)?
        for candidate in known.prefix(2000) where abs(candidate.utf8.count - length) <= 3 {
            let changes = changes(Array(word.utf8), Array(candidate.utf8))
            let most = max(1, min(3, candidate.utf8.count / 3))
            if changes <= most, changes < best?.changes ?? .max { best = (candidate, changes) }
        }
        return best?.word
    }

    /// How many letters must be put in, taken out, replaced or swapped with their neighbour.
    private static func changes(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var row = [i + 1]
            for (j, other) in b.enumerated() {
                var least = min(last[j] + (letter == other ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
                    least = min(least, before[j - 1] + 1)
                }
                row.append(least)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
