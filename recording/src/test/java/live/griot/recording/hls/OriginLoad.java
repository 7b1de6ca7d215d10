package live.griot.recording.hls;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.griot.api.tap.FrameCodec;
import live.griot.recording.media.EvenSound;
import live.griot.recording.media.Feed;
import live.griot.recording.media.StoredFeed;
import live.griot.recording.media.TestMedia;
import live.griot.recording.store.TrackName;

/**
 * What a live costs the origin while so many play it through a cache: requests, and the time of processors beyond what it takes while nobody plays. The origin is
 * this process, which records 720p with sound as if it were live; nginx is the cache; the players are another process, and each asks for both tracks as
 * Low-Latency HLS does: for what comes next, and for each part. Arguments: seconds for each, 20 unless said; then how many players, in turn.
 */
final class OriginLoad {
    private static final int FRAMES_A_PART = TestMedia.RATE / 2;
    private static final long PART_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Pattern PART = Pattern.compile("#EXT-X-PART:[^\\n]*URI=\"([^\"]+)\"");
    private static final Pattern SEQUENCE = Pattern.compile("#EXT-X-MEDIA-SEQUENCE:(\\d+)");

    private OriginLoad() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("players")) {
            new Players(URI.create(arguments[1]), Integer.parseInt(arguments[3])).play(Integer.parseInt(arguments[2]));
            return;
        }
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        List<String> counts = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of("0", "1", "100", "1000");
        Path directory = Files.createTempDirectory("origin-load");
        try (HlsServer origin = HlsServer.of(directory.resolve("recordings"));
                HlsCache cache = new HlsCache(origin.root(), Files.createDirectory(directory.resolve("nginx")))) {
            HlsRecording live = HlsRecording.begin(origin, "LOAD");
            Thread recording = Thread.ofPlatform().daemon().start(() -> record(live));
            LockSupport.parkNanos(20 * PART_NANOS);
            for (String players : counts) {
                measure(origin, cache.through(origin.address(live.name, "")), seconds, players);
            }
            recording.interrupt();
            recording.join();
        }
        System.exit(0);
    }

    /** Records half a second each half second. */
    private static void record(HlsRecording live) {
        List<byte[]> pictures = TestMedia.h264("1280x720", 8 * FRAMES_A_PART, "baseline");
        Feed.Pictures picture = new Feed.Pictures(new StoredFeed(live.track(TrackName.PROGRAMME)), 0);
        EvenSound sound = live.silence();
        long next = System.nanoTime();
        for (int part = 0; !Thread.currentThread().isInterrupted(); part++) {
            int from = part % 8 * FRAMES_A_PART;
            picture.feed(FrameCodec.H264, pictures.subList(from, from + FRAMES_A_PART));
            sound.append(1);
            next += PART_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private static void measure(HlsServer origin, URI live, int seconds, String players) throws Exception {
        Process playing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OriginLoad.class.getName(),
                        "players",
                        live.toString(),
                        players,
                        String.valueOf(seconds + 10))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(8));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int asked = origin.asked.size();
        long used = system.getProcessCpuTime();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        System.out.printf(
                "%s players: the origin took %.1f ms of a core a second, for %.1f requests a second; %s%n",
                players,
                (system.getProcessCpuTime() - used) / 1e6 / seconds,
                (origin.asked.size() - asked) / (double) seconds,
                new String(playing.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        playing.waitFor();
    }

    /** Many who play the newest. */
    private static final class Players {
        private final URI live;
        private final long untilNanos;
        private final int seconds;
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final LongAdder answers = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        Players(URI live, int seconds) {
            this.live = live;
            this.seconds = seconds;
            this.untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        }

        void play(int count) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < count; i++) {
                    threads.execute(() -> follow("p/live.m3u8"));
                    threads.execute(() -> follow("m-opus/live.m3u8"));
                }
            }
            System.out.printf(
                    "they had %.0f answers a second, %.1f Mbit/s, and %d failed%n",
                    answers.sum() / (double) seconds, bytes.sum() * 8 / 1e6 / seconds, failures.sum());
        }

        private void follow(String path) {
            URI playlist = live.resolve(path);
            Set<String> had = new HashSet<>();
            String query = "";
            while (System.nanoTime() < untilNanos) {
                String text = new String(get(URI.create(playlist + query)), StandardCharsets.UTF_8);
                boolean isFirst = had.isEmpty();
                for (Matcher part = PART.matcher(text); part.find(); ) {
                    if (had.add(part.group(1)) && !isFirst) {
                        get(playlist.resolve(part.group(1)));
                    }
                }
                query = text.isEmpty() ? "" : next(text);
            }
        }

        private static String next(String text) {
            Matcher sequence = SEQUENCE.matcher(text);
            long first = sequence.find() ? Long.parseLong(sequence.group(1)) : 0;
            long whole = text.lines().filter(line -> line.startsWith("#EXTINF")).count();
            long parts = text.substring(Math.max(0, text.lastIndexOf("#EXTINF")))
                    .lines()
                    .filter(line -> line.startsWith("#EXT-X-PART:"))
                    .count();
            return "?_HLS_msn=%d&_HLS_part=%d".formatted(first + whole, parts);
        }

        private byte[] get(URI address) {
            try {
                HttpResponse<byte[]> answer =
                        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    answers.increment();
                    bytes.add(answer.body().length);
                    return answer.body();
                }
            } catch (IOException failure) {
                // Counted below.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            failures.increment();
            return new byte[0];
        }
    }
}
