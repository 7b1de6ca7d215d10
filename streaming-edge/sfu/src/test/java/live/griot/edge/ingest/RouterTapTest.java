package live.griot.edge.ingest;

import static live.griot.edge.ingest.SimulatedStage.MILLI;
import static live.griot.edge.ingest.SimulatedStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import live.griot.edge.congestion.SimulatedNetwork;
import live.griot.edge.handover.TapFeed;
import live.griot.edge.node.LoopbackStage;
import live.griot.edge.rtcp.RtcpWriter;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.TapFrame;
import live.griot.edge.sfu.TapPictures;
import live.griot.edge.sfu.TapStream;
import live.griot.edge.sfu.TrackSource;
import live.griot.edge.tap.TapRecorder;
import org.junit.jupiter.api.Test;

/** What a tap takes of a session, in simulated time: of whom, which picture, and what happens when nobody listens. */
class RouterTapTest {
    private static final long[] SIMULCAST = {150_000, 500_000, 1_500_000};
    private static final long BITRATE = 600_000;
    private static final int SPEAKS = 20;

    private final SimulatedStage stage = new SimulatedStage();
    private final SimulatedTap tap = stage.tap();
    private final TapRecorder told = tap.told;

    @Test
    void nothing_is_taken_of_who_did_not_agree() {
        stage.join("awa", BITRATE);
        stage.join("moussa", BITRATE);
        stage.run(2 * SECOND);
        assertThat(told.streams).isEmpty();
        assertThat(tap.feed.waitingBytes()).isZero();

        tap.allow("awa");
        stage.run(2 * SECOND);

        assertThat(told.streams).extracting(TapStream::participant).containsOnly("awa");
        assertThat(told.frames("awa", MediaKind.VIDEO)).hasSizeGreaterThan(50);
        assertThat(told.frames("awa", MediaKind.AUDIO)).hasSizeGreaterThan(95);
        assertThat(told.frames)
                .extracting(frame -> frame.stream().participant())
                .containsOnly("awa");
        assertThat(stage.tapDrops().values()).as("nothing is lost").containsOnly(0L);
    }

    @Test
    void what_waits_of_who_withdraws_is_thrown_away_and_who_agrees_again_is_another_stream() {
        stage.join("awa", BITRATE);
        tap.allow("awa");
        stage.run(2 * SECOND);
        tap.standsStill(true);
        stage.run(SECOND);
        assertThat(tap.feed.waitingBytes()).isGreaterThan(BITRATE / 8 / 2);
        int before = told.frames.size();

        tap.allow();
        tap.standsStill(false);
        stage.run(SECOND);

        assertThat(told.frames).hasSize(before);
        assertThat(told.ended).containsExactlyInAnyOrderElementsOf(told.streams);
        assertThat(told.pictures.getLast()).isEmpty();
        assertThat(stage.tapDrops().get("WITHDRAWN")).isGreaterThan(50);
        List<TapStream> first = List.copyOf(told.streams);

        tap.allow("awa");
        stage.run(SECOND);

        assertThat(told.streams).hasSize(2 * first.size());
        assertThat(told.frames.subList(before, told.frames.size()))
                .isNotEmpty()
                .extracting(TapFrame::stream)
                .doesNotContainAnyElementsOf(first);
    }

