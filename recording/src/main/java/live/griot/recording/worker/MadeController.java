package live.griot.recording.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import live.griot.api.id.RecordingId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.refusal.Refused;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.PlayAddresses;
import live.griot.recording.lifecycle.RecordingBorder;
import live.griot.recording.lifecycle.RecordingRow;
import live.griot.recording.lifecycle.RecordingViews;
import live.griot.recording.store.RecordingName;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The calls that give what is made of recordings to whoever may play them, and let it be made when it is asked for first. */
@RestController
@RequestMapping("/api/recordings/{id}")
class MadeController {
    private static final MediaType VIDEO = MediaType.parseMediaType("video/mp4");
    private static final MediaType LIST = MediaType.parseMediaType("text/vtt;charset=UTF-8");
    private static final String PROGRAMME = "programme";
    private static final String GRID = "grid";
    private static final String NO_PICTURES = "WEBVTT\n";
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    /** How often it is noted that a download is used. */
    private static final Duration USE_COUNTS = Duration.ofHours(1);

    private final RecordingBorder border;
    private final RecordingViews views;
    private final PlayAddresses addresses;
    private final OpenStore files;
    private final Jobs jobs;
    private final Worker worker;

    MadeController(
            RecordingBorder border,
            RecordingViews views,
            PlayAddresses addresses,
            OpenStore files,
            Jobs jobs,
            Worker worker) {
        this.border = border;
        this.views = views;
        this.addresses = addresses;
        this.files = files;
        this.jobs = jobs;
        this.worker = worker;
    }

    /**
     * That something is being made.
     *
     * @param state {@code PREPARING}
     * @param percent how far it is
     */
    record Preparing(String state, int percent) {}

    /** All of it as one file, as it was shown or all beside each other: 202 until it is made, then its bytes, or a range of them. */
    @GetMapping("/download")
    ResponseEntity<?> download(
            @PathVariable RecordingId id,
            @RequestParam(defaultValue = "mp4") String format,
            @RequestParam(defaultValue = "programme") String layout,
            @RequestHeader(value = HttpHeaders.IF_RANGE, required = false) @Nullable String ifRange,
            @Nullable Principal caller)
            throws IOException {
        RecordingRow row = border.playable(id, caller);
        if (!format.equals("mp4")) {
            throw Refused.invalid("format", "must be mp4");
        }
        if (!layout.equals(PROGRAMME) && !layout.equals(GRID)) {
            throw Refused.invalid("layout", "must be programme or grid");
        }
        if (!Worker.isOver(row)) {
            throw new Refused(RefusalCode.INVALID_TRANSITION, "The recording still runs");
        }
        Job job = asked(row, layout.equals(GRID) ? grid(id) : JobKind.DOWNLOAD);
        Optional<Path> file =
                job.state() == Job.State.READY ? file(job, job.kind().file()) : Optional.empty();
        if (job.state() == Job.State.READY && file.isEmpty() && files.read(id).isPresent()) {
            job = askedAgain(job);
        }
        return switch (job.state()) {
            case WAITING, RUNNING -> preparing(job);
            case FAILED -> throw unavailable(String.valueOf(job.why()));
            case READY -> bytes(row, job, file.orElseThrow(MadeController::isElsewhere), ifRange);
        };
    }

    /** A grid of one is the programme: where that is known it is not made twice. */
    private JobKind grid(RecordingId id) {
        return files.read(id).map(Grid::isOf).orElse(true) ? JobKind.GRID : JobKind.DOWNLOAD;
    }

    private ResponseEntity<?> bytes(RecordingRow row, Job job, Path file, @Nullable String ifRange) throws IOException {
        Instant now = border.now();
        if (job.changedAt().isBefore(now.minus(USE_COUNTS))) {
            jobs.use(job, now);
        }
        String tag = "\"%x-%x\"".formatted(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        boolean isOther = ifRange != null && !ifRange.equals(tag);
        Resource whole = new FileSystemResource(file);
        String name = FileName.of(views.of(row).title(), "recording-" + row.id(), ".mp4");
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(VIDEO)
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(
                        HttpHeaders.CONTENT_LOCATION,
                        addresses.made(row, job.kind().file()))
                .headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()));
        // Of another file than a range is wished of, all is sent (RFC 9110, section 13.1.5): of a stream there are no
        // ranges.
        return isOther
                ? answer.contentLength(whole.contentLength()).body(new InputStreamResource(whole))
                : answer.body(whole);
    }

    /** Where in its small pictures each moment is (WebVTT, as players have it for previews): none where there are none, or not yet. */
    @GetMapping("/thumbnails.vtt")
    ResponseEntity<String> thumbnails(@PathVariable RecordingId id, @Nullable Principal caller) throws IOException {
        RecordingRow row = border.playable(id, caller);
        String list = Worker.isOver(row) ? list(row) : NO_PICTURES;
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(list.isEmpty() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .contentType(LIST)
                .cacheControl(CacheControl.noCache().cachePrivate());
        return list.isEmpty()
                ? answer.header(HttpHeaders.RETRY_AFTER, seconds(ASK_AGAIN)).body(NO_PICTURES)
                : answer.body(list);
    }

    /** Returns the list with the addresses of who may play it, no text where it is being made. */
    private String list(RecordingRow row) throws IOException {
        Job job = asked(row, JobKind.THUMBNAILS);
        if (job.state() == Job.State.READY && job.bytes() > 0) {
            Optional<Path> list = file(job, Thumbnails.LIST);
            if (list.isPresent()) {
                String at = addresses.made(row, Thumbnails.SHEET);
                return Files.readString(list.get()).replace("\n" + Thumbnails.SHEET, "\n" + at);
            }
        }
        return job.state() == Job.State.READY || job.state() == Job.State.FAILED ? NO_PICTURES : "";
    }

    private Job asked(RecordingRow row, JobKind kind) {
        Optional<Job> known = jobs.find(row.id(), kind);
        if (known.isEmpty()) {
            jobs.ask(row.id(), kind, row.host(), border.now());
            worker.wake();
            return jobs.find(row.id(), kind).orElseThrow(MadeController::isElsewhere);
        }
        Job job = known.get();
        return job.state() == Job.State.FAILED && worker.mayBeTriedAgain(job) ? askedAgain(job) : job;
    }

    private Job askedAgain(Job job) {
        jobs.askAgain(job, border.now());
        worker.wake();
        return jobs.find(job.recording(), job.kind()).orElse(job);
    }

    private Optional<Path> file(Job job, String name) {
        return files.store()
                .map(store -> store.exports(new RecordingName(job.recording().value()))
                        .resolve(name))
                .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static ResponseEntity<Preparing> preparing(Job job) {
        return ResponseEntity.accepted()
                .header(HttpHeaders.RETRY_AFTER, seconds(ASK_AGAIN))
                .cacheControl(CacheControl.noStore())
                .body(new Preparing("PREPARING", job.percent()));
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toSeconds());
    }

    private static Refused isElsewhere() {
        return unavailable("The recording's files are not on this server");
    }

    private static Refused unavailable(String why) {
        return new Refused(RefusalCode.RECORDING_UNAVAILABLE, why);
    }
}
