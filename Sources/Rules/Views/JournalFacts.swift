import Ledger

/// What the one who runs a journal knows of it, for findings. No rule of authority reads it (P-70).
package struct JournalFacts: Sendable {
    /// A statement of the ledger whose signer saw a head that this journal never had (P-8).
    package struct Alarm: Sendable, Equatable {
        package let entry: Int
        /// Whose word the head is: nobody else signed it (K-20).
        package let signer: Signer
        package let head: Head

        package init(entry: Int, signer: Signer, head: Head) {
            self.entry = entry
            self.signer = signer
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
