package live.griot.app.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much must be free where the embedded database is, {@code griot}.
 *
 * @param minFree below this no session is created or started; below a tenth of it nothing is stored. 0 looks at neither
 */
@ConfigurationProperties("griot")
public record RoomProperties(@DefaultValue("200MB") DataSize minFree) {
    /** Checks that it is a size. */
    public RoomProperties {
        if (minFree.isNegative()) {
            throw new IllegalArgumentException("griot.min-free must not be negative");
        }
    }
}
