/// Keys and notes that did not come from our code.
enum NoteSamples {
    /// The example at the end of C2SP signed-note.
    static let specificationKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let specificationNote = """
        This is an example message.

        — example.com/foo \
        Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """

    /// golang.org/x/mod, sumdb/note, note_test.go.
    static let peterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let peterPrivate = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let peterText = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let peterLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

    /// transparency-dev/tessera, testdata/log.
    static let logOrigin = "example.com/log/testdata"
    static let logKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    static let logCheckpoint = """
        example.com/log/testdata
        15
        rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

        — example.com/log/testdata \
        M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=

        """

    /// Made with Python's `cryptography` from the seed 32 × 07 over the checkpoint above at 1795302779.
    static let witnessKey = "witness.example/w1+aa4a09d1+BOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
    static let witnessPrivate =
        "PRIVATE+KEY+witness.example/w1+aa4a09d1+BAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH"
    static let witnessTime = 1_795_302_779
    static let witnessLine = """
        — witness.example/w1 qkoJ0QAAAABrAiV7IfuOMX3VPrh+d4rQvmK9zMoy+Cl6gzvAj7F89nyzGrBtOUz7FttKoo4zfMvz\
        A19xudsygmXQyGR7igH3azmYBA==

        """

    /// Made with Python's `cryptography` from the seed 32 × 08.
    static let refuserKey = "log.example/four-eyes+d6eea0f0+AROY9ixtGkV8UbpqS189vS9p/KkyFiGNyJl+QWvRfZPK"
    static let refuserPrivate =
        "PRIVATE+KEY+log.example/four-eyes+d6eea0f0+AQgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI"
    static let refusal = """
        Refusal by log.example/four-eyes
        64f742f8ca5893cee4134f28a6b2c66af6bba042bd9de906ace0308375747572
        P-34
        15
        rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=
        second-signature: Zoë

        — log.example/four-eyes \
        1u6g8NzKH7G+nMnZJesRTCWPhJTZezbYmQAbsEgA00dLQy3fCtE2SMk7uPX6w0Ttyw/U4goK3xYGuFsOfDPhPzDz7Ak=

        """
}
