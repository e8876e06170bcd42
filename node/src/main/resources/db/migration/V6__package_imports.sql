-- While a package is being taken in, readers see the collection as it was before; NULL where nothing is held back.
ALTER TABLE collection ADD COLUMN held_after BIGINT;
