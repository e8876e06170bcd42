-- What was stored before encryption was switched on: how much it is is asked at every status, so an index alone answers.
CREATE INDEX chunk_data_key ON chunk (data_key, body_bytes);
