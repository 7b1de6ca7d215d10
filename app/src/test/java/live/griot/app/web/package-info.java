/** What the web client is made of, as far as it shows without a browser. */
@NullMarked
package live.griot.app.web;

import org.jspecify.annotations.NullMarked;
