import PolicyFiles
import Rules
import Testing

/// SP-3.4.2b: the groups that the policy keeps apart.
@Suite struct ExclusivitiesTests {
    @Test(
        "SP-3.4.2b: exclusivities hold in both directions",
        arguments: [
            ("access", "board", true), ("board", "access", true), ("access", "auditor", true),
            ("physical-access", "access", true), ("access", "physical-access", true),
            ("physical-control", "support", true), ("physical-control", "access", false),
            ("support-access", "software-assessment", false),
            ("support-access", "systems-administration", true),
            ("support", "case-managers", false), ("board", "support", false),
            ("auditor", "case-managers", true),
            // One team each is a rule of the code, because a ruling may set it aside (SP-9.1.2b).
            ("systems-administration", "software-assessment", false),
        ])
    func excludes(a: String, b: String, expected: Bool) throws {
        #expect(try PolicyLoadTests.load("cacert").set.policy.excludes(a, b) == expected)
    }

    @Test("SP-3.4.2b: “all other roles” of the Access Engineers are every body, office and team")
    func others() throws {
        let policy = try PolicyLoadTests.load("cacert").set.policy
        let roles = policy.codes.filter { policy.groups[$0]?.sort != .list && $0 != "access" }
        #expect(roles.count == 7)
        for role in roles { #expect(policy.excludes("access", role) && policy.excludes(role, "access"), "\(role)") }
        for role in ["board", "arbitrators", "case-managers", "auditor"] { #expect(roles.contains(role)) }
    }
}
