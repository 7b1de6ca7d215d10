package live.griot.edge.handover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a tap takes: the programme's, and each participant's own where those are wished. The ingest loop has one, to know whose
 * packets to hand over, and the tap's thread another, to know whose frames to tell. Not thread-safe.
 */
public final class TakenPictures {
    private final ShownPicture programme = new ShownPicture();
    private final Map<String, ShownPicture> own = new LinkedHashMap<>();

    /** Shows that one as the programme from now on, null for none; returns whether it is another than it was. */
    public boolean show(@Nullable TapSource next) {
        return programme.show(next);
    }

    /** Takes these as their participants' own from now on, one of each; returns whether one is another than it was, or one less. */
    public boolean showOwn(List<TapSource> next) {
        boolean isAnother = own.keySet()
                .retainAll(next.stream().map(TakenPictures::participant).collect(Collectors.toSet()));
        for (TapSource one : next) {
            isAnother |= own.computeIfAbsent(participant(one), first -> new ShownPicture())
                    .show(one);
        }
        return isAnother;
    }

    private static String participant(TapSource one) {
        return one.stream().participant();
    }

    /** Notes that a picture has its key frame; returns whether another one went on until now where it is shown. */
    public boolean begin(TapSource picture) {
        boolean wentOn = picture.equals(programme.shown()) && programme.begin();
        ShownPicture theirs = own.get(participant(picture));
        return (theirs != null && picture.equals(theirs.shown()) && theirs.begin()) || wentOn;
    }

    /** Notes that a stream is over. */
    public void end(TapSource over) {
        programme.end(over);
        own.values().forEach(one -> one.end(over));
    }

    /** Returns what is shown as the programme, or null. */
    public @Nullable TapSource shown() {
        return programme.shown();
    }

    /** Returns what is taken as participants' own. */
    public List<TapSource> own() {
        return own.values().stream()
                .map(ShownPicture::shown)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns what is taken as a participant's own, or null. */
    public @Nullable TapSource ownOf(String participant) {
        ShownPicture theirs = own.get(participant);
        return theirs == null ? null : theirs.shown();
    }

    /** Returns whether a picture is taken, or goes on until another has its key frame. */
    public boolean takes(TapSource picture) {
        ShownPicture theirs = own.get(participant(picture));
        return programme.shows(picture) || (theirs != null && theirs.shows(picture));
    }
}
