package live.griot.recording.store;

import java.util.function.Consumer;

/** Tells the listener what happened; what the listener throws is counted and goes no further. */
record News(StoreListener listener, StoreCounters counters) {
    void tell(Consumer<StoreListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException fault) {
            counters.listenerFault();
        }
    }
}
