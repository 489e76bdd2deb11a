/// The name of a hash tile or an entry bundle below the log's folder (C2SP tlog-tiles).
///
/// `tile/1/x001/x234/067.p/8` is the tile 1,234,067 of level 1, of which 8 hashes exist. A tile that is full
/// never changes; a partial one is replaced by a wider one of another name, so no name ever has two contents.
package struct TilePath: Hashable, Sendable {
    /// What is in the file.
    package enum Content: Hashable, Sendable {
        /// Hashes of a level; each covers 256^level leaves.
        case hashes(level: Int)
        /// The entries themselves.
        case entries
    }

    /// What is in the file.
    package let content: Content
    /// The place among the tiles of its level, from 0.
    package let index: Int
    /// How many hashes or entries are in it, 1 to 256.
    package let width: Int

    /// Hashes or entries in a full tile.
    package static let widthMax = 256

    /// Makes a name; nil when the level, index or width is out of range, or no log can be so large
    /// (`Tree.sizeMax`).
    package init?(_ content: Content, index: Int, width: Int = TilePath.widthMax) {
        guard 1...TilePath.widthMax ~= width, index >= 0 else { return nil }
        let shift = TilePath.shift(content)
        guard 0..<64 ~= shift else { return nil }
        // The last leaf that is covered, compared without a product that could overflow.
        guard index <= (Tree.sizeMax >> shift) / TilePath.widthMax,
            index * TilePath.widthMax + width <= Tree.sizeMax >> shift
        else { return nil }
        self.content = content
        self.index = index
        self.width = width
    }

    /// Whether it can never grow.
    package var isFull: Bool { width == TilePath.widthMax }

    /// The leaves that it covers.
    package var leaves: Range<Int> {
        let shift = TilePath.shift(content)
        let first = index * TilePath.widthMax
        return first << shift..<(first + width) << shift
    }

    /// The full tile that this partial one becomes part of: what to look for when a server has deleted the
    /// partial one.
    package var full: TilePath? { TilePath(content, index: index) }

    /// Eight levels of the tree for each level of tiles. A level that would shift everything out is given as
    /// 64.
    private static func shift(_ content: Content) -> Int {
        switch content {
        case .entries: 0
        case .hashes(let level): 0..<8 ~= level ? level * 8 : 64
        }
    }
}

extension TilePath {
    /// All tiles and bundles that a log of this size has, bundles first, then hash tiles from level 0 up.
    package static func all(at size: Int) -> [TilePath] { added(from: 0, to: size) }

    /// The tiles and bundles of a size that its older size did not have; empty when the log did not grow.
    package static func added(from old: Int, to size: Int) -> [TilePath] {
        guard 0...Tree.sizeMax ~= size, 0...size ~= old else { return [] }
        var paths: [TilePath] = []
        for content in [.entries] + (0..<8).map(Content.hashes) {
            let shift = shift(content)
            let (before, now) = (old >> shift, size >> shift)
            guard before < now else { continue }
            for index in before / widthMax...(now - 1) / widthMax {
                let width = min(widthMax, now - index * widthMax)
                if let path = TilePath(content, index: index, width: width) { paths.append(path) }
            }
        }
        return paths
    }

    /// The bundles that a log of this size has beyond those of an older one, one after the other. Whoever signed the size can
    /// say any number; nothing is made for those that nobody asks for.
    package static func bundles(from old: Int, to size: Int) -> some Sequence<TilePath> {
        let isAny = 0...Tree.sizeMax ~= size && 0..<size ~= old
        let range = isAny ? old / widthMax..<(size - 1) / widthMax + 1 : 0..<0
        return range.lazy.compactMap { index in
            TilePath(.entries, index: index, width: min(widthMax, size - index * widthMax))
        }
    }

    /// The bundle that holds an entry in a log of this size; nil when the entry is not below the size.
    package static func bundle(of entry: Int, at size: Int) -> TilePath? {
        guard 0...Tree.sizeMax ~= size, 0..<size ~= entry else { return nil }
        let index = entry / widthMax
        return TilePath(.entries, index: index, width: min(widthMax, size - index * widthMax))
    }
}
