import ArgumentParser
import Client
import Foundation
import Ledger

/// P-21: who reads a new key's words to the witnesses takes them from their own machine.
struct WordsOf: Performing {
    static let configuration = CommandConfiguration(
        commandName: "words", abstract: "Show the twelve words and the fingerprint of a key file.",
        discussion: "foureyes words ~/.ssh/id_ed25519.pub")
    @Argument(help: "A .pub file.", completion: .file()) var file: String
    @Flag(help: "Print JSON.") var json = false
    func perform() async throws(Failure) {
        let key = try KeyFile.read(file)
        try Terminal.answer(Output(wordsOf: key).text(asJSON: json))
    }
}
