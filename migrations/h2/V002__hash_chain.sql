-- Each row of a leg carries a hash over the row before it and its own fields (dev.belay.journal.HashChain):
-- "belay journal verify" finds a row that was changed, left out or moved.

ALTER TABLE "event_journal" ADD COLUMN "chain_hash" VARCHAR(64); -- null for the cluster's own rows

CREATE ALIAS CHAIN_FORMER_ROWS FOR 'dev.belay.journal.ChainTrigger.chainFormerRows';
CALL CHAIN_FORMER_ROWS();
DROP ALIAS CHAIN_FORMER_ROWS;

CREATE TRIGGER JOURNAL_CHAIN BEFORE INSERT ON "event_journal"
    FOR EACH ROW CALL 'dev.belay.journal.ChainTrigger';

-- A journal only grows: a row that is gone would let a stale writer in.
CREATE TRIGGER JOURNAL_ONLY_GROWS BEFORE UPDATE, DELETE ON "event_journal"
    FOR EACH ROW CALL 'dev.belay.journal.AppendOnlyTrigger';
