package live.griot.recording.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {
    /** Configurations by RFC 6716, table 2, each with one, two or a counted number of frames. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 480",
        "1, 0, 960",
        "2, 0, 1920",
        "3, 0, 2880",
        "11, 1, 5760",
        "12, 0, 480",
        "13, 2, 1920",
        "15, 0, 960",
        "16, 0, 120",
        "17, 0, 240",
        "18, 1, 960",
        "31, 0, 960",
        "31, 2, 1920"
    })
    void a_packet_lasts_as_long_as_its_first_byte_says(int configuration, int code, int samples) {
        assertThat(OpusPacket.duration(new byte[] {(byte) (configuration << 3 | code), 1, 2}))
                .isEqualTo(samples);
    }

    @Test
    void a_packet_of_many_frames_lasts_as_long_as_they_do() {
        assertThat(OpusPacket.duration(new byte[] {(byte) (28 << 3 | 3), 48, 0}))
                .isEqualTo(5_760);
        assertThat(OpusPacket.duration(new byte[] {(byte) (31 << 3 | 3), (byte) 0x83, 0}))
                .isEqualTo(2_880);
    }

    @Test
    void what_would_last_too_long_or_not_at_all_is_no_packet() {
        assertThat(OpusPacket.duration(new byte[0])).isEqualTo(OpusPacket.MALFORMED);
        assertThat(OpusPacket.duration(new byte[] {3})).isEqualTo(OpusPacket.MALFORMED);
        assertThat(OpusPacket.duration(new byte[] {3, 0})).isEqualTo(OpusPacket.MALFORMED);
        assertThat(OpusPacket.duration(new byte[] {(byte) (31 << 3 | 3), 7})).isEqualTo(OpusPacket.MALFORMED);
        assertThat(OpusPacket.duration(new byte[] {(byte) (16 << 3 | 3), 63})).isEqualTo(OpusPacket.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"120", "240", "480", "960"})
    void silence_lasts_as_long_as_it_should(int samples) {
        assertThat(OpusPacket.duration(OpusPacket.silence(samples, true))).isEqualTo(samples);
        assertThat(OpusPacket.duration(OpusPacket.silence(samples, false))).isEqualTo(samples);
    }

    @ParameterizedTest
    @CsvSource({"0", "100", "1920", "-120"})
    void no_silence_lasts_as_no_frame_does(int samples) {
        assertThatThrownBy(() -> OpusPacket.silence(samples, true)).isInstanceOf(IllegalArgumentException.class);
    }
}
