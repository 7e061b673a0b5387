-- Keys that encrypt the PINs of rooms.
CREATE TABLE access_data_keys (
  name text NOT NULL PRIMARY KEY,
  xml text NOT NULL
);
