package live.griot.edge.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import live.griot.edge.egress.EgressLoop;
import live.griot.edge.egress.rulebreaker.EgressThatKnowsIngest;
import live.griot.edge.handover.rulebreaker.HandoverThatKnowsIngest;
import live.griot.edge.ingest.Encoding;
import live.griot.edge.ingest.rulebreaker.IngestThatKnowsEgress;
import live.griot.edge.tap.rulebreaker.TapThatKnowsIngest;
import org.junit.jupiter.api.Test;

/** The border between threads is a border between packages. */
class RoomsTest {
    /** The most classes that may know each other in a circle. */
    private static final int LARGEST_CIRCLE = 3;

    private static final JavaClasses SFU = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("live.griot.edge");

    private static final ArchRule EGRESS_KNOWS_NO_INGEST = noClasses()
            .that()
            .resideInAPackage("..egress..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..edge.ingest..", "..edge.tap..", "..edge.node..");

    private static final ArchRule TAP_KNOWS_NO_LOOP_AND_NO_SOCKET = noClasses()
            .that()
            .resideInAPackage("..edge.tap..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..edge.ingest..", "..edge.egress..", "..edge.net..", "..edge.node..");

    private static final ArchRule INGEST_KNOWS_NO_EGRESS = noClasses()
            .that()
            .resideInAPackage("..edge.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..edge.egress..", "..edge.tap..", "..edge.node..");

    private static final ArchRule HANDOVER_KNOWS_NEITHER = noClasses()
            .that()
            .resideInAnyPackage("..edge.handover..", "..edge.net..", "..edge.congestion..", "..edge.telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..edge.ingest..", "..edge.egress..", "..edge.tap..", "..edge.node..");

    private static final ArchRule NO_PACKAGES_IN_A_CIRCLE =
            slices().matching("live.griot.edge.(*)..").should().beFreeOfCycles();

    @Test
    void ingest_egress_and_taps_know_what_is_handed_over_and_never_each_other() {
        EGRESS_KNOWS_NO_INGEST.check(SFU);
        TAP_KNOWS_NO_LOOP_AND_NO_SOCKET.check(SFU);
        INGEST_KNOWS_NO_EGRESS.check(SFU);
        HANDOVER_KNOWS_NEITHER.check(SFU);
    }

    @Test
    void the_rules_bite() {
        assertBites(EGRESS_KNOWS_NO_INGEST, EgressThatKnowsIngest.class);
        assertBites(TAP_KNOWS_NO_LOOP_AND_NO_SOCKET, TapThatKnowsIngest.class);
        assertBites(INGEST_KNOWS_NO_EGRESS, IngestThatKnowsEgress.class);
        assertBites(HANDOVER_KNOWS_NEITHER, HandoverThatKnowsIngest.class);
        assertBites(
                NO_PACKAGES_IN_A_CIRCLE,
                EgressThatKnowsIngest.class,
                Encoding.class,
                IngestThatKnowsEgress.class,
                EgressLoop.class);
    }

    private static void assertBites(ArchRule rule, Class<?>... breakers) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(breakers))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void no_packages_know_each_other_in_a_circle() {
        NO_PACKAGES_IN_A_CIRCLE.check(SFU);
    }

    @Test
    void no_circle_of_classes_is_larger_than_three() {
        for (String room : List.of("ingest", "egress", "tap")) {
            List<Set<String>> circles = circles(knowledgeWithin("live.griot.edge." + room));
            assertThat(circles).as(room).allSatisfy(circle -> assertThat(circle)
                    .hasSizeLessThanOrEqualTo(LARGEST_CIRCLE));
        }
    }

    @Test
    void a_circle_is_found() {
        Map<String, Set<String>> four =
                Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("d"), "d", Set.of("a"), "e", Set.of("a"));
        assertThat(circles(four)).containsExactly(Set.of("a", "b", "c", "d"));
    }

    /** Returns which classes of a package each of its classes knows; those within another count as that one. */
    private static Map<String, Set<String>> knowledgeWithin(String room) {
        Map<String, Set<String>> known = new HashMap<>();
        for (JavaClass one : SFU) {
            if (one.getPackageName().equals(room)) {
                Set<String> others = known.computeIfAbsent(outermost(one), first -> new HashSet<>());
                one.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(other -> other.getPackageName().equals(room))
                        .map(RoomsTest::outermost)
                        .filter(other -> !other.equals(outermost(one)))
                        .forEach(others::add);
            }
        }
        return known;
    }

    private static String outermost(JavaClass one) {
        return one.getName().replaceFirst("\\$.*", "");
    }

    /** Returns the sets of two or more that all reach each other. */
    private static List<Set<String>> circles(Map<String, Set<String>> known) {
        Map<String, Set<String>> reached = new HashMap<>();
        known.keySet().forEach(from -> reached.put(from, reachedFrom(from, known)));
        List<Set<String>> circles = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (String one : new TreeSet<>(known.keySet())) {
            Set<String> circle = new TreeSet<>();
            for (String other : reached.getOrDefault(one, Set.of())) {
                if (reached.getOrDefault(other, Set.of()).contains(one)) {
                    circle.add(other);
                }
            }
            if (circle.size() > 1 && placed.addAll(circle)) {
                circles.add(circle);
            }
        }
        return circles;
    }

    private static Set<String> reachedFrom(String from, Map<String, Set<String>> known) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(known.getOrDefault(from, Set.of()));
        while (!next.isEmpty()) {
            String one = next.pop();
            if (reached.add(one)) {
                next.addAll(known.getOrDefault(one, Set.of()));
            }
        }
        return reached;
    }
}
