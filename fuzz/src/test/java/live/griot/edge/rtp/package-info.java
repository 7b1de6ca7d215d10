@NullMarked
package live.griot.edge.rtp;

import org.jspecify.annotations.NullMarked;
