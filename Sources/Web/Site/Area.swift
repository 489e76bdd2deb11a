/// A part of the site with a folder of its own: it brings its routes, for people and for programs, and its links in the menu.
protocol Area {
    static var routes: [Route] { get }
    static var menu: [MenuLink] { get }
}

extension Area {
    static var menu: [MenuLink] { [] }
}

extension Site {
    /// The areas, in the order of the menu.
    static let areas: [any Area.Type] = [
        HomeArea.self, ActsArea.self, MotionsArea.self, RecordsArea.self, QuestionsArea.self, NotesArea.self,
        FindingsArea.self, StopsArea.self, ProposeArea.self, FilesArea.self, PeopleArea.self, RosterArea.self,
        RegistersArea.self,
        PolicyArea.self, ProtocolArea.self,
        LedgerArea.self, JournalArea.self, CheckArea.self, SearchArea.self, EntranceArea.self, LiveArea.self,
        FrameArea.self, HealthArea.self, APIArea.self,
    ]

    /// Everything that is served; nothing else is.
    static let routes: [Route] = areas.flatMap { $0.routes }
}
