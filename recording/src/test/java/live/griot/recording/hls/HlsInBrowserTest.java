package live.griot.recording.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import live.griot.recording.media.EvenSound;
import live.griot.recording.playlist.ClipRange;
import live.griot.recording.store.RecordingName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of recordings, with the player that the pages load, from another origin. */
class HlsInBrowserTest {
    /** As npm has it: hls.js 1.7.4, dist/hls.min.mjs. */
    private static final String PLAYER_SHA_256 = "5501f1d9091b6f749e0ef61aff4b9ea3ba13fd5fa5e2aefb6fc0ff871847a531";

    @TempDir
    static Path directory;

    static HlsServer server;
    static HlsBrowser browser;

    @BeforeAll
    static void start() {
        server = HlsServer.of(directory);
        browser = new HlsBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        server.close();
    }

    @Test
    void the_player_is_the_one_that_was_published() throws Exception {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(HlsBrowser.PLAYER));
        assertThat(HexFormat.of().formatHex(sum)).isEqualTo(PLAYER_SHA_256);
        assertThat(HlsBrowser.PLAYER.resolveSibling("LICENSE.txt")).content().contains("Apache License, Version 2.0");
    }

    @Test
    void another_size_is_played_across_to_the_end_by_the_clock_on_the_wall() throws Exception {
        RecordingName name = HlsRecording.begin(server, "SIZES")
                .pictures(0, 120, "320x240", "640x480", "320x240")
                .tone(0, 12)
                .finish();

        Page page = played(name, 0);

        assertThat(page.evaluate("[...sizes].sort()")).isEqualTo(List.of("320x240", "640x480"));
        assertDates(page, 0, 0, 12);
        assertNoFaults(page);
    }

    @Test
    void one_can_begin_behind_another_size() throws Exception {
        RecordingName name = HlsRecording.begin(server, "SEEK")
                .pictures(0, 120, "320x240", "640x480")
                .tone(0, 8)
                .finish();

        Page page = played(name, 5.5);

        assertThat(page.evaluate("[...sizes].sort()")).isEqualTo(List.of("640x480"));
        assertDates(page, 0, 5.5, 8);
    }

    @Test
    void the_sound_is_heard_while_there_is_no_picture() throws Exception {
        RecordingName name = HlsRecording.begin(server, "HOLE")
                .pictures(0, 150, "640x480", HlsRecording.NOTHING, HlsRecording.VP8, "640x480")
                .tone(0, 24)
                .finish();

        Page page = played(name, 0);

        assertThat(page.evaluate("[...sizes].sort()")).isEqualTo(List.of("320x180", "640x480"));
        assertDates(page, 0, 0, 7);
        assertDates(page, 0, 7, 15);
        assertDates(page, 0, 15, 20);
        assertDates(page, 0, 20.5, 24);
        assertNoFaults(page);
    }

    @Test
    void nobody_waits_for_what_begins_late() throws Exception {
        RecordingName name = HlsRecording.begin(server, "LATE")
                .pictures(4.3, 120, "320x240")
                .tone(1.2, 8)
                .finish();

        Page page = played(name, -1);

        assertDates(page, 0, 0, 4.3);
        assertDates(page, 0, 4.3, 8.3);
    }

    @Test
    void a_pause_is_cut_out_and_the_clock_goes_on_behind_it() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "PAUSE")
                .pause(6, 600)
                .pictures(0, 180, "320x240", HlsRecording.PAUSE, "320x240");
        EvenSound sound = recording.silence();
        sound.append(12);
        sound.begin(600 * 48_000);
        sound.append(12);

        Page page = played(recording.finish(), 0);

        assertDates(page, 0, 0, 5.9);
        // The player looks ten times a second what it plays, which is 0.4 s at this speed.
        assertDates(page, 594, 6.6, 12);
    }

    @Test
    void a_clip_plays_from_its_mark_across_another_size_and_across_a_pause() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "CLIP")
                .pause(8, 404)
                .pictures(0, 120, "320x240", "640x480", HlsRecording.PAUSE, "320x240");
        EvenSound sound = recording.silence();
        sound.append(16);
        sound.begin(404 * 48_000);
        sound.append(8);
        RecordingName name = recording.finish();
        server.clips.put("TWO_SEAMS", new ClipRange(2_700_000, 10_500_000));

        Page page = played(server.address(name, "clip-TWO_SEAMS.m3u8"), -1);

        assertThat(page.evaluate("[...sizes].sort()")).isEqualTo(List.of("320x240", "640x480"));
        assertThat(((Number) page.evaluate("Math.min(...dates.map(noted => noted[0]).filter(time => time > 0))"))
                        .doubleValue())
                .isBetween(0.69, 1.5);
        // It begins two seconds into the recording.
        assertDates(page, 2, 0.7, 5.9);
        assertDates(page, 2 + 396, 6.6, 8.5);
        assertThat(((Number) page.evaluate("document.querySelector('video').duration")).doubleValue())
                .isBetween(8.4, 8.6);
        assertNoFaults(page);
    }

    @Test
    void sound_alone_and_a_picture_alone_are_played() throws Exception {
        RecordingName sound = HlsRecording.begin(server, "SOUND").tone(0, 5).finish();
        RecordingName picture = HlsRecording.begin(server, "PICTURE")
                .pictures(0, 120, "320x240")
                .finish();

        assertDates(played(sound, 0), 0, 0, 5);
        assertDates(played(picture, 0), 0, 0, 4);
    }

    @Test
    void a_live_is_followed_part_by_part() throws Exception {
        HlsRecording recording = HlsRecording.begin(server, "LIVE");
        EvenSound sound = recording.silence();
        sound.append(12);
        try (ScheduledExecutorService live = Executors.newSingleThreadScheduledExecutor()) {
            var _ = live.scheduleAtFixedRate(() -> sound.append(1), 0, 500, TimeUnit.MILLISECONDS);
            await().until(() ->
                    server.get(server.address(recording.name, "live.m3u8")).statusCode() == 200);
            Page page = browser.play(server.address(recording.name, "live.m3u8"), -1, 1);
            page.waitForFunction("() => document.querySelector('video').currentTime > 8");
            assertThat(page.evaluate("faults.filter(fault => fault.endsWith('!'))"))
                    .isEqualTo(List.of());
            page.close();
            live.shutdownNow();
        }
        recording.finish();
        assertThat(server.asked.stream().filter(asked -> asked.matches("/hls/LIVE/.*/part-.*\\.m4s")))
                .hasSizeGreaterThan(3);
        assertThat(server.asked.stream().filter(asked -> asked.contains("live.m3u8?_HLS_msn=")))
                .hasSizeGreaterThan(3);
    }

    /** A machine that is slow lets the player wait for a moment; it goes on by itself. */
    private static void assertNoFaults(Page page) {
        assertThat(page.evaluate("faults.filter(fault => fault !== 'bufferStalledError')"))
                .isEqualTo(List.of());
    }

    private static Page played(RecordingName name, double from) {
        return played(server.address(name, "main.m3u8"), from);
    }

    private static Page played(URI address, double from) {
        Page page = browser.play(address, from, 4);
        try {
            page.waitForFunction(
                    "() => document.querySelector('video').ended",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(20_000));
        } catch (RuntimeException stuck) {
            throw new AssertionError(
                    page.evaluate(
                                    "JSON.stringify([faults, document.querySelector('video').currentTime, dates.slice(-3)])")
                            + "",
                    stuck);
        }
        return page;
    }

    /**
     * Checks that the clock was right wherever the player was between two times, and that it was there.
     *
     * @param cutSeconds what was cut out before them
     */
    @SuppressWarnings("unchecked") // What the page noted: pairs of numbers.
    private static void assertDates(Page page, double cutSeconds, double from, double to) {
        List<List<Number>> dates = (List<List<Number>>) page.evaluate("dates");
        List<List<Number>> there = dates.stream()
                .filter(noted ->
                        noted.get(0).doubleValue() >= from && noted.get(0).doubleValue() <= to)
                .toList();
        assertThat(there)
                .as("between %s and %s of %s", from, to, dates)
                .hasSizeGreaterThan(3)
                .allSatisfy(noted -> {
                    double expected = HlsRecording.BEGAN + 1_000 * (noted.get(0).doubleValue() + cutSeconds);
                    assertThat(noted.get(1).doubleValue() - expected).isBetween(-30.0, 30.0);
                });
    }
}
