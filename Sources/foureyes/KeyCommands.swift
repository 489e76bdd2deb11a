import ArgumentParser
import Client
import Foundation
import Ledger
import Rules

/// A person's keys from first to last (P-21, P-22).
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Your keys: list, make, revoke, disown, replace.",
        discussion: """
            Lost a device?             keys revoke KEY. Signed with another key, both keys are suspended until two key
                                       witnesses give back the right one.
            Somebody else has a key?   stop KEY at once, then keys disown KEY --since N.
            Lost all keys?             Ask somebody to stop you. Run keys new FILE; then somebody in office runs keys replace announce.
            """,
        subcommands: [
            KeyList.self, NewKey.self, RevokeOwn.self, Replace.self, Disown.self, Confirm.self, Reverse.self,
        ], defaultSubcommand: KeyList.self, aliases: ["key"])
}

struct KeyList: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List keys with their state, witnesses, stops and what each may sign.")
    @Argument(help: "The person: p7; default you.", completion: Known.people) var of: String?
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { try workspace.keys(of: of) }
}

struct NewKey: Performing {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a key with ssh-keygen and propose its enrolment.",
        discussion: """
            With --as and --key, proposes the new key as another key of yours and signs as its holder. Two key witnesses then
            sign with its words. With --replaces, the new key replaces all your keys; that takes 72 hours and is closed
            with keys replace close. Without --key, only makes the key and prints its words, for a key witness to propose.
            """)
    @Argument(help: "The file for the new key; it must not exist yet.", completion: .file()) var file: String
    @Flag(help: "Make a plain key without a FIDO device. In production it cannot sign acts that give power.")
    var plain = false
    @Flag(help: "Set no passphrase (for tests and demonstrations).") var noPassphrase = false
    @Flag(help: "Replace all of your keys with it.") var replaces = false
    @OptionGroup var signing: Signing

    func perform() async throws(Failure) {
        var workspace = try await signing.workspace()
        let proposes = workspace.person.map { $0.number > 0 } == true && workspace.keyFile != nil
        if proposes { try workspace.requireDoor() }
        let key = try KeyFile.make(
            file, plain: plain, comment: workspace.person?.text ?? "foureyes", withoutPassphrase: noPassphrase)
        workspace.console.show([
            "The 12 words of the new key. Read them to two key witnesses, in person or by telephone:",
            "    " + Words.words12(key.fingerprint).joined(separator: " "),
        ])
        guard proposes, let person = workspace.person else {
            try signing.place.answer(workspace.newKey(key, file: file, act: nil))
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
        try signing.place.answer(workspace.newKey(key, file: file, act: said.place))
    }
}

struct RevokeOwn: SignCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Revoke one of your keys.")
    @Argument(help: "The key: its fingerprint, its 12 words or @FILE.pub.") var key: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.revocation(key)
    }
}

struct Disown: SignCommand {
    static let configuration = CommandConfiguration(
        commandName: "disown", abstract: "Say that you did not sign what one of your keys signed from an entry on.",
        discussion:
            "Works for the last 30 days. The key ends. Two other people confirm or reverse what took effect through it."
    )
    @Argument(help: "The key: its fingerprint, its 12 words or @FILE.pub.") var key: String
    @Option(help: "The first entry that you did not sign.") var since: Int
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.disowning(key, since: since)
    }
}

struct Confirm: SignCommand {
    static let configuration = CommandConfiguration(
        abstract: "Confirm what rests on a disowned key. Two people who took no part must do this.")
    @Argument(
        help: "The act, motion or record, as foureyes findings lists it: A-4, B-5 or R-6.", completion: Known.disowned)
    var id: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.answer(.confirmed, to: id)
    }
}

struct Reverse: SignCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reverse what rests on a disowned key. Two people who took no part must do this.")
    @Argument(
        help: "The act, motion or record, as foureyes findings lists it: A-4, B-5 or R-6.", completion: Known.disowned)
    var id: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.answer(.reversed, to: id)
    }
}

/// P-21: all keys of a person, by one new key, after 72 hours.
struct Replace: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replace all keys of a person: announce, wait 72 hours, close.",
        subcommands: [Replacements.self, Announce.self, Cancel.self, CloseReplacement.self],
        defaultSubcommand: Replacements.self)

    struct Replacements: ReadCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the replacements that are announced.")
        @OptionGroup var place: Where
        func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.replacements() }
    }

    struct Announce: SignCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose the replacement of all keys for somebody who has lost them all.",
            discussion: """
                First hear the words of the new key from them. They sign with it: foureyes sign A-n --as pN --key NEW. Then two key
                witnesses and a member of the governing body sign. People who still have a key do it themselves: keys new FILE --replaces
                """)
        @Argument(help: "The person: p7.", completion: Known.people) var person: String
        @Argument(help: "The new key: @FILE.pub, or the line in OpenSSH’s form.") var key: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.replacement(of: person, by: key)
        }
    }

    struct Cancel: SignCommand {
        static let configuration = CommandConfiguration(
            verb: "authority/replacement.cancel", ", with any of your old keys, stopped or not.")
        @Argument(help: "The announcement: A-4.", completion: Known.replacements) var id: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.replacementCancelling(id)
        }
    }

    struct CloseReplacement: SignCommand {
        static let configuration = CommandConfiguration(
            "close", verb: "authority/replacement.close", ", with the new key, after 72 hours.")
        @Argument(help: "The announcement: A-4.", completion: Known.replacements) var id: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.replacementClosing(id)
        }
    }
}
