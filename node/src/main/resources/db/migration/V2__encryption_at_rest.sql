-- Encryption of objects and their heads at rest. See DataKeys, and docs/operating.md.

-- One key for the content of each source, made when it is first needed; never stored but wrapped. A further one is made
-- for what a source gives after its content was destroyed.
CREATE TABLE data_key (
    number       INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source       INT     NOT NULL,
    wrapping_key VARCHAR NOT NULL, -- name of the keystore's key that it is wrapped with
    wrapped      BYTEA,            -- absent once destroyed
    made_at      BIGINT  NOT NULL,
    destroyed_at BIGINT
);

CREATE INDEX data_key_source ON data_key (source);

-- The data key that directory and parts of a chunk are sealed with; 0: they are not. Their lengths are as stored.
ALTER TABLE chunk ADD COLUMN data_key INT DEFAULT 0 NOT NULL;

-- When content of a source was last destroyed.
ALTER TABLE source ADD COLUMN destroyed_at BIGINT;

-- The trace of content that was destroyed with its source: where chunks were, how they came, what destroyed them.
CREATE TABLE destroyed_chunk (
    collection  INT    NOT NULL,
    last_added  BIGINT NOT NULL,
    first_added BIGINT NOT NULL,
    source      INT    NOT NULL,
    arrival     BIGINT NOT NULL, -- the receipt it came with
    removal     BIGINT NOT NULL, -- the receipt of the destruction
    PRIMARY KEY (collection, last_added)
);
