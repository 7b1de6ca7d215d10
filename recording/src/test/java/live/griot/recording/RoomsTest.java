package live.griot.recording;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import live.griot.recording.mp4.rulebreaker.ContainerThatAsksTheClock;
import live.griot.recording.mp4.rulebreaker.ContainerThatOpensFiles;
import live.griot.recording.store.rulebreaker.StoreThatAsksADatabase;
import org.junit.jupiter.api.Test;

/** What becomes of frames is worked out without files, clocks and frameworks. */
class RoomsTest {
    private static final JavaClasses RECORDING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("live.griot.recording");

    private static final String[] FRAMES_AND_CONTAINERS = {
        "live.griot.recording.codec..", "live.griot.recording.mp4..", "live.griot.recording.frame.."
    };

    private static final ArchRule NO_FILE_AND_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(FRAMES_AND_CONTAINERS)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.net..",
                            "org.springframework..",
                            "org.axonframework..",
                            "live.griot.api..")
                    .and(not(resideInAPackage("live.griot.api.tap"))));

    private static final ArchRule NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage(FRAMES_AND_CONTAINERS)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @Test
    void frames_and_containers_know_no_file_no_framework_and_no_clock() {
        NO_FILE_AND_NO_FRAMEWORK.check(RECORDING);
        NO_CLOCK.check(RECORDING);
    }

    private static final ArchRule STORE_KNOWS_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAPackage("live.griot.recording.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.axonframework..", "java.sql..", "java.net..");

    @Test
    void the_store_knows_no_framework_and_no_database() {
        STORE_KNOWS_NO_FRAMEWORK.check(RECORDING);
        assertThat(bites(STORE_KNOWS_NO_FRAMEWORK, StoreThatAsksADatabase.class))
                .isTrue();
    }

    @Test
    void the_rules_bite() {
        assertThat(bites(NO_FILE_AND_NO_FRAMEWORK, ContainerThatOpensFiles.class))
                .isTrue();
        assertThat(bites(NO_CLOCK, ContainerThatAsksTheClock.class)).isTrue();
    }

    @Test
    void no_packages_know_each_other_in_a_circle() {
        slices().matching("live.griot.recording.(*)..")
                .should()
                .beFreeOfCycles()
                .check(RECORDING);
    }

    private static boolean bites(ArchRule rule, Class<?> breaker) {
        return rule.evaluate(new ClassFileImporter().importClasses(breaker)).hasViolation();
    }
}
