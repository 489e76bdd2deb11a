import TestWorld

/// The built `foureyes-verify`, run as its users run it.
enum VerifyCommand {
    static func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Child.Outcome {
        try Child("foureyes-verify", arguments, environment: environment).wait()
    }
}
