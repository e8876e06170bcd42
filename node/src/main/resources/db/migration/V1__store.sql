-- One set of statements for H2 and PostgreSQL. Times and stamps are microseconds since 1970.
-- There are no foreign keys: one writer keeps the tables in step, and every entry would pay for the check.

CREATE TABLE collection (
    number      INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          UUID    NOT NULL UNIQUE,
    name        VARCHAR NOT NULL,
    name_key    VARCHAR NOT NULL UNIQUE, -- the name in lower case
    title       VARCHAR NOT NULL,
    description VARCHAR,
    created_at  BIGINT  NOT NULL,
    last_added  BIGINT  NOT NULL -- the last stamp ever given, also when its entry is gone
);

-- One row: who holds its lock adds to logs. Needed where several processes share the database, since whether an
-- object may enter a collection depends on what all others hold.
CREATE TABLE turn (
    number INT PRIMARY KEY
);

INSERT INTO turn (number) VALUES (1);

CREATE TABLE source (
    number INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name   VARCHAR NOT NULL UNIQUE
);

CREATE TABLE receipt (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      INT     NOT NULL,
    channel     VARCHAR NOT NULL,
    received_at BIGINT  NOT NULL,
    agreement   VARCHAR,
    origin      VARCHAR,
    request_id  VARCHAR NOT NULL
);

-- Entries of one append that lie together. The directory (see DirectoryWriter) says what they are.
CREATE TABLE chunk (
    collection      INT    NOT NULL,
    last_added      BIGINT NOT NULL,
    first_added     BIGINT NOT NULL,
    source          INT    NOT NULL,
    receipt         BIGINT NOT NULL,
    body_bytes      INT    NOT NULL,
    directory_bytes INT    NOT NULL,
    directory       BYTEA  NOT NULL, -- its first piece; more pieces are parts -1, -2, ...
    PRIMARY KEY (collection, last_added)
);

-- The objects of a chunk, joined by commas, in pieces 0, 1, ... that fit H2's limit of 1 MiB a value.
CREATE TABLE chunk_part (
    collection INT    NOT NULL,
    last_added BIGINT NOT NULL,
    part       INT    NOT NULL,
    content    BYTEA  NOT NULL,
    PRIMARY KEY (collection, last_added, part)
);

-- The index of object versions by object: sorted runs that are written once and merged as they become many, since
-- inserting keys that are random into one large B-tree would rewrite most of it with every commit. See ObjectIndex.
CREATE TABLE key_run (
    run     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entries INT NOT NULL,
    bits    INT NOT NULL -- how many first bits of a key choose its page
);

CREATE TABLE key_page (
    id      BIGINT PRIMARY KEY, -- see KeyRun.pageId
    content BYTEA NOT NULL      -- see KeyPage
);

CREATE TABLE key_filter (
    run     BIGINT NOT NULL,
    part    INT    NOT NULL,
    content BYTEA  NOT NULL, -- see KeyFilter
    PRIMARY KEY (run, part)
);

-- Entries that are not current, and the entry whose arrival made them so.
CREATE TABLE superseded (
    collection INT    NOT NULL,
    added      BIGINT NOT NULL,
    by_added   BIGINT NOT NULL,
    PRIMARY KEY (collection, added)
);

-- Later deliveries of a version already held, once for each further source.
CREATE TABLE repeat_receipt (
    collection INT    NOT NULL,
    added      BIGINT NOT NULL,
    source     INT    NOT NULL,
    receipt    BIGINT NOT NULL,
    PRIMARY KEY (collection, added, source)
);

-- The trace of deletions; the bytes are gone.
CREATE TABLE removed (
    collection  INT         NOT NULL,
    added       BIGINT      NOT NULL,
    object_key  UUID        NOT NULL, -- the first 128 bits of the id's SHA-256
    version_key VARCHAR(64) NOT NULL, -- StixTimestamp.sortKey
    removed_at  BIGINT      NOT NULL,
    arrival     BIGINT      NOT NULL, -- the receipt it came with
    removal     BIGINT      NOT NULL, -- the receipt of what removed it
    PRIMARY KEY (collection, added)
);

CREATE TABLE page_release (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    principal   VARCHAR NOT NULL,
    channel     VARCHAR NOT NULL,
    released_at BIGINT  NOT NULL,
    collection  INT     NOT NULL,
    first_added BIGINT  NOT NULL,
    last_added  BIGINT  NOT NULL,
    query       VARCHAR NOT NULL,
    rules       VARCHAR NOT NULL,
    runs        BYTEA   NOT NULL,
    entries     INT     NOT NULL
);

CREATE INDEX page_release_range ON page_release (collection, last_added, first_added);
CREATE INDEX page_release_principal ON page_release (principal, released_at);

CREATE TABLE state (
    area       VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    content    TEXT    NOT NULL,
    changed_at BIGINT  NOT NULL,
    PRIMARY KEY (area, name)
);

CREATE INDEX state_age ON state (area, changed_at);
