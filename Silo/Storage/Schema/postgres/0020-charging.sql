-- What a call costs, fixed when it was opened; what it costs if an organizer still comes (R-BIL-3); until when it was paid for.
ALTER TABLE calls ADD COLUMN connection_fee_micros bigint NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN free_seconds integer NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN minimum_seconds integer NOT NULL DEFAULT 60;
ALTER TABLE calls ADD COLUMN increment_seconds integer NOT NULL DEFAULT 60;
ALTER TABLE calls ADD COLUMN waited integer NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN pending_micros bigint NULL;
ALTER TABLE calls ADD COLUMN charged_until bigint NULL;

CREATE INDEX calls_pending ON calls (conference_id) WHERE pending_micros IS NOT NULL;

-- Why an entry was made by hand, and by whom.
ALTER TABLE ledger_entries ADD COLUMN note text NULL;
ALTER TABLE ledger_entries ADD COLUMN made_by text NULL;

-- Money set aside for a call that runs or whose charge is not decided yet; gone when the call is settled.
CREATE TABLE call_grants (
  call_id text NOT NULL PRIMARY KEY,
  account_id text NOT NULL,
  room_id text NOT NULL,
  conference_id text NULL,
  sequence integer NOT NULL,
  reserved_micros bigint NOT NULL,
  granted_until bigint NOT NULL
);

CREATE INDEX grants_by_account ON call_grants (account_id);
