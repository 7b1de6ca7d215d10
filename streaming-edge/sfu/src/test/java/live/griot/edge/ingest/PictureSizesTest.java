package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.egress.H264Encoder;
import live.griot.edge.egress.SvcEncoder;
import live.griot.edge.egress.TestEncoder;
import live.griot.edge.egress.Vp8Encoder;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.PictureSize;
import live.griot.edge.handover.PictureSize.Rate;
import live.griot.edge.rtp.RtpPacket;
import org.junit.jupiter.api.Test;

/** In which sizes and rates an encoding says that it can be had, and what each takes. */
class PictureSizesTest {
    private static final long PICTURE = TimeUnit.SECONDS.toNanos(1) / 30;

    private final Random random = new Random(1);
    private long now;

    @Test
    void temporal_layers_make_frame_rates_each_with_all_below_it() {
        Encoding encoding = publish(new Vp8Encoder(0, 4, 3, true, random), 60);
        List<Rate> rates = encoding.view().sizes(false).get(0).rates();

        assertThat(encoding.view().sizes(true))
                .isEqualTo(encoding.view().sizes(false))
                .hasSize(1);
        assertThat(rates)
                .extracting(rate -> rate.limits().temporalId())
                .containsExactly(0, 1, LayerLimits.NONE.temporalId());
        assertThat(rates.get(0).bitrateBps()).isBetween(of(rates.get(2), 15), of(rates.get(2), 45));
        assertThat(rates.get(1).bitrateBps()).isBetween(of(rates.get(2), 35), of(rates.get(2), 70));
    }

    @Test
    void what_has_no_layers_has_one_rate() {
        assertThat(publish(new Vp8Encoder(0, 4, 1, true, random), 60).view().sizes(true))
                .singleElement()
                .satisfies(size -> assertThat(size.rates()).hasSize(1))
                .satisfies(size -> assertThat(size.width()).isEqualTo(320));
        assertThat(publish(new H264Encoder(0, 4, true, random), 60).view().sizes(true))
                .singleElement()
                .satisfies(size -> assertThat(size.rates()).hasSize(1));
    }

    @Test
    void descriptors_tell_sizes_for_who_takes_them() {
        Encoding encoding = publish(new SvcEncoder(0, false, random).steady().filledWith(100, 40), 90);
        List<PictureSize> sizes = encoding.view().sizes(true);

        assertThat(sizes).extracting(PictureSize::width).containsExactly(320, 640, 1_280);
        assertThat(sizes).extracting(PictureSize::height).containsExactly(180, 360, 720);
        assertThat(sizes).extracting(size -> size.rates().size()).containsOnly(3);
        assertThat(sizes).extracting(size -> size.full().bitrateBps()).isSorted();
        assertThat(sizes.get(1).rates().get(1).limits()).isEqualTo(new LayerLimits(1, 1));
        assertThat(sizes.get(2).full().limits()).isEqualTo(LayerLimits.NONE);
        assertThat(encoding.view().sizes(false))
                .containsExactly(
                        PictureSize.whole(1_280, 720, sizes.get(2).full().bitrateBps()));
    }

    @Test
    void sizes_that_rest_on_each_other_in_key_pictures_alone_are_measured_without_each_other() {
        Encoding encoding = publish(new SvcEncoder(0, true, random).steady().filledWith(100, 40), 90);
        int whole = encoding.view().sizes(false).get(0).full().bitrateBps();

        assertThat(encoding.view().sizes(true).get(2).full().bitrateBps()).isLessThan(whole * 3 / 4);
    }

    @Test
    void a_stream_that_begins_anew_has_what_comes_then() {
        SvcEncoder encoder = new SvcEncoder(0, false, random).steady();
        Encoding encoding = publish(encoder, 30);
        encoding.forgetNumbers();
        encoding.measure(now);

        assertThat(encoding.view().sizes(true)).hasSize(1);
    }

    private Encoding publish(TestEncoder encoder, int pictures) {
        Encoding encoding = new Encoding(0, encoder.codec(), new SenderClock());
        encoding.bind(encoder.ssrc());
        RtpPacket packet = new RtpPacket();
        for (int i = 0; i < pictures; i++) {
            now += PICTURE;
            for (byte[] bytes : encoder.next(now)) {
                assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
                encoding.accept(packet, encoder.codec(), encoder.extensions(), now);
            }
        }
        encoding.measure(now);
        return encoding;
    }

    private static int of(Rate rate, int percent) {
        return rate.bitrateBps() / 100 * percent;
    }
}
