package live.griot.recording.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import live.griot.recording.store.FarAwayException;
import live.griot.recording.store.RecordingReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/** What becomes of what is wished, whatever becomes of who makes it. */
class WorkerTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    @TempDir
    Path directory;

    private WorkerHouse house;

    @BeforeEach
    void record() throws Exception {
        house = new WorkerHouse(directory).tone(0, 1).finish();
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    /** Makes a file, and waits for the test before it is done. */
    private static final class Slow implements Recipe {
        final AtomicInteger begun = new AtomicInteger();
        final CountDownLatch done = new CountDownLatch(1);

        @Override
        public long make(RecordingReader recording, Path to, Path scratch, Making making)
                throws IOException, StoppedException {
            Files.writeString(scratch.resolve("half"), "ha");
            begun.incrementAndGet();
            making.reached(40);
            while (done.getCount() > 0) {
                making.check();
                Thread.onSpinWait();
            }
            Files.writeString(to.resolve("made"), "whole");
            return 5;
        }
    }

    private static void end(Worker... workers) {
        for (Worker worker : workers) {
            worker.stop();
        }
    }

    @Test
    void of_two_nodes_one_makes_it() throws Exception {
        AtomicInteger made = new AtomicInteger();
        Recipe recipe = (recording, to, scratch, making) -> {
            Files.writeString(scratch.resolve("half"), "half");
            return made.incrementAndGet();
        };
        Worker one = house.worker(recipe, AT_ONCE);
        Worker other = house.worker(recipe, AT_ONCE);
        house.ask();
        one.start();
        other.start();
        await().until(() -> house.job().state() == Job.State.READY);
        end(one, other);

        assertThat(made).hasValue(1);
        assertThat(house.job()).returns(1L, Job::bytes).returns(1, Job::tries).returns(100, Job::percent);
        assertThat(house.exports()).isEmptyDirectory();
    }

    @Test
    void one_job_is_taken_once_though_all_reach_for_it() throws Exception {
        house.ask();
        Job due = house.jobs.due(Instant.now(), 10).getFirst();
        AtomicInteger got = new AtomicInteger();
        List<Thread> all = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    if (house.jobs.claim(due, "claim-" + i, Instant.now().plusSeconds(30))) {
                        got.incrementAndGet();
                    }
                }))
                .toList();
        for (Thread one : all) {
            one.join();
        }

        assertThat(got).hasValue(1);
    }

    @Test
    void what_fails_is_tried_again_as_often_as_is_said_and_then_told_in_a_sentence() {
        AtomicInteger tries = new AtomicInteger();
        Worker worker = house.worker(
                (recording, to, scratch, making) -> {
                    tries.incrementAndGet();
                    throw NotMadeException.thisTime("The video program ended with status 9", null);
                },
                AT_ONCE);
        house.ask();
        worker.start();
        await().until(() -> house.job().state() == Job.State.FAILED);
        end(worker);

        assertThat(tries).hasValue(3);
        assertThat(house.job().why()).isEqualTo("The video program ended with status 9");
        assertThat(new MadeRenditions(house.jobs, worker, house.files)
                        .of(List.of(WorkerHouse.ID))
                        .get(WorkerHouse.ID))
                .singleElement()
                .returns("FAILED", one -> one.state())
                .returns("The video program ended with status 9", one -> one.reason());
        assertThat(worker.ended(Worker.Ending.AGAIN)).isEqualTo(2);
        assertThat(WorkerHouse.properties(Duration.ofSeconds(10), Duration.ofMinutes(1))
                        .pauseAfter(3))
                .isEqualTo(Duration.ofSeconds(160));
    }

    @Test
    void what_a_program_left_is_made_by_the_next_one() throws Exception {
        house.ask();
        Job due = house.jobs.due(Instant.now(), 1).getFirst();
        assertThat(house.jobs.claim(due, "of one that was killed", Instant.now().plusMillis(300)))
                .isTrue();
        Files.writeString(
                Files.createDirectory(house.exports().resolve("new-download")).resolve("half"), "ha");
        assertThat(house.jobs.due(Instant.now(), 1)).isEmpty();
        Worker worker = house.worker((recording, to, scratch, making) -> 7, AT_ONCE);
        await().until(() -> !house.jobs.due(Instant.now(), 1).isEmpty());
        worker.start();
        await().until(() -> house.job().state() == Job.State.READY);
        end(worker);

        assertThat(house.job().tries()).isEqualTo(2);
        assertThat(house.jobs.renew(due, "of one that was killed", 50, Instant.now()))
                .isFalse();
        assertThat(house.exports()).isEmptyDirectory();
    }

    @Test
    void a_program_that_stops_gives_it_back() throws Exception {
        Slow slow = new Slow();
        Worker worker = house.worker(slow, AT_ONCE);
        house.ask();
        worker.start();
        await().until(() -> slow.begun.get() == 1);
        worker.stop();

        assertThat(house.job()).returns(Job.State.WAITING, Job::state).returns(0, Job::tries);
        assertThat(house.exports()).isEmptyDirectory();
    }

    @Test
    void who_asks_is_told_how_far_it_is() throws Exception {
        Slow slow = new Slow();
        Worker worker = house.worker(slow, AT_ONCE);
        house.ask();
        worker.start();
        await().until(() -> house.job().percent() == 40);
        slow.done.countDown();
        await().until(() -> house.job().state() == Job.State.READY);
        end(worker);
    }

    @Test
    void a_recording_that_is_deleted_meanwhile_takes_it_along() throws Exception {
        Slow slow = new Slow();
        Worker worker = house.worker(slow, AT_ONCE);
        house.ask();
        worker.start();
        await().until(() -> slow.begun.get() == 1);
        house.delete();
        await().until(() -> house.jobs.find(WorkerHouse.ID, JobKind.DOWNLOAD).isEmpty());
        end(worker);

        assertThat(directory.resolve("recordings").resolve(WorkerHouse.ID.value()))
                .doesNotExist();
        assertThat(worker.ended(Worker.Ending.STOPPED)).isEqualTo(1);
    }

    @Test
    void what_takes_too_long_is_given_up_once_and_for_all() {
        Slow slow = new Slow();
        Worker worker = house.worker(slow, WorkerHouse.properties(AT_ONCE, Duration.ofMillis(300)));
        house.ask();
        worker.start();
        await().until(() -> house.job().state() == Job.State.FAILED);
        end(worker);

        assertThat(house.job()).returns("It takes too long to make", Job::why).returns(1, Job::tries);
        assertThat(slow.begun).hasValue(1);
        assertThat(worker.mayBeTriedAgain(house.job())).isFalse();
    }

    @Test
    void a_recording_that_does_not_come_waits_and_one_that_ends_in_an_error_too_and_the_next_thing_is_made() {
        AtomicInteger tries = new AtomicInteger();
        Worker worker = house.worker(
                (recording, to, scratch, making) -> {
                    switch (tries.incrementAndGet()) {
                        case 1 -> throw new FarAwayException("It does not come");
                        case 2 -> throw new OutOfMemoryError("as a test has it");
                        default -> {}
                    }
                    return 1;
                },
                AT_ONCE);
        house.ask();
        worker.start();
        await().until(() -> tries.get() == 1);
        await().until(() -> house.job().state() == Job.State.WAITING);
        assertThat(house.job()).returns(0, Job::tries);
        assertThat(house.job().dueAt()).isAfter(Instant.now());
        // As if their time had come.
        house.db.sql("UPDATE recording_job SET due_at = 1").update();
        worker.wake();
        await().until(() -> tries.get() == 2);
        await().until(() -> house.job().state() == Job.State.RUNNING);
        house.db.sql("UPDATE recording_job SET due_at = 1").update();
        worker.wake();
        await().until(() -> house.job().state() == Job.State.READY);
        end(worker);

        assertThat(tries).hasValue(3);
    }

    @Test
    void what_a_host_has_no_room_for_is_not_made() throws Exception {
        try (WorkerHouse small = new WorkerHouse(directory.resolve("small"), DataSize.ofBytes(100))
                .tone(0, 1)
                .finish()) {
            Worker worker = small.worker((recording, to, scratch, making) -> 1, AT_ONCE);
            small.ask();
            worker.start();
            await().until(() -> small.job().state() == Job.State.FAILED);
            end(worker);

            assertThat(small.job().why()).isEqualTo("There is no room left for a download");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWNLOAD", "GRID"})
    void a_download_that_nobody_asks_for_goes(JobKind kind) throws Exception {
        Path file = house.exports().resolve(kind.file());
        Worker worker = house.worker(
                (recording, to, scratch, making) ->
                        Files.write(file, new byte[5]).toFile().length(),
                AT_ONCE);
        house.jobs.ask(WorkerHouse.ID, kind, WorkerHouse.AWA, Instant.now());
        worker.start();
        await().until(() -> house.jobs.find(WorkerHouse.ID, kind).orElseThrow().state() == Job.State.READY);
        end(worker);
        assertThat(house.jobs.bytes(WorkerHouse.AWA)).isEqualTo(5);
        worker.sweep();
        assertThat(file).exists();

        house.db.sql("UPDATE recording_job SET changed_at = 0").update();
        worker.sweep();

        assertThat(file).doesNotExist();
        assertThat(house.jobs.find(WorkerHouse.ID, kind)).isEmpty();
    }
}
