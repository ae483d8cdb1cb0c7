package dev.belay.simulator.prices;

import dev.belay.money.Symbol;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * A recorded file of one-minute bars: {@code open_time_ms,open,high,low,close,volume}, further columns ignored, so that
 * Binance's public archives can be read as they are; with or without a header; plain, gzip or zip.
 */
public final class KlineFile {

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZIP_MAGIC = 0x504b;

    private KlineFile() {}

    /** The symbol in a file's name: {@code LAYERUSDT-klines-1m.csv.gz} is LAYERUSDT. */
    public static Symbol symbolOf(Path file) {
        String name = nameOf(file).toUpperCase(Locale.ROOT);
        return new Symbol(name.split("[-_. ]", 2)[0]);
    }

    /** All bars; throws {@link KlineFileException} when the file is not one of rising one-minute bars. */
    public static List<Kline> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new KlineFileException(file + ": there is no such file; expected a klines file (CSV, .gz or .zip)");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(unpacked(raw, file), StandardCharsets.UTF_8))) {
            return read(reader, file.toString());
        } catch (IOException unreadable) {
            KlineFileException wrong = new KlineFileException(file + ": cannot be read: " + unreadable.getMessage());
            wrong.initCause(unreadable);
            throw wrong;
        }
    }

    private static List<Kline> read(BufferedReader reader, String file) throws IOException {
        List<Kline> bars = new ArrayList<>();
        int number = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            KlineLine line = new KlineLine(file, number, number == 1 ? withoutMark(text) : text);
            if (line.text().isBlank() || (number == 1 && line.isHeader())) {
                continue;
            }
            Kline bar = line.parse();
            checkTime(line, bar, bars);
            bars.add(bar);
        }
        if (bars.isEmpty()) {
            throw new KlineFileException(file + ": no bars in it; expected lines of open_time_ms,open,high,low,close");
        }
        return List.copyOf(bars);
    }

    private static void checkTime(KlineLine line, Kline bar, List<Kline> before) {
        if (before.isEmpty()) {
            return;
        }
        long earlier = before.get(before.size() - 1).openTime();
        if (bar.openTime() < earlier + Kline.MINUTE) {
            throw line.wrong("expected an open time at least one minute after the line before (" + earlier + "), found "
                    + bar.openTime());
        }
    }

    private static InputStream unpacked(InputStream raw, Path file) throws IOException {
        raw.mark(2);
        int magic = raw.read() << 8 | raw.read();
        raw.reset();
        if (magic == GZIP_MAGIC) {
            return new GZIPInputStream(raw);
        }
        if (magic != ZIP_MAGIC) {
            return raw;
        }
        ZipInputStream zip = new ZipInputStream(raw);
        if (zip.getNextEntry() == null) {
            throw new KlineFileException(file + ": the zip holds no file; expected one CSV of klines in it");
        }
        return zip;
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
