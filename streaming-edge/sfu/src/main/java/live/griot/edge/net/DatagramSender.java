package live.griot.edge.net;

import java.lang.foreign.MemorySegment;

/**
 * The way out of one thread: every packet to a peer leaves here, by UDP or TCP, whatever its path. What was added leaves with
 * {@link #flush}, or before when the memory is full.
 *
 * <p>A datagram is written into {@link #memory} at {@link #position}, and exists once {@link #add} said whose it is. What was written and
 * not added is overwritten by the next, so who fails while writing has nothing to take back, and no byte leaves under a path that it was
 * not added for.
 *
 * <p>Datagrams to one path that follow each other and are of one size, the last of which may be shorter, leave as one run that the kernel
 * cuts (UDP_SEGMENT), and up to {@value NetLimits#RUNS_PER_CALL} runs in one system call. Nothing is thrown for what the network refuses:
 * {@link NetworkEvents} hears of it. Not thread-safe.
 */
public interface DatagramSender extends AutoCloseable {
    /** The most bytes of a datagram, and of a packet by TCP. */
    int MAX_DATAGRAM = 1_500;

    /**
     * Returns whether the path takes more; of what is added to one that does not, much will be lost. UDP paths take nothing for
     * {@value NetLimits#OVERFLOW_MILLIS} ms after the kernel's buffer was full.
     */
    boolean isWritable(NetworkPath path);

    /** Returns the native memory into which the next datagram is written; the same for the sender's whole life. */
    MemorySegment memory();

    /**
     * Returns where in {@link #memory} the next datagram begins, with room for {@link #MAX_DATAGRAM} and
     * {@value NetLimits#SPARE_BYTES} bytes more. It is another after each {@link #add}, {@link #send} and {@link #flush}.
     */
    long position();

    /**
     * Adds the datagram that was written at {@link #position}.
     *
     * @param length 1 to {@link #MAX_DATAGRAM} bytes
     * @throws IllegalArgumentException when the length is another, and then nothing is added
     */
    void add(NetworkPath path, int length);

    /** Copies the first {@code length} bytes of an array and adds them as one datagram; see {@link #add}. */
    void send(NetworkPath path, byte[] bytes, int length);

    /** Lets what was added leave. It waits {@value NetLimits#SEND_WAIT_MILLIS} ms at most for a full kernel, and then drops the rest. */
    void flush();

    /** Forgets what was added since the last flush, and sends no more. By the thread that owns the sender, and before or after the port. */
    @Override
    void close();
}
