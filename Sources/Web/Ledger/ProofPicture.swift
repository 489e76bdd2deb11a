import Ledger

/// An inclusion proof as a drawing: the leaf at the foot, what the path gives beside it, what follows from both above,
/// up to the root that the checkpoint signs. Made from the same steps as the proof is checked by (RFC 9162, 2.1.3.2).
struct ProofPicture {
    struct Step {
        let given: Digest
        let isLeft: Bool
        let made: Digest
    }
    let leaf: Digest
    let steps: [Step]

    init(leaf: Digest, index: Int, size: Int, path: [Digest]) {
        self.leaf = leaf
        var (fn, sn) = (index, size - 1)
        var made = leaf
        var steps: [Step] = []
        for given in path {
            let isLeft = fn & 1 == 1 || fn == sn
            made = isLeft ? .node(given, made) : .node(made, given)
            steps.append(Step(given: given, isLeft: isLeft, made: made))
            if isLeft {
                while fn & 1 == 0, fn != 0 {
                    fn >>= 1
                    sn >>= 1
                }
            }
            fn >>= 1
            sn >>= 1
        }
        self.steps = steps
    }

    private static let (width, row, box, middle) = (340, 52, 96, 170)

    var html: HTML {
        // The word below the leaf needs a line of its own.
        let foot = (steps.count + 1) * Self.row + 8
        let height = foot + 16
        var pieces: [HTML] = []
        for (number, step) in steps.enumerated() {
            let y = foot - (number + 1) * Self.row - 34
            let below = y + Self.row
            let x = step.isLeft ? 4 : Self.width - Self.box - 4
            let side = step.isLeft ? x + Self.box / 2 : x + Self.box / 2
            pieces.append(
                "<path class=\"a\" d=\"M\(Self.middle) \(below)V\(y + 28)M\(side) \(below)V\(y + 40)H\(Self.middle)\"/>"
            )
            pieces.append(box(x, below, step.given, "given"))
            pieces.append(box(Self.middle - Self.box / 2, y, step.made, number == steps.count - 1 ? "root" : ""))
        }
        pieces.append(box(Self.middle - Self.box / 2, foot - 34, leaf, steps.isEmpty ? "leaf, root" : "leaf"))
        let says =
            "From the leaf at the bottom, \(amount(steps.count, "given hash", "given hashes")) lead to the root at the top."
        return """
            <svg class="proof-picture" viewBox="0 0 \(Self.width) \(height)" role="img" aria-label="\(says)">\(pieces)</svg>
            """
    }

    private func box(_ x: Int, _ y: Int, _ hash: Digest, _ word: String) -> HTML {
        let isFoot = word.hasPrefix("leaf")
        let style: HTML = word == "given" ? "g" : "p"
        return """
            <rect class="\(style)" x="\(x)" y="\(y)" width="\(Self.box)" height="28" rx="6"/><text x="\(x + 8)" y="\(y + 18)">\(String(hash.hex.prefix(8)))</text>\
            <text class="q" x="\(isFoot ? x + 8 : x + Self.box + 4)" y="\(isFoot ? y + 42 : y + 18)">\(word == "given" ? "" : word)</text>
            """
    }
}
