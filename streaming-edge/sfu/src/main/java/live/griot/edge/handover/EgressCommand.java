package live.griot.edge.handover;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import live.griot.edge.congestion.ConnectionQualityMeter;
import live.griot.edge.net.NetworkPath;
import live.griot.edge.sfu.Preference;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriptionState;
import live.griot.edge.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** All that the ingest loop may ask of an egress loop. */
public sealed interface EgressCommand {
    /** One that concerns a single viewer: when it fails, it is that viewer who ends. */
    sealed interface OfViewer extends EgressCommand {
        /** Returns whom it concerns. */
        ViewerId viewer();
    }

    /**
     * Looks after a viewer from now on.
     *
     * @param router the session in which they are
     * @param dominantSpeaker whose picture comes first in that session
     * @param states is told how the viewer's subscriptions fare
     * @param seen is told what is seen of the connection, null while that is nothing
     */
    record AddViewer(
            ViewerId viewer,
            String router,
            Supplier<@Nullable String> dominantSpeaker,
            Consumer<List<SubscriptionState>> states,
            Consumer<ConnectionQualityMeter.@Nullable Sample> seen)
            implements OfViewer {}

    /** Sends from now on to there, sealed by that sender, which is the egress loop's from now on. */
    record BeginSending(ViewerId viewer, SrtpSender sender, NetworkPath path) implements OfViewer {}

    /** Sends elsewhere from now on. */
    record Move(ViewerId viewer, NetworkPath path) implements OfViewer {}

    /** Plays the programme of the viewer's session by these tracks; what it shows and plays now comes with it. */
    record Play(
            ViewerId viewer,
            List<RtpParameters> tracks,
            @Nullable PublicationView picture,
            @Nullable PublicationView sound)
            implements OfViewer {
        /** Copies the list. */
        public Play {
            tracks = List.copyOf(tracks);
        }
    }

    /** Begins a subscription; one of the same id is replaced. A publication that is not there is null. */
    record Subscribe(ViewerId viewer, String id, @Nullable PublicationView publication, RtpParameters rtp)
            implements OfViewer {}

    /** Ends a subscription. */
    record Unsubscribe(ViewerId viewer, String id) implements OfViewer {}

    /** Says what is wished of a subscription. */
    record Prefer(ViewerId viewer, String id, Preference preference) implements OfViewer {}

    /** Begins a track that has not begun meanwhile with what came since a key frame a moment ago. */
    record BeginTrack(ViewerId viewer, int ssrc, EgressBatch sinceKeyFrame) implements OfViewer {}

    /** Looks after a viewer no more. */
    record RemoveViewer(ViewerId viewer) implements OfViewer {}

    /** Plays something else to all who play a session's programme. */
    record ShowProgramme(
            String router,
            @Nullable PublicationView picture,
            @Nullable PublicationView sound) implements EgressCommand {}

    /** Ends a publication for all who receive it. */
    record EndPublication(PublicationView publication) implements EgressCommand {}
}
