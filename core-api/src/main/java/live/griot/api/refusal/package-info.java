/** Refusals: a stable code, a sentence a person understands, and nothing changed. */
@NullMarked
package live.griot.api.refusal;

import org.jspecify.annotations.NullMarked;
