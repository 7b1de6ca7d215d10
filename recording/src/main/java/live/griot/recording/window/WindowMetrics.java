package live.griot.recording.window;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How many lives are prepared as a metric; {@code docs/operations.md} has it. */
@Component
class WindowMetrics implements MeterBinder {
    private final LiveWindows windows;

    WindowMetrics(LiveWindows windows) {
        this.windows = windows;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("griot.hls.lives", windows, LiveWindows::running)
                .description("Lives that are prepared for players of HLS without being recorded")
                .register(registry);
    }
}
