package live.griot.edge.signaling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import live.griot.edge.signaling.negotiation.rulebreaker.AnswerThatKnowsWhip;
import live.griot.edge.signaling.sdp.rulebreaker.ParserThatKnowsOffers;
import org.junit.jupiter.api.Test;

/** Which of signalling's rooms may know which: the ways in know the negotiation, which knows SDP, which knows text. */
class SignalingRoomsTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("live.griot.edge.signaling");

    private static final ArchRule SDP_KNOWS_ONLY_SDP = noClasses()
            .that()
            .resideInAPackage("live.griot.edge.signaling.sdp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "live.griot.edge.signaling",
                    "live.griot.edge.signaling.negotiation..",
                    "live.griot.edge.signaling.socket..",
                    "live.griot.edge.control..",
                    "org.springframework..");

    private static final ArchRule NEGOTIATION_KNOWS_NO_WAY_IN = noClasses()
            .that()
            .resideInAPackage("live.griot.edge.signaling.negotiation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "live.griot.edge.signaling",
                    "live.griot.edge.signaling.socket..",
                    "live.griot.edge.control..",
                    "org.springframework..");

    @Test
    void rooms_know_only_what_is_below_them() {
        SDP_KNOWS_ONLY_SDP.check(MAIN);
        NEGOTIATION_KNOWS_NO_WAY_IN.check(MAIN);
    }

    @Test
    void who_knows_more_is_caught() {
        assertThat(bites(SDP_KNOWS_ONLY_SDP, ParserThatKnowsOffers.class)).isTrue();
        assertThat(bites(NEGOTIATION_KNOWS_NO_WAY_IN, AnswerThatKnowsWhip.class))
                .isTrue();
    }

    private static boolean bites(ArchRule rule, Class<?> breaker) {
        return rule.evaluate(new ClassFileImporter().importClasses(breaker)).hasViolation();
    }
}
