import Ledger
import Rules

extension Workspace {
    /// The keys of a person, oneself unless another is named, with what waits for them.
    package func keys(of id: String? = nil) throws(Failure) -> Output {
        let number: Int
        if let id {
            guard case .person(let view) = try find(id) else { throw .usage("\(Visible.text(id)) is not a person") }
            number = view.person.number
        } else {
            number = try requireNumber()
        }
        let views = authority.keyViews(of: number)
        let waiting = state.replacementViews(at: now).filter { $0.person == number && $0.waits }
        var lines = ["p\(number): \(views.filter(\.key.isAtWork).count) of \(views.count) keys working"]
        for view in views {
            lines.append("")
            lines += Layout.wrapped("\(view.key.key.type), \(view.condition)", after: "  ")
            lines += Layout.field("words", Words.words12(view.key.fingerprint).joined(separator: " "), indent: 4)
            lines += Layout.field("since", "entry \(view.key.since)", indent: 4)
            let heard = view.key.witnesses.isEmpty ? "nobody" : people(view.key.witnesses)
            lines += Layout.field("heard by", heard, indent: 4)
            lines += Layout.field("may", view.may, indent: 4)
            lines += Layout.field("", view.key.fingerprint.hex, indent: 4)
        }
        for one in waiting {
            lines.append("")
            lines += Layout.wrapped("REPLACEMENT OF ALL KEYS: \(one.name), \(one.condition)", after: "  ")
            lines += Layout.field("words", Words.words12(one.key.fingerprint).joined(separator: " "), indent: 4)
            lines += Layout.field("from", TimeText.full(one.opens, now: now), indent: 4)
            lines += Layout.field("cancel", "foureyes keys replace cancel \(one.name), with any old key", indent: 4)
            lines += Layout.field("close", "foureyes keys replace close \(one.name) --key NEW", indent: 4)
        }
        return Output(
            lines,
            .line([
                "keys": .array(views.map(\.json)), "person": .person(number),
                "replacements": .array(waiting.map(\.json)),
            ]))
    }

    /// Every announced replacement of somebody's keys.
    package func replacements() -> Output {
        let views = state.replacementViews(at: now)
        let rows = views.map {
            [
                $0.name, "p\($0.person)", $0.condition, TimeText.short($0.opens, now: now),
                TimeText.short($0.expires, now: now),
            ]
        }
        return Output(
            ["ACT", "PERSON", "STATE", "FROM", "UNTIL"], rows, none: "no replacement is announced", views.map(\.json))
    }

    /// The machines that may say something.
    package func machines() -> Output {
        let machines = Array(authority.machines)
        let rows = machines.map { machine in
            [
                machine.id, machine.retired.map { "out of service since entry \($0)" } ?? "in service",
                machine.says.rawValue, machine.about.text, "\(machine.every) min",
                Words.words12(machine.key.fingerprint).joined(separator: " "),
            ]
        }
        let json = machines.map { machine in
            JSON.line([
                "about": .string(machine.about.text), "born": .integer(machine.born), "every": .integer(machine.every),
                "fingerprint": .string(machine.key.fingerprint.hex), "id": .string(machine.id),
                "retired": machine.retired.map { .integer($0) }, "says": .string(machine.says.rawValue),
                "words": .string(Words.words12(machine.key.fingerprint).joined(separator: " ")),
            ])
        }
        return Output(
            ["MACHINE", "STATE", "SAYS", "ABOUT", "EVERY", "WORDS OF ITS KEY"], rows, none: "no machines are enrolled",
            json)
    }

    /// Where pages are served and to what passkeys are bound.
    package func web() throws(Failure) -> Output {
        guard let web = authority.web else { throw .unavailable("the ledger is not founded yet") }
        let passkeys = authority.keys.filter { $0.isPasskey && $0.revoked == nil }.count
        return Output(
            Layout.field("origins", web.origins.joined(separator: ", ")) + Layout.field("RP id", web.rp)
                + Layout.field("passkeys", "\(passkeys)"),
            .line(["origins": .texts(web.origins), "passkeys": .integer(passkeys), "rp": .string(web.rp)]))
    }
}

extension Output {
    /// The words and the fingerprint of a public key.
    package init(wordsOf key: PublicKey) {
        let words = Words.words12(key.fingerprint).joined(separator: " ")
        self.init(
            Layout.field("words", words) + Layout.field("fingerprint", key.fingerprint.hex)
                + Layout.field("key", key.openSSH),
            .line([
                "fingerprint": .string(key.fingerprint.hex), "key": .string(key.openSSH), "words": .string(words),
            ]))
    }
}
