/** What the HTTP calls that change something share. */
@NullMarked
package live.griot.command.http;

import org.jspecify.annotations.NullMarked;
