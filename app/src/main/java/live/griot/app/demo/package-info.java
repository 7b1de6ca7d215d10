/** A live stage and a chat for who has just started the program ({@code griot.demo}), made by the program itself. */
@NullMarked
package live.griot.app.demo;

import org.jspecify.annotations.NullMarked;
