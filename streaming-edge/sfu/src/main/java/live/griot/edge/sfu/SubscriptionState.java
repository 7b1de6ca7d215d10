package live.griot.edge.sfu;

/**
 * How one subscription fares.
 *
 * @param id as given to {@link SubscriberHandle#add}
 * @param layer the size that is sent, from 0 for the smallest; -1 while nothing is sent
 * @param layers in how many sizes the viewer can have the publication, as far as is known
 */
public record SubscriptionState(String id, Flow flow, int layer, int layers) {
    /** Whether packets flow, and why not. */
    public enum Flow {
        /** It will begin with the next key frame, or the next packet of sound. */
        WAITING,
        /** Packets are sent. */
        FLOWING,
        /** Not even the smallest size at its lowest frame rate fits what the viewer's network carries. */
        PAUSED_FOR_BANDWIDTH,
        /** The viewer does not show it. */
        PAUSED_FOR_INVISIBILITY,
        /** The source was switched off. */
        SWITCHED_OFF,
        /** The publication is gone, or the viewer cannot decode its codec. */
        ENDED
    }
}
