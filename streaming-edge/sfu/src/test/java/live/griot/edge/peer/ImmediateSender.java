package live.griot.edge.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Set;
import live.griot.edge.net.DatagramSender;
import live.griot.edge.net.NetworkPath;

/** A sender without a socket for simulations: each datagram leaves at once, by ways that a test may break or fill. */
public abstract class ImmediateSender implements DatagramSender {
    private final Set<NetworkPath> broken;
    private final Set<NetworkPath> full;
    private final MemorySegment memory = Arena.ofAuto().allocate(2 * MAX_DATAGRAM);

    /** Throws on the ways that are broken, and says that those take no more which are full; both sets are the test's. */
    protected ImmediateSender(Set<NetworkPath> broken, Set<NetworkPath> full) {
        this.broken = broken;
        this.full = full;
    }

    /** Is given what leaves, and owns it. */
    protected abstract void leave(NetworkPath path, byte[] datagram);

    private void leaveUnlessBroken(NetworkPath path, byte[] datagram) {
        if (broken.contains(path)) {
            throw new IllegalStateException("The way to " + path + " is broken");
        }
        leave(path, datagram);
    }

    @Override
    public boolean isWritable(NetworkPath path) {
        return !full.contains(path);
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void add(NetworkPath path, int length) {
        leaveUnlessBroken(path, memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }

    @Override
    public void send(NetworkPath path, byte[] bytes, int length) {
        leaveUnlessBroken(path, Arrays.copyOf(bytes, length));
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void close() {
        // There is nothing to release.
    }
}
