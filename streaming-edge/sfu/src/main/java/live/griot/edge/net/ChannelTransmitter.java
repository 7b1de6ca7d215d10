package live.griot.edge.net;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends datagrams one by one through the JDK's channels. Not thread-safe. */
final class ChannelTransmitter implements RunTransmitter {
    private final List<DatagramChannel> channels;
    private final ByteBuffer memory;
    private final NetworkEvents events;
    private final SendCall sendCall;
    private final SendWait wait = new SendWait();

    /** Sends one datagram and returns how many bytes left: 0 where the operating system takes nothing. */
    interface SendCall {
        int send(DatagramChannel channel, ByteBuffer datagram, SocketAddress to) throws IOException;
    }

    ChannelTransmitter(List<DatagramChannel> channels, MemorySegment memory, NetworkEvents events, SendCall sendCall) {
        this.channels = channels;
        this.memory = memory.asByteBuffer();
        this.events = events;
        this.sendCall = sendCall;
    }

    @Override
    public int send(PendingRuns runs) {
        wait.restart();
        boolean full = false;
        int dropped = 0;
        for (int run = 0; run < runs.count(); run++) {
            int begin = (int) runs.start(run);
            memory.limit(begin + runs.length(run)).position(begin);
            full = full || !send(runs.path(run));
            dropped += full ? 1 : 0;
        }
        return dropped;
    }

    /** Sends what the memory's position and limit enclose; returns false when the operating system takes nothing. */
    private boolean send(NetworkPath.Udp path) {
        DatagramChannel channel = channels.get(path.socket < channels.size() ? path.socket : 0);
        try {
            while (sendCall.send(channel, memory, path.remote()) == 0) {
                if (!wait.pause(LockSupport::parkNanos)) {
                    return false;
                }
            }
        } catch (IOException | RuntimeException refused) {
            // Also an address of the wrong family or a port of 0, which the JDK refuses itself.
            events.sendFailed(NetworkEvents.UNKNOWN_ERRNO, 1);
        }
        return true;
    }
}
