package dev.belay.journal;

import akka.serialization.SerializerWithStringManifest;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;

/** Gives {@link JournalFormat} to Akka: the manifest is the stable name, the bytes are the JSON. */
public final class JournalSerializer extends SerializerWithStringManifest {

    /** Identifies this serializer in every row of the journal; never changes. */
    static final int ID = 70_315;

    @Override
    public int identifier() {
        return ID;
    }

    @Override
    public String manifest(Object value) {
        return value instanceof LegEvent event ? JournalFormat.nameOf(event) : JournalFormat.SNAPSHOT;
    }

    @Override
    public byte[] toBinary(Object value) {
        if (value instanceof LegEvent event) {
            return JournalFormat.write(event);
        }
        return JournalFormat.write((Leg) value);
    }

    @Override
    public Object fromBinary(byte[] json, String manifest) {
        return manifest.equals(JournalFormat.SNAPSHOT)
                ? JournalFormat.readSnapshot(manifest, json)
                : JournalFormat.read(manifest, json);
    }
}
