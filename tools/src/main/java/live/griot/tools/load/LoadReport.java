package live.griot.tools.load;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** A run in lines of a name and its figures, so that people and programs can read them. */
final class LoadReport {
    private static final double MEGA = 1e6;
    private static final double MEBI = 1 << 20;

    private final LoadResult result;
    private final PrintWriter out;

    LoadReport(LoadResult result, PrintWriter out) {
        this.result = result;
        this.out = out;
    }

    void print() {
        LoadPlan plan = result.plan();
        line(
                "viewers",
                "%d of %d connected, %d of them lost later",
                result.joins().size(),
                plan.viewers(),
                result.lostViewers());
        result.failures().forEach(reason -> line("  refused", "%s", reason));
        printJoins();
        printMedia();
        printCost();
        out.flush();
    }

    private void printJoins() {
        if (result.joins().isEmpty()) {
            return;
        }
        line("connect", "%s", spread(join -> join.connectedNanos() - join.offeredNanos()));
        line("  of it: answer", "%s", spread(join -> join.answeredNanos() - join.offeredNanos()));
        line("  of it: ICE", "%s", spread(join -> join.reachedNanos() - join.answeredNanos()));
        line("  of it: DTLS", "%s", spread(join -> join.connectedNanos() - join.reachedNanos()));
        line("first packet", "%s", spread(join -> join.firstPacketNanos() - join.offeredNanos()));
    }

    private void printMedia() {
        LoopFigures seen = result.seen();
        line(
                "measured",
                "%.1f s after %d s of warming up",
                result.seconds(),
                result.plan().warmUp().toSeconds());
        line(
                "datagrams",
                "%d, %.0f a second, counted at the receivers; %d of them are probes that carry nothing",
                seen.datagrams,
                seen.datagrams / result.seconds(),
                seen.probes);
        line("bitrate", "%.1f Mbit/s", 8 * seen.bytes / MEGA / result.seconds());
        line("lost for good", "%d of the picture, %d of the sound", result.pictureLost(), result.soundLost());
        line(
                "sent again",
                "%d arrived, %d of them filled a gap, %d were asked for",
                seen.retransmissions,
                seen.repaired,
                seen.nacks);
        if (result.plan().demands().lossPerMille() > 0) {
            line("thrown away", "%d on arrival, as --loss has it", seen.thrownAway);
        }
        line(
                "authentic",
                "%d of %d datagrams were opened%s; %d refused, %d came twice",
                seen.opened,
                seen.datagrams,
                result.plan().demands().openEvery() == 1 ? "" : " (--open-every)",
                seen.refused,
                seen.duplicates);
        if (result.jumps() > 0) {
            line("numbers", "%d jumps in sequence numbers, across which no loss is counted", result.jumps());
        }
        if (seen.delay.getTotalCount() > 0) {
            line(
                    "delay",
                    "p50 %.1f ms, p99 %.1f ms, worst %.1f ms; of %d pictures, publisher to viewer, whole",
                    seen.delay.getValueAtPercentile(50) / 1e3,
                    seen.delay.getValueAtPercentile(99) / 1e3,
                    seen.delay.getMaxValue() / 1e3,
                    seen.delay.getTotalCount());
        } else {
            line("delay", "unknown: only the driver's own publisher says when it sent");
        }
        line("pictures", "%.1f a second at each viewer", perViewer(seen.pictures));
        if (result.sentPictures() >= 0) {
            line(
                    "publisher",
                    "%.1f pictures a second (30 unless this machine is too busy), %d packets sent again in the whole run",
                    result.sentPictures() / result.seconds(),
                    result.sentAgain());
        }
    }

    private double perViewer(long many) {
        return result.joins().isEmpty()
                ? 0
                : many / result.seconds() / result.joins().size();
    }

    private void printCost() {
        LoopFigures seen = result.seen();
        ProcessUsage before = result.before();
        ProcessUsage after = result.after();
        if (before != null && after != null) {
            long used = after.cpuNanos() - before.cpuNanos();
            line(
                    "server",
                    "%.2f cores, %.2f us a datagram that arrived; %.0f MB in memory, at most %.0f",
                    used / 1e9 / result.seconds(),
                    used / 1e3 / Math.max(1, seen.datagrams),
                    after.residentBytes() / MEBI,
                    after.peakBytes() / MEBI);
        }
        line(
                "this driver",
                "%.2f cores, %.2f us a datagram, its publisher and the compiler included",
                result.own() / 1e9 / result.seconds(),
                result.own() / 1e3 / Math.max(1, seen.datagrams));
    }

    /** Returns median, 99th percentile and worst, in milliseconds, of those to whom it happened. */
    private String spread(ToLongFunction<JoinTimes> time) {
        List<Long> sorted = result.joins().stream()
                .map(time::applyAsLong)
                .filter(nanos -> nanos > 0)
                .sorted()
                .toList();
        if (sorted.isEmpty()) {
            return "never";
        }
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, worst %.1f ms",
                at(sorted, 0.5) / MEGA,
                at(sorted, 0.99) / MEGA,
                at(sorted, 1) / MEGA);
    }

    private static long at(List<Long> sorted, double part) {
        return sorted.get((int) Math.clamp(Math.ceil(part * sorted.size()) - 1, 0, sorted.size() - 1));
    }

    @SuppressWarnings("AnnotateFormatMethod") // For one annotation no library is brought.
    private void line(String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-16s %s%n", name, String.format(Locale.ROOT, format, values));
    }
}
