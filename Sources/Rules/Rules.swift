// `Rules` decides what counts: pure, without input and output, clock or randomness. It reads what `Ledger` has checked.
// Who sees the registers sees authority, on which they rest: one import for both.
@_exported import Authority
