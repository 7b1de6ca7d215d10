package live.griot.app.stopping;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first signal to stop ends the program in order, the second ends it at once: who sends it twice means it. The JDK ignores all that
 * come after the first, so they are given back to the operating system when the program begins to stop.
 */
public final class SecondSignal {
    private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    /** SIG_DFL of signal.h (POSIX.1-2017): the process ends. */
    private static final MemorySegment DEFAULT = MemorySegment.NULL;

    private SecondSignal() {}

    /** Lets the second signal end the program, from the moment the first one came. */
    public static void endsAtOnce() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("second-signal").unstarted(SecondSignal::giveBack));
    }

    @SuppressWarnings("restricted") // signal(2) takes a number and a null pointer
    private static void giveBack() {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle signal = linker.downcallHandle(
                    linker.defaultLookup().find("signal").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            for (int each : new int[] {SIGINT, SIGTERM}) {
                var _ = (MemorySegment) signal.invokeExact(each, DEFAULT);
            }
        } catch (Throwable elsewhere) { // Where there is no such function the second signal is ignored, as before.
            LOG.debug("A second signal will be ignored", elsewhere);
        }
    }
}
