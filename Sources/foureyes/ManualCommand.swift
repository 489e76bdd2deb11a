import ArgumentParser
import Client
import Rules

/// The values of the Manual: read, and changed by those who own them (P-37, K-24).
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "The values of the Security Manual: list, change.",
        discussion: """
            foureyes manual set visit.report="24 hours"
                      The leader of the team that owns the value proposes. A stricter value is in force at once. A looser one
                      is signed by another of the team too, waits for 24 hours, and is then put into force by the leader.
            foureyes manual close A-31      puts a looser value into force
            """,
        subcommands: [ManualList.self, ManualHistory.self, SetValue.self, CloseManual.self],
        defaultSubcommand: ManualList.self)

    struct ManualList: ReadCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the values.")
        @OptionGroup var place: Where
        func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.manual() }
    }

    struct ManualHistory: ReadCommand {
        static let configuration = CommandConfiguration(
            commandName: "changes", abstract: "List what was changed, newest first.")
        @OptionGroup var place: Where
        func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.manualChanges() }
    }

    struct SetValue: SignCommand {
        static let configuration = CommandConfiguration(commandName: "set", abstract: "Propose other values.")
        @Argument(help: "NAME=VALUE: a number, a length of time like \"72 hours\", or codes parted by commas.")
        var values: [String]
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent { try workspace.manualChange(values) }
    }

    struct CloseManual: SignCommand {
        static let configuration = CommandConfiguration(
            "close", verb: "authority/manual.close", ", 24 hours after two signed it.")
        @Argument(help: "The act that loosens: A-31.", completion: Known.manualChanges) var id: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent { try workspace.manualClosing(id) }
    }
}
