package live.griot.edge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import live.griot.edge.congestion.AllocationTrack.Priority;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for whatever is asked for and whatever the estimate does. */
class BitrateAllocatorPropertiesTest {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(200);

    @Property
    void no_more_is_given_than_there_is_but_for_sound_and_what_is_tolerated(
            @ForAll("demands") @Size(min = 1, max = 20) List<AllocationTrack> demands,
            @ForAll("estimates") @Size(30) List<Long> estimates) {
        BitrateAllocator allocator = of(demands);
        long now = 0;
        for (long estimate : estimates) {
            long before = given(demands);
            allocator.allocate(estimate, tolerated(estimate), true, now);
            now += STEP;
            long given = given(demands);
            assertThat(given).isEqualTo(allocator.allocatedBps());
            long kept = before <= tolerated(estimate) ? before : 0;
            assertThat(given).isLessThanOrEqualTo(Math.max(Math.max(estimate, kept), sound(demands)));
        }
    }

    @Property
    void a_target_is_a_layer_that_arrives_and_is_wished(
            @ForAll("demands") @Size(min = 1, max = 20) List<AllocationTrack> demands,
            @ForAll("estimates") @Size(10) List<Long> estimates) {
        BitrateAllocator allocator = of(demands);
        long now = 0;
        for (long estimate : estimates) {
            allocator.allocate(estimate, tolerated(estimate), true, now);
            now += STEP;
            assertThat(demands)
                    .allMatch(demand -> demand.target() == AllocationTrack.PAUSED
                            || (demand.bitrate(demand.target()) > 0
                                    && demand.target() >= demand.lowest()
                                    && demand.target() <= demand.wished()));
        }
    }

    @Property
    void nothing_changes_while_nothing_changes(
            @ForAll("demands") @Size(min = 1, max = 20) List<AllocationTrack> demands,
            @ForAll("estimates") @Size(5) List<Long> estimates) {
        BitrateAllocator allocator = of(demands);
        long now = 0;
        for (long estimate : estimates) {
            allocator.allocate(estimate, tolerated(estimate), true, now);
            List<Integer> before = demands.stream().map(AllocationTrack::target).toList();
            allocator.allocate(estimate, tolerated(estimate), true, now);
            assertThat(demands.stream().map(AllocationTrack::target)).isEqualTo(before);
            now += STEP;
        }
    }

    @Property
    void with_enough_for_all_everybody_gets_what_they_wish(
            @ForAll("demands") @Size(min = 1, max = 20) List<AllocationTrack> demands) {
        BitrateAllocator allocator = of(demands);
        allocator.allocate(1_000_000, 1_000_000, true, 0);
        long plenty = 2 * allocator.wishedBps() + 1;
        allocator.allocate(plenty, plenty, true, STEP);

        assertThat(demands).allMatch(demand -> demand.target() == demand.wished());
        assertThat(allocator.satisfaction()).isEqualTo(1);
    }

    @Property
    void the_next_step_is_more_than_there_is_and_no_more_than_all_that_is_wished(
            @ForAll("demands") @Size(min = 1, max = 20) List<AllocationTrack> demands,
            @ForAll("estimates") @Size(10) List<Long> estimates) {
        BitrateAllocator allocator = of(demands);
        long now = 0;
        for (long estimate : estimates) {
            allocator.allocate(estimate, tolerated(estimate), true, now);
            now += STEP;
            assertThat(allocator.nextStepBps()).isLessThanOrEqualTo(allocator.wishedBps());
            assertThat(allocator.nextStepBps() > estimate || allocator.satisfaction() == 1)
                    .isTrue();
        }
    }

    private static BitrateAllocator of(List<AllocationTrack> demands) {
        BitrateAllocator allocator = new BitrateAllocator();
        demands.forEach(allocator::add);
        return allocator;
    }

    /** Now the path shows what it carries, and now it does not. */
    private static long tolerated(long estimate) {
        return estimate % 2 == 0 ? estimate : 2 * estimate;
    }

    private static long given(List<AllocationTrack> demands) {
        return demands.stream()
                .mapToLong(demand -> demand.bitrate(demand.target()))
                .sum();
    }

    private static long sound(List<AllocationTrack> demands) {
        return demands.stream()
                .filter(demand -> demand.priority() == Priority.AUDIO)
                .mapToLong(demand -> demand.bitrate(demand.target()))
                .sum();
    }

    @Provide
    Arbitrary<List<Long>> estimates() {
        return Arbitraries.longs().between(50_000, 20_000_000).list();
    }

    @Provide
    Arbitrary<List<AllocationTrack>> demands() {
        Arbitrary<AllocationTrack> one = Combinators.combine(
                        Arbitraries.of(Priority.values()),
                        Arbitraries.longs()
                                .between(20_000, 1_000_000)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(AllocationTrack.MAX_LAYERS),
                        Arbitraries.integers().between(0, AllocationTrack.MAX_SLOWER),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 15))
                .as(BitrateAllocatorPropertiesTest::demand);
        return one.list();
    }

    private static AllocationTrack demand(
            Priority priority, List<Long> steps, int slower, int oneEnd, int otherEnd, int oneInTen, int switchedOff) {
        AllocationTrack demand = new AllocationTrack(priority);
        List<Long> bitrates = new ArrayList<>();
        long bitrate = 0;
        for (long step : steps) {
            bitrate += step;
            bitrates.add(bitrate);
        }
        for (int layer = 0; layer < bitrates.size(); layer++) {
            demand.bitrate(layer, (switchedOff & 1 << layer) == 0 ? bitrates.get(layer) : 0);
        }
        demand.wish(Math.min(oneEnd, otherEnd), Math.max(oneEnd, otherEnd));
        demand.visible(oneInTen > 0);
        for (int rate = 1; rate <= slower; rate++) {
            demand.bitrate(-rate, demand.bitrate(demand.smallest()) * (AllocationTrack.MAX_LAYERS + 2 - rate) / 6);
        }
        return demand;
    }
}
