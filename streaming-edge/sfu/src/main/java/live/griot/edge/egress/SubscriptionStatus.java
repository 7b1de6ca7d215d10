package live.griot.edge.egress;

import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.sfu.SubscriptionState;
import org.jspecify.annotations.Nullable;

/**
 * How one track fares, as its viewer is told: whether it flows, and why it does not. Remembers what was told, so that only news is. Not
 * thread-safe: owned by the viewer's egress loop.
 */
final class SubscriptionStatus {
    private final String id;
    private final Subscription subscription;
    private final LayerSelector layers;
    private @Nullable SubscriptionState told;

    /** Tells of a subscription and what is selected for it; {@code id} is that by which the viewer knows it. */
    SubscriptionStatus(String id, Subscription subscription, LayerSelector layers) {
        this.id = id;
        this.subscription = subscription;
        this.layers = layers;
    }

    /** Returns how it fares if that is otherwise than it was told before, and notes that it is told; else null. */
    @Nullable
    SubscriptionState news(@Nullable PublicationView feed) {
        SubscriptionState now = state(feed);
        if (now.equals(told)) {
            return null;
        }
        told = now;
        return now;
    }

    private SubscriptionState state(@Nullable PublicationView feed) {
        SubscriptionState.Flow flow = flow(feed);
        int layer = flow == SubscriptionState.Flow.FLOWING ? layer() : -1;
        return new SubscriptionState(id, flow, layer, feed == null ? 0 : layers.layers());
    }

    /** Returns which size is sent, from 0 for the smallest; -1 while none is. */
    int layer() {
        EncodingView current = subscription.current();
        return current == null ? -1 : layers.layer(current, subscription.spatialId());
    }

    private SubscriptionState.Flow flow(@Nullable PublicationView feed) {
        if (feed == null) {
            return SubscriptionState.Flow.ENDED;
        }
        if (!feed.isPermitted()) {
            return SubscriptionState.Flow.SWITCHED_OFF;
        }
        if (layers.isHidden()) {
            return SubscriptionState.Flow.PAUSED_FOR_INVISIBILITY;
        }
        if (layers.isPaused()) {
            return SubscriptionState.Flow.PAUSED_FOR_BANDWIDTH;
        }
        return subscription.current() == null ? SubscriptionState.Flow.WAITING : SubscriptionState.Flow.FLOWING;
    }
}
