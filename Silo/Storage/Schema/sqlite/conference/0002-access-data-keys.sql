-- Keys that encrypt the PINs of rooms.
CREATE TABLE access_data_keys (
  name TEXT NOT NULL PRIMARY KEY,
  xml TEXT NOT NULL
);
