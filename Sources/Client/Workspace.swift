import Ledger
import Rules

/// The person at the terminal: what they are shown, and what they answer.
package protocol Console: Sendable {
    func show(_ lines: [String])
    /// Lines beside the answer: notices, warnings.
    func note(_ lines: [String])
    /// The answer to a question; nil where nobody can be asked.
    func ask(_ question: String) -> String?
}

/// One run of `foureyes`: a log, one's own copy of it, a person with a key.
package struct Workspace: Sendable {
    package let transport: any Transport
    package internal(set) var replica: Replica
    package let outbox: Outbox
    package let console: any Console
    package var person: Signer?
    package var keyFile: String?
    /// Added to the environment of ssh-keygen, such as another agent's socket.
    package var environment: [String: String] = [:]
    /// Signs without asking.
    package var isYes = false
    /// Sends what the own replay refuses, to have the log's signed refusal.
    package var sendsRefused = false
    /// Names that were opened and whose commitments hold, by person.
    var names: [Int: String] = [:]
    let clock: @Sendable () -> Time
    let random: @Sendable (Int) -> [UInt8]
    let pause: @Sendable (Int) async -> Void

    package init(
        transport: any Transport, storage: any ReplicaStorage, console: any Console,
        clock: @escaping @Sendable () -> Time,
        random: @escaping @Sendable (Int) -> [UInt8] = Randomness.bytes,
        pause: @escaping @Sendable (Int) async -> Void
    ) throws(Failure) {
        self.transport = transport
        self.console = console
        self.clock = clock
        self.random = random
        self.pause = pause
        replica = try Replica(storage: storage)
        outbox = Outbox(storage: storage)
    }

    package var now: Time { clock() }
    package var state: State { replica.state }
    package var authority: Authority { replica.state.authority }
    package var describing: Describing {
        let held = replica.enclosures
        return Describing(state, now: now, names: names) { digest in
            held[digest].map { "enclosed in the ledger, \($0.count) bytes" }
        }
    }

    /// Brings the copy up to date; `words` bind its founding.
    package mutating func sync(founding words: String? = nil) async throws(Failure) {
        let notices: [String]
        do throws(Failure) {
            notices = try await replica.sync(from: transport)
            try await replica.syncJournal(from: transport)
        } catch { throw naming(error) }
        if !notices.isEmpty { console.note(notices) }
        // P-13: everything can still be read; what gives power is not signed (`requireTrust`).
        if let ahead = ClocksApart.alarm(log: state.log.clock, own: now) { console.note(Alarm(.clock, ahead).lines) }
        try give(words)
        warn()
        outbox.tidy(state, now: now)
    }

    /// Works with what the copy has, without a network.
    package mutating func resume(founding words: String? = nil) throws(Failure) {
        guard replica.founding != nil else {
            throw .unavailable(
                "there is no copy of the ledger yet; run foureyes status once while the server can be reached")
        }
        try give(words)
        warn()
    }

    private mutating func give(_ words: String?) throws(Failure) {
        guard let words else { return }
        do throws(Failure) { try replica.give(words: words) } catch { throw naming(error) }
    }

    /// An alarm names whom to call: by the copy as it was before, which the server cannot have changed since.
    func naming(_ failure: Failure) -> Failure {
        guard case .alarm(var alarm) = failure, alarm.whom.isEmpty else { return failure }
        // Of an export no copy is kept: it is the evidence itself.
        if alarm.trouble.provesFault, let export = transport as? FolderTransport { alarm.kept = [export.folder.path] }
        guard alarm.trouble.callsPeople else { return .alarm(alarm) }
        alarm.whom = authority.whomToCall(besides: person?.number).filter { !$0.people.isEmpty }.map {
            "\(people($0.people)) of \($0.group.title)"
        }
        if alarm.whom.isEmpty { alarm.whom = [Trouble.nobodyKnown] }
        return .alarm(alarm)
    }

    /// Void entries are said every time: they prove a broken or hostile server (P-4).
    private func warn() {
        let open = state.findings(at: now).filter { $0.rule.name == "void-entry" }
        let voids =
            authority.founding?.isAccepted == true
            ? open.map(\.what) : replica.voids.map { "Entry \($0.place) is void: \($0.refusal.text)" }
        for void in voids { console.note(Layout.wrapped(Visible.text(void), after: "WARNING: ")) }
    }

    /// The person who acts.
    package func requirePerson() throws(Failure) -> Signer {
        guard let person else { throw .usage("say who you are with --as pN or FOUREYES_PERSON") }
        return person
    }

    /// The number of the person who acts, known to the replay.
    package func requireNumber() throws(Failure) -> Int {
        let person = try requirePerson()
        guard person.sort == .person, authority.person(person.number) != nil else {
            throw .notFound("\(person.text) is not in this ledger")
        }
        return person.number
    }
}
