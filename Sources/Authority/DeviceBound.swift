import Ledger

/// P-20, where a requirement says `device-bound`: a passkey that its maker may copy to other devices fills no slot,
/// because who takes over the account behind the copies signs with them.
func requireDeviceBound(_ signature: Signature?) throws(Refusal) {
    guard let signature, signature.form == .webauthn, signature.backupEligible else { return }
    throw Refusal(
        "P-20", "This passkey can be copied to other devices. This act takes only keys that cannot leave their device.",
        who: "the same person, with a passkey on a security key or a key on their own machine")
}
