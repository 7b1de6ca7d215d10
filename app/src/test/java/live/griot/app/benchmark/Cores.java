package live.griot.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process, and everybody together, has had of the processor, as Linux counts it: a figure of speed says little where others are at work.
 *
 * @param own seconds of one core
 * @param all the same of all processes
 */
record Cores(double own, double all, long atNanos) {
    private static final double TICKS_A_SECOND = 100;
    /** After the name in parentheses come the state and others; these two are the times in the program and in the kernel. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    /** Of the machine: user, nice, system, then idle and waiting, then interrupts. */
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7);

    /** Returns what they have had until now. */
    static Cores of(long pid) throws IOException {
        String[] own = Files.readString(Path.of("/proc/%d/stat".formatted(pid)))
                .replaceFirst(".*\\) ", "")
                .split(" ");
        String[] all = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
        return new Cores(
                (Long.parseLong(own[USER]) + Long.parseLong(own[SYSTEM])) / TICKS_A_SECOND,
                BUSY.stream().mapToLong(field -> Long.parseLong(all[field])).sum() / TICKS_A_SECOND,
                System.nanoTime());
    }

    /** Returns how many cores the process had since then, and how many all others, for people to read. */
    String since(Cores before) {
        double seconds = (atNanos - before.atNanos) / 1e9;
        double mine = own - before.own;
        return "%.1f cores, others %.1f".formatted(mine / seconds, Math.max(0, all - before.all - mine) / seconds);
    }
}
