import ArgumentParser
import Client
import Foundation
import Ledger

struct Submit: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send a statement that was signed offline, by you or somebody else.")
    @Argument(help: "The file that --offline wrote.", completion: .file()) var file: String
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw .usage("there is no file \(Visible.text(file))")
        }
        guard SubmissionRequest.isForm(Array(bytes)) else {
            throw .usage("\(Visible.text(file)) is not a file that --offline FILE wrote")
        }
        let request: SubmissionRequest
        do throws(Malformed) { request = try SubmissionRequest(bytes: Array(bytes)) } catch {
            throw .alarm(
                Alarm(
                    .signature, "\(file) is not a valid submission: \(error.description).",
                    remedy: "Nothing was sent. The signer must sign again."))
        }
        return workspace.outcome(of: try await workspace.submit(request))
    }
}
