-- Who somebody is, is sealed under their own key; what is looked up is kept as a keyed hash. handle, display_name and search_name are
-- emptied by the first start of this version, which seals them.
ALTER TABLE account ADD COLUMN handle_hash VARCHAR(64) NULL;
ALTER TABLE account ADD COLUMN look_hash VARCHAR(64) NULL; -- of what the handle looks like
ALTER TABLE account ADD COLUMN sealed_profile TEXT NULL;
ALTER TABLE account ADD COLUMN changed_at BIGINT DEFAULT 0 NOT NULL;
CREATE UNIQUE INDEX account_handle_hash ON account (handle_hash);
CREATE UNIQUE INDEX account_look_hash ON account (look_hash);
CREATE INDEX account_changed ON account (changed_at, id);

-- The place, in the file of wrapping keys, of the one that this key is wrapped under; null for the master key.
ALTER TABLE personal_key ADD COLUMN slot BIGINT NULL;

-- Handles of people who were erased, and looks of them, as keyed hashes, until somebody else may have them.
CREATE TABLE freed_handle (
  hash    VARCHAR(64) NOT NULL PRIMARY KEY,
  free_at BIGINT      NOT NULL
);
CREATE INDEX freed_handle_free ON freed_handle (free_at);
