package live.griot.app.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often calls may be made, {@code griot.rates.*}; on each node. An address is a network address (an IPv6 /64), which a school or an
 * office shares.
 *
 * @param sessionsPerPerson sessions that one person may create; default 60 a minute
 * @param sessionsPerAddress sessions that may be created from one address; default 600 a minute
 * @param linksPerPerson links that one person may make; default 60 a minute
 * @param linksPerAddress links that may be made from one address; default 600 a minute
 * @param joinsPerAddress joins from one address without an account; default 1,200 a minute
 * @param searchesPerPerson searches of one person, for people and for sessions; default 120 a minute
 * @param searchesPerAddress searches from one address; default 1,200 a minute
 * @param refreshesPerAddress access tokens renewed from one address; default 1,200 a minute
 * @param bansPerPerson bans that one person may say or lift; default 120 a minute
 * @param bansPerAddress bans that may be said or lifted from one address; default 600 a minute
 * @param invitationsPerPerson invitations and calls that one person may send; default 60 a minute
 * @param invitationsPerAddress invitations and calls that may be sent from one address; default 600 a minute
 * @param recordingsPerPerson times that one person may begin, pause, stop, change or delete recordings, or say whether they agree to one; default
 *     120 a minute
 * @param recordingsPerAddress the same from one address; default 1,200 a minute
 * @param downloadsPerPerson times that one person may ask for a download, or a piece of one; default 120 a minute
 * @param downloadsPerAddress the same from one address; default 600 a minute
 * @param clipsPerPerson times that one person may make, rename or remove clips; default 30 a minute
 * @param clipsPerAddress the same from one address; default 300 a minute
 * @param maxRemembered people and addresses that are remembered for each of these; default 100,000
 */
@ConfigurationProperties("griot.rates")
record RateProperties(
        @DefaultValue("60/PT1M") Rate sessionsPerPerson,
        @DefaultValue("600/PT1M") Rate sessionsPerAddress,
        @DefaultValue("60/PT1M") Rate linksPerPerson,
        @DefaultValue("600/PT1M") Rate linksPerAddress,
        @DefaultValue("1200/PT1M") Rate joinsPerAddress,
        @DefaultValue("120/PT1M") Rate searchesPerPerson,
        @DefaultValue("1200/PT1M") Rate searchesPerAddress,
        @DefaultValue("1200/PT1M") Rate refreshesPerAddress,
        @DefaultValue("120/PT1M") Rate bansPerPerson,
        @DefaultValue("600/PT1M") Rate bansPerAddress,
        @DefaultValue("60/PT1M") Rate invitationsPerPerson,
        @DefaultValue("600/PT1M") Rate invitationsPerAddress,
        @DefaultValue("120/PT1M") Rate recordingsPerPerson,
        @DefaultValue("1200/PT1M") Rate recordingsPerAddress,
        @DefaultValue("120/PT1M") Rate downloadsPerPerson,
        @DefaultValue("600/PT1M") Rate downloadsPerAddress,
        @DefaultValue("30/PT1M") Rate clipsPerPerson,
        @DefaultValue("300/PT1M") Rate clipsPerAddress,
        @DefaultValue("100000") int maxRemembered) {
    RateProperties {
        if (maxRemembered < 1) {
            throw new IllegalArgumentException("griot.rates.max-remembered must be positive");
        }
    }
}
