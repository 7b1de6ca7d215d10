package live.griot.app.limit;

import static live.griot.api.refusal.RefusalCode.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.TimeMeter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import live.griot.api.refusal.Refused;
import live.griot.app.support.BesideOthers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The table of rates, and what keeps them. */
@BesideOthers
class LimitedCallTest {
    private final Hand time = new Hand();

    /** A clock that stands until it is moved. */
    private static final class Hand implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void each_call_of_the_table_is_one_that_a_controller_answers() {
        Set<String> answered = answered();

        assertThat(LimitedCall.ALL)
                .allSatisfy(limited -> assertThat(answered).as(limited.name()).containsAll(limited.calls()));
    }

    @Test
    void each_has_its_own_and_gets_it_back_evenly() {
        RateLimiter<String> limiter = new RateLimiter<>(new Rate(2, Duration.ofMinutes(1)), 10, time);
        limiter.count("awa");
        limiter.count("awa");

        Refused no = catchThrowableOfType(Refused.class, () -> limiter.count("awa"));

        assertThat(no.code()).isEqualTo(RATE_LIMITED);
        assertThat(no.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThatCode(() -> limiter.count("moussa")).doesNotThrowAnyException();
        time.nanos += Duration.ofSeconds(30).toNanos();
        assertThatCode(() -> limiter.count("awa")).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(Refused.class, () -> limiter.count("awa")))
                .isNotNull();
    }

    @Test
    void a_rate_is_times_in_a_duration() {
        assertThat(Rate.valueOf("60/PT1M")).isEqualTo(new Rate(60, Duration.ofMinutes(1)));
        assertThat(Rate.valueOf(" 5 / 10s ")).isEqualTo(new Rate(5, Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "/PT1M", "0/PT1M", "-1/PT1M", "60/", "60/PT0S", "60/never", "9999999999/PT1M"})
    void what_is_none_is_refused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf(written));
    }

    private static Set<String> answered() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        Set<String> answered = new TreeSet<>();
        scanner.findCandidateComponents("live.griot").forEach(found -> {
            Class<?> controller = ClassUtils.resolveClassName(
                    Objects.requireNonNull(found.getBeanClassName()), LimitedCallTest.class.getClassLoader());
            for (Method method : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null) {
                    calls(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class), mapping)
                            .forEach(answered::add);
                }
            }
        });
        return answered;
    }

    private static Stream<String> calls(@Nullable RequestMapping controller, RequestMapping method) {
        return Stream.of(method.method()).flatMap(verb -> paths(controller)
                .flatMap(base -> paths(method).map(path -> verb + " " + base + path)));
    }

    private static Stream<String> paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? Stream.of("") : Stream.of(mapping.path());
    }
}
