package live.griot.edge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.edge.handover.MediaPacket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is taken to speak, and who leads the talk, in simulated time: a packet every 20 ms, a decision every 100 ms. */
class SpeakerDetectorTest {
    private static final long PACKET = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int TICKS = 960;
    private static final int SILENCE = 127;
    private static final int SPEECH = 28;
    private static final int NOISE = 52;

    private final Random random = new Random(6464);
    private final SpeakerDetector speakers = new SpeakerDetector(48_000);
    private final Map<String, Voice> voices = new HashMap<>();
    private final List<String> turns = new ArrayList<>();
    private int step;

    /** The level of somebody's packet at a step. */
    private interface Voice {
        int level(int step);
    }

    @Test
    void nobody_speaks_in_silence() {
        voices.put("awa", silence());
        run(10_000);

        assertThat(speakers.speaking()).isEmpty();
        assertThat(speakers.dominant()).isNull();
    }

    @Test
    void who_speaks_is_told_within_half_a_second_and_no_more_within_a_second_of_silence() {
        voices.put("awa", speech(SPEECH));
        assertThat(millisUntilSpeaking("awa")).isLessThanOrEqualTo(500);
        run(3_000);
        voices.put("awa", silence());
        run(1_000);

        assertThat(speakers.speaking()).isEmpty();
        assertThat(speakers.dominant()).as("who spoke last").isEqualTo("awa");
    }

    @Test
    void a_breath_between_words_is_not_the_end() {
        voices.put("awa", speech(SPEECH));
        run(3_000);
        voices.put("awa", silence());
        run(300);

        assertThat(speakers.speaking()).containsExactly("awa");
    }

    @Test
    void who_speaks_when_another_has_stopped_takes_over_within_a_second() {
        voices.put("awa", speech(SPEECH));
        voices.put("moussa", silence());
        run(20_000);
        voices.put("awa", silence());
        voices.put("moussa", speech(SPEECH));

        assertThat(millisUntilDominant("moussa")).isBetween(200, 1_000);
    }

    @Test
    void who_goes_on_speaking_over_another_takes_over_only_when_the_other_gives_way() {
        voices.put("awa", speech(SPEECH));
        voices.put("moussa", silence());
        run(10_000);
        voices.put("moussa", speech(SPEECH));
        run(5_000);
        assertThat(speakers.speaking()).containsExactlyInAnyOrder("awa", "moussa");
        assertThat(speakers.dominant()).isEqualTo("awa");
        voices.put("awa", silence());

        assertThat(millisUntilDominant("moussa")).isLessThanOrEqualTo(1_000);
    }

    @Test
    void a_cough_and_a_nod_take_over_from_nobody() {
        voices.put("awa", speech(SPEECH));
        voices.put("moussa", silence());
        run(5_000);
        for (int cough = 0; cough < 20; cough++) {
            voices.put("moussa", constant(15));
            run(200);
            voices.put("moussa", silence());
            run(2_000);
        }

        assertThat(turns).containsExactly("awa");
    }

    @Test
    void typing_is_not_speech() {
        voices.put("awa", step -> step % 10 == 0 ? 25 : 70);
        run(30_000);

        assertThat(turns).isEmpty();
        assertThat(speakers.speaking()).isEmpty();
    }

    @Test
    void a_fan_and_its_flutter_are_a_background() {
        voices.put("awa", step -> NOISE - 4 + random.nextInt(9));
        run(60_000);

        assertThat(turns).isEmpty();
    }

    @Test
    void speech_is_heard_above_a_fan() {
        voices.put("awa", speechAbove(NOISE));
        assertThat(millisUntilSpeaking("awa")).isLessThanOrEqualTo(1_500);
    }

    @Test
    void who_is_heard_in_anothers_microphone_as_an_echo_does_not_lead_in_their_place() {
        voices.put("awa", speech(SPEECH));
        voices.put("moussa", speech(SPEECH + 18));
        run(30_000);

        assertThat(turns).containsExactly("awa");
    }

    @Test
    void a_talk_of_three_changes_hands_as_often_as_they_do() {
        List<String> people = List.of("awa", "moussa", "ines");
        people.forEach(person -> voices.put(person, silence()));
        for (int turn = 0; turn < 30; turn++) {
            people.forEach(person -> voices.put(person, silence()));
            voices.put(people.get(turn % 3), speech(SPEECH));
            run(3_000);
        }

        assertThat(turns).hasSize(30);
    }

    @Test
    void packets_that_come_in_bursts_count_like_those_that_do_not() {
        Voice voice = speech(SPEECH);
        int bursts = 0;
        while (!speakers.speaking().contains("awa") && bursts < 50) {
            bursts++;
            long now = 5L * bursts * PACKET;
            for (int i = 0; i < 5; i++) {
                step++;
                speakers.onPacket("awa", voice.level(step), TICKS * step, now);
                speakers.onPacket("moussa", 60, TICKS * step, now);
            }
            speakers.update(now);
        }

        assertThat(bursts).as("tenths of a second").isLessThanOrEqualTo(6);
        assertThat(speakers.speaking()).containsExactly("awa");
    }

    @Test
    void who_leaves_leads_no_more() {
        voices.put("awa", speech(SPEECH));
        run(3_000);
        voices.clear();
        speakers.remove("awa");

        assertThat(speakers.update(now())).isTrue();
        assertThat(speakers.dominant()).isNull();
        assertThat(speakers.speaking()).isEmpty();
    }

    @Test
    void who_stops_sending_stops_speaking() {
        voices.put("awa", speech(SPEECH));
        run(3_000);
        voices.clear();
        run(1_000);

        assertThat(speakers.speaking()).isEmpty();
    }

    @Test
    void levels_that_are_missing_or_out_of_order_change_nothing() {
        for (int i = 0; i < 1_000; i++) {
            speakers.onPacket("awa", MediaPacket.NO_LEVEL, i * TICKS, i * PACKET);
            speakers.onPacket("moussa", SPEECH, 5_000, i * PACKET);
        }

        assertThat(speakers.update(1_000 * PACKET)).isFalse();
    }

    private void run(int millis) {
        for (int i = 0; i < millis / 20; i++) {
            step();
        }
    }

    private void step() {
        step++;
        voices.forEach((person, voice) -> speakers.onPacket(person, voice.level(step), TICKS * step, now()));
        if (step % 5 == 0) {
            String before = speakers.dominant();
            speakers.update(now());
            String after = speakers.dominant();
            if (after != null && !after.equals(before)) {
                turns.add(after);
            }
        }
    }

    private long now() {
        return step * PACKET;
    }

    private int millisUntilSpeaking(String person) {
        int from = step;
        while (!speakers.speaking().contains(person) && step - from < 500) {
            step();
        }
        return (step - from) * 20;
    }

    private int millisUntilDominant(@Nullable String person) {
        int from = step;
        while (person != null && !person.equals(speakers.dominant()) && step - from < 500) {
            step();
        }
        return (step - from) * 20;
    }

    private static Voice silence() {
        return constant(SILENCE);
    }

    private static Voice constant(int level) {
        return step -> level;
    }

    /** Syllables of a fifth of a second with a dip of 40 ms between them. */
    private Voice speech(int level) {
        return step -> step % 12 < 2 ? 65 : level - 4 + random.nextInt(9);
    }

    private Voice speechAbove(int background) {
        return step -> step % 12 < 2 ? background : SPEECH - 4 + random.nextInt(9);
    }
}
