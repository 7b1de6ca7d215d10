/**
 * Small pictures of what is live: key frames taken from the SFU now and then, decoded and kept. A module that may be left out; nothing knows it,
 * and without it there are no previews. All bytes are somebody else's: what makes no sense is refused with
 * {@link live.griot.edge.preview.BadFrame}, what a frame costs is bounded by its size, and a decoding that takes too long is given up.
 */
@NullMarked
package live.griot.edge.preview;

import org.jspecify.annotations.NullMarked;
