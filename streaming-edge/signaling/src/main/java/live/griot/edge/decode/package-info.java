/**
 * Single key frames made into small still pictures, for previews: nothing else in the edge decodes. All bytes are somebody else's: what makes
 * no sense is refused with {@link live.griot.edge.decode.BadFrame}, and what a frame costs is bounded by its size. No sockets, no framework.
 */
@NullMarked
package live.griot.edge.decode;

import org.jspecify.annotations.NullMarked;
