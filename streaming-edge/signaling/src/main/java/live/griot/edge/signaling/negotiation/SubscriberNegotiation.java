package live.griot.edge.signaling.negotiation;

import static live.griot.api.refusal.RefusalCode.MALFORMED_SDP;
import static live.griot.api.refusal.RefusalCode.UNSUPPORTED_SDP;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import live.griot.api.refusal.Refused;
import live.griot.edge.dtls.DtlsRole;
import live.griot.edge.ice.IceCredentials;
import live.griot.edge.rtp.MediaKind;
import live.griot.edge.sfu.PublishedTrack;
import live.griot.edge.sfu.RtpParameters;
import live.griot.edge.sfu.SubscriberHandle;
import live.griot.edge.signaling.sdp.MediaSection;
import live.griot.edge.signaling.sdp.SdpParser;
import live.griot.edge.signaling.sdp.SessionDescription;
import org.jspecify.annotations.Nullable;

/**
 * The edge's side of one connection that receives: the edge offers, one section for each publication, and the client answers. While an
 * answer is awaited nothing else is offered, and what changes meanwhile makes one offer afterwards; so neither side ever has two open,
 * and since only the edge offers, offers never cross. Sections whose publications are gone are used for others of their kind. Not
 * thread-safe.
 */
public final class SubscriberNegotiation {
    private final SecureRandom random;
    private final long sessionNumber;
    private long version;
    private int nextMid;
    private IceCredentials ours = IceCredentials.random();
    private @Nullable OfferedTransport theirs;
    private List<SentSection> sections = List.of();
    private Map<String, PublishedTrack> wanted = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private boolean awaitsAnswer;
    private boolean restart;

    public SubscriberNegotiation(SecureRandom random) {
        this.random = random;
        this.sessionNumber = random.nextLong(1, Long.MAX_VALUE);
    }

    /** Which publication is sent in the section of a mid. */
    public record Sent(String mid, PublishedTrack track) {}

    /** An offer; {@code sent} is all that is sent once it is answered. */
    public record Offer(String sdp, List<Sent> sent) {
        public Offer {
            sent = List.copyOf(sent);
        }
    }

    /**
     * What an answer comes to.
     *
     * @param remoteUfrag the peer's user name fragment, null when it refused every section there is
     * @param remoteFingerprint of its certificate, null as well
     * @param role the edge's part in DTLS, the server's until the peer says that it wants to be that
     * @param accepted all that is sent from now on, and how, by publication
     */
    public record Answered(
            @Nullable String remoteUfrag,
            @Nullable String remoteFingerprint,
            DtlsRole role,
            Map<String, RtpParameters> accepted) {}

    /** Returns the edge's credentials, for the connection that is about to be offered. */
    public IceCredentials credentials() {
        return ours;
    }

    /** Says what is to be received from now on; of publications that have the same id the first that was told stays. */
    public void want(List<PublishedTrack> publications) {
        Map<String, PublishedTrack> now = new LinkedHashMap<>();
        publications.forEach(track -> now.put(track.id(), track));
        wanted = now;
        refused.retainAll(now.keySet());
    }

    /** Lets the path be found anew, with the next offer (RFC 8445, section 9). */
    public void restart() {
        restart = true;
    }

    /** Returns whether an answer is awaited. */
    public boolean awaitsAnswer() {
        return awaitsAnswer;
    }

    /** Returns whether there is something to offer, and no answer is awaited. */
    public boolean isDue() {
        return !awaitsAnswer
                && (sections.stream().anyMatch(this::isOver)
                        || wanted.values().stream().anyMatch(this::canBeSent)
                        || (restart && !sections.isEmpty()));
    }

    /** Returns the offer that is due. */
    public Offer offer(LocalEdge edge) {
        if (!isDue()) {
            throw new IllegalStateException("No offer is due");
        }
        List<SentSection> next = new ArrayList<>(sections);
        next.replaceAll(section -> isOver(section) ? section.empty() : section);
        wanted.values().stream().filter(this::isNew).forEach(track -> place(track, next));
        if (restart) {
            ours = IceCredentials.random();
            restart = false;
        }
        sections = List.copyOf(next);
        awaitsAnswer = true;
        version++;
        return new Offer(new OfferWriter(sections, edge, ours).write(sessionNumber, version), sent());
    }

