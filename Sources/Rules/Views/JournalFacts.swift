import Ledger

/// What the one who runs a journal knows of it, for findings. No rule of authority reads it (P-70).
package struct JournalFacts: Sendable {
    /// A statement of the ledger whose signer saw a head that this journal never had (P-8).
    package struct Alarm: Sendable, Equatable {
        /// The entry's place and leaf hash, by which the governing body acknowledges it.
        package let entry: Int
        package let leaf: Digest
        package let head: Head

        package init(entry: Int, leaf: Digest, head: Head) {
            self.entry = entry
            self.leaf = leaf
            self.head = head
        }
    }

    /// The newest signed head.
    package let head: Head
    /// The key with which this server speaks in it.
    package let machine: PublicKey
    /// When the last segment closed.
    package let last: Time?
    package let alarms: [Alarm]

    package init(head: Head, machine: PublicKey, last: Time?, alarms: [Alarm]) {
        self.head = head
        self.machine = machine
        self.last = last
        self.alarms = alarms
    }
}
