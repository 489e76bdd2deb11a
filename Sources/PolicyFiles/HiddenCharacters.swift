/// Characters that an editor does not show: found before the parser stumbles over them without a line, and
/// before a reader is shown another text than the one that counts.
enum HiddenCharacters {
    /// One problem for each.
    static func problems(in lines: [[Unicode.Scalar]], file: String) -> [Problem] {
        var problems: [Problem] = []
        for (row, line) in lines.enumerated() {
            for (column, scalar) in line.enumerated() {
                switch scalar.value {
                // A line may end in CR LF.
                case 0x0d where column == line.count - 1: continue
                case 0x00...0x1f, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                    let remedy = scalar == "\t" ? "; indent with spaces" : "; remove it"
                    let place = Position(file: file, line: row + 1, column: column + 1)
                    problems.append(
                        Problem(position: place, what: "the character \(code) is not allowed here" + remedy))
                default: continue
                }
            }
        }
        return problems
    }
}
