/** What peers and the edge agree on before media flows: SDP offers and answers, WHIP and WHEP. */
@NullMarked
package live.griot.edge.signaling;

import org.jspecify.annotations.NullMarked;