    /**
     * Takes the answer to the last offer. Throws {@code Refused} with MALFORMED_SDP, UNSUPPORTED_SDP or TOO_LARGE when it is none, and
     * then nothing changed: an answer is still awaited.
     */
    public Answered answered(String text) {
        if (!awaitsAnswer) {
            throw new Refused(UNSUPPORTED_SDP, "No answer is awaited");
        }
        SessionDescription answer = SdpParser.parse(text);
        requireSectionsOf(answer);
        OfferedTransport peer = transportOf(answer);
        List<SentSection> next = new ArrayList<>();
        Map<String, RtpParameters> accepted = new LinkedHashMap<>();
        Set<String> turnedDown = new HashSet<>();
        for (int i = 0; i < sections.size(); i++) {
            SentSection section = sections.get(i);
            MediaSection theirsOfIt = answer.media().get(i);
            SentSection.Content content = section.content();
            RtpParameters agreed = section.acceptedIn(theirsOfIt).orElse(null);
            if (content != null && agreed == null) {
                turnedDown.add(content.track().id());
            } else if (content != null && agreed != null) {
                accepted.put(content.track().id(), agreed);
            }
            next.add(theirsOfIt.isRefused() ? section.thatIsRefused() : agreed == null ? section.empty() : section);
        }
        sections = List.copyOf(next);
        refused.addAll(turnedDown);
        theirs = peer == null ? theirs : peer;
        awaitsAnswer = false;
        return peer == null
                ? new Answered(null, null, DtlsRole.SERVER, accepted)
                : new Answered(peer.ufrag(), peer.fingerprint(), peer.edgeRole(), accepted);
    }

    private void requireSectionsOf(SessionDescription answer) {
        if (answer.media().size() != sections.size()) {
            throw new Refused(MALFORMED_SDP, "An answer has the sections of its offer: RFC 3264, section 6");
        }
        for (int i = 0; i < sections.size(); i++) {
            MediaSection section = answer.media().get(i);
            boolean same = section.mid().equals(sections.get(i).mid())
                    && CodecChoice.kindOf(section)
                            .filter(sections.get(i).kind()::equals)
                            .isPresent();
            if (!same) {
                throw new Refused(MALFORMED_SDP, "Section %d of the answer is another than was offered".formatted(i));
            }
        }
    }

    private @Nullable OfferedTransport transportOf(SessionDescription answer) {
        MediaSection first = answer.media().stream()
                .filter(section -> !section.isRefused())
                .findFirst()
                .orElse(null);
        if (first == null) {
            return null;
        }
        return OfferedTransport.of(answer, first).after(theirs);
    }

    private List<Sent> sent() {
        return sections.stream()
                .filter(section -> !section.isFree())
                .map(section -> new Sent(
                        section.mid(), Objects.requireNonNull(section.content()).track()))
                .toList();
    }

    private boolean isOver(SentSection section) {
        return section.content() != null
                && !wanted.containsKey(section.content().track().id());
    }

    private boolean isNew(PublishedTrack track) {
        return !refused.contains(track.id())
                && sections.stream().noneMatch(section -> section.carries(track.id()))
                && !SentCodec.of(track).isEmpty();
    }

    private boolean canBeSent(PublishedTrack track) {
        return isNew(track)
                && (sections.size() < SubscriberHandle.MAX_SUBSCRIPTIONS
                        || sections.stream()
                                .anyMatch(section -> section.refused() || isFreeFor(track.kind(), section)));
    }

    /** Puts a publication into a section that is free, else in the place of one that was refused, else into a new one; else nowhere. */
    private void place(PublishedTrack track, List<SentSection> into) {
        int ssrc = Ssrcs.fresh(random);
        int rtxSsrc = track.kind() == MediaKind.VIDEO ? Ssrcs.otherThan(ssrc, random) : -1;
        SentSection.Content content = new SentSection.Content(track, ssrc, rtxSsrc);
        int free = indexOf(into, section -> isFreeFor(track.kind(), section));
        if (free >= 0) {
            into.set(free, into.get(free).with(content));
            return;
        }
        int gone = indexOf(into, SentSection::refused);
        if (gone < 0 && into.size() == SubscriberHandle.MAX_SUBSCRIPTIONS) {
            return;
        }
        SentSection fresh = new SentSection(Integer.toString(nextMid++), track.kind(), content, false);
        if (gone < 0) {
            into.add(fresh);
        } else {
            into.set(gone, fresh);
        }
    }

    private static boolean isFreeFor(MediaKind kind, SentSection section) {
        return section.isFree() && !section.refused() && section.kind() == kind;
    }

    private static int indexOf(List<SentSection> all, Predicate<SentSection> fits) {
        for (int i = 0; i < all.size(); i++) {
            if (fits.test(all.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
