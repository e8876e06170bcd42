-- Signed provenance of a chunk's entries: which way they came, sealed by each node. See ChainCodec, docs/provenance.md.

-- In pieces 0, 1, ... that fit H2's limit of 1 MiB a value; sealed with the chunk's data key where that is. No rows where
-- no entry of the chunk has any.
CREATE TABLE chunk_chains (
    collection INT    NOT NULL,
    last_added BIGINT NOT NULL,
    part       INT    NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (collection, last_added, part)
);

-- Whether an object that comes back was removed here.
CREATE INDEX removed_object ON removed (object_key, version_key);
