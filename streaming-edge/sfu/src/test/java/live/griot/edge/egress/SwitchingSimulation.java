package live.griot.edge.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.MediaPacket;
import live.griot.edge.ingest.Encoding;
import live.griot.edge.rtp.RtpPacket;
import live.griot.edge.rtp.RtxPayload;
import org.jspecify.annotations.Nullable;

/**
 * Participants who publish over a bad network, and one viewer's subscription that is made to change between their encodings at random
 * moments; in simulated time, repeatable by its seed.
 */
final class SwitchingSimulation {
    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long FRAME = TimeUnit.SECONDS.toNanos(1) / 30;
    private static final int MEDIA_TYPE = 101;
    private static final int RTX_TYPE = 102;
    private static final int MEDIA_SSRC = 0x3333;
    private static final OutgoingExtensions EXTENSIONS =
            new OutgoingExtensions(-1, 4, "a1", -1, SvcReceiver.DESCRIPTOR_ID);

    /**
     * What the network does to packets on their way to the edge.
     *
     * @param lossPercent how many are lost
     * @param recoveredPercent how many of those come later, when they were asked for
     * @param jitterMillis by how much they are late at most, which also turns their order round
     * @param duplicatePercent how many come twice
     */
    record Network(int lossPercent, int recoveredPercent, int jitterMillis, int duplicatePercent) {
        static final Network PERFECT = new Network(0, 0, 0, 0);
    }

