package live.griot.edge.sfu;

/**
 * What a viewer wishes of one subscription.
 *
 * @param width of the place where the picture is shown, in pixels of the screen, 0 where not known
 * @param height as width
 * @param visible whether it is shown at all; what is not visible is paused
 * @param minimumLayer the smallest encoding to send, from 0
 * @param maximumLayer the largest encoding to send; the same as the smallest to have just that one
 */
public record Preference(int width, int height, boolean visible, int minimumLayer, int maximumLayer) {
    /** Whatever the bandwidth allows. */
    public static final Preference ANY = new Preference(0, 0, true, 0, RtpParameters.MAX_ENCODINGS - 1);

    public Preference {
        if (width < 0 || height < 0 || minimumLayer < 0 || maximumLayer < minimumLayer) {
            throw new IllegalArgumentException("Not a size and a range of layers: %d x %d, %d to %d"
                    .formatted(width, height, minimumLayer, maximumLayer));
        }
    }
}
