package live.griot.edge.congestion;

import static live.griot.edge.congestion.AllocationTrack.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import live.griot.edge.congestion.AllocationTrack.Priority;
import org.junit.jupiter.api.Test;

class BitrateAllocatorTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final BitrateAllocator allocator = new BitrateAllocator();
    private long now;

    @Test
    void sound_is_given_even_where_there_is_not_enough_for_it() {
        AllocationTrack first = add(Priority.AUDIO, 40);
        AllocationTrack second = add(Priority.AUDIO, 40);
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500);

        allocate(50);

        assertThat(List.of(first.target(), second.target(), picture.target())).containsExactly(0, 0, PAUSED);
        assertThat(allocator.allocatedBps()).isEqualTo(80_000);
        assertThat(picture.isPausedForBandwidth()).isTrue();
        assertThat(first.isPausedForBandwidth()).isFalse();
    }

    @Test
    void the_shared_screen_comes_first_then_the_speaker_then_the_others() {
        AllocationTrack other = add(Priority.OTHER, 150, 500);
        AllocationTrack speaker = add(Priority.SPEAKER, 150, 500);
        AllocationTrack screen = add(Priority.SCREEN, 800);

        allocate(200);
        assertThat(targets(screen, speaker, other))
                .as("not even the smallest screen fits")
                .containsExactly(PAUSED, 0, PAUSED);
        allocate(900);
        assertThat(targets(screen, speaker, other)).containsExactly(0, PAUSED, PAUSED);
        allocate(1_500);
        assertThat(targets(screen, speaker, other)).containsExactly(0, 1, PAUSED);
        allocate(1_700);
        assertThat(targets(screen, speaker, other)).containsExactly(0, 1, 0);
        allocate(2_000);
        assertThat(targets(screen, speaker, other)).containsExactly(0, 1, 1);
    }

    @Test
    void the_speaker_gets_a_good_picture_before_the_others_get_any_and_the_best_one_after() {
        AllocationTrack speaker = add(Priority.SPEAKER, 150, 500, 1_500);
        AllocationTrack first = add(Priority.OTHER, 150, 500, 1_500);
        AllocationTrack second = add(Priority.OTHER, 150, 500, 1_500);

        allocate(600);
        assertThat(targets(speaker, first, second)).containsExactly(1, PAUSED, PAUSED);
        allocate(900);
        assertThat(targets(speaker, first, second)).containsExactly(1, 0, 0);
        allocate(2_000);
        assertThat(targets(speaker, first, second)).containsExactly(2, 0, 0);
        allocate(2_800);
        assertThat(targets(speaker, first, second)).containsExactly(2, 1, 1);
        allocate(5_000);
        assertThat(targets(speaker, first, second)).containsExactly(2, 2, 2);
    }

    @Test
    void nobody_gets_a_third_layer_while_an_equal_lacks_a_second() {
        AllocationTrack first = add(Priority.OTHER, 150, 500, 1_500);
        allocate(2_000);
        assertThat(first.target()).isEqualTo(2);

        AllocationTrack second = add(Priority.OTHER, 150, 500, 1_500);
        allocate(1_900);
        assertThat(targets(first, second)).containsExactly(1, 1);
    }

    @Test
    void what_is_sent_goes_on_when_it_grows_until_the_path_is_seen_not_to_carry_it() {
        AllocationTrack picture = add(Priority.SPEAKER, 800);
        AllocationTrack newcomer = add(Priority.OTHER, 150);
        allocate(900, 1_800);
        assertThat(targets(picture, newcomer)).containsExactly(0, PAUSED);

        picture.bitrate(0, 1_200_000);
        allocate(900, 1_800);
        assertThat(targets(picture, newcomer)).as("nothing is added to it").containsExactly(0, PAUSED);
        picture.bitrate(0, 1_801_000);
        allocate(900, 1_800);
        assertThat(picture.target()).as("so much is not tolerated").isEqualTo(PAUSED);

        picture.bitrate(0, 800_000);
        now += 10 * SECOND;
        allocate(900, 1_800);
        picture.bitrate(0, 1_200_000);
        allocate(900, 900);
        assertThat(picture.target()).as("the path was seen to carry less").isEqualTo(PAUSED);
    }

    @Test
    void who_is_more_important_gets_what_there_is_and_not_what_is_tolerated() {
        AllocationTrack other = add(Priority.OTHER, 500);
        allocate(600, 1_200);
        other.bitrate(0, 1_000_000);
        AllocationTrack speaker = add(Priority.SPEAKER, 300, 700);
        allocate(600, 1_200);

        assertThat(targets(speaker, other)).containsExactly(0, PAUSED);
    }

    @Test
    void equals_do_not_take_a_layer_from_each_other() {
        AllocationTrack first = add(Priority.OTHER, 150, 500);
        AllocationTrack second = add(Priority.OTHER, 150, 500);
        first.bitrate(1, 0);
        allocate(750);
        assertThat(targets(first, second)).containsExactly(0, 1);
        first.bitrate(1, 500_000);
        for (int i = 0; i < 50; i++) {
            allocate(750);
            assertThat(targets(first, second)).containsExactly(0, 1);
        }
    }

    @Test
    void layers_are_within_what_is_wished_and_arrives() {
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500, 1_500);
        picture.wish(0, 1);
        allocate(10_000);
        assertThat(picture.target()).isEqualTo(1);
        picture.bitrate(1, 0);
        allocate(10_000);
        assertThat(picture.target()).isZero();
        picture.wish(1, 2);
        allocate(10_000);
        assertThat(picture.target()).isEqualTo(2);
        picture.bitrate(2, 0);
        allocate(10_000);
        assertThat(picture.target())
                .as("what is nearest where nothing wished arrives")
                .isZero();
        picture.bitrate(0, 0);
        allocate(10_000);
        assertThat(picture.target()).isEqualTo(PAUSED);
        assertThat(picture.isPausedForBandwidth())
                .as("there is nothing to send")
                .isFalse();
    }

    @Test
    void rather_than_less_than_the_lowest_that_is_wished_nothing_is_sent() {
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500, 1_500);
        picture.wish(1, 2);
        allocate(400);
        assertThat(picture.target()).isEqualTo(PAUSED);
        assertThat(picture.isPausedForBandwidth()).isTrue();
    }

    @Test
    void what_is_not_seen_takes_nothing_and_is_wished_by_nobody() {
        AllocationTrack hidden = add(Priority.SPEAKER, 150, 500);
        AllocationTrack sound = add(Priority.AUDIO, 40);
        hidden.visible(false);
        sound.visible(false);
        allocate(10_000);

        assertThat(targets(hidden, sound)).containsExactly(PAUSED, 0);
        assertThat(hidden.isPausedForBandwidth()).isFalse();
        assertThat(allocator.wishedBps()).isEqualTo(40_000);
        assertThat(allocator.satisfaction()).isEqualTo(1);
    }

    @Test
    void to_go_up_there_must_be_room_to_spare_and_to_stay_not() {
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500);
        allocate(540);
        assertThat(picture.target()).isZero();
        allocate(551);
        assertThat(picture.target()).isEqualTo(1);
        allocate(500);
        assertThat(picture.target()).isEqualTo(1);
        allocate(499);
        assertThat(picture.target()).isZero();
    }

    @Test
    void what_could_not_be_carried_is_not_tried_again_for_a_time_that_doubles_when_it_was_regretted() {
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500);
        for (int seconds : new int[] {10, 20, 40, 80, 80}) {
            allocate(600);
            assertThat(picture.target()).isEqualTo(1);
            now += SECOND;
            allocate(400);
            assertThat(picture.target()).isZero();
            now += seconds * SECOND - 1;
            allocate(600);
            assertThat(picture.target()).isZero();
            now++;
        }
    }

    @Test
    void a_raise_that_lasted_is_forgiven() {
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500);
        allocate(600);
        now += 61 * SECOND;
        allocate(400);
        now += 5 * SECOND;
        allocate(600);
        assertThat(picture.target()).isEqualTo(1);
    }

    @Test
    void what_could_not_be_carried_now_counts_at_once_and_not_what_could_not_be_before() {
        AllocationTrack[] pictures = LongStream.of(50, 50, 40, 60, 10)
                .mapToObj(kilobits -> add(Priority.OTHER, kilobits))
                .toArray(AllocationTrack[]::new);
        int off = AllocationTrack.PAUSED;
        allocate(120);
        allocate(60);
        assertThat(targets(pictures)).containsExactly(0, off, off, off, off);
        allocate(330);
        assertThat(targets(pictures)).containsExactly(0, 0, 0, 0, off);

        allocate(170);

        assertThat(targets(pictures)).containsExactly(0, 0, 0, off, 0);
        allocate(170);
        assertThat(targets(pictures)).containsExactly(0, 0, 0, off, 0);
    }

    @Test
    void plenty_of_room_ends_the_wait_and_far_less_was_never_held_back() {
        AllocationTrack picture = add(Priority.SPEAKER, 150, 500, 1_500);
        allocate(2_000);
        now += SECOND;
        allocate(200);
        assertThat(picture.target()).isZero();
        allocate(600);
        assertThat(picture.target()).isEqualTo(1);
        allocate(2_000);
        assertThat(picture.target()).isEqualTo(1);
        assertThat(allocator.nextStepBps()).as("plenty is probed for").isEqualTo(2_400_000);
        assertThat(allocator.wishedBps()).isEqualTo(2_400_000);
        allocate(2_400);
        assertThat(picture.target()).isEqualTo(2);
    }

    @Test
    void a_step_that_all_but_fits_needs_more_than_there_is() {
        AllocationTrack picture = new AllocationTrack(Priority.SPEAKER);
        picture.bitrate(0, 66_734);
        allocator.add(picture);

        // With room to spare it would take 73,407.4 bits a second.
        allocator.allocate(73_407, 73_407, true, now);

        assertThat(picture.target()).isEqualTo(PAUSED);
        assertThat(allocator.nextStepBps()).isEqualTo(73_408);
    }

    @Test
    void the_wish_is_what_one_step_and_all_steps_would_need_with_room_to_spare() {
        add(Priority.AUDIO, 40);
        add(Priority.SPEAKER, 150, 500, 1_500);
        add(Priority.OTHER, 150, 500);
        allocate(300);
        assertThat(allocator.nextStepBps()).isEqualTo(374_000);
        assertThat(allocator.wishedBps()).isEqualTo(2_244_000);
        assertThat(allocator.satisfaction()).isCloseTo(190 / 2_040d, within(0.001));
        allocate(2_300);
        assertThat(allocator.nextStepBps()).isEqualTo(2_040_000);
        assertThat(allocator.wishedBps()).as("no more than is sent").isEqualTo(2_040_000);
        assertThat(allocator.satisfaction()).isEqualTo(1);
    }

    @Test
    void a_picture_moves_less_before_it_pauses_and_is_larger_only_at_its_full_rate() {
        AllocationTrack picture = slower(add(Priority.SPEAKER, 200, 600), 60, 120);
        allocate(1_000);
        assertThat(picture.target()).isEqualTo(1);

        allocate(590);
        assertThat(picture.target()).isZero();
        allocate(190);
        assertThat(picture.target()).isEqualTo(-1);
        assertThat(allocator.satisfaction()).isLessThan(1);
        allocate(100);
        assertThat(picture.target()).isEqualTo(-2);
        assertThat(picture.isPausedForBandwidth()).isFalse();
        allocate(50);
        assertThat(picture.isPausedForBandwidth()).isTrue();

        now += 60 * SECOND;
        allocate(1_000);
        assertThat(picture.target()).isEqualTo(1);
    }

    @Test
    void everybody_moves_a_little_before_anybody_moves_well() {
        AllocationTrack first = slower(add(Priority.OTHER, 200), 60, 120);
        AllocationTrack second = slower(add(Priority.OTHER, 200), 60, 120);
        AllocationTrack third = add(Priority.OTHER, 150);

        allocate(310);
        assertThat(targets(first, second, third)).containsExactly(-2, -2, 0);
        allocate(380);
        assertThat(targets(first, second, third)).containsExactly(-1, -2, 0);
        allocate(700);
        assertThat(targets(first, second, third)).containsExactly(0, 0, 0);
    }

    @Test
    void lower_rates_are_those_of_the_smallest_size_that_is_wished() {
        AllocationTrack picture = add(Priority.SPEAKER, 200, 600, 1_500);
        picture.wish(1, 2);
        slower(picture, 180, 350);
        assertThat(picture.smallest()).isEqualTo(1);

        allocate(500);
        assertThat(picture.target()).isEqualTo(-1);
        now += 60 * SECOND;
        allocate(800);
        assertThat(picture.target()).isEqualTo(1);
        allocate(150);
        assertThat(picture.target()).isEqualTo(PAUSED);
    }

    @Test
    void before_the_estimate_is_known_the_most_important_picture_is_sent_in_any_case() {
        AllocationTrack other = add(Priority.OTHER, 3_000);
        AllocationTrack speaker = add(Priority.SPEAKER, 2_500);
        allocator.allocate(600_000, 600_000, false, now);
        assertThat(targets(speaker, other)).containsExactly(0, PAUSED);
        allocator.allocate(600_000, 600_000, true, now);
        assertThat(targets(speaker, other)).containsExactly(PAUSED, PAUSED);
    }

    @Test
    void who_begins_to_speak_comes_before_who_spoke() {
        AllocationTrack awa = add(Priority.SPEAKER, 150, 500, 1_500);
        AllocationTrack ines = add(Priority.OTHER, 150, 500, 1_500);
        allocate(1_900);
        assertThat(targets(awa, ines)).containsExactly(2, 0);
        awa.priority(Priority.OTHER);
        ines.priority(Priority.SPEAKER);
        allocate(1_900);
        assertThat(targets(awa, ines)).containsExactly(0, 2);
    }

    @Test
    void what_is_removed_frees_its_share_and_there_are_not_too_many() {
        AllocationTrack first = add(Priority.SPEAKER, 1_000);
        AllocationTrack second = add(Priority.OTHER, 1_000);
        allocate(1_200);
        assertThat(targets(first, second)).containsExactly(0, PAUSED);
        allocator.remove(first);
        allocate(1_200);
        assertThat(second.target()).isZero();

        assertThat(IntStream.range(0, 100)
                        .filter(i -> allocator.add(new AllocationTrack(Priority.OTHER)))
                        .count())
                .isEqualTo(BitrateAllocator.MAX_DEMANDS - 1);
    }

    private AllocationTrack add(Priority priority, long... kilobits) {
        AllocationTrack demand = new AllocationTrack(priority);
        for (int layer = 0; layer < kilobits.length; layer++) {
            demand.bitrate(layer, kilobits[layer] * 1_000);
        }
        assertThat(allocator.add(demand)).isTrue();
        return demand;
    }

    /** Gives a demand lower frame rates, the lowest first. */
    private static AllocationTrack slower(AllocationTrack demand, long... kilobits) {
        for (int i = 0; i < kilobits.length; i++) {
            demand.bitrate(i - kilobits.length, kilobits[i] * 1_000);
        }
        return demand;
    }

    private void allocate(long kilobits) {
        allocate(kilobits, kilobits);
    }

    private void allocate(long kilobits, long toleratedKilobits) {
        allocator.allocate(kilobits * 1_000, toleratedKilobits * 1_000, true, now);
    }

    private static List<Integer> targets(AllocationTrack... demands) {
        return Stream.of(demands).map(AllocationTrack::target).toList();
    }
}
