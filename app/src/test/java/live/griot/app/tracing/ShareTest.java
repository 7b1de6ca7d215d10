package live.griot.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import live.griot.app.support.BesideOthers;
import org.junit.jupiter.api.Test;

@BesideOthers
class ShareTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALL = "http post /api/sessions";

    @Test
    void a_share_of_one_is_everything_and_of_zero_is_nothing() {
        assertThat(decision(1, CALL)).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        assertThat(decision(0, CALL)).isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void an_event_that_belongs_to_no_trace_begins_none() {
        assertThat(decision(1, "StreamingEventProcessor.process(MessageSent)")).isEqualTo(SamplingDecision.DROP);
    }

    private static SamplingDecision decision(double share, String name) {
        return new Share(share)
                .shouldSample(Context.root(), ID, name, SpanKind.INTERNAL, Attributes.empty(), List.of())
                .getDecision();
    }
}
