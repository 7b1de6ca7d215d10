/** Which address shows which page of the browser client. */
@NullMarked
package live.griot.app.web;

import org.jspecify.annotations.NullMarked;
