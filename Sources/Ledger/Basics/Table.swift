/// A register's items in order, in pages of 256 under folders of 256 pages.
///
/// A copy for readers costs nothing; a change after it copies one page and one folder, so publishing the
/// state after each batch stays cheap at any size (a dictionary would copy itself whole).
public struct Table<Item: Sendable>: Sendable {
    // Public and inlinable, because other targets use it for each entry, and what they cannot specialise costs several times
    // as much; Swift 6.3 specialises nothing across targets that is only `package`.
    @usableFromInline static var pageSize: Int { 256 }
    @usableFromInline var folders: [[[Item]]] = []
    @usableFromInline var size = 0

    @inlinable public init() {}

    /// How many items there are.
    @inlinable public var count: Int { size }

    @inlinable public mutating func append(_ item: Item) {
        let page = count / Self.pageSize
        let folder = page / Self.pageSize
        if folder == folders.count { folders.append([]) }
        if page % Self.pageSize == folders[folder].count {
            folders[folder].append([])
            folders[folder][page % Self.pageSize].reserveCapacity(Self.pageSize)
        }
        folders[folder][page % Self.pageSize].append(item)
        size += 1
    }

    /// The item at an index that the caller knows to exist.
    @inlinable public subscript(index: Int) -> Item {
        get {
            let page = index / Self.pageSize
            return folders[page / Self.pageSize][page % Self.pageSize][index % Self.pageSize]
        }
        _modify {
            let page = index / Self.pageSize
            yield &folders[page / Self.pageSize][page % Self.pageSize][index % Self.pageSize]
        }
    }

    /// The item at an index from outside, nil where there is none.
    @inlinable public func at(_ index: Int) -> Item? {
        index >= 0 && index < count ? self[index] : nil
    }

    /// The pages, each at most 256 items: what the state hash is made of (P-62).
    @inlinable public var pages: [[Item]] { folders.flatMap { $0 } }

    /// The newest item that is one.
    @inlinable public func last(where isOne: (Item) -> Bool) -> Item? {
        for index in stride(from: count - 1, through: 0, by: -1) where isOne(self[index]) { return self[index] }
        return nil
    }

    /// The first index whose item does not lie before; items must be sorted by that question.
    @inlinable public func firstIndex(notBefore before: (Item) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if before(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Table: Sequence {
    @inlinable public func makeIterator() -> AnyIterator<Item> {
        var index = 0
        return AnyIterator {
            guard index < count else { return nil }
            defer { index += 1 }
            return self[index]
        }
    }
}
