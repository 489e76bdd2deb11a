// `Rules` decides what counts: pure, without input and output, clock or randomness. It reads what `Ledger` has checked.
