package live.griot.recording.replay;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import live.griot.api.Page;
import live.griot.api.chat.ChatTimeline;
import live.griot.api.guest.Visit;
import live.griot.api.guest.Visits;
import live.griot.api.id.FreshIds;
import live.griot.api.id.RecordingId;
import live.griot.api.id.SessionId;
import live.griot.api.id.UserId;
import live.griot.api.identity.People;
import live.griot.api.identity.Person;
import live.griot.api.session.Role;
import live.griot.api.session.SessionFacts;
import live.griot.api.session.SessionState;
import live.griot.api.session.SessionType;
import live.griot.api.session.Sessions;
import live.griot.api.session.Standing;
import live.griot.api.session.Visibility;
import live.griot.api.tap.StreamId;
import live.griot.recording.capture.OpenStore;
import live.griot.recording.capture.StoreNews;
import live.griot.recording.frame.RecordedPart;
import live.griot.recording.frame.Run;
import live.griot.recording.lifecycle.RecordingBorder;
import live.griot.recording.lifecycle.RecordingDatabase;
import live.griot.recording.lifecycle.RecordingLimits;
import live.griot.recording.lifecycle.Recordings;
import live.griot.recording.mp4.AudioFormats;
import live.griot.recording.mp4.MediaPart;
import live.griot.recording.mp4.Sample;
import live.griot.recording.store.FarPlace;
import live.griot.recording.store.RecordingName;
import live.griot.recording.store.RecordingState;
import live.griot.recording.store.RecordingWriter;
import live.griot.recording.store.StateChange;
import live.griot.recording.store.TrackName;
import live.griot.recording.store.TrackWriter;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Recordings in a real store and real tables (H2 in MySQL mode); sessions, names and the chat, which are other modules', are played. */
final class ReplayWorld implements AutoCloseable {
    static final RecordingId ID = new RecordingId("01RECORDING");
    static final SessionId LIVE = new SessionId("01LIVE");
    static final UserId AWA = new UserId("01AWA");
    static final UserId MOUSSA = new UserId("01MOUSSA");
    static final Instant BEGAN = Instant.parse("2026-11-20T20:00:00Z");

    private static final int SAMPLES_A_SECOND = 48_000;

    final Set<UserId> banned = new HashSet<>();
    final List<ChatTimeline.Entry> said = new ArrayList<>();
    final List<ChatTimeline.Pinned> pinned = new ArrayList<>();
    final JdbcClient db;
    final ReplayController controller;
    final Marks marks;
    private final OpenStore files;
    private final RecordingWriter writer;
    private final TrackWriter track;
    private final AnnotationEventHandlerAdapter projection;
    private int parts;

    /** Begins with a public recording of Awa's session, of which nothing is kept yet. */
    ReplayWorld(Path directory) {
        db = RecordingDatabase.with("V37__chat_of_recordings");
        RecordingDatabase.addRunning(db, ID, LIVE, AWA);
        files = new OpenStore(
                new RecordingLimits(directory, DataSize.ofBytes(0), null, null, null),
                new StoreNews(),
                directory,
                (FarPlace) null);
        files.open();
        writer = files.store().orElseThrow().begin(new RecordingName(ID.value()), BEGAN.toEpochMilli());
        track = writer.track(TrackName.mix("opus"));
        marks = new Marks(db);
        projection = new AnnotationEventHandlerAdapter(new MarkProjection(marks));
        controller = new ReplayController(
                new RecordingBorder(
                        command -> null,
                        sessions(),
                        new Recordings(db),
                        new NoVisits(),
                        new NoIds(),
                        Clock.fixed(BEGAN.plusSeconds(3_600), ZoneOffset.UTC)),
                new MediaTimes(files),
                new PlayedChat(),
                marks,
                new PlayedPeople());
    }

