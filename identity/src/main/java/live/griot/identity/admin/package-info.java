/** What those who run the installation may do. */
@NullMarked
package live.griot.identity.admin;

import org.jspecify.annotations.NullMarked;
