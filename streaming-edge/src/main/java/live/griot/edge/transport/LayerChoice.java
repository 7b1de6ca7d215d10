package live.griot.edge.transport;

import java.util.List;
import live.griot.edge.congestion.Demand;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * Which encoding of a publication a viewer is to get: what they wish and what arrives becomes a demand on their bandwidth, and what that is
 * given becomes an encoding. Not thread-safe: owned by the viewer's egress loop.
 */
final class LayerChoice {
    /** A picture that is shown this much larger than it is sent is good enough. */
    private static final double ENLARGED = 1.15;

    private final Demand demand;
    private List<Encoding> encodings = List.of();
    private Preference preference = Preference.ANY;

    LayerChoice(MediaKind kind) {
        demand = new Demand(kind == MediaKind.AUDIO ? Demand.Priority.AUDIO : Demand.Priority.OTHER);
    }

    /** Returns what it asks of the viewer's bandwidth. */
    Demand demand() {
        return demand;
    }

    /** Chooses among the encodings of that publication from now on; null for none. */
    void of(@Nullable Publication publication) {
        encodings = publication == null ? List.of() : publication.encodings();
        for (int layer = 0; layer < Demand.MAX_LAYERS; layer++) {
            demand.bitrate(layer, 0);
        }
    }

    /** Notes what the viewer wishes. */
    void prefer(Preference wish) {
        preference = wish;
        demand.visible(wish.visible());
    }

    /** Tells the demand what arrives and what is wished of it. */
    void update(Demand.Priority priority) {
        demand.priority(priority);
        for (Encoding encoding : encodings) {
            demand.bitrate(encoding.layer(), encoding.isLive() ? encoding.bitrateBps() : 0);
        }
        int highest = highest();
        demand.wish(Math.min(lowest(), highest), highest);
    }

    private int lowest() {
        return Math.max(0, Math.min(preference.minimumLayer(), encodings.size() - 1));
    }

    /** Returns the smallest layer that fills the place where it is shown, as far as sizes are known. */
    private int highest() {
        int most = Math.max(0, Math.min(preference.maximumLayer(), encodings.size() - 1));
        for (int layer = lowest(); layer < most; layer++) {
            if (fills(encodings.get(layer))) {
                return layer;
            }
        }
        return most;
    }

    private boolean fills(Encoding encoding) {
        return preference.width() > 0
                && preference.height() > 0
                && encoding.width() > 0
                && encoding.isLive()
                && (encoding.width() * ENLARGED >= preference.width()
                        || encoding.height() * ENLARGED >= preference.height());
    }

    /** Returns whether nothing is to be sent, on purpose. */
    boolean isPaused() {
        return isHidden() || demand.isPausedForBandwidth();
    }

    /** Returns whether the viewer does not show it. */
    boolean isHidden() {
        return !preference.visible();
    }

    /** Returns the encoding that is to be sent, or null while nothing arrives to choose from. */
    @Nullable
    Encoding chosen() {
        int layer = demand.target();
        return layer == Demand.PAUSED || layer >= encodings.size() ? null : encodings.get(layer);
    }

    /** Returns the encoding with which to begin: while nothing is known of what arrives, the smallest, lest many large ones begin at once. */
    Encoding first() {
        Encoding chosen = chosen();
        return chosen == null ? encodings.get(lowest()) : chosen;
    }

    /** Returns whether one may begin with that encoding until the chosen one comes. */
    boolean allows(Encoding encoding) {
        return encoding.layer() >= lowest() && encoding.layer() <= first().layer();
    }
}
