package dev.belay.app;

import dev.belay.exchange.BanStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bans on disk, in the node's home: one line per exchange, "epoch-milliseconds address". A line that cannot be read says
 * nothing.
 */
record BanFile(Path file, URI exchange) implements BanStore {

    private static final Logger LOG = LoggerFactory.getLogger(BanFile.class);

    static BanFile in(Path home, URI exchange) {
        return new BanFile(home.resolve("bans"), exchange);
    }

    @Override
    public long until() {
        long until = 0;
        for (String line : lines()) {
            String[] words = line.strip().split(" ", 2);
            if (words.length == 2 && words[1].equals(exchange.toString()) && words[0].matches("\\d{1,15}")) {
                until = Math.max(until, Long.parseLong(words[0]));
            }
        }
        return until;
    }

    @Override
    public void keep(long until) {
        List<String> lines = new ArrayList<>(lines());
        lines.removeIf(line -> line.endsWith(" " + exchange));
        lines.add(until + " " + exchange);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("the end of the silence cannot be kept in {}: {}", file, e.getMessage());
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.getMessage());
            return List.of();
        }
    }
}
