// Glibc has it, and Swift's import of Glibc leaves it out.
int syncfs(int fd);
