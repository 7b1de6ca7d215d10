package live.griot.edge.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import live.griot.edge.rtp.Bytes;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SrtpStreamTest {
    private static final int SSRC = 0x1234;

    private record Kind(SrtpProfile profile, SrtpLibrary library) {}

    private static Stream<Kind> ciphers() {
        return Stream.of(SrtpProfile.values())
                .flatMap(profile -> Stream.of(SrtpLibrary.values()).map(library -> new Kind(profile, library)));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void what_is_sealed_is_opened_across_rollovers_loss_and_reordering(Kind kind) {
        SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library());
        SrtpReceiver receiver = new SrtpReceiver(key(kind.profile()), kind.library());
        Random random = new Random(3711);
        byte[] held = null;
        for (int index = 65_000; index < 65_000 + 140_000; index++) {
            byte[] sealed = seal(sender, index & 0xFFFF, index);
            int dice = random.nextInt(100);
            if (dice == 0) {
                continue;
            }
            if (dice == 1 && held == null) {
                held = sealed;
                continue;
            }
            assertThat(open(receiver, sealed)).isEqualTo(index);
            if (held != null) {
                assertThat(open(receiver, held)).isPositive();
                held = null;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void a_packet_sealed_again_has_the_same_bytes(Kind kind) {
        SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library());

        byte[] once = seal(sender, 7, 7);
        byte[] again = seal(sender, 7, 7);

        assertThat(again).isEqualTo(once);
        seal(sender, 8, 8);
        assertThat(seal(sender, 7, 7)).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void what_is_sealed_into_memory_is_what_is_sealed_into_an_array(Kind kind) {
        Random random = new Random(3711);
        try (Arena arena = Arena.ofConfined();
                SrtpSender one = new SrtpSender(key(kind.profile()), kind.library());
                SrtpSender other = new SrtpSender(key(kind.profile()), SrtpLibrary.JDK)) {
            MemorySegment memory = arena.allocate(3_000);
            for (int i = 0; i < 200; i++) {
                byte[] plain = new byte[7 + RtpPacket.FIXED_HEADER + random.nextInt(1_400)];
                random.nextBytes(plain);
                int length = plain.length - 7;
                plain[7] = (byte) 0x80;
                Bytes.put16(plain, 9, 65_500 + i);
                Bytes.put32(plain, 15, SSRC);
                RtpPacket packet = new RtpPacket();
                assertThat(packet.wrap(plain, 7, length)).isTrue();
                byte[] before = plain.clone();
                byte[] expected = new byte[length + other.overhead()];
                other.seal(packet, expected, 0);

                int at = random.nextInt(1_500);
                int size = one.seal(plain, 7, length, 12, SSRC, (65_500 + i) & 0xFFFF, memory, at);

                assertThat(memory.asSlice(at, size).toArray(ValueLayout.JAVA_BYTE))
                        .isEqualTo(expected);
                assertThat(plain).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void memory_without_room_is_refused_and_nothing_is_written_behind_it(Kind kind) {
        try (Arena arena = Arena.ofConfined();
                SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library())) {
            MemorySegment all = arena.allocate(200);
            MemorySegment memory = all.asSlice(0, 100 + sender.overhead() - 1);
            byte[] plain = new byte[100];

            assertThatThrownBy(() -> sender.seal(plain, 0, 100, 12, SSRC, 1, memory, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(all.toArray(ValueLayout.JAVA_BYTE)).endsWith(new byte[200 - 100 - sender.overhead() + 1]);
        }
    }

    @Test
    void who_is_closed_seals_and_opens_nothing_any_more() {
        SrtpSender sender = new SrtpSender(key(SrtpProfile.AEAD_AES_128_GCM), SrtpLibrary.OPENSSL);
        SrtpReceiver receiver = new SrtpReceiver(key(SrtpProfile.AEAD_AES_128_GCM), SrtpLibrary.OPENSSL);
        byte[] sealed = seal(sender, 1, 1);

        sender.close();
        sender.close();
        receiver.close();

        assertThatThrownBy(() -> seal(sender, 2, 2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> open(receiver, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void openssl_is_there_where_this_is_tested() {
        assertThat(SrtpLibrary.isOpenSslThere())
                .as("OpenSSL 3: apt-get install libssl3")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void a_replayed_packet_is_refused(Kind kind) {
        SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library());
        SrtpReceiver receiver = new SrtpReceiver(key(kind.profile()), kind.library());
        byte[] first = seal(sender, 1, 1);
        byte[] second = seal(sender, 2, 2);

        assertThat(open(receiver, first.clone())).isEqualTo(1);
        assertThat(open(receiver, second.clone())).isEqualTo(2);
        assertThat(open(receiver, first)).isEqualTo(-1);
        assertThat(open(receiver, second)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void a_packet_with_one_bit_changed_is_refused_and_costs_nothing(Kind kind) {
        SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library());
        SrtpReceiver receiver = new SrtpReceiver(key(kind.profile()), kind.library());
        byte[] sealed = seal(sender, 7, 7);
        for (int bit = 16; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(open(receiver, changed)).as("bit %d", bit).isEqualTo(-1);
        }
        assertThat(open(receiver, sealed)).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void however_many_streams_come_and_go_the_ones_in_use_are_remembered(Kind kind) {
        SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library());
        SrtpReceiver receiver = new SrtpReceiver(key(kind.profile()), kind.library());
        byte[] first = seal(sender, 1, 1);
        assertThat(open(receiver, first.clone())).isEqualTo(1);
        for (int other = 1; other <= 10 * SrtpReceiver.MAX_STREAMS; other++) {
            assertThat(open(receiver, seal(sender, SSRC + other, 1, other))).isEqualTo(other);
            assertThat(open(receiver, seal(sender, 1 + other, other))).isEqualTo(other);
        }

        assertThat(open(receiver, first)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void rtcp_is_opened_once(Kind kind) {
        SrtpSender sender = new SrtpSender(key(kind.profile()), kind.library());
        SrtpReceiver receiver = new SrtpReceiver(key(kind.profile()), kind.library());
        byte[] report = new byte[28];
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        Bytes.put16(report, 2, 6);
        Bytes.put32(report, 4, SSRC);
        byte[] sealed = new byte[100];
        int length = sender.sealRtcp(report, 0, report.length, sealed, 0);
        byte[] copy = sealed.clone();

        assertThat(receiver.openRtcp(sealed, 0, length)).isEqualTo(report.length);
        assertThat(Arrays.copyOf(sealed, report.length)).isEqualTo(report);
        assertThat(receiver.openRtcp(copy, 0, length)).isEqualTo(-1);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void random_bytes_are_refused_without_an_exception(Kind kind) {
        SrtpReceiver receiver = new SrtpReceiver(key(kind.profile()), kind.library());
        Random random = new Random(7714);
        RtpPacket packet = new RtpPacket();
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            assertThat(receiver.openRtcp(noise.clone(), 0, noise.length)).isEqualTo(-1);
            if (packet.wrap(noise, 0, noise.length)) {
                assertThat(receiver.open(packet)).isEqualTo(-1);
            }
        }
    }

    private static SrtpMasterKey key(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        new Random(1).nextBytes(key);
        new Random(2).nextBytes(salt);
        return new SrtpMasterKey(profile, key, salt);
    }

    private static byte[] seal(SrtpSender sender, int sequence, int value) {
        return seal(sender, SSRC, sequence, value);
    }

    private static byte[] seal(SrtpSender sender, int ssrc, int sequence, int value) {
        byte[] plain = new byte[RtpPacket.FIXED_HEADER + 20];
        plain[0] = (byte) 0x80;
        Bytes.put16(plain, 2, sequence);
        Bytes.put32(plain, 8, ssrc);
        Bytes.put32(plain, RtpPacket.FIXED_HEADER, value);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(plain, 0, plain.length)).isTrue();
        byte[] sealed = new byte[plain.length + sender.overhead()];
        assertThat(sender.seal(packet, sealed, 0)).isEqualTo(sealed.length);
        return sealed;
    }

    /** Returns the value inside, or -1. */
    private static int open(SrtpReceiver receiver, byte[] sealed) {
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(sealed, 0, sealed.length)) {
            return -1;
        }
        int length = receiver.open(packet);
        return length < 0 ? -1 : Bytes.i32(sealed, RtpPacket.FIXED_HEADER);
    }
}
