import ArgumentParser
import Client
import Foundation
import Ledger

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Your keys.", subcommands: [New.self, Revoke.self])

    struct New: Performing {
        static let configuration = CommandConfiguration(
            abstract: "Make a key with ssh-keygen and propose its enrolment.",
            discussion: """
                With --as and --key of a person in the ledger, a further key of his is proposed and signed with the new key;
                two key witnesses then sign with its words. Without --key the key is made and its words are printed: a key
                witness proposes the person.
                """)
        @Argument(help: "The file of the new key; it must not exist.") var file: String
        @Flag(help: "A plain key, without a FIDO device; it widens nothing in a production ledger.")
        var plain = false
        @Flag(help: "No passphrase, for tests and demonstrations.") var noPassphrase = false
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            var session = try await who.session()
            let key = try KeyFile.make(
                file, plain: plain, comment: session.person?.text ?? "foureyes",
                withoutPassphrase: noPassphrase)
            session.console.show([
                "The 12 words of the new key. Read them to two key witnesses, face to face or by telephone:"
            ])
            session.console.show(["    " + Words.words12(key.fingerprint).joined(separator: " ")])
            guard let person = session.person, person.number > 0, session.keyFile != nil else {
                who.place.printed(session.newKey(key, file: file, act: nil))
                return
            }
            let said = try await session.say { (session) throws(Failure) in
                try session.proposal("authority/key.enrol", ["key=\(key.openSSH)", "person=\(person.text)"])
            }
            session.keyFile = file
            _ = try await session.say { (session) throws(Failure) in
                try session.signature(on: ["A-\(said.place)"], slot: "holder")
            }
            who.place.printed(session.newKey(key, file: file, act: said.place))
        }
    }

    struct Revoke: Performing {
        static let configuration = CommandConfiguration(abstract: "Revoke a key of yours.")
        @Argument(help: "Its fingerprint, its 12 words, or @FILE.pub.") var key: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (session) throws(Failure) in try session.revocation(key, because: because) }
        }
    }
}

struct Submit: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Send a statement that was signed offline, yours or another's.")
    @Argument(help: "The file that --offline wrote.") var file: String
    @OptionGroup var place: Where
    func perform() async throws(Failure) {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw .usage("there is no file \(Visible.text(file))")
        }
        var session = try await place.session()
        let request: SubmissionRequest
        do throws(Malformed) { request = try SubmissionRequest(bytes: Array(bytes)) } catch {
            throw .alarm(
                Alarm(
                    .signature, "\(file) is no good submission: \(error.description).",
                    remedy: "Nothing was sent. Its signer signs anew."))
        }
        place.printed(session.outcome(of: try await session.submit(request)))
    }
}
