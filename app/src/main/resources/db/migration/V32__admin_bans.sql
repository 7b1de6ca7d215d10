-- Whom admins banned across sessions. A row outlives its account, and goes when it is lifted or its time is over.
-- Times are microseconds since 1970 in UTC.
CREATE TABLE admin_ban (
  account_id     VARCHAR(64) NOT NULL PRIMARY KEY,
  admin_id       VARCHAR(64) NOT NULL,
  sealed_reason  TEXT        NOT NULL, -- under the admin's key
  since          BIGINT      NOT NULL,
  until_at       BIGINT      NULL, -- null: until it is lifted
  enforced_until BIGINT      NULL  -- until when it is looked whether they are out of every session; null once that is so
);
CREATE INDEX admin_ban_age ON admin_ban (since, account_id);
CREATE INDEX admin_ban_end ON admin_ban (until_at);
CREATE INDEX admin_ban_enforced ON admin_ban (enforced_until);

-- By a guest's id, and by a network, it is asked whether somebody who is banned came by that.
CREATE INDEX visit_browser_guest ON visit_browser (session_id, guest_id);
CREATE INDEX visit_network_place ON visit_network (session_id, network);
