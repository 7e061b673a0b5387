-- Open calls and call records in one table: an open call has no ended_at. Instants are Unix milliseconds UTC, money is in
-- millionths of the currency unit.
CREATE TABLE calls (
  call_id text NOT NULL PRIMARY KEY,
  revision integer NOT NULL,
  node_id text NOT NULL,
  node_epoch bigint NOT NULL,
  sip_call_id text NOT NULL,
  trunk text NOT NULL,
  source_address text NOT NULL,
  dialled_number text NOT NULL,
  number_kind integer NOT NULL,
  country text NULL,
  language text NOT NULL,
  price_micros bigint NOT NULL,
  currency text NOT NULL,
  own_room_id text NULL,
  caller_number text NULL,
  received_at bigint NOT NULL,
  answered_at bigint NULL,
  joined_at bigint NULL,
  ended_at bigint NULL,
  account_id text NULL,
  room_id text NULL,
  room_title text NULL,
  conference_id text NULL,
  participant_id text NULL,
  role integer NOT NULL,
  plan_id text NULL,
  result integer NOT NULL,
  reason text NULL,
  charge_micros bigint NULL,
  rejected_entries text NOT NULL,
  codec text NOT NULL,
  packets_received bigint NOT NULL,
  packets_sent bigint NOT NULL,
  packets_lost bigint NOT NULL,
  frames_concealed bigint NOT NULL,
  jitter_ms double precision NOT NULL,
  round_trip_ms double precision NOT NULL
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
  entry_id text NOT NULL,
  line integer NOT NULL,
  ledger_account text NOT NULL,
  amount_micros bigint NOT NULL,
  currency text NOT NULL,
  at bigint NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (entry_id, line)
);

CREATE INDEX ledger_by_account ON ledger_entries (ledger_account, currency, amount_micros);