    /** Keeps a part of the sound, from one second of the recording to another. */
    void keep(int fromSecond, int toSecond) {
        long start = (long) fromSecond * SAMPLES_A_SECOND;
        int duration = (toSecond - fromSecond) * SAMPLES_A_SECOND;
        if (parts == 0) {
            track.begin(new Run(1, new StreamId(1, 1), AudioFormats.opus(2), start));
        }
        byte[] part = MediaPart.of(
                AudioFormats.opus(2), ++parts, start, List.of(new Sample(new byte[] {1, 2, 3}, duration, true)));
        if (!track.append(new RecordedPart(parts, 0, start, duration, 1, true, true, part))) {
            throw new AssertionError("The store took no part");
        }
    }

    /** Notes what the recording becomes at a second of it. */
    void becomes(RecordingState state, int second) {
        writer.become(new StateChange(state, "HOST", at(second).toEpochMilli()));
    }

    /** Finishes it at a second of it. */
    void finish(int second) throws Exception {
        writer.finish("HOST_STOPPED", at(second).toEpochMilli()).get(20, TimeUnit.SECONDS);
    }

    /** Returns a second of the recording by the clock on the wall. */
    static Instant at(int second) {
        return BEGAN.plusSeconds(second);
    }

    /** Lets an event happen. */
    void happens(Object event) {
        try {
            projection.handle(GenericEventMessage.asEventMessage(event));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Empties the table of marks and fills it again. */
    void replay(List<Object> events) {
        projection.prepareReset();
        events.forEach(this::happens);
    }

    private Sessions sessions() {
        SessionFacts facts =
                new SessionFacts(LIVE, AWA, SessionType.VIDEO, Visibility.PUBLIC, SessionState.LIVE, BEGAN, null, null);
        return (Sessions) Proxy.newProxyInstance(
                Sessions.class.getClassLoader(), new Class<?>[] {Sessions.class}, (proxy, method, given) -> {
                    if (!method.getName().equals("standing") || given.length != 2) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    UserId person = (UserId) given[1];
                    boolean out = person != null && banned.contains(person);
                    return Optional.of(new Standing(facts, person, Role.VIEWER, false, out, false, false));
                });
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** Tells what the test said between the times, a page with all of it. */
    private final class PlayedChat implements ChatTimeline {
        @Override
        public Page<Entry> between(SessionId session, Instant from, Instant to, @Nullable String cursor, int limit) {
            return Page.cut(
                    said.stream()
                            .filter(entry ->
                                    !entry.at().isBefore(from) && entry.at().isBefore(to))
                            .skip(cursor == null ? 0 : Long.parseLong(cursor))
                            .limit(limit + 1L)
                            .toList(),
                    limit,
                    last -> "" + limit);
        }

        @Override
        public List<Pinned> pinned(SessionId session, Instant from, Instant to, int limit) {
            return pinned;
        }

        @Override
        public List<Said> said(SessionId session, Instant from, Instant to) {
            Map<Instant, Long> counts = new HashMap<>();
            said.forEach(
                    entry -> counts.merge(Instant.ofEpochSecond(entry.at().getEpochSecond() / 10 * 10), 1L, Long::sum));
            return counts.entrySet().stream()
                    .filter(one -> !one.getKey().isBefore(from) && one.getKey().isBefore(to))
                    .map(one -> new Said(one.getKey(), one.getValue()))
                    .toList();
        }
    }

    private static final class PlayedPeople implements People {
        @Override
        public Map<UserId, Person> named(Collection<UserId> ids) {
            Map<UserId, Person> named = new HashMap<>();
            ids.forEach(id -> named.put(id, new Person(id, "handle_of_" + id, "Name of " + id, null)));
            return named;
        }

        @Override
        public boolean exist(UserId id) {
            return true;
        }
    }

    private static final class NoIds implements FreshIds {
        @Override
        public String next() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] secret(int bytes) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoVisits implements Visits {
        @Override
        public Visit current() {
            return new Visit() {
                @Override
                public @Nullable UserId guestOf(SessionId session) {
                    return null;
                }

                @Override
                public @Nullable Instant since() {
                    return null;
                }

                @Override
                public String networkIn(SessionId session) {
                    return "";
                }
            };
        }

        @Override
        public UserId becomeGuestOf(SessionId session) {
            throw new UnsupportedOperationException();
        }
    }
}
