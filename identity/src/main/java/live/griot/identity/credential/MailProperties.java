package live.griot.identity.credential;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails to people, {@code griot.mail.*}; they leave by the server that {@code spring.mail.*} names, or not at all.
 *
 * @param from whom they come from
 */
@ConfigurationProperties("griot.mail")
record MailProperties(@DefaultValue("griot@localhost") String from) {}
