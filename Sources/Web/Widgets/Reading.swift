/// How the page that is being made says times and people: in its reader's zone, by the names that they may know. Every page
/// says both and none decides by them, so this one value is not handed through each of their functions.
///
/// A class, because a task-local closure ends a release build: swift_task_localValuePush is given no metadata for the
/// type of a closure when Swift 6.3 specialises `withValue` (the browser tests ask that build for every page).
final class Reading: Sendable {
    let zone: Zone
    let name: @Sendable (Int) -> String?

    init(zone: Zone, name: @escaping @Sendable (Int) -> String?) { (self.zone, self.name) = (zone, name) }

    @TaskLocal static var current = Reading(zone: .utc) { _ in nil }
}
