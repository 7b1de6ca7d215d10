package live.griot.edge.egress;

import java.util.ArrayList;
import java.util.List;
import live.griot.edge.congestion.AllocationTrack;
import live.griot.edge.handover.EncodingView;
import live.griot.edge.handover.LayerLimits;
import live.griot.edge.handover.PictureSize;
import live.griot.edge.handover.PublicationView;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.Preference;
import org.jspecify.annotations.Nullable;

/**
 * Which encoding of a publication a viewer is to get, and how much of it: what they wish and what arrives becomes an allocation on their
 * bandwidth, and what that is given becomes an encoding and limits for its layers. A simulcast has a size an encoding; a single encoding
 * may have several in layers (SVC). Not thread-safe: owned by the viewer's egress loop.
 */
final class LayerSelector {
    /** A picture that is shown this much larger than it is sent is good enough. */
    private static final double ENLARGED = 1.15;

    private final AllocationTrack allocation;
    private final boolean takesDescriptors;
    /** From the smallest, as last measured; as many as there are encodings in a simulcast. */
    private final List<PictureSize> sizes = new ArrayList<>();

    private List<EncodingView> encodings = List.of();
    private Preference preference = Preference.ANY;

    /** Makes one that has nothing to choose from; who takes no dependency descriptors cannot have less than all of a stream with them. */
    LayerSelector(MediaKind kind, boolean takesDescriptors) {
        this.allocation = new AllocationTrack(
                kind == MediaKind.AUDIO ? AllocationTrack.Priority.AUDIO : AllocationTrack.Priority.OTHER);
        this.takesDescriptors = takesDescriptors;
    }

    /** Returns what it asks of the viewer's bandwidth. */
    AllocationTrack allocation() {
        return allocation;
    }

    /** Chooses among the encodings of that publication from now on; null for none. */
    void of(@Nullable PublicationView publication) {
        encodings = publication == null ? List.of() : publication.encodings();
        measure();
        for (int layer = -AllocationTrack.MAX_SLOWER; layer < AllocationTrack.MAX_LAYERS; layer++) {
            allocation.bitrate(layer, 0);
        }
    }

    /** Notes what the viewer wishes. */
    void prefer(Preference wish) {
        preference = wish;
        allocation.visible(wish.visible());
    }

    /** Tells the allocation what arrives and what is wished of it. */
    void update(AllocationTrack.Priority priority) {
        measure();
        allocation.priority(priority);
        for (int layer = 0; layer < AllocationTrack.MAX_LAYERS; layer++) {
            allocation.bitrate(layer, layer < sizes.size() && encodingOf(layer).isLive() ? bitrate(layer, 0) : 0);
        }
        int highest = highest();
        allocation.wish(Math.min(lowest(), highest), highest);
        int smallest = allocation.smallest();
        for (int slower = 1; slower <= AllocationTrack.MAX_SLOWER; slower++) {
            allocation.bitrate(-slower, smallest == AllocationTrack.PAUSED ? 0 : bitrate(smallest, slower));
        }
    }

    private void measure() {
        sizes.clear();
        if (encodings.size() == 1) {
            sizes.addAll(encodings.get(0).sizes(takesDescriptors));
        } else {
            for (EncodingView encoding : encodings) {
                List<PictureSize> own = encoding.sizes(takesDescriptors);
                sizes.add(own.get(own.size() - 1));
            }
        }
    }

    private EncodingView encodingOf(int layer) {
        return encodings.get(Math.min(layer, encodings.size() - 1));
    }

    /** Returns what a size takes at a frame rate so many steps below the full one; 0 where there is no such rate. */
    private int bitrate(int layer, int slower) {
        List<PictureSize.Rate> rates = sizes.get(layer).rates();
        return slower < rates.size() ? rates.get(rates.size() - 1 - slower).bitrateBps() : 0;
    }

    private int lowest() {
        return Math.max(0, Math.min(preference.minimumLayer(), sizes.size() - 1));
    }

    /** Returns the smallest layer that fills the place where it is shown, as far as sizes are known. */
    private int highest() {
        int most = Math.max(0, Math.min(preference.maximumLayer(), sizes.size() - 1));
        for (int layer = lowest(); layer < most; layer++) {
            if (encodingOf(layer).isLive() && fills(sizes.get(layer))) {
                return layer;
            }
        }
        return most;
    }

    private boolean fills(PictureSize size) {
        return preference.width() > 0
                && preference.height() > 0
                && size.width() > 0
                && (size.width() * ENLARGED >= preference.width() || size.height() * ENLARGED >= preference.height());
    }

    /** Returns whether nothing is to be sent, on purpose. */
    boolean isPaused() {
        return isHidden() || allocation.isPausedForBandwidth();
    }

    /** Returns whether the viewer does not show it. */
    boolean isHidden() {
        return !preference.visible();
    }

    /** Returns how many sizes there are to choose from. */
    int layers() {
        return sizes.size();
    }

    /** Returns which of the sizes is sent when it is that one of an encoding's. */
    int layer(EncodingView encoding, int spatialId) {
        return encodings.size() > 1 ? encoding.layer() : Math.min(spatialId, Math.max(0, sizes.size() - 1));
    }

    /** Returns the size that is to be sent, or {@link AllocationTrack#PAUSED} while nothing arrives to choose from. */
    private int chosenSize() {
        int layer = allocation.target();
        int size = layer == AllocationTrack.PAUSED || layer >= 0 ? layer : allocation.smallest();
        return size < sizes.size() ? size : AllocationTrack.PAUSED;
    }

    /** Returns the encoding that is to be sent, or null while nothing arrives to choose from. */
    @Nullable
    EncodingView chosen() {
        int size = chosenSize();
        return size == AllocationTrack.PAUSED ? null : encodingOf(size);
    }

    /** Returns what of the chosen encoding is to be sent. */
    LayerLimits limits() {
        int size = chosenSize();
        if (size == AllocationTrack.PAUSED) {
            return LayerLimits.NONE;
        }
        List<PictureSize.Rate> rates = sizes.get(size).rates();
        int rate = rates.size() - 1 + Math.min(0, allocation.target());
        return rates.get(Math.max(0, rate)).limits();
    }

    /** Returns the encoding with which to begin: while nothing is known of what arrives, the smallest, lest many large ones begin at once. */
    EncodingView first() {
        EncodingView chosen = chosen();
        return chosen == null ? encodingOf(lowest()) : chosen;
    }

    /** Returns whether one may begin with that encoding until the chosen one comes. */
    boolean allows(EncodingView encoding) {
        return encoding.layer() >= encodingOf(lowest()).layer() && encoding.layer() <= first().layer();
    }
}
