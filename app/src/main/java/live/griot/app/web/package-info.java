/** Which address shows which page of the browser client, and how sockets are upgraded. */
@NullMarked
package live.griot.app.web;

import org.jspecify.annotations.NullMarked;
