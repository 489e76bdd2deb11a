import Ledger

/// The command line, read by hand: four options are not worth a parser in a program that must be small enough to trust.
struct VerifyArguments {
    var folder = ""
    var founding: Digest?
    var since = 0
    var now: Time?
    var checkpoint: String?
    var json = false
    var quiet = false
    var help = false
    var version = false

    static let usage = """
        usage: foureyes-verify OUT [--founding WORDS] [--since SIZE] [--checkpoint FILE] [--json | --quiet] [--now TIME]

        Checks an exported ledger from its files alone: every root, signature and rule. Reads OUT, writes nothing.

          OUT                the folder that foureyes-server export wrote
          --founding WORDS   the 24 words of the founding that you expect, in quotes or one by one
          --since SIZE       do not check the signatures of entries before SIZE; everything else is checked from entry 0
          --checkpoint FILE  a checkpoint that you kept, of the ledger or its journal; it must be continued
          --json             print one JSON object
          --quiet            print the verdict and what is wrong, no details
          --version          print the version of this program
          --now TIME         the time now, like 2026-11-22T09:40:00Z; default the clock of this machine

        Exit codes: 0 good, 2 wrong usage or no export, 6 verification failed, 7 the folder cannot be read.
        """

    /// Reads the arguments behind the program's name; throws a sentence.
    init(_ arguments: [String]) throws(UsageFault) {
        var rest = arguments[...]
        func value(_ option: String) throws(UsageFault) -> String {
            guard let value = rest.popFirst() else { throw UsageFault("\(option) needs a value") }
            return value
        }
        var folders: [String] = []
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": help = true
            case "--version": version = true
            case "--json": json = true
            case "--quiet", "-q": quiet = true
            case "--since":
                let text = try value(argument)
                guard let size = Int(text), size >= 0, String(size) == text else {
                    throw UsageFault("--since needs a number of entries")
                }
                since = size
            case "--now":
                guard let time = Time(try value(argument)) else {
                    throw UsageFault("--now needs a time like 2026-11-22T09:40:00Z")
                }
                now = time
            case "--checkpoint": checkpoint = try value(argument)
            case "--founding": founding = try VerifyArguments.founding(&rest)
            default:
                guard !argument.hasPrefix("-") else { throw UsageFault("there is no option \(argument)") }
                folders.append(argument)
            }
        }
        if help || version { return }
        guard folders.count == 1, let only = folders.first, !only.isEmpty else {
            throw UsageFault("give one folder, not \(folders.count)")
        }
        folder = only
    }

    /// 24 words in one argument, or in as many as there are until the 24th.
    private static func founding(_ rest: inout ArraySlice<String>) throws(UsageFault) -> Digest {
        var words: [Substring] = []
        while words.count < 24, let next = rest.first, !next.hasPrefix("-") {
            words += next.split(whereSeparator: \.isWhitespace)
            rest = rest.dropFirst()
        }
        let bytes: [UInt8]
        do throws(Malformed) { bytes = try Words.bytes(of: words.joined(separator: " ")) } catch {
            throw UsageFault("--founding: \(error.what)")
        }
        // Twelve words bind half of the hash: enough to read to each other, not to pin a ledger for ever.
        guard let digest = Digest(bytes: bytes) else { throw UsageFault("--founding needs all 24 words") }
        return digest
    }
}

/// What is wrong with the command line, as a sentence without its full stop.
struct UsageFault: Error {
    let what: String
    init(_ what: String) { self.what = what }
}
