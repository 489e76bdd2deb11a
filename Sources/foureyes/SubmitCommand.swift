import ArgumentParser
import Client
import Foundation
import Ledger

struct Submit: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Send a statement that was signed offline, yours or another's.")
    @Argument(help: "The file that --offline wrote.", completion: .file()) var file: String
    @OptionGroup var place: Where
    func perform() async throws(Failure) {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw .usage("there is no file \(Visible.text(file))")
        }
        guard SubmissionRequest.isForm(Array(bytes)) else {
            throw .usage("\(Visible.text(file)) is no submission, as --offline FILE writes it")
        }
        var workspace = try await place.workspace()
        let request: SubmissionRequest
        do throws(Malformed) { request = try SubmissionRequest(bytes: Array(bytes)) } catch {
            throw .alarm(
                Alarm(
                    .signature, "\(file) is no good submission: \(error.description).",
                    remedy: "Nothing was sent. Its signer signs anew."))
        }
        place.printed(workspace.outcome(of: try await workspace.submit(request)))
    }
}
