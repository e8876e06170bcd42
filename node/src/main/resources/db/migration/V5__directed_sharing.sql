-- Whom a chunk's entries are for; 0 is everyone whom the agreements let read the collection.
ALTER TABLE chunk ADD COLUMN audience INT DEFAULT 0 NOT NULL;

CREATE TABLE audience (
    number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    names  VARCHAR NOT NULL -- of principals such as peer:bank-b, in order, a line each
);
