package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BanFileTest {

    @TempDir
    Path home;

    private BanFile at(String address) {
        return BanFile.in(home, URI.create(address));
    }

    @Test
    void aBanIsRememberedForItsExchangeAlone() {
        at("https://live").keep(1_763_700_000_000L);
        at("https://test").keep(5);
        at("https://live").keep(1_763_700_000_777L);

        assertThat(at("https://live").until()).isEqualTo(1_763_700_000_777L);
        assertThat(at("https://test").until()).isEqualTo(5);
        assertThat(at("https://other").until()).isZero();
    }

    @Test
    void whatCannotBeReadSaysNothing() throws IOException {
        Files.write(home.resolve("bans"), List.of("", "x https://live", "99999999999999999999 https://live", "7"));

        assertThat(at("https://live").until()).isZero();
    }

    @Test
    void aHomeThatCannotBeWrittenDoesNotThrow() {
        new BanFile(home.resolve("missing").resolve("bans"), URI.create("https://live")).keep(1);

        assertThat(at("https://live").until()).isZero();
    }
}
