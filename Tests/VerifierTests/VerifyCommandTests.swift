import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

@Test("the command says by its exit code what it found")
func exitCodes() throws {
    let history = try SmallHistory.shared.get()
    let exported = try Exported(history.export)
    let founding = try #require(history.ca.authority.founding)
    let words = Words.words24(founding.hash)
    let folder = exported.folder.path

    let good = try VerifyCommand.run([folder])
    #expect(good.status == 0, "\(good.output)")
    #expect(good.output.hasPrefix("Good. \(history.ca.entries.count) entries of "), "the verdict comes first")
    let quiet = try VerifyCommand.run([folder, "--quiet", "--founding", words.joined(separator: " ")])
    #expect(quiet.status == 0 && quiet.output.split(separator: "\n").count == 1 && quiet.output.hasPrefix("Good. "))
    #expect(try VerifyCommand.run([folder, "--founding", words.joined(separator: " ")]).status == 0)
    #expect(try VerifyCommand.run(["--founding"] + words + [folder]).status == 0)
    #expect(try VerifyCommand.run([folder, "--founding"] + Words.words24(Digest.of([1]))).status == 6)
    let nowhere = try VerifyCommand.run([folder + "/nowhere"])
    #expect(nowhere.status == 2 && nowhere.output.isEmpty && nowhere.errors.contains("it does not exist"))
    let other = try VerifyCommand.run([folder + "/tile"])
    #expect(other.status == 2 && other.errors.contains("neither a checkpoint nor entries"), "\(other.errors)")
    let json = try VerifyCommand.run([folder, "--json", "--since", "10"])
    #expect(try JSON(enclosed: Array(json.output.utf8.dropLast()))["good"]?.flag == true)

    #expect(try VerifyCommand.run(["--version"]).output == "foureyes-verify \(Release.version)\n")

    let kept = folder + "/checkpoints/100"
    #expect(try VerifyCommand.run([folder, "--checkpoint", kept]).status == 0)
    #expect(try VerifyCommand.run([folder, "--checkpoint", folder + "/nowhere"]).status == 7)
    try exported.put([1], "checkpoint")
    let bad = try VerifyCommand.run([folder])
    #expect(bad.status == 6)
    #expect(bad.output.contains("WRONG: checkpoint:") && bad.output.hasPrefix("VERIFICATION FAILED: "))
    let worse = try VerifyCommand.run([folder, "--quiet"])
    #expect(worse.status == 6 && worse.output.contains("WRONG: checkpoint:") && !worse.output.contains("state hash"))
}

@Test(
    "a wrong command line is told with the usage, exit code 2",
    arguments: [
        [], ["a", "b"], ["a", "--wrong"], ["a", "--since"], ["a", "--since", "-1"], ["a", "--since", "+5"],
        ["a", "--since", "x"],
        ["a", "--now", "today"], ["a", "--founding"], ["a", "--founding", "abandon"], [""],
        ["a", "--founding", String(repeating: "abandon ", count: 24)],
        ["a", "--founding", Words.words12(Digest.of([1])).joined(separator: " ")], ["a", "--checkpoint"],
    ])
func usage(_ arguments: [String]) throws {
    let outcome = try VerifyCommand.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("usage: foureyes-verify"))
    #expect(outcome.output.isEmpty)
}
