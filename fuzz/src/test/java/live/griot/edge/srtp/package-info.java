@NullMarked
package live.griot.edge.srtp;

import org.jspecify.annotations.NullMarked;
