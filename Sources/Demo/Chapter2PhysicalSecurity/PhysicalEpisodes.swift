import Rules

extension PhysicalSecurity: HasEpisodes {
    static let episodes: [any Episode.Type] = [
        InventoryEntered.self, MediaErased.self, ComputersServed.self, DiskRetired.self, MediumMissing.self,
        MovedAlone.self, FaultReported.self, StoreCounted.self, RetirementWaiting.self, MoveWaiting.self,
    ]
}
