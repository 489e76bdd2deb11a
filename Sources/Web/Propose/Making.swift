import Ledger
import Rules

/// A draft with who says it and the texts that stand beside it.
struct Said: Sendable {
    var draft: Draft
    let signer: Signer
    var texts: [(name: String, text: String)] = []
}

extension Saying {
    /// What the fields say; throws everything that is wrong with them.
    func said(_ typed: Form, _ reading: Reading) throws(Wrong) -> Said {
        switch self {
        case .propose(let kind): return try proposal(of: kind, typed, reading)
        case .sign(let act): return try signature(on: act, typed, reading)
        default: break
        }
        let signer = try signer(typed, reading)
        var wrong = Wrong()
        let draft: Draft
        switch self {
        case .decline(let act):
            draft = Draft(
                "\(act.part.rawValue)/act.decline", of: act.hash, under: [act.kind.clauses.first ?? "P-34"])
        case .conflict(let act): draft = Draft("authority/conflict.declare", of: act.hash, under: ["P-51"])
        case .withdraw(let act): draft = try withdrawal(from: act, by: signer, reading)
        case .openMotion(let act):
            guard let rule = act.motionRule else {
                throw Wrong(refusal: Refusal("P-50", "\(act.name) needs no motion."))
            }
            draft = Draft(
                "authority/motion.open", .line(["body": .string(rule.body)]), of: act.hash,
                under: [act.kind.clauses.first ?? "P-50"])
        case .vote(let view):
            guard let choice = Vote.Choice(rawValue: typed["vote"]) else {
                wrong.fields["vote"] = "Choose yes, no or abstain."
                throw wrong
            }
            draft = .vote(view.motion, choice)
        case .close(let view): draft = .close(view.motion, view.tally)
        case .observe(let record): draft = .observe(record)
        case .closeRecord(let record):
            draft = Draft("record/close", of: record.hash, under: [record.kind.clauses.first ?? "P-41"])
        case .attest(let record): draft = Draft("record/attest", of: record.hash, under: ["P-43"])
        case .question:
            let body = typed["body"]
            if reading.authority.policy?.groups[body]?.sort != .body {
                wrong.fields["body"] = "Choose a body."
            }
            if trimmed(typed["c.question"]).isEmpty { wrong.fields["c.question"] = "Write the question." }
            guard wrong.fields.isEmpty else { throw wrong }
            guard reading.authority.membership(of: signer.number, in: body, at: reading.now) != nil else {
                throw Wrong(
                    fields: ["signer": "\(signer.text) is not a member of the \(reading.title(of: body))."],
                    text: "\(signer.text) is no member.")
            }
            let opening = Draft("authority/motion.open", .line(["body": .string(body)]), under: ["P-50"])
            return Said(draft: opening, signer: signer, texts: [("question", typed["c.question"])])
        case .several(let several):
            return Said(draft: try several.draft(by: signer.number, reading), signer: signer)
        case .ask(let about): return try words(.question(about: about.hash, under: about.under), typed, by: signer)
        case .answer(let question): return try words(.answer(question), typed, by: signer)
        case .propose, .sign: throw wrong
        }
        let reason = typed["c.reason"]
        return Said(
            draft: draft, signer: signer, texts: takesReason && !reason.isEmpty ? [("reason", reason)] : [])
    }

    /// What is said in words alone: a question, an answer.
    private func words(_ draft: Draft, _ typed: Form, by signer: Signer) throws(Wrong) -> Said {
        let text = typed["c.text"]
        guard !trimmed(text).isEmpty else {
            throw Wrong(fields: ["c.text": "Write it in words."], text: "“text” is missing.")
        }
        guard text.utf8.count <= 20_000 else {
            throw Wrong(fields: ["c.text": "At most 20,000 bytes."], text: "“text” has more than 20,000 bytes.")
        }
        return Said(draft: draft, signer: signer, texts: [("text", text)])
    }

    private func signer(_ typed: Form, _ reading: Reading) throws(Wrong) -> Signer {
        guard let id = ItemID(typed["signer"]), id.prefix == Person.prefix else {
            throw Wrong(
                fields: ["signer": "Say who you are, like p3."], text: "“signer” is a person's id, like p3.")
        }
        guard reading.authority.person(id.number) != nil else {
            throw Wrong(fields: ["signer": "There is no \(id.text)."], text: "There is no \(id.text).")
        }
        return .person(id.number)
    }

