-- A key is looked up by its hash over all tenders and platforms.
ALTER TABLE tender_wrapped_key ADD KEY tender_wrapped_key_hash (key_hash);
