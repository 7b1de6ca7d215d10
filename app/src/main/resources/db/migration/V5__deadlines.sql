-- Deadlines that survive a restart: the table of db-scheduler. Its times are in UTC.
CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(190) NOT NULL,
  task_data            LONGBLOB     NULL,
  execution_time       TIMESTAMP(6) NULL,
  picked               BOOLEAN      NOT NULL,
  picked_by            VARCHAR(50)  NULL,
  last_success         TIMESTAMP(6) NULL,
  last_failure         TIMESTAMP(6) NULL,
  consecutive_failures INT          NULL,
  last_heartbeat       TIMESTAMP(6) NULL,
  version              BIGINT       NOT NULL,
  priority             SMALLINT     NULL,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (last_heartbeat);
