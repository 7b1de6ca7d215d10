@NullMarked
package live.griot.identity.ticket;

import org.jspecify.annotations.NullMarked;
