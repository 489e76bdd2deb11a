import Ledger
import Rules

/// What a start says of the key with which this server writes the journal, so that people can enrol it (P-70).
enum MachineKey {
    static func tell(_ key: PublicKey, in authority: Authority) {
        if let machine = authority.machine(key: key), machine.retired == nil {
            foureyes_server.tell("the journal is written by \(machine.id), \(machine.about.text)")
            return
        }
        foureyes_server.tell("this machine is not enrolled yet. Two people must compare these words and enrol its key:")
        foureyes_server.tell("    \(key.openSSH)")
        foureyes_server.tell("    \(Words.words12(key.fingerprint).joined(separator: " "))")
    }
}
