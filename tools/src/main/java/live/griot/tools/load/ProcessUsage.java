package live.griot.tools.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process of this machine has used, as Linux tells it.
 *
 * @param cpuNanos CPU time since its start, user's and system's together, to a hundredth of a second
 * @param residentBytes memory in use now
 * @param peakBytes the most that ever was
 */
record ProcessUsage(long cpuNanos, long residentBytes, long peakBytes) {
    /** Linux counts in hundredths of a second, whatever its clock's rate (proc_pid_stat(5), sysconf(_SC_CLK_TCK)). */
    private static final long NANOS_A_TICK = 10_000_000;

    /** Where the fields begin after the name, which is in brackets and may have anything in it: state is the third. */
    private static final int USER_TIME = 14 - 3;

    /** Returns what a process has used; throws {@link IOException} with a sentence when there is none of that number. */
    static ProcessUsage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(process)) {
            throw new IOException("There is no process %d".formatted(pid));
        }
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
        long resident = 0;
        long peak = 0;
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                resident = kilobytes(line);
            } else if (line.startsWith("VmHWM:")) {
                peak = kilobytes(line);
            }
        }
        return new ProcessUsage(ticks * NANOS_A_TICK, resident, peak);
    }

    private static long kilobytes(String line) {
        return 1_024 * Long.parseLong(line.replaceAll("\\D", ""));
    }
}
