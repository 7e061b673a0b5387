-- Open calls and call records in one table: an open call has no ended_at. Instants are Unix milliseconds UTC, money is in
-- millionths of the currency unit.
CREATE TABLE calls (
  call_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL,
  node_id TEXT NOT NULL,
  node_epoch INTEGER NOT NULL,
  sip_call_id TEXT NOT NULL,
  trunk TEXT NOT NULL,
  source_address TEXT NOT NULL,
  dialled_number TEXT NOT NULL,
  number_kind INTEGER NOT NULL,
  country TEXT NULL,
  language TEXT NOT NULL,
  price_micros INTEGER NOT NULL,
  currency TEXT NOT NULL,
  own_room_id TEXT NULL,
  caller_number TEXT NULL,
  received_at INTEGER NOT NULL,
  answered_at INTEGER NULL,
  joined_at INTEGER NULL,
  ended_at INTEGER NULL,
  account_id TEXT NULL,
  room_id TEXT NULL,
  room_title TEXT NULL,
  conference_id TEXT NULL,
  participant_id TEXT NULL,
  role INTEGER NOT NULL,
  plan_id TEXT NULL,
  result INTEGER NOT NULL,
  reason TEXT NULL,
  charge_micros INTEGER NULL,
  rejected_entries TEXT NOT NULL,
  codec TEXT NOT NULL,
  packets_received INTEGER NOT NULL,
  packets_sent INTEGER NOT NULL,
  packets_lost INTEGER NOT NULL,
  frames_concealed INTEGER NOT NULL,
  jitter_ms REAL NOT NULL,
  round_trip_ms REAL NOT NULL
);

-- What a lost node left open, and who sits in a room that comes to life again.
CREATE INDEX calls_open_by_node ON calls (node_id, node_epoch) WHERE ended_at IS NULL;
CREATE INDEX calls_open_by_room ON calls (room_id) WHERE ended_at IS NULL;

-- The history of an account, of a room, and of all for the operator; newest first.
CREATE INDEX calls_by_account ON calls (account_id, received_at);
CREATE INDEX calls_by_room ON calls (room_id, received_at);
CREATE INDEX calls_by_time ON calls (received_at);

-- Double entry: the lines of one entry sum to zero. Lines are added, never changed.
CREATE TABLE ledger_entries (
  entry_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  ledger_account TEXT NOT NULL,
  amount_micros INTEGER NOT NULL,
  currency TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (entry_id, line)
);

CREATE INDEX ledger_by_account ON ledger_entries (ledger_account, currency, amount_micros);
