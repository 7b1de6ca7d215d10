package live.griot.app.messaging;

import static live.griot.api.refusal.RefusalCode.CONFLICT;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.STORAGE_FULL;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import live.griot.api.Commands;
import live.griot.api.GroupedCommand;
import live.griot.api.refusal.Refused;
import live.griot.api.session.BeginsSession;
import live.griot.api.store.StoreCall;
import live.griot.app.storage.FreeRoom;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends commands, and answers when the read models have passed what they stored, or are late. When two met in the store the command is handled
 * again, since the second may well be right after the first: after a pause that grows and is never the same for two, so that of
 * several who meet not all meet again.
 */
@Component
class WaitingCommands implements Commands, DisposableBean {
    private static final int ATTEMPTS = 12;
    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 64_000_000;
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(WaitingCommands.class);

    private final CommandGateway gateway;
    private final ReadModels readModels;
    private final OwnTransaction ownTransaction;
    private final FreeRoom room;
    private final GroupCommit groups;
    private final ObservationRegistry observations;

    WaitingCommands(
            CommandGateway gateway,
            ReadModels readModels,
            OwnTransaction ownTransaction,
            FreeRoom room,
            ObservationRegistry observations) {
        this.gateway = gateway;
        this.readModels = readModels;
        this.ownTransaction = ownTransaction;
        this.room = room;
        this.observations = observations;
        this.groups = new GroupCommit(commands -> gateway.sendAndWait(new StoreTogether(commands)));
    }

    @Override
    public @Nullable Object send(Object command) {
        requireRoomFor(command);
        Object answer = store(command);
        StoreCall.wrote();
        readModels.awaitWritten();
        return answer;
    }

    private @Nullable Object store(Object command) {
        try {
            boolean storedWithOthers = command instanceof GroupedCommand grouped
                    && !ownTransaction.isNeeded()
                    && groups.store(Carried.of(grouped, observations));
            return storedWithOthers ? null : handle(command);
        } catch (RuntimeException failure) {
            room.failed(failure);
            throw failure;
        }
    }

    private void requireRoomFor(Object command) {
        boolean begins = command instanceof BeginsSession;
        if (room.isNone() || (begins && !room.isEnough())) {
            throw new Refused(
                    STORAGE_FULL,
                    room.isNone() ? "There is no room left to store anything" : "There is no room for another session",
                    TRY_AGAIN_AFTER);
        }
    }

    @Override
    public void destroy() {
        groups.close();
    }

    private @Nullable Object handle(Object command) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return gateway.sendAndWait(command);
            } catch (AggregateNotFoundException none) {
                throw new Refused(NOT_FOUND, "There is no such thing");
            } catch (RuntimeException failure) {
                if (!Conflicts.isOne(failure)) {
                    throw failure;
                }
                LOG.debug("Two writers met at attempt {} of {}", attempt, ATTEMPTS, failure);
                pauseAfter(attempt);
            }
        }
        throw new Refused(CONFLICT, "Somebody else changed this at the same moment; try again");
    }

    private static void pauseAfter(int attempt) {
        long longest = Math.min(FIRST_PAUSE_NANOS << attempt, LONGEST_PAUSE_NANOS);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }
}
