import PolicyFiles
import Rules
import Testing

/// SP-1.1.1, SP-3.4.2a: the roles and lists that the Security Policy names are the groups of the CA's policy.
@Suite struct GroupTests {
    private func groups(_ sort: Group.Sort) throws -> [Group] {
        let policy = try PolicyLoadTests.load("cacert").set.policy
        return policy.codes.compactMap { policy.groups[$0] }.filter { $0.sort == sort }
    }

    @Test("SP-1.1.1: the four critical roles are the teams, and there is no other team")
    func roles() throws {
        let teams = try groups(.team)
        #expect(
            Set(teams.map(\.title)) == [
                "Access Engineers", "Systems Administrators", "Software Assessors", "Support Engineers",
            ])
        #expect(teams.allSatisfy { $0.clauses.contains("SP-1.1.1") && $0.minimum == 2 && $0.seatedBy == "board" })
    }

    @Test(
        "SP-3.4.2a: the five lists say what they are for, from which team they are drawn, and whose leader manages them"
    )
    func lists() throws {
        let lists = try groups(.list)
        let drawn = Dictionary(uniqueKeysWithValues: lists.map { ($0.code, $0.eligible) })
        #expect(
            drawn == [
                "physical-access": ["systems-administration"], "physical-control": ["access"],
                "repository-access": ["software-assessment"], "ssh-access": ["systems-administration"],
                "support-access": ["support"],
            ])
        #expect(lists.allSatisfy { $0.manager == $0.eligible.first && $0.purpose?.isEmpty == false })
        #expect(lists.allSatisfy { $0.clauses.contains("SP-3.4.2a") })
    }
}
