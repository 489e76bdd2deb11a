extension StyleSheet {
    /// What single pages need besides the one scale and the five meanings.
    static let pages = #"""

        /* questions and answers: what people say is no paper */
        .thread, .thread ol { list-style: none; margin: 0; padding: 0; } .thread > li { border-top: 1px solid var(--line); padding: 0.6rem 0; margin: 0; }
        .thread ol { border-left: 2px solid var(--line); margin: 0.5rem 0 0; padding-left: 1rem; } .thread ol li { padding: 0.35rem 0; margin: 0; }
        .thread li:target { background: var(--wash); } .said { margin: 0 0 0.15rem; overflow-wrap: anywhere; }
        """#
}
