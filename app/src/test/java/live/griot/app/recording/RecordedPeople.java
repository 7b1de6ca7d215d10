package live.griot.app.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import live.griot.api.tap.StreamId;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.codec.OpusPacket;
import live.griot.recording.codec.Vp8Header;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;
import live.griot.recording.mp4.TrackFormat;
import live.griot.recording.mp4.VpFormat;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.TrackName;
import live.griot.recording.store.TrackWriter;

/** What is kept of people who never published: real files, in the place of those of a recording that is over. */
public final class RecordedPeople {
    private RecordedPeople() {}

    /** Keeps three seconds of silence, in the place of what nobody published, and a second of a colour of each of these people. */
    public static void keep(OpenStore files, String id, String... people) throws Exception {
        RecordingName name = new RecordingName(id);
        RecordingStore store = files.store().orElseThrow();
        store.delete(name);
        RecordingWriter writer = store.begin(name, Instant.now().toEpochMilli());
        TrackWriter track = writer.track(TrackName.mix("opus"));
        track.begin(new Run(1, new StreamId(1, 1), AudioFormats.opus(2), 0));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            samples.add(new Sample(OpusPacket.silence(960, true), 960, true));
        }
        byte[] part = MediaPart.of(AudioFormats.opus(2), 1, 0, samples);
        assertThat(track.append(new RecordedPart(1, 0, 0, 150 * 960, 150, true, true, part)))
                .isTrue();
        for (String person : people) {
            String colour = person.equals(people[0]) ? "red" : "blue";
            TrackFormat format = VpFormat.vp8(new Vp8Header(320, 180));
            TrackWriter picture = writer.track(TrackName.picture(person));
            picture.begin(new Run(1, new StreamId(2, 2), format, 0));
            List<Sample> pictures = SeenPictures.vp8(colour, 320, 180, 30).stream()
                    .map(frame -> new Sample(frame, 3_000, (frame[0] & 1) == 0))
                    .toList();
            byte[] whole = MediaPart.of(format, 1, 0, pictures);
            assertThat(picture.append(new RecordedPart(1, 0, 0, 90_000, 30, true, true, whole)))
                    .isTrue();
        }
        writer.finish("HOST_STOPPED", Instant.now().plusSeconds(3).toEpochMilli())
                .get();
    }
}
