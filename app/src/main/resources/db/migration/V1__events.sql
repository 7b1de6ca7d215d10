-- The event log: what Axon's JdbcEventStorageEngine and JdbcTokenStore read and write. Unique on aggregate and sequence.
CREATE TABLE DomainEventEntry (
  globalIndex         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  aggregateIdentifier VARCHAR(255) NOT NULL,
  sequenceNumber      BIGINT       NOT NULL,
  type                VARCHAR(255) NULL,
  eventIdentifier     VARCHAR(255) NOT NULL,
  metaData            LONGBLOB     NULL,
  payload             LONGBLOB     NOT NULL,
  payloadRevision     VARCHAR(255) NULL,
  payloadType         VARCHAR(255) NOT NULL,
  timeStamp           VARCHAR(255) NOT NULL,
  CONSTRAINT DomainEventEntry_sequence UNIQUE (aggregateIdentifier, sequenceNumber),
  CONSTRAINT DomainEventEntry_event UNIQUE (eventIdentifier)
);

CREATE TABLE SnapshotEventEntry (
  aggregateIdentifier VARCHAR(255) NOT NULL,
  sequenceNumber      BIGINT       NOT NULL,
  type                VARCHAR(255) NOT NULL,
  eventIdentifier     VARCHAR(255) NOT NULL,
  metaData            LONGBLOB     NULL,
  payload             LONGBLOB     NOT NULL,
  payloadRevision     VARCHAR(255) NULL,
  payloadType         VARCHAR(255) NOT NULL,
  timeStamp           VARCHAR(255) NOT NULL,
  PRIMARY KEY (aggregateIdentifier, sequenceNumber),
  CONSTRAINT SnapshotEventEntry_event UNIQUE (eventIdentifier)
);

-- How far each event processor has come.
CREATE TABLE TokenEntry (
  processorName VARCHAR(255) NOT NULL,
  segment       INT          NOT NULL,
  token         LONGBLOB     NULL,
  tokenType     VARCHAR(255) NULL,
  timestamp     VARCHAR(255) NULL,
  owner         VARCHAR(255) NULL,
  PRIMARY KEY (processorName, segment)
);
