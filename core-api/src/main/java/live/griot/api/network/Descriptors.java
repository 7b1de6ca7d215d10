package live.griot.api.network;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and connections this process may have open at once ({@code ulimit -n}). */
public final class Descriptors {
    /** For what is opened besides connections while the program runs: the database, the edge, logs. */
    private static final long RESERVE = 64;

    private Descriptors() {}

    /** Returns how many the operating system allows in all; {@link Long#MAX_VALUE} where it does not say. */
    public static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** Returns how many connections there is room for besides what is open now, at most {@code wanted} and at least 1. */
    public static int roomFor(int wanted) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
            return wanted;
        }
        long room = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVE;
        return (int) Math.clamp(room, 1, wanted);
    }
}
