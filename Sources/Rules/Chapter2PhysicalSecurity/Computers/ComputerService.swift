import Ledger

/// What a computer must have before it serves, and keep while it does.
extension Computer {
    /// Something that is missing: what, by which clause, and who can supply it.
    struct Lack: Equatable {
        let clause: String
        let what: String
        let who: String
    }

    /// Everything that is missing at once, so that nobody finds it out one refusal after the other. Rack, facility,
    /// maintenance contact and backup come with their registers.
    func lacks(in world: World) -> [Lack] {
        Self.lacks(of: given, in: world) + unlabelled(in: world) + unrecorded(in: world) + badMedia(in: world)
    }

    private static let teams = "the people who change its facts, by register/computer.change"

    /// Of the facts: asked of a change too, while the computer is in service.
    static func lacks(of given: Given, in world: World) -> [Lack] {
        var missing: [(String, String)] = []
        if given.system == nil { missing.append(("SP-1.1a", "the system that it belongs to")) }
        if given.use == nil { missing.append(("SP-2.2.1a", "its intended use")) }
        if given.link == nil { missing.append(("SP-2.2.1a", "how it is connected")) }
        if given.link == .network, given.addresses.values.isEmpty { missing.append(("SP-2.2.1a", "its IP addresses")) }
        var sides: [String] = ["the list computer.label.sides in the Manual"]
        if case .choices(let wanted)? = world.authority.manualValues?.value("computer.label.sides") { sides = wanted }
        let without = sides.filter { side in !given.sides.values.contains { $0.rawValue == side } }
        if !without.isEmpty {
            missing.append(("SM-1.2.1", "these visible sides: \(without.joined(separator: ", "))"))
        }
        if given.sort.isServer || given.sort == .ceremonyMachine, given.os == nil || given.osVersion == nil {
            missing.append(("SP-3.2", "its operating system and the version"))
        }
        if given.sort.isServer {
            let licence = given.osLicence.flatMap { Code($0.code) }
            if licence.map({ world.manualAdmits($0, "computer.os-licences") }) != true {
                missing.append(("SP-3.2", "a licence of its operating system that the Manual lists as OSI-approved"))
            }
            if given.encryption == nil || given.encryption == .notApplicable {
                missing.append(("SP-3.2.1", "the encryption of its disks"))
            }
        }
        return missing.map { Lack(clause: $0.0, what: $0.1, who: teams) }
    }

    /// SP-2.2.1d, SM-1.2.1: each visible side bears a label with the hostname that it has now.
    func unlabelled(in world: World) -> [Lack] {
        let labelled = Set(
            labelled.opening(world).filter { $0.value.hostname == given.hostname }.flatMap(\.value.sides.values))
        let bare = given.sides.values.filter { !labelled.contains($0) }
        return bare.isEmpty
            ? []
            : [
                Lack(
                    clause: "SP-2.2.1d",
                    what: "a label “\(given.hostname.text)” on: "
                        + bare.map(\.rawValue).joined(separator: ", "),
                    who: "the person who labels it, by \(LabelComputer.kind)")
            ]
    }

    private func unrecorded(in world: World) -> [Lack] {
        var lacks: [Lack] = []
        if acquired.opening(world).isEmpty {
            lacks.append(
                Lack(
                    clause: "SP-2.2.1.1", what: "a clean record of where it came from",
                    who: "two people, by \(AcquireComputer.kind)"))
        }
        if hasServiceRisk(in: world) {
            lacks.append(
                Lack(
                    clause: "SP-2.2.2",
                    what: "a clean service history: it has a service security risk and can only be retired",
                    who: "nobody"))
        }
        // Whoever worked on it may have changed what was inspected.
        let touched = maintained.shutting(world).last
        let isInspected = inspected.opening(world).contains { inspection in
            touched.map { ($0.happened, $0.place) < (inspection.happened, inspection.place) } ?? true
        }
        if !isInspected {
            lacks.append(
                Lack(
                    clause: "SP-3.2.2b", what: "a clean inspection\(touched == nil ? "" : " since it was worked on")",
                    who: "two people, by \(InspectComputer.kind)"))
        }
        return lacks
    }

