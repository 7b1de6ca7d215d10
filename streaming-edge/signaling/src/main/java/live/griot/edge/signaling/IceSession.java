package live.griot.edge.signaling;

import java.util.Optional;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.signaling.negotiation.LocalEdge;
import live.griot.edge.signaling.negotiation.Negotiated;
import live.griot.edge.signaling.negotiation.TransportLines;
import live.griot.edge.signaling.sdp.HostCandidates;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SdpText;
import live.griot.edge.signaling.sdp.SessionDescription;

/**
 * One peer's ICE session from its answer on, and what a PATCH does to it (RFC 9725, section 4.3). The entity tag is the edge's user
 * name fragment: random, and new with every restart. Thread-safe; of restarts that overlap, each comes after another.
 */
public final class IceSession {
    private final SessionDescription answer;
    private IceCredentials local;
    private String remoteUfrag;

    /** Carries out a restart at the peer's connection; called while the session is locked, so it must not wait. */
    public interface Restart {
        /** Takes the edge's new credentials and the peer's new user name fragment; throws {@code Refused} to keep the session. */
        void begin(IceCredentials fresh, String remoteUfrag);
    }

    /** Begins with what an offer and its answer came to. */
    public IceSession(Negotiated agreed) {
        this.answer = SdpParser.parse(agreed.answer());
        this.local = new IceCredentials(
                agreed.transport().localUfrag(), agreed.transport().localPassword());
        this.remoteUfrag = agreed.transport().remoteUfrag();
    }

    /** Returns the entity tag of the session as it is now, unquoted. */
    public synchronized String tag() {
        return local.usernameFragment();
    }

    /**
     * Takes a peer's fragment: trickled candidates change nothing and are answered with nothing, other credentials than those of the
     * present session restart it. Throws {@code Refused} with PRECONDITION_REQUIRED or PRECONDITION_FAILED, or what the restart
     * throws; the session is then as it was.
     */
    public synchronized Optional<RestartedIce> patch(
            IceFragment fragment, IfMatch condition, LocalEdge edge, Restart restart) {
        condition.require(tag());
        IceCredentials remote = fragment.credentials();
        if (remote == null || remote.usernameFragment().equals(remoteUfrag)) {
            return Optional.empty();
        }
        IceCredentials fresh = IceCredentials.random();
        restart.begin(fresh, remote.usernameFragment());
        local = fresh;
        remoteUfrag = remote.usernameFragment();
        return Optional.of(new RestartedIce(tag(), fragment(edge)));
    }

    /** The edge's new side: the section that carries the bundle, with all candidates (RFC 9725, section 4.3.3). */
    private String fragment(LocalEdge edge) {
        SdpText text = new SdpText().attribute("ice-lite").attribute("ice-options", TransportLines.ICE_OPTIONS);
        answer.attributes().first("group").ifPresent(group -> text.attribute("group", group));
        MediaSection tagged = answer.media().stream()
                .filter(section -> !section.isRefused())
                .findFirst()
                .orElseThrow();
        text.line(
                'm',
                "%s %d %s %s"
                        .formatted(
                                tagged.media(), tagged.port(), tagged.protocol(), String.join(" ", tagged.formats())));
        if (!tagged.mid().isEmpty()) {
            text.attribute("mid", tagged.mid());
        }
        text.attribute("ice-ufrag", local.usernameFragment()).attribute("ice-pwd", local.password());
        HostCandidates.write(edge.candidates(), text);
        return text.toString();
    }
}
