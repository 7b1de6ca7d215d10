package live.griot.app.backup;

import live.griot.app.storage.StoreAddress;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** The operator's call: {@code POST /actuator/backup} makes a backup, and tells where it is. Not there where the database is a server. */
@Component
@WebEndpoint(id = "backup")
@Conditional(StoreAddress.Embedded.class)
class BackupEndpoint {
    private final Backups backups;

    BackupEndpoint(Backups backups) {
        this.backups = backups;
    }

    @WriteOperation
    Backups.Backup make() {
        return backups.make();
    }
}
