import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: the menu is made of what areas and registers bring, says how much waits for whoever reads and nothing else, and
/// opens the group in which one is. Method: the pages of a CA with something open, for nobody and for a member of the Board.
@Suite struct MenuTests {
    /// The menu of a page, without what is around it.
    private func menu(_ page: Reply) throws -> Substring {
        let start = try #require(page.text.firstRange(of: "<nav class=\"menu\""))
        let end = try #require(page.text[start.lowerBound...].firstRange(of: "</nav>"))
        return page.text[start.lowerBound..<end.upperBound]
    }

    @Test("nobody sees a count; somebody sees what waits for them, beside the link where it is done, and on the button")
    func counts() async throws {
        let visitors = try Visitors(try await TestSite(try TestCA.peopled()))
        let open = try await visitors.get("/", as: .nobody)
        #expect(try !menu(open).contains("class=\"n\"") && !open.text.contains("for you</span></span></button>"))

        let context = ViewContext(visitors.site.site.ledger, now: visitors.site.ca.now)
        // Somebody for whom something else than votes waits.
        let role = try #require(
            Role.allCases.first { role in
                role.person.map { context.tasks(for: $0).contains { !$0.id.hasPrefix("B-") } } ?? false
            })
        let person = try #require(role.person)
        let tasks = context.tasks(for: person)
        let votes = tasks.filter { $0.id.hasPrefix("B-") }.count
        #expect(!tasks.isEmpty && tasks.count != votes, "the test can fail")
        let page = try await visitors.get("/", as: role)
        func count(_ number: Int) -> String {
            number == 0
                ? ""
                : " <span class=\"n\">\(number)<span class=\"unseen\"> \(number == 1 ? "waits" : "wait") for you</span></span>"
        }
        #expect(try menu(page).contains(">Home\(count(tasks.count))</a>"))
        #expect(try menu(page).contains(">Motions\(count(votes))</a>"))
        #expect(try menu(page).contains(">Findings</a>"), "a finding waits for nobody in particular")
        #expect(page.text.contains("Menu\(count(tasks.count))</button>"))
    }

    @Test("each register has its link; only the group of the page is open, and the page is marked")
    func groups() async throws {
        let site = try await TestSite(try TestCA.small())
        let home = try menu(try await site.get("/"))
        for register in Register.all {
            #expect(home.contains("href=\"/registers/\(register.name)\">\(register.title)</a>"))
        }
        #expect(!home.contains("<details open>") && home.contains("aria-current=\"page\">Home"))
        let media = try menu(try await site.get("/registers/media"))
        #expect(media.components(separatedBy: "<details open>").count == 2)
        #expect(media.contains("href=\"/registers/media\" aria-current=\"page\""))
    }
}
