import ArgumentParser
import Client
import Foundation
import Ledger
import Rules

/// A person's keys from first to last (P-21, P-22).
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Your keys, from first to last.",
        discussion: """
            Lost one device?           keys revoke KEY with the key itself; with another one both are suspended until two key
                                       witnesses give back the right one
            Somebody else has a key?   stop KEY at once, then keys disown KEY --since N
            Lost all of them?          have yourself stopped; keys new FILE, then somebody in office: keys replace announce
            """,
        subcommands: [
            KeyList.self, NewKey.self, RevokeOwn.self, Replace.self, Disown.self, Confirm.self, Reverse.self,
        ], defaultSubcommand: KeyList.self, aliases: ["key"])
}

struct KeyList: Performing {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Keys with their state, witnesses, stops, and what each may do.")
    @Argument(help: "Whose: p7; yours if not given.", completion: Known.people) var of: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) { who.place.printed(try await who.workspace().keys(of: of)) }
}

struct NewKey: Performing {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a key with ssh-keygen and propose its enrolment.",
        discussion: """
            With --as and --key of a person in the ledger, a further key of his is proposed and signed with the new key; two key
            witnesses then sign with its words. With --replaces, all his keys are to be replaced by it: that waits 72 hours and is
            closed with keys replace close. Without --key the key is made and its words are printed: a key witness proposes.
            """)
    @Argument(help: "The file of the new key; it must not exist.", completion: .file()) var file: String
    @Flag(help: "A plain key, without a FIDO device; it widens nothing in a production ledger.") var plain = false
    @Flag(help: "No passphrase, for tests and demonstrations.") var noPassphrase = false
    @Flag(help: "It replaces all of your keys.") var replaces = false
    @OptionGroup var who: Who

    func perform() async throws(Failure) {
        var workspace = try await who.workspace()
        let proposes = workspace.person.map { $0.number > 0 } == true && workspace.keyFile != nil
        if proposes { try workspace.requireDoor() }
        let key = try KeyFile.make(
            file, plain: plain, comment: workspace.person?.text ?? "foureyes", withoutPassphrase: noPassphrase)
        workspace.console.show([
            "The 12 words of the new key. Read them to two key witnesses, face to face or by telephone:",
            "    " + Words.words12(key.fingerprint).joined(separator: " "),
        ])
        guard proposes, let person = workspace.person else {
            who.place.printed(workspace.newKey(key, file: file, act: nil))
            return
        }
        let kind = replaces ? AnnounceReplacement.kind : "authority/key.enrol"
        let said = try await workspace.say { (workspace) throws(Failure) in
            try workspace.proposal(kind, ["key=\(key.openSSH)", "person=\(person.text)"])
        }
        workspace.keyFile = file
        _ = try await workspace.say { (workspace) throws(Failure) in
            try workspace.signature(on: ["A-\(said.place)"], slot: "holder")
        }
        who.place.printed(workspace.newKey(key, file: file, act: said.place))
    }
}

struct RevokeOwn: Performing {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Revoke a key of yours.")
    @Argument(help: "Its fingerprint, its 12 words, or @FILE.pub.") var key: String
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.revocation(key, because: because) }
    }
}

struct Disown: Performing {
    static let configuration = CommandConfiguration(
        commandName: "disown", abstract: "Say that what a key of yours signed from a place on was not you.",
        discussion:
            "It reaches back 30 days. The key ends; what took effect through it is confirmed or reversed by two others."
    )
    @Argument(help: "Its fingerprint, its 12 words, or @FILE.pub.") var key: String
    @Option(help: "The first entry that was not you.") var since: Int
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in
            try workspace.disowning(key, since: since, because: because)
        }
    }
}

struct Confirm: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Say that what rests on a disowned key stands; two who took no part say so.")
    @Argument(help: "A-4, B-5 or R-6, as foureyes findings names it.", completion: Known.disowned)
    var id: String
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in
            try workspace.answer(.confirmed, to: id, because: because)
        }
    }
}

struct Reverse: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Take back what rests on a disowned key; two who took no part say so.")
    @Argument(help: "A-4, B-5 or R-6, as foureyes findings names it.", completion: Known.disowned)
    var id: String
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in
            try workspace.answer(.reversed, to: id, because: because)
        }
    }
}

/// P-21: all keys of a person, by one new key, after 72 hours.
struct Replace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replace all keys of a person: announce, wait 72 hours, close.",
        subcommands: [Replacements.self, Announce.self, Cancel.self, CloseReplacement.self],
        defaultSubcommand: Replacements.self)

    struct Replacements: Performing {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "What is announced.")
        @OptionGroup var place: Where
        func perform() async throws(Failure) { place.printed(try await place.workspace().replacements()) }
    }

    struct Announce: Performing {
        static let configuration = CommandConfiguration(
            abstract: "Propose the replacement for somebody who has lost all keys.",
            discussion: """
                You heard the new key's words from him. He signs with it: foureyes sign A-n --as pN --key NEW; then two key
                witnesses and one of the governing body sign. Whoever still has a key does it himself: keys new FILE --replaces
                """)
        @Argument(help: "Whose keys: p7.", completion: Known.people) var person: String
        @Argument(help: "The new key: @FILE.pub, or as OpenSSH writes it.") var key: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in
                try workspace.replacement(of: person, by: key, because: because)
            }
        }
    }

    struct Cancel: Performing {
        static let configuration = CommandConfiguration(
            abstract: "Cancel the replacement of your keys, with any old one, stopped or not.")
        @Argument(help: "A-4, the announcement.", completion: Known.replacements) var id: String
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in try workspace.replacementCancelling(id) }
        }
    }

    struct CloseReplacement: Performing {
        static let configuration = CommandConfiguration(
            commandName: "close", abstract: "Close the replacement of your keys, with the new one, from 72 hours on.")
        @Argument(help: "A-4, the announcement.", completion: Known.replacements) var id: String
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in try workspace.replacementClosing(id) }
        }
    }
}
