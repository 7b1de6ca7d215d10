@NullMarked
package live.griot.edge.dtls;

import org.jspecify.annotations.NullMarked;
