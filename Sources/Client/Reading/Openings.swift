import Ledger
import Rules

extension Workspace {
    /// The restricted parts that the server opens for the signed-in person, each checked against the commitment that was
    /// signed (P-6, P-24). A part that is not in the answer stays closed; one that does not fit its line is an alarm.
    package func openings(_ parts: [PartReference]) async throws(Failure) -> [PartReference: [UInt8]] {
        guard let token = signedIn?.token, !parts.isEmpty, !(transport is FolderTransport) else { return [:] }
        var opened: [PartReference: [UInt8]] = [:]
        for start in stride(from: 0, to: parts.count, by: Self.openingsAtOnce) {
            let some = parts[start..<min(start + Self.openingsAtOnce, parts.count)]
            let names = some.map { "\($0.statement.hex).\($0.part)" }.joined(separator: ",")
            let reply = try await transport.ask("GET", "/api/openings?of=\(names)", nil, token: token)
            if reply.status == 401 {
                forgetSession()
                return opened
            }
            // A server of before has no such answer: what it does not open stays closed.
            if reply.status == 404 { return opened }
            guard reply.status == 200,
                let list = (try? JSON(enclosed: Array("{\"all\":".utf8) + reply.body + Array("}".utf8)))?["all"]?.list
            else {
                throw .unavailable(
                    "\(transport.name) answered HTTP \(reply.status) to the request for restricted content")
            }
            for item in list { if let (part, content) = try checked(item, among: some) { opened[part] = content } }
        }
        return opened
    }

    private static var openingsAtOnce: Int { 32 }

    private func checked(
        _ item: JSON, among asked: ArraySlice<PartReference>
    ) throws(Failure) -> (PartReference, [UInt8])? {
        guard let hash = item["statement"]?.text.flatMap({ Digest(hex: $0) }), let name = item["part"]?.text,
            case let part = PartReference(statement: hash, part: name), asked.contains(part),
            let key = item["key"]?.text.flatMap({ Base64.decoded(Array($0.utf8)) }),
            let content = item["content"]?.text.flatMap({ Base64.decoded(Array($0.utf8)) })
        else { return nil }
        guard let place = state.log.place(of: hash), let statement = replica.statement(at: place),
            statement.opens(part: name, key: key, content: content)
        else {
            throw naming(
                .alarm(
                    Alarm(
                        .content,
                        "\(transport.name) serves a part “\(name)” of the statement \(hash.hex) that differs from what its signer signed."
                    )))
        }
        guard content.count <= PartLimits.bytesMax(of: name, in: statement.kind) else { return nil }
        return (part, content)
    }

    /// The detached parts of a statement: public ones from the log, others as far as the server opens them for the
    /// signed-in person, erased ones by the act that erased them.
    func parts(
        of statement: Statement, hash: Digest, isOffline: Bool
    ) async throws(Failure) -> [(name: String, part: PartContent)] {
        var parts = try await publicParts(of: statement, hash: hash, isOffline: isOffline)
        let closed = parts.filter { if case .restricted = $0.part { true } else { false } }
            .map { PartReference(statement: hash, part: $0.name) }
            .filter { state.erasure(of: hash, part: $0.part) == nil }
        let opened = isOffline ? [:] : try await openings(closed)
        for index in parts.indices {
            let name = parts[index].name
            if let content = opened[PartReference(statement: hash, part: name)] {
                parts[index].part = .opened(content)
            } else if let act = state.erasure(of: hash, part: name) {
                parts[index].part = .erased(act)
            }
        }
        return parts
    }

    /// The parts as far as everyone may read them.
    func publicParts(
        of statement: Statement, hash: Digest, isOffline: Bool
    ) async throws(Failure) -> [(name: String, part: PartContent)] {
        do throws(Failure) {
            let parts = try await replica.open(statement, hash: hash, from: isOffline ? nil : transport)
            guard state.authority.mayLackContent(statement) else { return parts }
            return parts.map { ($0.name, $0.part == .notOpened ? .notHandedIn : $0.part) }
        } catch { throw naming(error) }
    }

    // MARK: Names

    /// Learns the names of people, as far as this person may read them and the server opens them; what is shown beside an
    /// id afterwards is a name whose commitment holds, or that it could not be opened (P-24).
    package mutating func learnNames(of people: [Int]) async throws(Failure) {
        let wanted = Set(people).subtracting(names.keys).sorted()
        let parts = wanted.compactMap { person in state.name(of: person).map { (person, $0) } }
        let opened = try await openings(parts.map(\.1))
        for (person, part) in parts {
            guard let content = opened[part], let text = String(validating: content, as: UTF8.self) else { continue }
            names[person] = Visible.text(text)
        }
    }
}
