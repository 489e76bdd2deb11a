import Ledger
import Rules

/// `POST /api/draft`: an unsigned statement out of fields; nothing is kept on the server.
enum DraftAPI {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let json: JSON
        do throws(Malformed) { json = try JSON(enclosed: request.body) } catch {
            throw Problem.bad("The request is not strict JSON: \(error).", .none)
        }
        let known = ["because", "fields", "kind", "of", "publish", "signer", "slot"]
        guard let members = json.members, members.allSatisfy({ known.contains($0.key) }),
            let kind = json["kind"]?.text
        else {
            throw Problem.bad(
                "A draft must be an object with “kind”, and optionally \(listed(known.filter { $0 != "kind" })).",
                .none)
        }
        let action = try action(kind, of: json["of"]?.text, request)
        let form = form(json)
        let intent: Intent
        do throws(FormErrors) { intent = try action.intent(form, request.context) } catch { return errors(error) }
        do throws(Malformed) {
            let unsigned = try request.unsigned(intent)
            let statement = try Statement(line: unsigned.line[...])
            let breaches = request.context.state.foreseenBreaches(of: statement, at: request.context.now)
            return .json(
                .line([
                    "breaches": breaches.isEmpty ? nil : .array(breaches.map(\.line)),
                    "command": Command.text(for: statement, contents: unsigned.contents, request.context).map {
                        .string($0)
                    },
                    "contents": .array(
                        unsigned.contents.map {
                            .line([
                                "content": .string(text($0.content)), "key": .string(text($0.key)),
                                "name": .string($0.name),
                            ])
                        }),
                    "statement": .string(String(decoding: unsigned.line, as: UTF8.self)),
                    "words": .string(Words.words12(Digest.of(unsigned.line)).joined(separator: " ")),
                ]))
        } catch { throw Problem(status: 422, what: error.description, remedy: .none) }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: Base64.encoded(bytes), as: UTF8.self)
    }

    private static func errors(_ errors: FormErrors) -> SiteResponse {
        var fields: [JSON.Member] = []
        for name in errors.fields.keys.sorted() {
            let bare = name.hasPrefix("f.") || name.hasPrefix("c.") ? String(name.dropFirst(2)) : name
            fields.append(JSON.Member(bare, .string(errors.fields[name] ?? "")))
        }
        let missing = errors.text.isEmpty ? "Some fields need another look." : errors.text
        return .json(
            .line(["fields": fields.isEmpty ? nil : .object(fields), "missing": .string(missing)]),
            status: 422)
    }

    /// The same fields that the page's form has.
    private static func form(_ json: JSON) -> Form {
        var pairs: [(String, String)] = []
        for member in json["fields"]?.members ?? [] {
            let value = member.value.text ?? member.value.number.map(String.init) ?? ""
            pairs += [("f." + member.key, value), ("c." + member.key, value), (member.key, value)]
        }
        if let signer = json["signer"]?.text { pairs.append(("signer", signer)) }
        if let slot = json["slot"]?.text { pairs.append(("slot", slot)) }
        for part in json["publish"]?.list ?? [] { pairs.append(("public." + (part.text ?? ""), "yes")) }
        if let because = json["because"]?.text { pairs.append(("c.reason", because)) }
        return Form(pairs: pairs)
    }

    private static func question(_ request: SiteRequest) -> (ItemID) -> Question? {
        { $0.prefix == Question.prefix ? request.context.world.remarks.question($0.number) : nil }
    }

    private static func action(_ kind: String, of: String?, _ request: SiteRequest) throws -> Action {
        if let kind = Kind.named(kind) { return .propose(kind) }
        if kind == "authority/motion.open", of == nil { return .question }
        if kind == Verb.note.name, let item = of.flatMap({ ItemID($0) }),
            let register = Register.of(prefix: item.prefix),
            request.context.item(item) != nil
        {
            return .beside(.note(NoteSubject(item, in: register, request.context)))
        }
        let place = of.flatMap { text in
            Digest(hex: text).flatMap { request.context.log.place(of: $0) } ?? ItemID(text).map(\.number)
        }
        guard let place else { throw Problem.notFound("“of” must be the id or the hash of what this is about.") }
        let act = request.context.world.actView(at: place, now: request.now)
        let motion = request.context.state.motionView(at: place, now: request.now)
        let record = request.context.world.recordIndex(at: place).map { request.context.world.records[$0] }
        switch (kind, act, motion, record) {
        case ("authority/act.sign", let act?, _, _), ("register/act.sign", let act?, _, _): return .sign(act)
        case ("authority/act.decline", let act?, _, _), ("register/act.decline", let act?, _, _):
            return .decline(act)
        case ("authority/act.withdraw", let act?, _, _), ("register/act.withdraw", let act?, _, _):
            return .withdraw(act)
        case ("authority/conflict.declare", let act?, _, _): return .conflict(act)
        case ("authority/manual.close", let act?, _, _): return .closeManual(act)
        case ("authority/motion.open", let act?, _, _): return .openMotion(act)
        case ("authority/motion.vote", _, let view?, _): return .vote(view)
        case ("authority/motion.close", _, let view?, _): return .close(view)
        case ("record/sign", _, _, let record?): return .observe(record)
        case ("record/object", _, _, let record?): return .object(record)
        case ("record/close", _, _, let record?): return .closeRecord(record)
        case ("record/attest", _, _, let record?): return .attest(record)
        case ("record/join", _, _, let record?): return .beside(.join(record))
        case ("record/leave", _, _, let record?): return .beside(.leave(record))
        case (Verb.note.name, let act?, _, _): return .beside(.note(NoteSubject(act, request.context)))
        case (Verb.note.name, _, _, let record?): return .beside(.note(NoteSubject(record, request.context)))
        case ("record/question", _, _, _):
            guard let about = QuestionSubject(at: place, request.context) else {
                throw Problem.notFound("“of” must be the id of an act, motion or record.")
            }
            return .ask(about)
        case ("record/answer", _, _, _):
            let found = request.context.world.remarks.questions.first { $0.born == place }
            guard let found = ItemID(of ?? "").flatMap(question(request)) ?? found else {
                throw Problem.notFound("“of” must be the id of a question, like Q-3.")
            }
            return .answer(found)
        default:
            throw Problem.notFound("No statement of the kind “\(kind.prefix(100))” can be made about that.")
        }
    }
}
