package live.griot.recording.frame;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import live.griot.api.tap.EncodedFrame;
import live.griot.api.tap.SenderReport;
import live.griot.api.tap.StreamId;
import live.griot.recording.media.RecordedTrack;

/**
 * A live of one sender over a network that loses, delays and reorders, recorded in simulated time. The recording begins at an hour of the
 * monotonic clock; frames tell the true time.
 */
final class SimulatedLive {
    static final long ORIGIN = TimeUnit.HOURS.toNanos(1);

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TICK = 100 * MILLISECOND;
    private static final long QUICKEST = 20 * MILLISECOND;
    /** How much longer than sound a picture takes to be encoded and sent: only the sender's reports tell. */
    private static final long ENCODING = 80 * MILLISECOND;

    private static final long SLOWEST = 220 * MILLISECOND;
    /** Some day of 2024. */
    private static final long NTP_OF_ORIGIN = 0xEA000000_00000000L;

    final RecordedTrack picture = new RecordedTrack();
    final RecordedTrack sound = new RecordedTrack();
    long picturesBrought;
    long soundsBrought;

    private final Scenario scenario;
    private final Random random;
    private final RecordingClock clock = new RecordingClock(ORIGIN);
    private final VideoTrack video = new VideoTrack(clock, picture, 10 * SECOND);
    private final AudioTrack audio = new AudioTrack(clock, sound);
    private final PriorityQueue<Arrival> network = new PriorityQueue<>(Comparator.comparingLong(Arrival::nanos));
    private final SimulatedStream[] cameras = new SimulatedStream[2];
    private SimulatedStream microphone;
    private long streams;
    private long soundSample;
    private long silentUntil;
    private long switchAt = 15 * SECOND;

    private record Arrival(long nanos, Runnable event) {}

    SimulatedLive(Scenario scenario) {
        this.scenario = scenario;
        this.random = new Random(scenario.seed());
        cameras[0] = camera();
        cameras[1] = camera();
        microphone = microphone();
    }

    private SimulatedStream camera() {
        int width = 160 << random.nextInt(4);
        return new SimulatedStream(new StreamId(1, ++streams), true, scenario.picturePpm(), width, random);
    }

    private SimulatedStream microphone() {
        return new SimulatedStream(new StreamId(1, ++streams), false, scenario.soundPpm(), 0, random);
    }

    /** Lets it happen, to its end. */
    SimulatedLive run() {
        video.select(cameras[0].id);
        audio.select(microphone.id);
        long end = scenario.seconds() * SECOND;
        long picture = 0;
        long report = 0;
        for (long now = 0; now < end; now += TICK) {
            for (; picture < now + TICK; picture += SECOND / 30 + random.nextInt(3) * MILLISECOND) {
                sendPictures(picture);
            }
            sendSounds(now + TICK);
            if (scenario.reports() && now >= report) {
                report = now + SECOND / 2 + random.nextInt(10) * TICK;
                sendReports(now);
            }
            if (scenario.switches() && now >= switchAt) {
                switchAt = now + 5 * SECOND + random.nextInt(200) * TICK;
                switchStreams();
            }
            receive(now);
            video.onTime(ORIGIN + now);
            audio.onTime(ORIGIN + now);
            grantKeyFrame(now);
        }
        receive(end);
        video.end(ORIGIN + end);
        audio.end(ORIGIN + end);
        return this;
    }

    private void sendPictures(long now) {
        for (SimulatedStream camera : cameras) {
            long arrival = arrival(now) + (scenario.reports() ? ENCODING : 0);
            EncodedFrame frame = camera.picture(now, 1 + random.nextInt(5), ORIGIN + arrival);
            if (isDelivered()) {
                network.add(new Arrival(arrival, () -> {
                    picturesBrought++;
                    video.onFrame(frame);
                }));
            }
        }
    }

    private void sendSounds(long until) {
        for (long at = microphone.sampleNanos(soundSample); at < until; at = microphone.sampleNanos(soundSample)) {
            soundSample += 960;
            if (scenario.silences() && at >= silentUntil && random.nextInt(500) == 0) {
                silentUntil = at + random.nextInt(50) * TICK;
            }
            boolean speaks = at >= silentUntil;
            long arrival = arrival(at);
            EncodedFrame frame = speaks ? microphone.sound(at, ORIGIN + arrival) : null;
            if (frame != null && isDelivered()) {
                network.add(new Arrival(arrival, () -> {
                    soundsBrought++;
                    audio.onFrame(frame);
                }));
            }
        }
    }

    private void sendReports(long now) {
        for (SimulatedStream stream : new SimulatedStream[] {cameras[0], cameras[1], microphone}) {
            long arrival = arrival(now);
            long ntp = NTP_OF_ORIGIN + Math.round(now * (1 + scenario.senderPpm() / 1e6) / 1e9 * 0x1p32);
            SenderReport report = new SenderReport(stream.id, ntp, stream.timestamp(now), ORIGIN + arrival);
            network.add(new Arrival(arrival, () -> clock.onSenderReport(report)));
        }
    }

    private void switchStreams() {
        switch (random.nextInt(4)) {
            case 0 -> cameras[0] = camera();
            case 1 -> {
                microphone = microphone();
                audio.select(microphone.id);
            }
            default -> {
                SimulatedStream other = cameras[1];
                cameras[1] = cameras[0];
                cameras[0] = other;
            }
        }
        video.select(cameras[0].id);
    }

    private void grantKeyFrame(long now) {
        StreamId wished = video.wishedKeyFrame(ORIGIN + now);
        for (SimulatedStream camera : cameras) {
            if (camera.id.equals(wished)) {
                camera.wishKeyFrame();
            }
        }
    }

    private void receive(long now) {
        for (Arrival next = network.peek(); next != null && next.nanos <= now; next = network.peek()) {
            network.remove().event.run();
        }
    }

    private long arrival(long now) {
        double later = -Math.log(1 - random.nextDouble()) * scenario.jitterMillis() * MILLISECOND;
        return now + QUICKEST + Math.min(SLOWEST - QUICKEST, (long) later);
    }

    private boolean isDelivered() {
        return random.nextDouble() >= scenario.loss();
    }
}
