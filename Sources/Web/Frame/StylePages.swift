extension StyleSheet {
    /// What single pages need besides the one scale and the five meanings.
    static let pages = #"""

        /* questions and answers: what people say is no paper */
        .thread, .thread ol { list-style: none; margin: 0; padding: 0; } .thread > li { border-top: 1px solid var(--line); padding: 0.6rem 0; margin: 0; }
        .thread ol { border-left: 2px solid var(--line); margin: 0.5rem 0 0; padding-left: 1rem; } .thread ol li { padding: 0.35rem 0; margin: 0; }
        .thread li:target { background: var(--wash); } .said { margin: 0 0 0.15rem; overflow-wrap: anywhere; }

        .rows > li > :first-child { overflow-wrap: anywhere; min-width: 0; }

        /* the protocol's documents */
        .protocol h2 { font-size: 1.25rem; margin-top: 3rem; } .protocol h3 { font-size: 1rem; margin: 2rem 0 0.5rem; font-weight: 650; overflow-wrap: anywhere; }
        .protocol h3:target { border-left: 4px solid var(--act); padding-left: 0.75rem; } .protocol li { max-width: 72ch; } .protocol td:first-child, .protocol td:first-child code { overflow-wrap: break-word; }

        /* where somebody decides: one panel with one button, beside what it is about */
        .panel { background: var(--card); border: 1px solid var(--edge); border-radius: 10px; padding: 0.5rem 1.25rem; margin: 1rem 0; } .panel .field { max-width: none; } .panel .due-note { font-size: 0.9rem; }
        .decide h3 { font-size: 0.95rem; margin: 1rem 0 0; font-weight: 650; } .panel > h2:first-child { margin-top: 0.5rem; } .panel .statement { padding: 0.75rem; } .panel .statement dl { display: block; } .panel .statement dt { font-size: 0.8rem; margin-top: 0.5rem; }

        summary .state { text-align: right; } summary .state small { display: block; }
        kbd { font: 0.8rem ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid var(--edge); border-bottom-width: 2px; border-radius: 4px; padding: 0.1rem 0.4rem; }
        [data-theme-switch] button[aria-pressed=true] { border-color: var(--act); color: var(--act); } #stop { color: var(--broken); font-weight: 650; }

        /* people: the name first, the number small */
        .person small { white-space: nowrap; }

        /* a page of the past */
        .past { border: 1px solid var(--due); border-left-width: 4px; border-radius: 6px; padding: 0.5rem 1rem; max-width: none; } .at { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 1rem 0; } .links small { display: block; }

        /* what waits for whoever reads is blue */
        .slots li.you { border-color: var(--act); } .you .ring { border: 2px dashed var(--act); color: var(--act); }

        /* files: a picture small, as it is; a document by name */
        .file { display: inline-block; vertical-align: top; max-width: 100%; margin: 0 1rem 0.75rem 0; } .file img { display: block; max-width: min(15rem, 100%); max-height: 12rem; border: 1px solid var(--line); border-radius: 6px; background: var(--wash); margin-bottom: 0.25rem; }
        .files { list-style: none; margin: 0.5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; } .files li { margin: 0; max-width: 100%; } .files .file { margin: 0; } .files small { display: block; }
        input[type=file] { font: inherit; max-width: 100%; padding: 0.45rem; } .field .label { display: block; font-weight: 550; }

        /* now and then */
        .change-table { table-layout: fixed; margin: 0.25rem 0 0.75rem; } .change-table th[scope=row] { font-size: 0.95rem; } .change-table th:first-child { width: 34%; }

        /* a register on a phone: each thing a card with its name, where it is, and its state */
        @media (max-width: 46rem) {
          .cards, .cards tbody { display: block; } .cards thead { display: flex; gap: 1rem; } .cards thead tr { display: flex; flex-wrap: wrap; gap: 0 1rem; border: 0; } .cards th { border: 0; padding: 0.25rem 0; }
          .cards tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); padding: 0.6rem 0.9rem; margin: 0.5rem 0; }
          .cards td { border: 0; padding: 0; } .cards .c-title { grid-row: 1; grid-column: 1; font-weight: 600; } .cards .c-state { grid-row: 1; grid-column: 2; }
          .cards .c-id { grid-row: 2; grid-column: 1; font-size: 0.85rem; } .cards .c-where { grid-row: 2; grid-column: 2; font-size: 0.85rem; text-align: right; }
        }

        /* rows that somebody signs: on a phone one below the other, and no column is hidden */
        @media (max-width: 46rem) {
          .stack, .stack tbody, .stack tr { display: block; } .stack thead { display: none; } .stack tr { border-bottom: 1px solid var(--line); padding: 0.35rem 0; }
          .stack td { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0.75rem; border: 0; padding: 0.1rem 0; } .stack td::before { content: attr(data-label); color: var(--quiet); font-size: 0.8rem; }
        }

        /* a label to cut out */
        .label { display: flex; gap: 0.75rem; align-items: center; border: 1px dashed var(--edge); border-radius: 8px; padding: 0.5rem; margin: 1rem 0; max-width: 28rem; background: #fff; color: #000; break-inside: avoid; }
        .label p { margin: 0; min-width: 0; overflow-wrap: anywhere; } .label strong { font-size: 1.6rem; line-height: 1.2; } .label small { color: #444; }
        .qr { display: block; flex: none; width: 9rem; height: 9rem; } @media print { .label { width: 85mm; border-radius: 0; } .qr { width: 30mm; height: 30mm; } }

        /* the path of a proof */
        .proof-picture { display: block; width: 100%; max-width: 26rem; height: auto; margin: 0.75rem 0; color: var(--ink); }
        .proof-picture text { font: 11px ui-monospace, "DejaVu Sans Mono", monospace; fill: currentColor; } .proof-picture .q { fill: var(--quiet); font-family: system-ui, "DejaVu Sans", sans-serif; }
        .proof-picture .p { fill: var(--card); stroke: var(--edge); } .proof-picture .g { fill: var(--wash); stroke: var(--edge); stroke-dasharray: 3 2; } .proof-picture .a { stroke: var(--quiet); fill: none; stroke-width: 1.5; }

        .alarm { background: var(--broken); color: var(--paper); font-size: 0.9rem; text-align: center; padding: 0.4rem 1rem; margin: 0; max-width: none; } .alarm a { text-decoration-color: currentColor; }
        .sizes { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; margin: 1rem 0; } .sizes .field { margin: 0 0 0.5rem; } .sizes input { width: 9rem; } .sizes button { margin-bottom: 0.5rem; }
        .hint { margin: 1rem 0; max-width: none; } .what input[type=checkbox] { margin: 0 0.4rem 0 0; width: 1.1rem; height: 1.1rem; vertical-align: -0.15rem; padding: 0; }
        @media (max-width: 46rem) { .hint { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; } }
        """#
}
