@NullMarked
package live.griot.app.rounds;

import org.jspecify.annotations.NullMarked;
