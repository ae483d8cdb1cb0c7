package dev.belay.journal;

import akka.NotUsed;
import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.config.ReadJournalConfig;
import akka.persistence.jdbc.query.dao.DefaultReadJournalDao;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import akka.stream.scaladsl.Source;
import scala.Tuple3;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Reads the journal for the tables without stopping at an event that cannot be read, for one damaged row would stop all
 * legs' tables for ever. The reader of the tables sees that a number is missing. Recovery does not go this way: a leg whose
 * journal cannot be read guards nothing until it is rebuilt.
 */
public final class TolerantReadJournalDao extends DefaultReadJournalDao {

    public TolerantReadJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            ReadJournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
    }

    @Override
    public Source<Try<Tuple3<PersistentRepr, Set<String>, Object>>, NotUsed> eventsByTag(
            String tag, long offset, long maxOffset, long most) {
        return super.eventsByTag(tag, offset, maxOffset, most)
                .asJava()
                .filter(Try::isSuccess)
                .asScala();
    }
}
