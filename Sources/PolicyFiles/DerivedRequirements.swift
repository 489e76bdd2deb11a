import Ledger
import Rules

/// Requirements that a policy need not write: of the kinds that every register has, those that change or import items ask
/// what entering one asks, unless the policy says otherwise.
///
/// They stand in the compiled policy like all others, so that whoever folds it infers nothing.
enum DerivedRequirements {
    /// The policy with what it leaves to the rule above.
    static func added(to policy: JSON, kinds: [KindFacts]) -> JSON {
        guard let members = policy.members else { return policy }
        let acts = policy["kinds"]?.members ?? []
        let records = policy["records"]?.members ?? []
        func missing(_ facts: KindFacts, in list: [JSON.Member]) -> JSON? {
            guard let like = facts.like, !list.contains(where: { $0.key == facts.name }) else { return nil }
            return acts.first { $0.key == like }?.value
        }
        let moreActs = kinds.filter { !$0.isRecord }.compactMap { facts in
            missing(facts, in: acts).map { JSON.Member(facts.name, $0) }
        }
        let moreRecords = kinds.filter(\.isRecord).compactMap { facts in
            missing(facts, in: records).flatMap { act in
                let isLocal = kinds.contains { $0.name == facts.like && $0.isLocal }
                return record(like: act, facts, isLocal: isLocal || facts.isLocal)
            }.map { JSON.Member(facts.name, $0) }
        }
        return .sorted(
            members.map { member in
                switch member.key {
                case "kinds": JSON.Member("kinds", .sorted(acts + moreActs))
                case "records": JSON.Member("records", .sorted(records + moreRecords))
                default: member
                }
            })
    }

    /// A record that takes the people of the act's first way: one of its first slot performs, one of the others observes.
    /// What is not signed with a key that roams is signed locally, because a record asks nobody for the sort of a passkey.
    private static func record(like act: JSON, _ facts: KindFacts, isLocal: Bool) -> JSON? {
        guard let clauses = act["clauses"], let slots = act["ways"]?.list?.first?.list, let first = slots.first,
            let performer = first["pool"]
        else { return nil }
        // A slot of two is a pool for both.
        let others = slots.dropFirst() + (slots.count == 1 || first["count"]?.number != 1 ? [first] : [])
        var pools: [JSON] = []
        for pool in others.flatMap({ $0["pool"]?.list ?? [] }) where !pools.contains(pool) { pools.append(pool) }
        let roles = facts.roles.map { JSON.Member($0.name, .array(pools)) }
        return .line([
            "clauses": clauses, "local": .bool(isLocal || act["device-bound"] == .bool(true)), "performer": performer,
            "roles": roles.isEmpty ? nil : .sorted(roles),
        ])
    }
}
