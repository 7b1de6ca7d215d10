package live.griot.app.calllog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is logged of calls, {@code griot.log.*}.
 *
 * @param calls whether each call is logged, in a line; default false
 */
@ConfigurationProperties("griot.log")
public record CallLogProperties(@DefaultValue("false") boolean calls) {}