    private func proposal(of kind: Kind, _ typed: Form, _ reading: Reading) throws(Wrong) -> Said {
        var wrong = Wrong()
        var body: JSON?
        var signer: Signer?
        do throws(Wrong) { body = try BodyFields(kind: kind, reading: reading).body(typed) } catch {
            wrong = error
        }
        do throws(Wrong) { signer = try self.signer(typed, reading) } catch {
            wrong.fields.merge(error.fields) { first, _ in first }
        }
        guard let body, let signer, wrong.fields.isEmpty, wrong.refusal == nil else { throw wrong }
        if let objection = reading.state.objection(to: kind, body, by: signer.number, at: reading.now) {
            throw Wrong(refusal: objection)
        }
        guard kind.encloses.isEmpty else {
            throw Wrong(
                general: """
                    <div class="refusal" role="alert"><p>This kind encloses files, which the command line reads and hashes on your own machine:</p>
                    <code class="shell">foureyes propose \(kind.name) \(kind.encloses.map { "\($0)=FILE" }.joined(separator: " "))</code></div>
                    """, text: "This kind encloses files: use foureyes propose \(kind.name).")
        }
        let slot = typed["slot"]
        guard slot.isEmpty || slot == Saying.noSlot || Grammar.isName(slot) else {
            throw Wrong(fields: ["slot": "There is no such slot."], text: "There is no such slot.")
        }
        let texts = kind.detached.compactMap { note in
            typed["c." + note.name].isEmpty ? nil : (note.name, typed["c." + note.name])
        }
        let filled =
            slot.isEmpty
            ? reading.state.ownSlot(of: kind, body, by: signer.number, at: reading.now)
            : slot == Saying.noSlot ? nil : slot
        return Said(draft: .of(kind, body, slot: filled), signer: signer, texts: texts)
    }

    private func signature(on act: ActView, _ typed: Form, _ reading: Reading) throws(Wrong) -> Said {
        var wrong = Wrong()
        let slots = act.ways.flatMap(\.slots)
        guard
            let slot = slots.first(where: { $0.name.utf8.elementsEqual(typed["slot"].utf8) })
                ?? (typed["slot"].isEmpty && slots.count == 1 ? slots.first : nil)
        else {
            wrong.fields["slot"] = "Choose a slot."
            wrong.text = "“slot” is one of \(slots.map(\.name).joined(separator: ", "))."
            throw wrong
        }
        var draft = reading.draft(signing: act, slot: slot.name)
        if slot.isHolder {
            return Said(draft: draft, signer: act.named.first.map { .person($0) } ?? .person(0))
        }
        let signer = try signer(typed, reading)
        if let fingerprint = draft.body["heard"]?.text.flatMap({ Digest(hex: $0) }) {
            let heard = typed["heard"]
            do throws(Malformed) {
                guard try Words.match(heard, fingerprint) else {
                    throw Malformed(
                        "P-21", "these are the words of another key: do not sign, and tell the others")
                }
            } catch {
                wrong.fields["heard"] =
                    heard.isEmpty ? "A key witness types the twelve words that he heard." : "\(error.what)."
                wrong.text = wrong.fields["heard"] ?? ""
                throw wrong
            }
        }
        draft.slot = slot.name
        return Said(draft: draft, signer: signer)
    }

    private func withdrawal(from act: ActView, by signer: Signer, _ reading: Reading) throws(Wrong) -> Draft {
        let own = act.signatures.last { $0.person == signer.number }?.place
        let place = act.proposer == signer.number ? act.place : own
        guard let request = place.flatMap({ reading.entry(at: $0) })?.statement.request else {
            throw Wrong(
                fields: ["signer": "\(signer.text) neither proposed nor signed \(act.name)."],
                text: "\(signer.text) neither proposed nor signed \(act.name).")
        }
        return Draft(
            "\(act.part.rawValue)/act.withdraw", .line(["request": .string(request.hex)]), of: act.hash,
            under: [act.kind.clauses.first ?? "P-34"])
    }
}

extension Reading {
    /// A signature's draft, of either part; the body is what the act asks of that slot (P-21).
    func draft(signing act: ActView, slot: String) -> Draft {
        if let open = authority.acts[place: act.place] { return .sign(open, slot: slot) }
        if let open = world.acts[place: act.place] { return .sign(open, slot: slot) }
        return Draft("\(act.part.rawValue)/act.sign", of: act.hash, slot: slot, under: ["P-32"])
    }
}
