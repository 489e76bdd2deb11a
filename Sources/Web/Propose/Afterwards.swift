import Ledger
import Rules

/// Where to go after something was entered.
enum Afterwards {
    static func path(of place: Int, _ line: [UInt8], _ reading: Reading) -> String {
        let target = (try? Statement(line: line[...]))?.of.flatMap { reading.log.place(of: $0) } ?? place
        if let question = reading.world.remarks.questions.first(where: { $0.born == place || $0.born == target }),
            let about = Asked(at: question.about, reading)
        {
            return "\(about.path)?entered=\(place)#\(question.name)"
        }
        for letter in ["A", "B", "R"] where reading.subject(of: "\(letter)-\(target)") != nil {
            if let path = Address.of("\(letter)-\(target)") { return "\(path)?entered=\(place)" }
        }
        return Address.entry(place)
    }
}
