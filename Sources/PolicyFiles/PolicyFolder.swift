import Ledger
import Rules

/// A folder `policy/NAME/` with `policy.yaml` and a file for each chapter, as `physical.yaml`: the source that people
/// write.
///
/// What is signed and enclosed is the compiled JSON; the folder binds nobody.
package enum PolicyFolder {
    /// The three compiled documents, canonical bytes, and what they mean.
    package struct Compiled: Sendable {
        package let policy: [UInt8]
        package let manual: [UInt8]
        package let clauses: [UInt8]
        package let set: PolicySet
    }

    /// Compiles a folder for the kinds that the program has.
    ///
    /// Throws everything that is wrong in all files, each with file, line and column. It reads files and
    /// nothing else.
    package static func load(_ path: String, kinds: [KindFacts]) throws(PolicyFolderError) -> Compiled {
        let source = try PolicySource(path, kinds: kinds)
        let policy = DerivedRequirements.added(to: source.policy.compiled, kinds: kinds),
            manual = source.manual.compiled,
            clauses = source.clauses.compiled
        var problems = source.problems
        var set: PolicySet?
        do throws(PolicyFaults) {
            set = try PolicySet(
                policy: policy, digest: Digest.of(policy.written()), manual: manual, clauses: clauses,
                kinds: kinds)
        } catch {
            problems += error.list.compactMap(source.problem)
        }
        if let set { problems += PolicyLoader.faults(of: set, kinds: kinds).compactMap(source.problem) }
        if let book = try? ClauseBook(compiled: clauses) {
            problems += PolicyLoader.faults(of: book, kinds: kinds).compactMap(source.problem)
        }
        guard problems.isEmpty, let set else { throw PolicyFolderError(problems: source.inOrder(problems)) }
        // What is enclosed is read by others from its bytes, so it must read back here as the same (P-1).
        let documents = [(policy, source.policy), (manual, source.manual), (clauses, source.clauses)]
        for (json, part) in documents {
            do throws(Malformed) {
                guard try JSON(enclosed: json.written()) == json else {
                    throw Malformed("P-1", "it reads back differently")
                }
            } catch {
                let place = Position(file: part.file, line: 1, column: 1)
                throw PolicyFolderError(problems: [
                    Problem(position: place, what: "cannot be compiled: \(error)")
                ])
            }
        }
        return Compiled(
            policy: policy.written(), manual: manual.written(), clauses: clauses.written(), set: set)
    }
}
