/** What `docker/` ships is what its linters and the program say it should be, and who lacks a JDK is told. */
@NullMarked
package live.griot.app.packaging;

import org.jspecify.annotations.NullMarked;
