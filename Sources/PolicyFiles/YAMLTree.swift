/// A value of a YAML file in the small part of YAML that policies may use, with its place.
indirect enum YAMLTree {
    case text(String, Position)
    case integer(Int, Position)
    case flag(Bool, Position)
    case list([YAMLTree], Position)
    case mapping([Entry], Position)
    /// A value that could not be read, its problem being noted.
    case broken(Position)

    /// A key with its place and its value.
    struct Entry {
        let key: String
        let position: Position
        let value: YAMLTree
    }

    var position: Position {
        switch self {
        case .text(_, let position), .integer(_, let position), .flag(_, let position),
            .list(_, let position),
            .mapping(_, let position), .broken(let position):
            position
        }
    }

    /// The entries of a mapping; none for any other value.
    var entries: [Entry] { if case .mapping(let entries, _) = self { entries } else { [] } }
}
