package live.griot.recording.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lindstrom.m3u8.model.AlternativeRendition;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.PartialSegment;
import io.lindstrom.m3u8.model.PlaylistType;
import io.lindstrom.m3u8.model.Variant;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import live.griot.recording.hls.HlsNews;
import live.griot.recording.media.EvenSound;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.AvcFormat;
import live.griot.recording.store.RecordingContents;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.TrackName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What playlists say, read by who did not write them. */
class PlaylistTextTest {
    private static final long BEGAN = 1_764_412_200_000L;
    private static final RecordingName NAME = new RecordingName("TEXT");
    private static final TrackName OPUS = TrackName.mix("opus");
    private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};

    @TempDir
    Path directory;

    private RecordingStore store;
    private RecordingWriter writer;

    @BeforeEach
    void open() throws IOException {
        store = RecordingStore.open(directory, new HlsNews());
        writer = store.begin(NAME, BEGAN);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private EvenSound sound(TrackName track, double fromSeconds) {
        return new EvenSound(
                writer.track(track), AudioFormats.opus(2), SILENCE, 960, 25, Math.round(fromSeconds * 48_000));
    }

    /** Returns what was stored, once so many parts are. */
    private RecordingContents stored(int parts) {
        return Awaitility.await().until(() -> store.read(NAME).contents(), contents -> parts(contents) == parts);
    }

    private static long parts(RecordingContents contents) {
        return contents.tracks().stream()
                .flatMap(track -> track.segments().stream())
                .mapToLong(segment -> segment.parts().size())
                .sum();
    }

    private RecordingContents finished() throws Exception {
        writer.finish("STOPPED", BEGAN + 1).get(20, TimeUnit.SECONDS);
        return store.read(NAME).contents();
    }

    private static TrackListing listing(TrackName track, RecordingContents contents) {
        TrackListing listing = new TrackListing(track);
        assertThat(listing.update(contents)).isTrue();
        return listing;
    }

    private static io.lindstrom.m3u8.model.MediaPlaylist read(String text) throws IOException {
        return new MediaPlaylistParser().readPlaylist(text);
    }

    private static long wall(MediaSegment segment) {
        return segment.programDateTime().orElseThrow().toInstant().toEpochMilli() - BEGAN;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void a_finished_recording_is_listed_whole() throws Exception {
        sound(OPUS, 0).append(19);

        var playlist = read(MediaPlaylist.whole(listing(OPUS, finished()), BEGAN));

        assertThat(playlist.playlistType()).hasValue(PlaylistType.VOD);
        assertThat(playlist.ongoing()).isFalse();
        assertThat(playlist.targetDuration()).isEqualTo(PlaylistLimits.TARGET_SECONDS);
        assertThat(playlist.mediaSegments()).extracting(MediaSegment::duration).containsExactly(4.0, 4.0, 1.5);
        assertThat(wall(playlist.mediaSegments().getFirst())).isZero();
        assertThat(playlist.mediaSegments().getFirst().segmentMap()).isPresent();
    }

    @Test
    void what_is_being_written_lists_what_is_whole_and_never_takes_it_back() throws Exception {
        EvenSound sound = sound(OPUS, 0);
        sound.append(12);
        TrackListing growing = new TrackListing(OPUS);
        growing.update(stored(12));
        String early = MediaPlaylist.whole(growing, BEGAN);
        assertThat(read(early).playlistType()).hasValue(PlaylistType.EVENT);
        assertThat(read(early).ongoing()).isTrue();
        assertThat(read(early).mediaSegments()).hasSize(1);

        sound.append(30);
        growing.update(stored(42));
        assertThat(MediaPlaylist.whole(growing, BEGAN)).startsWith(early);
        growing.update(finished());
        String late = MediaPlaylist.whole(growing, BEGAN);
        assertThat(late.replace("VOD", "EVENT")).startsWith(early);
        assertThat(late)
                .isEqualTo(MediaPlaylist.whole(listing(OPUS, store.read(NAME).contents()), BEGAN));
    }

    @Test
    void holes_are_filled_so_that_all_tracks_stay_in_step() throws Exception {
        EvenSound sound = sound(OPUS, 1.3);
        sound.append(8);
        sound.begin(Math.round(20.05 * 48_000));
        sound.append(8);
        sound.begin(sound.time() + 2_400);
        sound.append(4);

        List<MediaSegment> segments =
                read(MediaPlaylist.whole(listing(OPUS, finished()), BEGAN)).mediaSegments();

        assertThat(segments)
                .extracting(MediaSegment::duration)
                .containsExactly(1.3, 4.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 0.75, 4.0, 2.05);
        assertThat(segments.get(0).uri()).isEqualTo("blank-0-1300000.m4s");
        assertThat(segments.get(2).uri()).isEqualTo("blank-5300000-7300000.m4s");
        assertThat(wall(segments.get(1))).isEqualTo(1_300);
        assertThat(wall(segments.get(10))).isEqualTo(20_050);
        assertThat(segments.stream().mapToDouble(MediaSegment::duration).sum()).isEqualTo(26.1, within(0.000_01));
    }

    @Test
    void who_has_nothing_for_long_is_filled_up_while_it_is_live_and_at_the_end() throws Exception {
        TrackName aac = TrackName.mix("aac");
        EvenSound stopping = sound(OPUS, 0);
        EvenSound going = sound(aac, 0);
        stopping.append(9);
        going.append(29);
        RecordingContents contents = stored(38);
        TrackListing live = listing(OPUS, contents);
        live.fill(listing(aac, contents));
        String early = MediaPlaylist.whole(live, BEGAN);
        assertThat(read(early).mediaSegments())
                .extracting(MediaSegment::duration)
                .containsExactly(4.0, 0.5, 2.0, 2.0);
        assertThat(live.has(new Position(3, 0))).isTrue();
        assertThat(live.has(new Position(4, 0))).isFalse();

        stopping.begin(20 * 48_000);
        stopping.append(2);
        going.append(31);
        contents = finished();
        live.update(contents);
        live.fill(listing(aac, contents));

        String late = MediaPlaylist.whole(live, BEGAN);
        assertThat(late.replace("VOD", "EVENT")).startsWith(early);
        TrackListing again = listing(OPUS, contents);
        again.fill(listing(aac, contents));
        assertThat(late).isEqualTo(MediaPlaylist.whole(again, BEGAN));
        assertThat(read(late).mediaSegments().stream()
                        .mapToDouble(MediaSegment::duration)
                        .sum())
                .isEqualTo(30.0, within(0.000_01));
    }

    @Test
    void pauses_are_cut_out_of_all_tracks_alike() throws Exception {
        EvenSound first = sound(OPUS, 0);
        EvenSound second = sound(TrackName.mix("aac"), 0);
        first.append(8);
        second.append(7);
        writer.become(new StateChange(RecordingState.PAUSED, "HOST", BEGAN + 4_000));
        writer.become(new StateChange(RecordingState.RECORDING, "HOST", BEGAN + 60_000));
        first.begin(60 * 48_000);
        second.begin(Math.round(61.5 * 48_000));
        first.append(8);
        second.append(8);
        RecordingContents contents = finished();

        for (TrackName track : List.of(OPUS, TrackName.mix("aac"))) {
            List<MediaSegment> segments =
                    read(MediaPlaylist.whole(listing(track, contents), BEGAN)).mediaSegments();
            double before = 0;
            List<Double> seams = new ArrayList<>();
            for (MediaSegment segment : segments) {
                if (segment.discontinuity()) {
                    seams.add(before);
                    assertThat(wall(segment)).isEqualTo(60_000);
                }
                before += segment.duration();
            }
            assertThat(seams).containsExactly(4.0);
        }
    }

    @Test
    void a_window_has_the_newest_segments_their_parts_and_what_comes_next() throws Exception {
        EvenSound sound = sound(OPUS, 0);
        EvenSound other = sound(TrackName.mix("aac"), 0);
        sound.append(8 * 10 + 3);
        other.append(8 * 9 + 1);
        RecordingContents contents = stored(8 * 19 + 4);

        var playlist = read(MediaPlaylist.window(
                listing(OPUS, contents), BEGAN, "epoch", List.of(listing(TrackName.mix("aac"), contents))));

        assertThat(playlist.mediaSequence()).isEqualTo(4);
        assertThat(playlist.mediaSegments()).hasSize(6);
        assertThat(wall(playlist.mediaSegments().getFirst())).isEqualTo(16_000);
        assertThat(playlist.serverControl().orElseThrow().canBlockReload()).isTrue();
        assertThat(playlist.serverControl().orElseThrow().partHoldBack()).hasValue(1.5);
        assertThat(playlist.partialSegmentInformation().orElseThrow().partTargetDuration())
                .isEqualTo(0.5);
        assertThat(playlist.mediaSegments().get(0).partialSegments()).isEmpty();
        assertThat(playlist.mediaSegments().get(5).partialSegments()).hasSize(8);
        assertThat(playlist.partialSegments())
                .extracting(PartialSegment::uri)
                .containsExactly("part-epoch-80.m4s", "part-epoch-81.m4s", "part-epoch-82.m4s");
        assertThat(playlist.preloadHint().orElseThrow().uri()).isEqualTo("part-epoch-83.m4s");
        assertThat(playlist.renditionReports().getFirst().uri()).isEqualTo("../m-aac/live.m3u8");
        assertThat(playlist.renditionReports().getFirst().lastMediaSequenceNumber())
                .hasValue(9L);
        assertThat(playlist.renditionReports().getFirst().lastPartialSegmentIndex())
                .hasValue(0L);
        finished();
    }

    @Test
    void a_segment_that_is_longer_than_announced_is_listed_in_pieces() throws Exception {
        // As when no key frame comes for twelve seconds.
        EvenSound sound = new EvenSound(writer.track(OPUS), AudioFormats.opus(2), SILENCE, 960, 75, 0);
        sound.append(8);

        List<MediaSegment> segments =
                read(MediaPlaylist.whole(listing(OPUS, finished()), BEGAN)).mediaSegments();

        assertThat(segments).extracting(MediaSegment::duration).containsExactly(6.0, 6.0);
        assertThat(segments.get(0).uri()).startsWith("1-0-4-");
        assertThat(segments.get(1).uri()).startsWith("1-4-4-");
    }

    @Test
    void a_player_takes_aac_where_it_has_no_opus_and_sound_alone_where_there_is_no_picture() throws Exception {
        sound(OPUS, 0).append(8);
        new EvenSound(writer.track(TrackName.mix("aac")), AudioFormats.aac(48_000, 2), new byte[400], 1_024, 23, 0)
                .append(8);
        sound(TrackName.stem("01AWA"), 0).append(8);
        EvenSound picture = new EvenSound(
                writer.track(TrackName.PROGRAMME),
                Objects.requireNonNull(AvcFormat.of(
                        List.of(hex("6742c00cd90141fb016a020202800000030080000018078a1524")),
                        List.of(hex("68cb83cb20")))),
                new byte[3_000],
                3_000,
                15,
                90_000);
        picture.append(8);
        RecordingContents contents = finished();
        List<TrackListing> sounds = List.of(listing(OPUS, contents), listing(TrackName.mix("aac"), contents));
        List<TrackListing> all = new ArrayList<>(sounds);
        all.add(listing(TrackName.PROGRAMME, contents));
        all.add(listing(TrackName.stem("01AWA"), contents));

        MasterPlaylist with = new MasterPlaylistParser()
                .readPlaylist(MultivariantPlaylist.of(all, PlaylistKind.WHOLE).orElseThrow());
        MasterPlaylist alone = new MasterPlaylistParser()
                .readPlaylist(
                        MultivariantPlaylist.of(sounds, PlaylistKind.WINDOW).orElseThrow());

        assertThat(with.alternativeRenditions())
                .extracting(AlternativeRendition::groupId)
                .containsExactly("aac", "opus");
        assertThat(with.variants()).extracting(Variant::uri).containsExactly("p/main.m3u8", "p/main.m3u8");
        Variant aac = with.variants().getFirst();
        assertThat(aac.audio()).hasValue("aac");
        assertThat(aac.codecs()).containsExactlyInAnyOrder("avc1.42c00c", "mp4a.40.2");
        assertThat(aac.resolution().orElseThrow().width()).isEqualTo(320);
        assertThat(aac.bandwidth()).isBetween(870_000L, 900_000L);
        assertThat(aac.averageBandwidth().orElseThrow()).isLessThanOrEqualTo(aac.bandwidth());
        assertThat(alone.variants()).extracting(Variant::uri).containsExactly("m-aac/live.m3u8", "m-opus/live.m3u8");
        assertThat(alone.variants().getLast().codecs()).containsExactly("opus");
        assertThat(MultivariantPlaylist.of(List.of(), PlaylistKind.WHOLE)).isEmpty();
    }
}
