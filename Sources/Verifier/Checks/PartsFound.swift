import Ledger
import Rules

/// What came of the detached parts of one statement (P-6, P-71).
///
/// Absent content is not a fault: it may be restricted, erased, or not given out. Content that does not open its
/// commitment is one: somebody shows other words than those that were signed for.
struct PartsFound: Sendable {
    /// Public parts that are there and open their commitment.
    private(set) var opened = 0
    /// Public parts that are not there, and parts for fewer than everyone: erased, or not for this reader.
    private(set) var closed: [ClosedPart] = []
    /// Files under `public/` that were looked at.
    private(set) var files: [ExportListing.Part] = []
    private(set) var faults: [Fault] = []

    /// Whose parts are under `public/`.
    static let everyone = Audience.everyone

    /// Looks for every part of a statement that is for everyone.
    mutating func look(
        for verified: VerifiedStatement, in folder: ExportFolder, _ parts: Set<ExportListing.Part>, at place: Int
    ) throws(FolderFailure) {
        for part in verified.statement.detached {
            guard part.audience.utf8.elementsEqual(PartsFound.everyone.utf8) else {
                closed.append(ClosedPart(statement: verified.hash, name: part.name, isRestricted: true, entry: place))
                continue
            }
            let file = ExportListing.Part(statement: verified.hash, name: part.name)
            guard parts.contains(file) else {
                closed.append(ClosedPart(statement: verified.hash, name: part.name, isRestricted: false, entry: place))
                continue
            }
            files.append(file)
            try open(part.name, of: verified, in: folder, at: place)
        }
    }

    private mutating func open(
        _ name: String, of verified: VerifiedStatement, in folder: ExportFolder, at place: Int
    ) throws(FolderFailure) {
        let path = ExportPath.detached(statement: verified.hash, name: name)
        switch try folder.read(path, atMost: FileLimit.part) {
        case .absent:
            closed.append(ClosedPart(statement: verified.hash, name: name, isRestricted: false, entry: place))
        case .unusable(let why): faults.append(Fault("P-71", why, entry: place, file: path))
        case .bytes(let bytes):
            // 32 bytes of key, then the content; a shorter file opens nothing.
            if verified.statement.opens(
                part: name, key: Array(bytes.prefix(32)), content: Array(bytes.dropFirst(32)))
            {
                opened += 1
            } else {
                faults.append(
                    Fault("P-6", "the content differs from what was signed", entry: place, file: path))
            }
        }
    }
}
