@NullMarked
package live.griot.query.socket;

import org.jspecify.annotations.NullMarked;
