package live.griot.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import live.griot.api.rulebreaker.ApiThatKnowsSpring;
import live.griot.app.support.BesideOthers;
import live.griot.chat.rulebreaker.AggregateThatKnowsSpring;
import live.griot.chat.rulebreaker.ChatThatKnowsTheApp;
import live.griot.edge.egress.rulebreaker.RouterThatKnowsSockets;
import live.griot.edge.rtp.rulebreaker.PacketThatKnowsSpring;
import live.griot.recording.rulebreaker.RecordingThatKnowsTheEdge;
import live.griot.tools.rulebreaker.BeanThatNobodyFinds;
import live.griot.tools.rulebreaker.ToolThatKnowsTheEdge;
import live.griot.unmarked.Unmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@BesideOthers
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("live.griot");

    static Stream<ArchRule> rules() {
        return Stream.of(
                HouseRules.CORE_API_KNOWS_NO_FRAMEWORK_BUT_AXONS_ANNOTATIONS,
                HouseRules.COMMAND_SIDE_STANDS_ALONE,
                HouseRules.QUERY_SIDE_STANDS_ALONE,
                HouseRules.CHAT_STANDS_ALONE,
                HouseRules.EDGE_STANDS_ALONE,
                HouseRules.RECORDING_STANDS_ALONE,
                HouseRules.IDENTITY_STANDS_ALONE,
                HouseRules.TOOLS_KNOW_THE_PROTOCOLS_ALONE,
                HouseRules.DOMAIN_KNOWS_NO_SPRING,
                HouseRules.EDGE_PROTOCOLS_KNOW_NO_FRAMEWORK,
                HouseRules.FORWARDING_KNOWS_NO_SOCKET,
                HouseRules.EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL,
                HouseRules.EVERY_BEAN_IS_LOOKED_FOR);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_house_keeps_its_rules(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void a_module_that_knows_another_is_caught() {
        assertThat(bites(HouseRules.CHAT_STANDS_ALONE, ChatThatKnowsTheApp.class))
                .isTrue();
    }

    @Test
    void a_recording_that_knows_the_edge_is_caught() {
        assertThat(bites(HouseRules.RECORDING_STANDS_ALONE, RecordingThatKnowsTheEdge.class))
                .isTrue();
    }

    @Test
    void a_tool_that_knows_the_inside_of_the_server_is_caught() {
        assertThat(bites(HouseRules.TOOLS_KNOW_THE_PROTOCOLS_ALONE, ToolThatKnowsTheEdge.class))
                .isTrue();
    }

    @Test
    void an_aggregate_that_knows_spring_is_caught() {
        assertThat(bites(HouseRules.DOMAIN_KNOWS_NO_SPRING, AggregateThatKnowsSpring.class))
                .isTrue();
    }

    @Test
    void a_message_that_knows_spring_is_caught() {
        assertThat(bites(HouseRules.CORE_API_KNOWS_NO_FRAMEWORK_BUT_AXONS_ANNOTATIONS, ApiThatKnowsSpring.class))
                .isTrue();
    }

    @Test
    void a_packet_that_knows_spring_is_caught() {
        assertThat(bites(HouseRules.EDGE_PROTOCOLS_KNOW_NO_FRAMEWORK, PacketThatKnowsSpring.class))
                .isTrue();
    }

    @Test
    void a_router_that_knows_sockets_is_caught() {
        assertThat(bites(HouseRules.FORWARDING_KNOWS_NO_SOCKET, RouterThatKnowsSockets.class))
                .isTrue();
    }

    @Test
    void a_package_that_does_not_say_what_may_be_null_is_caught() {
        assertThat(bites(HouseRules.EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL, Unmarked.class))
                .isTrue();
    }

    @Test
    void a_bean_where_nobody_looks_is_caught() {
        assertThat(bites(HouseRules.EVERY_BEAN_IS_LOOKED_FOR, BeanThatNobodyFinds.class))
                .isTrue();
    }

    private static boolean bites(ArchRule rule, Class<?> breaker) {
        return rule.evaluate(new ClassFileImporter().importClasses(breaker)).hasViolation();
    }
}