    /// Nothing may be in it that was never erased, that somebody misses, or that has left service.
    private func badMedia(in world: World) -> [Lack] {
        mediaInside(world).compactMap {
            let name = $0.id.text
            if $0.retirement(in: world) != nil {
                return Lack(
                    clause: "SP-2.2.3.3a", what: "a clean removal of \(name), which is retired and may be in it",
                    who: "two people who take it out, by \(RemoveMedium.kind)")
            }
            if $0.isLost(in: world) {
                return Lack(
                    clause: "SP-2.2.3.2a", what: "certainty about \(name), which is lost and may be in it",
                    who: "two people who take it out, by \(RemoveMedium.kind), and enter that it was found")
            }
            guard $0.uncleanUse(in: world) != nil else { return nil }
            return Lack(
                clause: "SP-2.2.3.1b", what: "a clean erasure of \(name), which may be in it",
                who: "two people who erase it, or take it out")
        }
    }

    /// SP-2.2.2: said by anybody and not reversed, it shuts the way back (K-8).
    func hasServiceRisk(in world: World) -> Bool { faults.shutting(world).contains { $0.value == .yes } }

    /// Media that may be in it, and are not destroyed.
    func media(in world: World) -> [ItemID] { mediaInside(world).map(\.id) }
    private func mediaInside(_ world: World) -> [Medium] {
        world.physical.media(everIn: id).filter { $0.machines(in: world).contains(id) && !$0.isGone(in: world) }
    }

    package static func require(
        _ given: Given, instead former: Computer?, in world: World, at moment: Moment
    ) throws(Refusal) {
        guard (given.serial == nil) == (given.serialNone == .yes) else {
            throw Refusal(
                "SP-2.2.1a", "Give the serial number, or say that the computer bears none, but not both.",
                who: "the person who enters it", field: "serial")
        }
        if let system = given.system { try SystemItem.requireInScope(system, instead: former?.given.system, in: world) }
        if let former { try requireNoMedia(in: former, for: given.system, world, moment) }
        // Else the gate of service would ask once, and the facts could go afterwards.
        guard let former, former.state(in: world) == .inService else { return }
        let had = lacks(of: former.given, in: world)
        if let lack = lacks(of: given, in: world).first(where: { !had.contains($0) }) {
            throw Refusal(
                lack.clause, "\(former.id.text) is in service and would lack \(lack.what).",
                who: world.who(WithdrawComputer.kind, at: moment), field: "set")
        }
    }
}

extension Computer {
    /// SP-2.2.3.2c: a use keeps the system of the day on which the medium went in. What goes on in the machine under a
    /// critical system afterwards would never expose it, and what is exposed would be outside in it. A computer of no
    /// system counts as a critical one.
    private static func requireNoMedia(
        in former: Computer, for system: ID<SystemItem>?, _ world: World, _ moment: Moment
    )
        throws(Refusal)
    {
        func isCritical(_ system: ID<SystemItem>?) -> Bool {
            system.map { world.references.isCritical($0.item) } ?? true
        }
        guard isCritical(system) != isCritical(former.given.system) else { return }
        let media = former.media(in: world)
        guard !media.isEmpty else { return }
        throw Refusal(
            "SP-2.2.3.2c",
            "\(former.id.text) would change between critical and non-critical systems with media in it: "
                + "\(media.map(\.text).joined(separator: ", ")). Its media come out first.",
            who: world.who(RemoveMedium.kind, at: moment), field: "system")
    }
}

extension Licence {
    /// As a Manual lists it, where codes have small letters and no dots: `gpl-2-0-only`.
    var code: String {
        String(
            decoding: text.utf8.map { byte in
                byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
                    ? UInt8(ascii: "-") : (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
            }, as: UTF8.self)
    }
}

extension World {
    /// Whether the Manual lists a code under a name. Where it is silent nothing is accepted.
    func manualAdmits(_ code: Code, _ name: String) -> Bool {
        guard case .choices(let accepted)? = authority.manualValues?.value(name) else { return false }
        return accepted.contains(code.text)
    }
}
