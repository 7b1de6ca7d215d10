/** The published description of the HTTP interface: what springdoc cannot read off the controllers. */
@NullMarked
package live.griot.app.openapi;

import org.jspecify.annotations.NullMarked;
