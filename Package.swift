// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The manifest is the security diagram: a target stands where dependencies or trust differ (ARCHITECTURE.md).
// CORE_ONLY=1 leaves the pure targets, for sanitizers and fuzzing.
let coreOnly = ProcessInfo.processInfo.environment["CORE_ONLY"] == "1"

let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

var dependencies: [Package.Dependency] = [
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
]

var targets: [Target] = [
    .target(name: "Ledger", dependencies: [crypto], swiftSettings: strict),
    .target(
        name: "Rules",
        dependencies: ["Ledger", .product(name: "HashTreeCollections", package: "swift-collections")],
        swiftSettings: strict),
    // Keys in software, for tests alone: no product depends on it.
    .target(name: "TestWorld", dependencies: ["Ledger", crypto], path: "Tests/TestWorld", swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "TestWorld", crypto], swiftSettings: strict),
]

let package = Package(
    name: "foureyes", platforms: [.macOS(.v15)], dependencies: dependencies, targets: targets)
