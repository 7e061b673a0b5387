-- What a call costs, fixed when it was opened; what it costs if an organizer still comes (R-BIL-3); until when it was paid for.
ALTER TABLE calls ADD COLUMN connection_fee_micros INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN free_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN minimum_seconds INTEGER NOT NULL DEFAULT 60;
ALTER TABLE calls ADD COLUMN increment_seconds INTEGER NOT NULL DEFAULT 60;
ALTER TABLE calls ADD COLUMN waited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN pending_micros INTEGER NULL;
ALTER TABLE calls ADD COLUMN charged_until INTEGER NULL;

CREATE INDEX calls_pending ON calls (conference_id) WHERE pending_micros IS NOT NULL;

-- Why an entry was made by hand, and by whom.
ALTER TABLE ledger_entries ADD COLUMN note TEXT NULL;
ALTER TABLE ledger_entries ADD COLUMN made_by TEXT NULL;

-- Money set aside for a call that runs or whose charge is not decided yet; gone when the call is settled.
CREATE TABLE call_grants (
  call_id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL,
  room_id TEXT NOT NULL,
  conference_id TEXT NULL,
  sequence INTEGER NOT NULL,
  reserved_micros INTEGER NOT NULL,
  granted_until INTEGER NOT NULL
);

CREATE INDEX grants_by_account ON call_grants (account_id);
