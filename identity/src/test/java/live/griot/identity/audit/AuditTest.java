package live.griot.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import live.griot.api.id.UserId;
import live.griot.identity.MovableClock;
import live.griot.identity.TestDatabase;
import org.junit.jupiter.api.Test;

/** What strangers do fills no disk, and pushes out nothing of what admins did. */
class AuditTest {
    private static final UserId ROOT = new UserId("ROOT");

    private final TestDatabase database = new TestDatabase();

    @Test
    void of_failed_sign_ins_the_latest_are_kept_and_of_all_else_everything() {
        MovableClock clock = new MovableClock();
        Audit audit = new Audit(database.client(), new AuditProperties(TestAudit.RETENTION, 10), clock);
        audit.note(AuditKind.ADMIN_ACT, null, ROOT, "looked");

        for (int i = 0; i < 50; i++) {
            audit.note(AuditKind.LOG_IN_FAILED, null, null, "number " + i);
        }

        assertThat(audit.latest(AuditKind.LOG_IN_FAILED, null, null, 100))
                .hasSize(10)
                .first()
                .satisfies(last -> assertThat(last.what()).isEqualTo("number 49"));
        assertThat(audit.latest(AuditKind.ADMIN_ACT, null, null, 100)).hasSize(1);
    }
}
