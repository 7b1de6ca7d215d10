package live.griot.recording.worker;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import live.griot.api.id.RecordingId;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.lifecycle.MadeOfRecordings;
import live.griot.recording.lifecycle.RecordingView.Rendition;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingStore;
import org.springframework.stereotype.Component;

/** What is made of recordings, by the table of jobs. Thread-safe. */
@Component
class MadeRenditions implements MadeOfRecordings {
    private final Jobs jobs;
    private final Worker worker;
    private final OpenStore files;

    MadeRenditions(Jobs jobs, Worker worker, OpenStore files) {
        this.jobs = jobs;
        this.worker = worker;
        this.files = files;
    }

    @Override
    public Map<RecordingId, List<Rendition>> of(Collection<RecordingId> recordings) {
        return jobs.of(recordings).stream()
                .sorted(Comparator.comparing(Job::kind))
                .collect(Collectors.groupingBy(
                        Job::recording, Collectors.mapping(MadeRenditions::rendition, Collectors.toList())));
    }

    @Override
    public void forget(RecordingId recording) throws IOException {
        jobs.forget(recording);
        worker.deleted(recording);
        RecordingStore open = files.store().orElseThrow(() -> new IOException("The store is not open"));
        open.removeExports(new RecordingName(recording.value()));
    }

    private static Rendition rendition(Job job) {
        return switch (job.state()) {
            case WAITING, RUNNING -> new Rendition(job.kind().name(), "PREPARING", null, 0);
            case READY -> new Rendition(job.kind().name(), "READY", null, job.bytes());
            case FAILED -> new Rendition(job.kind().name(), "FAILED", job.why(), 0);
        };
    }
}
