/// The people of the demonstration: invented, in several countries, none in two roles.
struct DemoPerson: Sendable {
    let name: String
    let contact: String

    /// p1 to p19 in order.
    static let all: [DemoPerson] = [
        // The Board.
        DemoPerson("Marit Lindqvist", "marit@ca.example, Uppsala, +46 70 174 06 01"),
        DemoPerson("Tomás Ferreira Leal", "tomas@ca.example, Porto, +351 900 000 102"),
        DemoPerson("Ayşe Demirkan", "ayse@ca.example, Izmir, evenings only"),
        DemoPerson("Jonas Achterberg", "jonas@ca.example, Ede, +31 6 0000 0104"),
        DemoPerson("Wanjiru Muthaiga", "wanjiru@ca.example, Nakuru"),
        // Arbitrators, Case Managers, the auditor.
        DemoPerson("Éloïse Charvin", "eloise@ca.example, Grenoble, +33 6 39 98 01 06"),
        DemoPerson("Kwabena Osei Tutuola", "kwabena@ca.example, Kumasi"),
        DemoPerson("Rūta Jankauskytė", "ruta@ca.example, Kaunas"),
        DemoPerson("Henrik Solbakken", "henrik@ca.example, Tromsø"),
        DemoPerson("Priya Raghunandan", "priya@ca.example, Pune, mornings"),
        DemoPerson("Matteo Castelbruno", "matteo@audit.example, Trieste"),
        // Access Engineers, Systems Administrators.
        DemoPerson("Femke Oostergard", "femke@ca.example, Arnhem, +31 6 0000 0112"),
        DemoPerson("Dieter Wolfsgruber", "dieter@ca.example, Linz, +43 660 000 0113"),
        DemoPerson("Ilse Brandhuber", "ilse@ca.example, Vienna, +43 660 000 0114"),
        DemoPerson("Niall O’Carrigan", "niall@ca.example, Galway, +353 20 910 0115"),
        // Software Assessors, Support Engineers.
        DemoPerson("Zofia Wierzbowska", "zofia@ca.example, Gdańsk"),
        DemoPerson("Luca Tanzarella", "luca@ca.example, Bari"),
        DemoPerson("Camila Undurraga Vial", "camila@ca.example, Valparaíso"),
        DemoPerson("Lani Kealohapau", "lani@ca.example, Hilo, ten hours behind"),
    ]

    /// 19 people, none in two roles: the Board, Arbitrators p6 to p8 (who resigns in the end), Case Managers p9 and p10, the auditor p11, and four
    /// teams of two, their leaders first.
    static let numbers = Array(1...all.count)
    static let board = Array(1...5)
    static let teams = [
        ("access", 12, 13), ("systems-administration", 14, 15), ("software-assessment", 16, 17), ("support", 18, 19),
    ]

    private init(_ name: String, _ contact: String) {
        self.name = name
        self.contact = contact
    }
}
