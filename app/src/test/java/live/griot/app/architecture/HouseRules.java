package live.griot.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import live.griot.app.Griot;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** The house's rules: which room may know which. */
final class HouseRules {
    private static final String[] PROTOCOL_AND_FORWARDING = {
        "live.griot.edge.rtp..",
        "live.griot.edge.rtcp..",
        "live.griot.edge.ice..",
        "live.griot.edge.dtls..",
        "live.griot.edge.srtp..",
        "live.griot.edge.handover..",
        "live.griot.edge.ingest..",
        "live.griot.edge.egress..",
        "live.griot.edge.tap..",
        "live.griot.edge.net..",
        "live.griot.edge.node..",
        "live.griot.edge.telemetry..",
        "live.griot.edge.congestion.."
    };

    private static final String[] TOOLS_AND_PROTOCOLS = {
        "live.griot.tools..",
        "live.griot.edge.rtp..",
        "live.griot.edge.rtcp..",
        "live.griot.edge.ice..",
        "live.griot.edge.dtls..",
        "live.griot.edge.srtp..",
        "live.griot.edge.congestion.."
    };

    static final ArchRule CORE_API_KNOWS_NO_FRAMEWORK_BUT_AXONS_ANNOTATIONS = classes()
            .that()
            .resideInAPackage("live.griot.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "live.griot.api..",
                    "java..",
                    "org.axonframework..",
                    "org.jspecify..",
                    "com.ibm.icu..",
                    "com.sun.management..", // of the JDK: how many files a process may have open
                    "jakarta.validation..");

    static final ArchRule COMMAND_SIDE_STANDS_ALONE = knowsOnlyItselfAndCoreApi("command");
    static final ArchRule QUERY_SIDE_STANDS_ALONE = knowsOnlyItselfAndCoreApi("query");
    static final ArchRule CHAT_STANDS_ALONE = knowsOnlyItselfAndCoreApi("chat");
    static final ArchRule EDGE_STANDS_ALONE = knowsOnlyItselfAndCoreApi("edge");
    static final ArchRule RECORDING_STANDS_ALONE = knowsOnlyItselfAndCoreApi("recording");
    static final ArchRule IDENTITY_STANDS_ALONE = knowsOnlyItselfAndCoreApi("identity");

    static final ArchRule TOOLS_KNOW_THE_PROTOCOLS_ALONE = noClasses()
            .that()
            .resideInAPackage("live.griot.tools..")
            .should()
            .dependOnClassesThat(resideInAPackage("live.griot..")
                    .and(not(resideInAnyPackage(TOOLS_AND_PROTOCOLS)))
                    .as("are of a room that is neither a protocol's nor the tools'"))
            .because("a tool measures any server from outside, and speaks to this one by its interface");

    static final ArchRule DOMAIN_KNOWS_NO_SPRING = noClasses()
            .that(handleCommands())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("the domain model is tested and read without a framework around it");

    static final ArchRule EDGE_PROTOCOLS_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL_AND_FORWARDING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.axonframework..", "live.griot.api..")
            .because("only the edge's control and signalling rooms speak to the rest of the platform");

    static final ArchRule FORWARDING_KNOWS_NO_SOCKET = noClasses()
            .that()
            .resideInAnyPackage(
                    "live.griot.edge.egress..", "live.griot.edge.handover..", "live.griot.edge.congestion..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "java.net..", "java.nio.channels..")
            .because("routing is tested with packets and no network");

    static final ArchRule EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL = classes()
            .that()
            .resideInAPackage("live.griot..")
            .should(new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass found, ConditionEvents events) {
                    boolean marked = found.getPackage().isAnnotatedWith(NullMarked.class);
                    events.add(new SimpleConditionEvent(
                            found, marked, "%s is in a package that is not @NullMarked".formatted(found.getName())));
                }
            });

    static final ArchRule EVERY_BEAN_IS_LOOKED_FOR = classes()
            .that()
            .areMetaAnnotatedWith(Component.class)
            .should()
            .resideInAnyPackage(Stream.of(Griot.class
                            .getAnnotation(SpringBootApplication.class)
                            .scanBasePackages())
                    .map(scanned -> scanned + "..")
                    .toArray(String[]::new))
            .because("the start looks there alone (Griot)");

    private HouseRules() {}

    private static ArchRule knowsOnlyItselfAndCoreApi(String module) {
        return noClasses()
                .that()
                .resideInAPackage("live.griot.%s..".formatted(module))
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("are another module's") {
                    @Override
                    public boolean test(JavaClass known) {
                        String name = known.getPackageName() + ".";
                        return name.startsWith("live.griot.")
                                && !name.startsWith("live.griot.api.")
                                && !name.startsWith("live.griot.%s.".formatted(module));
                    }
                });
    }

    private static DescribedPredicate<JavaClass> handleCommands() {
        return new DescribedPredicate<>("handle commands") {
            @Override
            public boolean test(JavaClass candidate) {
                return candidate.getCodeUnits().stream().anyMatch(unit -> unit.isAnnotatedWith(CommandHandler.class));
            }
        };
    }
}
