package dev.belay.journal;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class H2HashChainTest extends HashChainSuite {

    @TempDir
    Path home;

    @Override
    JournalDatabase fresh() {
        JournalDatabase made = owner();
        made.schema().bringUp(Optional.empty());
        return made;
    }

    @Override
    JournalDatabase owner() {
        return new JournalDatabase("jdbc:h2:file:" + home.resolve("journal").toAbsolutePath(), "sa", "");
    }
}