    private record Event(long atNanos, long order, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
    private final Random random;
    private final Network network;
    private final List<Participant> participants;
    private final TestReceiver receiver;
    private final Subscription subscription;
    private final boolean retransmits;
    private final byte[] out = new byte[1_500];
    private final byte[] again = new byte[1_500];
    private final RtpPacket packet = new RtpPacket();
    private final Map<Integer, byte[]> lately = new HashMap<>();
    private long order;
    private long now = TimeUnit.HOURS.toNanos(30);
    private int switches;
    private @Nullable EncodingView latest;
    private boolean finished;

    SwitchingSimulation(
            List<Participant> participants,
            TestReceiver receiver,
            Network network,
            boolean retransmits,
            boolean senderReports,
            Random random) {
        this.participants = participants;
        this.receiver = receiver;
        this.network = network;
        this.retransmits = retransmits;
        this.random = random;
        this.subscription = new Subscription(
                new Outgoing(
                        MEDIA_SSRC,
                        0x4444,
                        List.of(new PayloadFormat(
                                participants.get(0).encoders().get(0).codec(),
                                MEDIA_TYPE,
                                retransmits ? RTX_TYPE : -1)),
                        EXTENSIONS),
                random.nextInt(0x8000),
                random.nextInt(0x8000));
        for (Participant participant : participants) {
            every(FRAME, random.nextLong(FRAME), () -> film(participant));
            every(20 * MILLI, 0, () -> answerKeyFrameRequests(participant));
            if (senderReports) {
                every(1_000 * MILLI, random.nextLong(10 * MILLI), () -> report(participant));
            }
        }
        every(20 * MILLI, 0, this::askForKeyFrames);
    }

    private void at(long nanos, Runnable task) {
        events.add(new Event(nanos, order++, task));
    }

    private void every(long interval, long first, Runnable task) {
        at(now + first, () -> {
            if (!finished) {
                task.run();
                every(interval, interval, task);
            }
        });
    }

    /** Runs until the subscription changed to another encoding so many times, then decodes what the viewer got. */
    void run(int count) {
        at(now, this::select);
        while (switches < count) {
            step();
        }
        finished = true;
        while (!events.isEmpty()) {
            step();
        }
        receiver.decode();
    }

    private void step() {
        Event next = events.remove();
        now = Math.max(now, next.atNanos());
        next.task().run();
    }

    private void select() {
        if (finished) {
            return;
        }
        if (random.nextInt(20) == 0) {
            subscription.pause();
        } else {
            List<Encoding> encodings =
                    participants.get(random.nextInt(participants.size())).encodings();
            LayerLimits limits = new LayerLimits(random.nextInt(3), random.nextInt(4));
            subscription.select(encodings.get(random.nextInt(encodings.size())).view(), limits);
        }
        at(now + (20 + random.nextInt(700)) * MILLI, this::select);
    }

    private void askForKeyFrames() {
        EncodingView wanted = subscription.keyFrameEncoding();
        if (subscription.wantsKeyFrame() && wanted != null) {
            participants.stream()
                    .flatMap(participant -> participant.encodings().stream())
                    .filter(encoding -> encoding.view().equals(wanted))
                    .forEach(encoding -> encoding.keyFrames().want());
        }
    }

    private void answerKeyFrameRequests(Participant participant) {
        for (int i = 0; i < participant.encodings().size(); i++) {
            TestEncoder encoder = participant.encoders().get(i);
            if (participant.encodings().get(i).keyFrames().takeDue(now)) {
                at(now + 20 * MILLI, encoder::wantKeyFrame);
            }
        }
    }

    private void report(Participant participant) {
        long ntp = participant.ntp(now);
        long sent = now;
        for (int i = 0; i < participant.encodings().size(); i++) {
            Encoding encoding = participant.encodings().get(i);
            int timestamp = participant.encoders().get(i).timestamp(sent);
            at(delivery(), () -> encoding.onSenderReport(ntp, timestamp, now));
        }
    }

    private void film(Participant participant) {
        long captured = now;
        long sending = now;
        for (int i = 0; i < participant.encodings().size(); i++) {
            Encoding encoding = participant.encodings().get(i);
            for (byte[] one : participant.encoders().get(i).next(captured)) {
                sending += MILLI / 2;
                transmit(encoding, one, sending - now);
            }
        }
    }

    private void transmit(Encoding encoding, byte[] bytes, long later) {
        long arrives = delivery() + later;
        if (random.nextInt(100) < network.lossPercent()) {
            if (random.nextInt(100) < network.recoveredPercent()) {
                at(arrives + (40 + random.nextInt(100)) * MILLI, () -> recover(encoding, bytes));
            }
            return;
        }
        at(arrives, () -> accept(encoding, bytes));
        if (random.nextInt(100) < network.duplicatePercent()) {
            at(arrives + random.nextInt(100) * MILLI, () -> accept(encoding, bytes));
        }
    }

    private long delivery() {
        return now + 20 * MILLI + (network.jitterMillis() == 0 ? 0 : random.nextLong(network.jitterMillis() * MILLI));
    }

    private void recover(Encoding encoding, byte[] bytes) {
        packet.wrap(bytes, 0, bytes.length);
        if (encoding.isMissing(packet.sequenceNumber())) {
            accept(encoding, bytes);
        }
    }

    private void accept(Encoding encoding, byte[] bytes) {
        byte[] own = bytes.clone();
        assertThat(packet.wrap(own, 0, own.length)).isTrue();
        TestEncoder any = participants.get(0).encoders().get(0);
        MediaPacket media = encoding.accept(packet, any.codec(), any.extensions(), now);
        int length = subscription.forward(media, random.nextInt(4) == 0 ? random.nextInt(60) : 0, out, 0);
        while (length > 0) {
            send(length);
            length = subscription.forwardHeld(out, 0);
        }
        if (subscription.current() != null && !subscription.current().equals(latest)) {
            latest = subscription.current();
            switches++;
        }
    }

    /** One in ten is lost on the way to the viewer, who asks for it. */
    private void send(int length) {
        assertThat(packet.wrap(out, 0, length)).isTrue();
        assertThat(packet.ssrc()).isEqualTo(MEDIA_SSRC);
        assertThat(packet.payloadType()).isEqualTo(MEDIA_TYPE);
        byte[] sent = Arrays.copyOf(out, length);
        if (random.nextInt(10) == 0) {
            int sequence = packet.sequenceNumber();
            lately.put(sequence, sent);
            at(now + (30 + random.nextInt(100)) * MILLI, () -> sendAgain(sequence));
        } else {
            receiver.receive(sent, length);
        }
    }

    private void sendAgain(int sequence) {
        byte[] lost = Objects.requireNonNull(lately.remove(sequence));
        int length = subscription.retransmit(sequence, now, 0, again, 0);
        assertThat(length).as("sent again: %d", sequence).isPositive();
        if (!retransmits) {
            assertThat(Arrays.copyOf(again, length)).isEqualTo(lost);
            receiver.receive(lost, lost.length);
            return;
        }
        assertThat(packet.wrap(again, 0, length)).isTrue();
        assertThat(packet.payloadType()).isEqualTo(RTX_TYPE);
        int restored = RtxPayload.restore(packet, MEDIA_TYPE, MEDIA_SSRC);
        byte[] original = Arrays.copyOfRange(again, RtxPayload.OVERHEAD, RtxPayload.OVERHEAD + restored);
        assertThat(original).isEqualTo(withoutPadding(lost));
        receiver.receive(original, original.length);
    }

    private byte[] withoutPadding(byte[] bytes) {
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        byte[] plain = Arrays.copyOf(bytes, packet.headerLength() + packet.payloadLength());
        plain[0] &= (byte) ~0x20;
        return plain;
    }
}
