/** Session descriptions as text (RFC 8866): read, held, written. Knows nothing of offers and answers, nor of who sends them. */
@NullMarked
package live.griot.edge.signaling.sdp;

import org.jspecify.annotations.NullMarked;
