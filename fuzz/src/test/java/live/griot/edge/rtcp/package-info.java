@NullMarked
package live.griot.edge.rtcp;

import org.jspecify.annotations.NullMarked;
