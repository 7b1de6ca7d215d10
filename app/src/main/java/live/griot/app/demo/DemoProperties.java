package live.griot.app.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether there is a demo.
 *
 * @param demo whether the program shows itself a live with a chat once it has started; on the embedded database only
 */
@ConfigurationProperties("griot")
record DemoProperties(@DefaultValue("false") boolean demo) {}
