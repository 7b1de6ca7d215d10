package live.griot.app.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import live.griot.api.GroupedCommand;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@BesideOthers
@Timeout(30)
class GroupCommitTest {
    private final CountDownLatch slowDisk = new CountDownLatch(1);
    private final List<List<GroupedCommand>> stored = Collections.synchronizedList(new ArrayList<>());
    private final GroupCommit groups = new GroupCommit(this::store);

    private record Numbered(int number) implements GroupedCommand {}

    @AfterEach
    void close() {
        slowDisk.countDown();
        groups.close();
    }

    @Test
    void what_comes_while_others_are_stored_is_stored_together() {
        List<CompletableFuture<Boolean>> first = bothThreadsAreBusy();
        List<CompletableFuture<Boolean>> many = send(2, 150);
        await().until(() -> groups.waiting() == 150);
        slowDisk.countDown();

        assertThat(first).allMatch(CompletableFuture::join);
        assertThat(many).allMatch(CompletableFuture::join);
        assertThat(stored).hasSizeLessThanOrEqualTo(5).allMatch(group -> group.size() <= GroupCommit.MOST_TOGETHER);
        assertThat(stored.stream().flatMap(List::stream)).hasSize(152).doesNotHaveDuplicates();
    }

    @Test
    void who_could_not_be_stored_with_others_is_to_try_alone() {
        slowDisk.countDown();
        assertThat(groups.store(new Numbered(-1))).isFalse();
        assertThat(groups.store(new Numbered(1))).isTrue();
    }

    @Test
    void an_error_is_no_end_for_those_who_come_later() {
        slowDisk.countDown();
        for (int i = 0; i < 4; i++) {
            assertThat(groups.store(new Numbered(-2))).isFalse();
        }
        assertThat(groups.store(new Numbered(1))).isTrue();
    }

    @Test
    void after_the_end_nobody_waits_in_vain() {
        List<CompletableFuture<Boolean>> busy = bothThreadsAreBusy();
        List<CompletableFuture<Boolean>> left = send(2, 5);
        await().until(() -> groups.waiting() == 5);

        groups.close();

        assertThat(left).noneMatch(CompletableFuture::join);
        assertThat(groups.store(new Numbered(9))).isFalse();
        slowDisk.countDown();
        assertThat(busy).as("what had begun is stored").allMatch(CompletableFuture::join);
    }

    private List<CompletableFuture<Boolean>> bothThreadsAreBusy() {
        List<CompletableFuture<Boolean>> first = new ArrayList<>(send(0, 1));
        await().until(() -> stored.size() == 1);
        first.addAll(send(1, 1));
        await().until(() -> stored.size() == 2);
        return first;
    }

    private List<CompletableFuture<Boolean>> send(int from, int many) {
        return IntStream.range(from, from + many)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> groups.store(new Numbered(number)),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
    }

    private void store(List<GroupedCommand> commands) {
        stored.add(commands);
        try {
            slowDisk.await();
        } catch (InterruptedException closed) {
            throw new IllegalStateException(closed);
        }
        if (commands.contains(new Numbered(-1))) {
            throw new IllegalStateException("Two writers met");
        }
        if (commands.contains(new Numbered(-2))) {
            throw new InternalError("A store with a bug");
        }
    }
}
