package live.griot.command.session;

import static live.griot.api.refusal.RefusalCode.ALREADY_ON_STAGE;
import static live.griot.api.refusal.RefusalCode.BANNED;
import static live.griot.api.refusal.RefusalCode.DEVICE_NOT_FOR_TYPE;
import static live.griot.api.refusal.RefusalCode.FORBIDDEN;
import static live.griot.api.refusal.RefusalCode.HOST_STAYS;
import static live.griot.api.refusal.RefusalCode.INVALID_TRANSITION;
import static live.griot.api.refusal.RefusalCode.INVITATION_ANSWERED;
import static live.griot.api.refusal.RefusalCode.INVITATION_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.LINK_EXPIRED;
import static live.griot.api.refusal.RefusalCode.LINK_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.LINK_USED_UP;
import static live.griot.api.refusal.RefusalCode.NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.NOT_HOST;
import static live.griot.api.refusal.RefusalCode.NOT_MODERATOR;
import static live.griot.api.refusal.RefusalCode.NOT_ON_STAGE;
import static live.griot.api.refusal.RefusalCode.NOT_PRESENT;
import static live.griot.api.refusal.RefusalCode.ONLY_OFF;
import static live.griot.api.refusal.RefusalCode.PARTICIPANT_NOT_FOUND;
import static live.griot.api.refusal.RefusalCode.PERSON_BANNED;
import static live.griot.api.refusal.RefusalCode.STAGE_FULL;
import static live.griot.api.refusal.RefusalCode.UNAUTHENTICATED;
import static live.griot.api.refusal.RefusalCode.VALIDATION_FAILED;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import live.griot.api.EventName;
import live.griot.api.id.InvitationId;
import live.griot.api.id.SessionId;
import live.griot.api.refusal.RefusalCode;
import live.griot.api.session.SessionEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.footnotes.EnableFootnotes;
import net.jqwik.api.footnotes.Footnotes;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Whatever people, the edge and the clock do to a session, in whatever order, what is promised of it holds after each command. A run
 * that fails prints its seed and the shortest order of commands that was found to fail.
 */
class SessionInvariantsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPackages("live.griot.api", "live.griot.command");

    /** What happens in a session's chat is decided elsewhere. */
    private static final Set<String> OF_THE_CHAT = Set.of("live.griot.api.chat", "live.griot.api.moderation");

    private static final Set<RefusalCode> REFUSALS = EnumSet.of(
            VALIDATION_FAILED,
            UNAUTHENTICATED,
            FORBIDDEN,
            NOT_HOST,
            NOT_MODERATOR,
            NOT_ON_STAGE,
            ONLY_OFF,
            BANNED,
            NOT_FOUND,
            INVITATION_NOT_FOUND,
            LINK_NOT_FOUND,
            PARTICIPANT_NOT_FOUND,
            INVALID_TRANSITION,
            ALREADY_ON_STAGE,
            NOT_PRESENT,
            PERSON_BANNED,
            HOST_STAYS,
            INVITATION_ANSWERED,
            LINK_EXPIRED,
            LINK_USED_UP,
            DEVICE_NOT_FOR_TYPE,
            STAGE_FULL);

    @EnableFootnotes
    @StatisticsReport(StatisticsReportMode.STANDARD)
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatever_is_commanded_the_promises_of_a_session_hold(
            @ForAll("plays") List<Step> play,
            @ForAll @IntRange(min = 1, max = 40) int eventsASnapshot,
            Footnotes footnotes) {
        Rehearsal rehearsal = new Rehearsal(eventsASnapshot);
        footnotes.addAfterFailure(rehearsal::journal);
        for (Step step : play) {
            Rehearsal.Outcome outcome = rehearsal.play(step);
            if (outcome.refusal() != null) {
                Statistics.label("refusals").collect(outcome.refusal());
            }
            if (!outcome.events().isEmpty()) {
                Statistics.label("commands")
                        .collect(outcome.command().getClass().getSimpleName());
            }
            outcome.events().forEach(event -> Statistics.label("events")
                    .collect(event.getClass().getSimpleName()));
        }
        rehearsal.end();
        everythingCameToPass();
    }

    /** All tries together have seen each command store something, each event, and each refusal that needs no crowd. */
    private static void everythingCameToPass() {
        Statistics.label("commands")
                .coverage(seen -> commands().forEach(name -> seen.check(name).count(times -> times > 0)));
        Statistics.label("events")
                .coverage(seen -> events().forEach(name -> seen.check(name).count(times -> times > 0)));
        Statistics.label("refusals")
                .coverage(
                        seen -> REFUSALS.forEach(code -> seen.check(code.name()).count(times -> times > 0)));
    }

    /** Whoever adds a command to a session or an invitation adds a {@link Move}. */
    private static Stream<String> commands() {
        return CLASSES.stream()
                .filter(found -> found.getFields().stream()
                        .anyMatch(field -> field.isAnnotatedWith(TargetAggregateIdentifier.class)
                                && (field.getRawType().isEquivalentTo(SessionId.class)
                                        || field.getRawType().isEquivalentTo(InvitationId.class))))
                .filter(found -> !found.isEquivalentTo(CheckInvitation.class)) // It only asks.
                .map(JavaClass::getSimpleName);
    }

    private static Stream<String> events() {
        return CLASSES.stream()
                .filter(found -> found.isAssignableTo(SessionEvent.class) && found.isAnnotatedWith(EventName.class))
                .filter(found -> !OF_THE_CHAT.contains(found.getPackageName()))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.startsWith("Viewer")); // Those happen to an attendance.
    }

    @Provide
    Arbitrary<List<Step>> plays() {
        return Combinators.combine(
                        steps(Arbitraries.just(Move.CREATE)),
                        steps(moves()).list().ofMinSize(0).ofMaxSize(100).withSizeDistribution(fiftyToAHundred()))
                .as((first, others) -> {
                    List<Step> play = new ArrayList<>(List.of(first));
                    play.addAll(others);
                    return play;
                });
    }

    private static Arbitrary<Step> steps(Arbitrary<Move> moves) {
        return Combinators.combine(moves, whoCommands(), whoIsMeant(), choices(), seconds())
                .as(Step::new);
    }

    private static Arbitrary<Move> moves() {
        return Arbitraries.frequency(Arrays.stream(Move.values())
                .map(move -> Tuple.of(move.weight(), move))
                .toList());
    }

    private static Arbitrary<Who> whoCommands() {
        return Arbitraries.frequency(
                Tuple.of(20, Who.HOST),
                Tuple.of(4, Who.MODERATOR),
                Tuple.of(2, Who.ON_STAGE),
                Tuple.of(2, Who.AROUND),
                Tuple.of(1, Who.BANNED),
                Tuple.of(1, Who.NOBODY));
    }

    private static Arbitrary<Who> whoIsMeant() {
        return Arbitraries.frequency(
                Tuple.of(8, Who.AROUND),
                Tuple.of(5, Who.ON_STAGE),
                Tuple.of(2, Who.HAND_UP),
                Tuple.of(2, Who.MODERATOR),
                Tuple.of(2, Who.BANNED),
                Tuple.of(1, Who.HOST),
                Tuple.of(1, Who.NOBODY));
    }

    private static Arbitrary<Long> choices() {
        return Arbitraries.longs().between(0, 1_000_000_000_000_000L).withDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> seconds() {
        return Arbitraries.frequency(Tuple.of(20, 1), Tuple.of(5, 0), Tuple.of(3, 15), Tuple.of(1, 60));
    }

    /** The lists that are drawn; one that fails may become as short as it gets. */
    private static RandomDistribution fiftyToAHundred() {
        return (tries, shortest, longest, center) -> random -> BigInteger.valueOf(random.nextInt(50, 101));
    }
}
