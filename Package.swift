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
    // What a file says besides what it shows, taken out before it is committed to. Those who never see a file link none of it.
    .target(name: "Attachments", swiftSettings: strict),
    .testTarget(name: "AttachmentTests", dependencies: ["Attachments"], swiftSettings: strict),
    // Who may do what. Signing server and host agents link this and nothing of the chapters.
    .target(
        name: "Authority",
        dependencies: ["Ledger", .product(name: "HashTreeCollections", package: "swift-collections")],
        swiftSettings: strict),
    // The registers, chapter by chapter, on top of it; re-exports Authority.
    .target(
        name: "Rules",
        dependencies: ["Ledger", "Authority", .product(name: "HashTreeCollections", package: "swift-collections")],
        swiftSettings: strict),
    // Checks an export from the files alone: pure targets and the system's own calls, no store, no network.
    .target(name: "Verifier", dependencies: ["Ledger", "Rules", crypto], swiftSettings: strict),
    .executableTarget(name: "foureyes-verify", dependencies: ["Ledger", "Verifier"], swiftSettings: strict),
    // Keys in software, for tests alone: no product depends on it.
    .target(
        name: "TestWorld", dependencies: ["Ledger", "Rules", crypto], path: "Tests/TestWorld", swiftSettings: strict),
    .testTarget(
        name: "RulesTests", dependencies: ["Ledger", "Authority", "Rules", "TestWorld", crypto], swiftSettings: strict),
    .testTarget(
        name: "VerifierTests", dependencies: ["Ledger", "Rules", "Verifier", "TestWorld", "foureyes-verify"],
        swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "TestWorld"], swiftSettings: strict),
]

if !coreOnly {
    // YAML is read where policies are written, never where they are judged: signer, agent and verifier do not link it.
    dependencies.append(.package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"))
    dependencies.append(.package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"))
    // SQLite is what bytes lie in, never what is trusted: who checks (verifier, signer, agent) links no store.
    dependencies.append(.package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"))
    let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
    let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
    targets += [
        // One call of the system's that Swift does not import.
        .systemLibrary(name: "CSync"),
        .target(
            name: "Store", dependencies: ["Attachments", "CSync", "Ledger", "Rules", grdb, sqlite, crypto],
            swiftSettings: strict),
        .executableTarget(
            name: "store-driver", dependencies: ["Ledger", "Rules", "Store", "TestWorld"],
            path: "Tests/StoreDriver", swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Ledger", "Rules", "Store", "TestWorld", "store-driver", grdb, crypto],
            swiftSettings: strict),
        .executableTarget(
            name: "foureyes-bench", dependencies: ["Ledger", "Rules", "Store", "Verifier", "TestWorld", grdb, crypto],
            path: "Tests/Bench", swiftSettings: strict),
        .target(
            name: "PolicyFiles",
            dependencies: ["Ledger", "Rules", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        // The demonstration's people and keys: no production program links them.
        .target(
            name: "Demo", dependencies: ["Attachments", "Client", "Ledger", "Rules", "PolicyFiles", "Store"],
            resources: [.embedInCode("Chapter2PhysicalSecurity/DiskPhoto.jpg")], swiftSettings: strict),
        .executableTarget(
            name: "foureyes-demo",
            dependencies: ["Demo", "Ledger", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),
        .testTarget(
            name: "DemoTests",
            dependencies: ["Attachments", "Client", "Demo", "Ledger", "Rules", "Store", "TestWorld"],
            swiftSettings: strict),
        // What `make policies` runs: it is built without any test.
        .executableTarget(
            name: "compile-policies", dependencies: ["Ledger", "Rules", "PolicyFiles"], path: "Tests/CompilePolicies",
            swiftSettings: strict),
        .testTarget(
            name: "PolicyTests", dependencies: ["Ledger", "Rules", "PolicyFiles"],
            swiftSettings: strict),
    ]

    // A person's own program: no web server, no store, no YAML in it.
    targets += [
        .target(name: "Client", dependencies: ["Attachments", "Ledger", "Rules"], swiftSettings: strict),
        .executableTarget(
            name: "foureyes",
            dependencies: [
                "Client", "Ledger", "Rules", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),
        .testTarget(
            name: "ClientTests",
            dependencies: ["Attachments", "Client", "Ledger", "Rules", "TestWorld", "Verifier", "foureyes"],
            swiftSettings: strict),
    ]
}

if !coreOnly {
    // HTTP is for whoever asks over the network: only the server links it. Nothing fetches, so there is no client here.
    dependencies += [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.4.0"),
    ]
    let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
    let tls = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
    let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
    targets += [
        .target(
            name: "Web", dependencies: ["Attachments", "Ledger", "Rules", "Store", hummingbird, tls, logging],
            // The protocol's documents, in the program itself: pages show the rules without a network.
            resources: [
                .embedInCode("Protocol/Sections"), .embedInCode("Protocol/attacks.md"),
                .embedInCode("Protocol/words.md"),
            ],
            // Markup inside a plain String is a deprecated overload: on a page it would be shown as source.
            swiftSettings: strict + [.treatWarning("DeprecatedDeclaration", as: .error)]),
        .executableTarget(
            name: "foureyes-server",
            dependencies: [
                "Ledger", "Rules", "PolicyFiles", "Store", "Web", hummingbird, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Attachments", "Ledger", "Rules", "Store", "Web", "TestWorld", hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ], swiftSettings: strict),
        // The programs as they are run: a founded demonstration, its server, a person at a command line.
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Ledger", "TestWorld", "foureyes", "foureyes-demo", "foureyes-server", "foureyes-verify"],
            path: "Tests/EndToEnd", swiftSettings: strict),
    ]
}

// FUZZ=1 adds the decoders under libFuzzer; `Fuzz/run` builds it with --sanitize=fuzzer.
if ProcessInfo.processInfo.environment["FUZZ"] == "1" {
    targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["Attachments", "Ledger"], path: "Fuzz", exclude: ["run"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}

let package = Package(
    name: "foureyes", platforms: [.macOS(.v15)], dependencies: dependencies, targets: targets)
