-- Each row of a leg carries a hash over the row before it and its own fields (dev.belay.journal.HashChain):
-- "belay journal verify" finds a row that was changed, left out or moved.

ALTER TABLE event_journal ADD COLUMN chain_hash VARCHAR(64); -- null for the cluster's own rows

-- A field as the hash takes it: its length in octets, a colon and its text.
CREATE FUNCTION journal_chain_field(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
$$ SELECT octet_length(convert_to(value, 'UTF8')) || ':' || value $$;

CREATE FUNCTION journal_chain_hash(previous TEXT, line event_journal) RETURNS TEXT LANGUAGE sql IMMUTABLE AS
$$ SELECT encode(sha256(convert_to(
       journal_chain_field(previous)
    || journal_chain_field(line.persistence_id)
    || journal_chain_field(line.sequence_number::TEXT)
    || journal_chain_field(line.ordering::TEXT)
    || journal_chain_field(line.writer)
    || journal_chain_field(line.write_timestamp::TEXT)
    || journal_chain_field(line.adapter_manifest)
    || journal_chain_field(line.event_ser_id::TEXT)
    || journal_chain_field(line.event_ser_manifest)
    || journal_chain_field(encode(sha256(line.event_payload), 'hex')),
    'UTF8')), 'hex') $$;

-- A row whose predecessor is missing comes from a writer whose past is not the journal's.
CREATE FUNCTION journal_chain() RETURNS TRIGGER LANGUAGE plpgsql AS
$$
DECLARE
    previous TEXT := '';
BEGIN
    IF NEW.sequence_number > 1 THEN
        SELECT coalesce(chain_hash, '') INTO previous FROM event_journal
        WHERE persistence_id = NEW.persistence_id AND sequence_number = NEW.sequence_number - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the journal % has no row %, so row % cannot follow',
                NEW.persistence_id, NEW.sequence_number - 1, NEW.sequence_number
                USING ERRCODE = 'foreign_key_violation';
        END IF;
    END IF;
    NEW.chain_hash := journal_chain_hash(previous, NEW);
    RETURN NEW;
END
$$;

DO
$$
DECLARE
    line event_journal;
    journal TEXT := '';
    previous TEXT := '';
BEGIN
    FOR line IN SELECT * FROM event_journal WHERE persistence_id LIKE 'leg|%' ORDER BY persistence_id, sequence_number
    LOOP
        IF line.persistence_id <> journal THEN
            journal := line.persistence_id;
            previous := '';
        END IF;
        previous := journal_chain_hash(previous, line);
        UPDATE event_journal SET chain_hash = previous WHERE ordering = line.ordering;
    END LOOP;
END
$$;

CREATE TRIGGER journal_chain BEFORE INSERT ON event_journal
    FOR EACH ROW WHEN (NEW.persistence_id LIKE 'leg|%') EXECUTE FUNCTION journal_chain();

-- A journal only grows: a row that is gone would let a stale writer in.
CREATE FUNCTION journal_only_grows() RETURNS TRIGGER LANGUAGE plpgsql AS
$$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'the journal cannot be emptied: it only grows' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RAISE EXCEPTION 'row % of % cannot be changed or deleted: a journal only grows',
        OLD.sequence_number, OLD.persistence_id USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER journal_only_grows BEFORE UPDATE OR DELETE ON event_journal
    FOR EACH ROW WHEN (OLD.persistence_id LIKE 'leg|%') EXECUTE FUNCTION journal_only_grows();

CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON event_journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
