package live.griot.edge.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.srtp.SrtpLibrary;
import live.griot.edge.srtp.SrtpMasterKey;
import live.griot.edge.srtp.SrtpProfile;
import live.griot.edge.srtp.SrtpReceiver;
import live.griot.edge.srtp.SrtpSender;

/**
 * What it costs to seal and to open a packet: nanoseconds of the thread's own time and bytes of garbage, for each profile and library, with the keys of so many
 * viewers in turn. Run by hand: {@code SealingCost [packets] [viewers]}.
 */
public final class SealingCost {
    private static final int PACKET = 1_157;
    private static final int ROUNDS = 20;
    private static final int BURST = 9;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int packets;
    private final int viewers;

    private SealingCost(int packets, int viewers) {
        this.packets = packets;
        this.viewers = viewers;
    }

    /** Prints a line for each profile and library. */
    public static void main(String[] arguments) {
        int packets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int viewers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 150;
        SealingCost cost = new SealingCost(packets, viewers);
        for (SrtpProfile profile : SrtpProfile.values()) {
            for (SrtpLibrary library : SrtpLibrary.values()) {
                cost.measure(profile, library);
            }
        }
    }

    private void measure(SrtpProfile profile, SrtpLibrary library) {
        byte[] salt = new byte[profile.saltLength()];
        SrtpSender[] senders = new SrtpSender[viewers];
        for (int i = 0; i < viewers; i++) {
            byte[] key = new byte[profile.keyLength()];
            Bytes.put32(key, 0, i);
            senders[i] = new SrtpSender(new SrtpMasterKey(profile, key, salt), library);
        }
        SrtpMasterKey first = new SrtpMasterKey(profile, new byte[profile.keyLength()], salt);
        Cost sealing = best(() -> seal(senders));
        Cost opening = best(() -> open(first, library));
        System.out.printf(
                "%s by %s: %,.0f ns and %,.1f bytes to seal, %,.0f ns and %,.1f bytes to open a packet of %,d bytes%n",
                profile, library, sealing.nanos, sealing.bytes, opening.nanos, opening.bytes, PACKET);
        for (SrtpSender sender : senders) {
            sender.close();
        }
    }

    private record Cost(double nanos, double bytes) {}

    private static Cost best(Supplier<Cost> round) {
        Cost best = round.get();
        for (int i = 1; i < ROUNDS; i++) {
            Cost next = round.get();
            best = next.nanos < best.nanos ? next : best;
        }
        return best;
    }

    private static byte[] packet(int sequence) {
        byte[] plain = new byte[PACKET];
        plain[0] = (byte) 0x80;
        Bytes.put16(plain, 2, sequence);
        return plain;
    }

    private int sequence;

    private Cost seal(SrtpSender[] senders) {
        byte[] plain = packet(0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(BURST * 1_500L);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long began = threads.getCurrentThreadCpuTime();
            int done = 0;
            while (done < packets) {
                for (SrtpSender sender : senders) {
                    for (int i = 0; i < BURST; i++) {
                        int number = (sequence + i) & 0xFFFF;
                        Bytes.put16(plain, 2, number);
                        sender.seal(plain, 0, PACKET, RtpPacket.FIXED_HEADER, 0, number, out, i * 1_500L);
                        done++;
                    }
                }
                sequence += BURST;
            }
            return cost(began, bytes, done);
        }
    }

    private Cost open(SrtpMasterKey key, SrtpLibrary library) {
        int count = Math.min(packets, 5_000);
        byte[][] sealed = new byte[count][];
        RtpPacket packet = new RtpPacket();
        try (SrtpSender sender = new SrtpSender(key, library);
                SrtpReceiver receiver = new SrtpReceiver(key, library)) {
            for (int i = 0; i < count; i++) {
                sealed[i] = new byte[PACKET + sender.overhead()];
                packet.wrap(packet(i), 0, PACKET);
                sender.seal(packet, sealed[i], 0);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long began = threads.getCurrentThreadCpuTime();
            for (byte[] one : sealed) {
                packet.wrapSealed(one, 0, one.length);
                if (receiver.open(packet) < 0) {
                    throw new IllegalStateException("Sealed, but not opened");
                }
            }
            return cost(began, bytes, count);
        }
    }

    private Cost cost(long beganNanos, long bytesBefore, int count) {
        double nanos = threads.getCurrentThreadCpuTime() - beganNanos;
        return new Cost(nanos / count, (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) count);
    }
}
