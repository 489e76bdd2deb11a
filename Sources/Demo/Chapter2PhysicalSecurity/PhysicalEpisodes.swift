import Rules

extension PhysicalSecurity: HasEpisodes {
    static let episodes: [any Episode.Type] = [
        InventoryEntered.self, MediaErased.self, DiskRetired.self, MovedAlone.self, RetirementWaiting.self,
        MoveWaiting.self,
    ]
}