    @Test
    void who_withdraws_and_agrees_while_nobody_listens_does_not_agree_to_what_was_before() {
        stage.join("awa", BITRATE);
        tap.allow("awa");
        stage.run(SECOND);
        tap.standsStill(true);
        stage.run(SECOND);
        int before = told.frames.size();
        tap.allow();
        tap.allow("awa");
        long agreed = stage.now();
        stage.run(500 * MILLI);
        tap.standsStill(false);
        stage.run(500 * MILLI);

        assertThat(told.frames.subList(before, told.frames.size()))
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(frame.arrivalNanos()).isGreaterThan(agreed));
    }

    @Test
    void the_programme_is_that_of_those_who_agreed() {
        stage.router().lead("awa");
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", BITRATE);
        SimulatedPublisher ines = stage.join("ines", BITRATE);
        tap.allow("awa", "moussa");
        stage.run(2 * SECOND);
        assertThat(shown()).isEqualTo("awa");

        moussa.speak(SPEAKS);
        stage.run(4 * SECOND);
        assertThat(shown()).isEqualTo("moussa");

        moussa.speak(127);
        ines.speak(SPEAKS);
        stage.run(6 * SECOND);
        assertThat(Objects.requireNonNull(stage.router().programme().picture()).participant())
                .isEqualTo("ines");
        assertThat(shown()).as("she did not agree, and who is shown stays").isEqualTo("moussa");
        assertThat(told.frames)
                .extracting(frame -> frame.stream().participant())
                .doesNotContain("ines");

        tap.allow("awa", "ines");
        stage.run(SECOND);
        assertThat(shown()).isEqualTo("ines");

        tap.allow("awa");
        stage.run(SECOND);
        assertThat(shown()).as("nobody stays, so who leads").isEqualTo("awa");
        assertThat(awa.camera().isPermitted()).isTrue();
    }

    @Test
    void the_picture_before_goes_on_until_the_next_one_has_its_key_frame() {
        stage.router().lead("awa");
        stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", BITRATE);
        tap.allow("awa", "moussa");
        stage.run(2 * SECOND);
        int pictures = told.pictures.size();

        moussa.speak(SPEAKS);
        stage.run(4 * SECOND);

        assertThat(told.pictures).hasSize(pictures + 1);
        List<TapFrame> video = told.frames.stream()
                .filter(frame -> frame.stream().codec().kind() == MediaKind.VIDEO)
                .toList();
        int firstOfNext = 0;
        while (!video.get(firstOfNext).stream().participant().equals("moussa")) {
            firstOfNext++;
        }
        assertThat(isKey(video.get(firstOfNext)))
                .as("a decoder can begin with it")
                .isTrue();
        assertThat(video.subList(firstOfNext, video.size()))
                .extracting(frame -> frame.stream().participant())
                .containsOnly("moussa");
        assertThat(video.get(firstOfNext).arrivalNanos()
                        - video.get(firstOfNext - 1).arrivalNanos())
                .as("there is no hole")
                .isLessThan(100 * MILLI);
    }

    @Test
    void a_programme_that_switches_ten_times_a_minute_has_no_hole_and_begins_each_time_with_a_key_frame() {
        stage.router().lead("awa");
        List<SimulatedPublisher> people = List.of(stage.join("awa", SIMULCAST), stage.join("moussa", BITRATE));
        tap.allow("awa", "moussa");
        stage.run(4 * SECOND);
        long began = stage.now();
        int pictures = told.pictures.size();
        int keyFrames = people.get(0).keyFrames() + people.get(1).keyFrames();

        for (int turn = 1; turn <= 10; turn++) {
            people.get((turn + 1) % 2).speak(127);
            people.get(turn % 2).speak(SPEAKS);
            stage.run(6 * SECOND);
            assertThat(shown()).isEqualTo(turn % 2 == 0 ? "awa" : "moussa");
        }

        assertThat(told.pictures).hasSize(pictures + 10);
        List<TapFrame> video = videoSince(began);
        List<TapFrame> firsts = new ArrayList<>();
        for (int i = 1; i < video.size(); i++) {
            if (!video.get(i).stream().equals(video.get(i - 1).stream())) {
                firsts.add(video.get(i));
            }
        }
        assertThat(firsts).hasSize(10).allMatch(RouterTapTest::isKey);
        assertThat(longestGapSince(began)).isLessThan(100 * MILLI);
        assertThat(people.get(0).keyFrames() + people.get(1).keyFrames() - keyFrames)
                .as("no more are asked for than begin something")
                .isBetween(10, 20);
        assertThat(stage.tapDrops().values()).as("nothing is lost").containsOnly(0L);
    }

    @Test
    void the_largest_size_that_comes_is_taken_a_smaller_one_after_two_seconds_and_the_larger_again() {
        SimulatedPublisher awa = stage.join("awa", SIMULCAST);
        tap.allow("awa");
        stage.run(3 * SECOND);
        assertThat(layersSince(2 * SECOND)).containsExactly(2);

        awa.sends(2, false);
        long gone = stage.now();
        stage.run(1_900 * MILLI);
        assertThat(layersSince(gone + MILLI)).as("it may come back").isEmpty();
        stage.run(SECOND);
        assertThat(layersSince(gone + MILLI)).containsExactly(1);
        assertThat(isKey(firstSince(gone + MILLI))).isTrue();

        awa.sends(2, true);
        long back = stage.now();
        stage.run(2 * SECOND);
        assertThat(layersSince(back + SECOND)).containsExactly(2);
        assertThat(longestGapSince(back - SECOND)).isLessThan(200 * MILLI);
    }

    @Test
    void what_publishers_say_of_their_clocks_is_told_of_every_stream_also_of_those_not_shown() {
        stage.router().lead("awa");
        stage.join("awa", BITRATE);
        SimulatedPublisher moussa = stage.join("moussa", SIMULCAST);
        tap.allow("awa", "moussa");
        stage.run(SECOND);

        report(moussa, 0x101, 0x0102030405060708L, 90_000);
        report(moussa, 0x200, 0x0102030405060708L, 48_000);
        stage.run(100 * MILLI);

        assertThat(told.reports).extracting(TapRecorder.Report::ntpTime).containsOnly(0x0102030405060708L);
        assertThat(told.reports).extracting(TapRecorder.Report::timestamp).containsExactly(90_000, 48_000);
        assertThat(told.reports.get(0).stream().sender())
                .as("one clock")
                .isEqualTo(told.reports.get(1).stream().sender());
        assertThat(told.streams.stream()
                        .filter(stream -> stream.participant().equals("awa"))
                        .map(TapStream::sender))
                .doesNotContain(told.reports.get(0).stream().sender());
    }

    @Test
    void a_source_that_is_switched_off_ends_its_stream_and_comes_back_as_another() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        tap.allow("awa");
        stage.run(SECOND);
        TapStream first = told.picture();

        awa.peer().permit(EnumSet.of(TrackSource.MICROPHONE));
        stage.run(SECOND);
        assertThat(told.ended).containsExactly(first);
        assertThat(told.picture()).isNull();

        awa.peer().permit(EnumSet.allOf(TrackSource.class));
        stage.run(SECOND);
        assertThat(told.picture()).isNotNull().isNotEqualTo(first);
        assertThat(told.frames)
                .as("one was asked for")
                .anyMatch(frame -> frame.stream().equals(told.picture()) && isKey(frame));
    }

    @Test
    void who_comes_back_on_another_connection_is_other_streams_of_another_sender() {
        SimulatedPublisher first = stage.join("awa", BITRATE);
        tap.allow("awa");
        stage.run(SECOND);
        TapStream before = Objects.requireNonNull(told.picture());
        first.silent(true);

        stage.join("awa", BITRATE);
        stage.run(SECOND);

        TapStream after = Objects.requireNonNull(told.picture());
        assertThat(after.sender()).isNotEqualTo(before.sender());
        assertThat(told.ended).hasSize(2).contains(before);
        assertThat(new HashSet<>(told.streams)).hasSize(told.streams.size());
    }

    @Test
    void a_tap_is_there_before_and_after_its_session() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        tap.allow("awa");
        stage.run(SECOND);
        stage.ingest().transports().letGo(awa.peer());
        stage.run(SECOND);
        assertThat(told.ended).hasSameSizeAs(told.streams);
        assertThat(told.pictures.getLast()).isEmpty();
        assertThat(stage.ingest().routers().find(LoopbackStage.LIVE)).isNull();

        awa.silent(true);
        stage.join("awa", BITRATE);
        stage.run(SECOND);

        assertThat(told.picture()).isNotNull();
        assertThat(told.streams).hasSize(4);
    }

    @Test
    void a_tap_that_is_closed_tells_what_it_has_and_ends_and_the_session_costs_nothing_more() {
        stage.join("awa", BITRATE);
        tap.allow("awa");
        stage.run(SECOND);
        tap.standsStill(true);
        stage.run(200 * MILLI);
        int before = told.frames.size();

        tap.close();
        stage.run(500 * MILLI);
        assertThat(tap.loop.isOver()).isFalse();
        tap.standsStill(false);
        stage.run(MILLI);

        assertThat(tap.loop.isOver()).isTrue();
        assertThat(told.frames).hasSizeBetween(before + 10, before + 25);
        assertThat(stage.ingest().routers().taps().on(LoopbackStage.LIVE).isEmpty())
                .isTrue();
    }

    @Test
    void a_listener_that_holds_up_its_tap_for_ten_seconds_costs_nobody_a_packet_and_goes_on_with_a_key_frame() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedTap other = stage.tap();
        tap.allow("awa");
        other.allow("awa");
        SimulatedWatcher viewer = stage.watch(
                "viewer",
                new SimulatedNetwork<byte[]>(1).delayMillis(5),
                new SimulatedNetwork<byte[]>(2).delayMillis(5));
        int picture = viewer.subscribe("c", awa.camera());
        stage.run(2 * SECOND);
        int keyFrames = awa.keyFrames();
        int told0 = told.frames.size();
        int times = told.times.size();

        tap.standsStill(true);
        stage.run(10 * SECOND);
        long waited = tap.feed.ageNanos(stage.now());
        assertThat(tap.feed.waitingBytes()).isLessThan(TapFeed.MAX_BYTES);
        tap.standsStill(false);
        long resumed = stage.now();
        stage.run(2 * SECOND);

        assertThat(viewer.unrepaired(picture)).isZero();
        assertThat(viewer.longestGap(picture, SECOND, stage.now())).isLessThan(60 * MILLI);
        assertThat(stage.statistics().drops().values()).containsOnly(0L);
        assertThat(other.told.fallenBehind).isEmpty();
        assertThat(holes(other.told.frames("awa", MediaKind.VIDEO))).isZero();
        assertThat(waited).isBetween(9 * SECOND, 11 * SECOND);
        assertThat(told.fallenBehind).hasSize(1);
        assertThat(told.fallenBehind.getFirst()).isEqualTo(stage.tapDrops().get("FELL_BEHIND"));
        assertThat(awa.keyFrames()).as("one is asked for, to go on with").isGreaterThan(keyFrames);
        assertThat(holes(told.frames("awa", MediaKind.VIDEO))).isEqualTo(1);
        List<TapFrame> late = told.frames.subList(told0, told.frames.size()).stream()
                .filter(frame -> frame.arrivalNanos() < resumed)
                .toList();
        assertThat(late.getLast().arrivalNanos() - late.getFirst().arrivalNanos())
                .as("four seconds waited, and no more")
                .isBetween(3_900 * MILLI, 4_200 * MILLI);
        // Time is told as what waited came, so that nothing seems late to the listener.
        assertThat(told.times.subList(times, told.times.size()))
                .isSorted()
                .filteredOn(time -> time < resumed)
                .hasSizeGreaterThan(35);
    }

    @Test
    void more_than_the_bound_in_bytes_is_left_out_at_once() {
        stage.join("awa", 80_000_000);
        tap.allow("awa");
        stage.run(SECOND);
        tap.standsStill(true);
        stage.run(3_800 * MILLI);

        assertThat(tap.feed.waitingBytes()).isBetween(TapFeed.MAX_BYTES * 9 / 10, TapFeed.MAX_BYTES);
        assertThat(stage.tapDrops().get("FELL_BEHIND")).isPositive();
    }

    @Test
    void a_tap_that_fails_ends_alone() {
        SimulatedPublisher awa = stage.join("awa", BITRATE);
        SimulatedTap other = stage.tap();
        other.allow("awa");
        stage.run(SECOND);
        RouterTap broken = new RouterTap(
                new TapFeed(LoopbackStage.LIVE, TapPictures.SHOWN),
                want -> {
                    throw new IllegalStateException("A tap with a bug");
                },
                stage.ingest().counters());
        broken.feed().consents().allow(Set.of("awa"));
        stage.ingest().routers().open(broken);
        stage.runWithFailures(SECOND);

        assertThat(broken.feed().isClosed()).isTrue();
        assertThat(stage.statistics().failures()).containsEntry("TAP", 1L).containsEntry("PUBLISHER", 0L);
        assertThat(awa.peer().hasMedia()).isTrue();
        assertThat(holes(other.told.frames("awa", MediaKind.VIDEO))).isZero();
    }

    private static void report(SimulatedPublisher from, int ssrc, long ntpTime, int timestamp) {
        RtcpWriter report = new RtcpWriter().senderReport(ssrc, ntpTime, timestamp, 1, 1);
        from.peer().onRtcp(report.array(), report.length(), 0);
    }

    private String shown() {
        return told.pictures.getLast().map(TapStream::participant).orElse("nobody");
    }

    private List<TapFrame> videoSince(long nanos) {
        return told.frames.stream()
                .filter(frame -> frame.stream().codec().kind() == MediaKind.VIDEO && frame.arrivalNanos() > nanos)
                .toList();
    }

    private Set<Integer> layersSince(long nanos) {
        Set<Integer> layers = new HashSet<>();
        videoSince(nanos).forEach(frame -> layers.add((int) frame.bytes()[frame.bytes().length - 1]));
        return layers;
    }

    private TapFrame firstSince(long nanos) {
        return videoSince(nanos).getFirst();
    }

    private long longestGapSince(long nanos) {
        List<TapFrame> video = videoSince(nanos);
        long longest = 0;
        for (int i = 1; i < video.size(); i++) {
            longest = Math.max(
                    longest, video.get(i).arrivalNanos() - video.get(i - 1).arrivalNanos());
        }
        return longest;
    }

    private static int holes(List<TapFrame> frames) {
        int holes = 0;
        for (int i = 1; i < frames.size(); i++) {
            holes += frames.get(i).firstIndex() == frames.get(i - 1).lastIndex() + 1 ? 0 : 1;
        }
        return holes;
    }

    private static boolean isKey(TapFrame frame) {
        return (frame.bytes()[0] & 1) == 0;
    }
}
