import Foundation

/// File descriptors of this process. A connection takes one, and so does every file that the store opens.
enum Descriptors {
    /// More than any server of ours needs; a limit without end would let strangers fill the kernel's tables.
    private static let most: rlim_t = 65_536

    /// Raises the soft limit to the hard one, if it can; the answer is how many there are.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        let wanted = min(limit.rlim_max, most)
        if limit.rlim_cur < wanted {
            var raised = rlimit(rlim_cur: wanted, rlim_max: limit.rlim_max)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
