/** What stands between strangers and the program, before any controller: connections, requests that are none, bodies, proxies. */
@NullMarked
package live.griot.app.border;

import org.jspecify.annotations.NullMarked;
