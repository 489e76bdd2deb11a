import Ledger

/// Everything that is asked of a policy before anybody puts it into force: whoever compiles one asks it, and the door
/// at which one is proposed (K-9). What the fold asks is less: it must not depend on the registers of a program.
package enum PolicyLoader {
    /// What only this build can ask of a set whose parts fit each other.
    package static func faults(of set: PolicySet, kinds: [KindFacts]) -> [PolicyFault] {
        let chapters = World.chapters.filter { set.policy.without[$0.name] == nil }
        return unlike(set.policy, kinds) + ManualValue.faults(in: set.manual, of: chapters) + unreviewed(set.policy)
    }

    /// What only this build can ask of the clauses.
    package static func faults(of book: ClauseBook, kinds: [KindFacts]) -> [PolicyFault] {
        Bindable(kinds: kinds).faults(in: book) + ClausePrefixes.faults(in: book)
    }

    /// The first faults of three compiled documents, as they are proposed; empty where they load.
    package static func faults(policy: [UInt8], manual: [UInt8], clauses: [UInt8]) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        func read(_ bytes: [UInt8], _ document: PolicyFault.Document) -> JSON? {
            do throws(Malformed) { return try JSON(enclosed: bytes) } catch {
                faults.append(
                    PolicyFault(document: document, path: [], what: "it is not restricted JSON: \(error.what)"))
                return nil
            }
        }
        let documents = (read(policy, .policy), read(manual, .manual), read(clauses, .clauses))
        guard let compiled = documents.0, let values = documents.1, let book = documents.2 else { return faults }
        let kinds = Kind.allFacts
        do throws(PolicyFaults) {
            let set = try PolicySet(
                policy: compiled, digest: Digest.of(policy), manual: values, clauses: book, kinds: kinds)
            faults = self.faults(of: set, kinds: kinds) + self.faults(of: set.clauses, kinds: kinds)
        } catch { faults = error.list }
        return Array(faults.prefix(PolicyFaults.most))
    }

    /// What no chapter could read of the Manual as these changes make it; empty too where `decide` says no by itself.
    package static func faults(of changes: ValueChanges, in authority: Authority) -> [PolicyFault] {
        guard let policy = authority.policy, let manual = authority.manualValues?.changed(by: changes) else {
            return []
        }
        let chapters = World.chapters.filter { policy.without[$0.name] == nil }
        return Array(ManualValue.faults(in: manual, of: chapters).prefix(PolicyFaults.most))
    }

    /// An import is an entry of many: it asks what entering one asks.
    private static func unlike(_ policy: Policy, _ kinds: [KindFacts]) -> [PolicyFault] {
        kinds.compactMap { facts in
            guard facts.mustBeLike, let like = facts.like, let own = policy.kinds[facts.name],
                let asked = policy.kinds[like], own.compiled != asked.compiled
            else { return nil }
            return PolicyFault(
                document: .policy, path: ["kinds", facts.name],
                what: "`\(facts.name)` must require the same as `\(like)`; remove it")
        }
    }

    /// SP-9.5a, SP-9.5b: no secret without a day on which it is looked at again; only an older policy may be silent.
    private static func unreviewed(_ policy: Policy) -> [PolicyFault] {
        policy.exceptionIDs.filter { policy.exceptions[$0]?.review == nil }.map {
            PolicyFault(
                document: .policy, path: ["exceptions", $0],
                what: "`review` is missing: the date of the next review (SP-9.5b)")
        }
    }
}

extension PolicyFault {
    /// Where and what, in one line of bounded length: the path is the proposer's own words.
    package var line: String {
        let place = path.map { String($0.prefix(60)) }.joined(separator: "/")
        return String("\(document.rawValue)\(place.isEmpty ? "" : " \(place)"): \(what)".prefix(300))
    }
}
