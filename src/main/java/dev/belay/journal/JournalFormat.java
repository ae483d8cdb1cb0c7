package dev.belay.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.belay.money.LegId;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.position.Fills;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.trailing.StopRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The journal's format: JSON that people can read, decimals and durations as text, times in epoch milliseconds, every
 * kind of event under a name that never changes.
 *
 * <p>A released event stays readable for ever: a stored example of each kind is part of the tests. A field may be added
 * only together with the reading of rows that lack it; a name is never reused. What this version does not know it
 * refuses, because skipping an event would mean guarding from a wrong state.
 */
public final class JournalFormat {

    /** The name under which snapshots of a leg are stored; a changed shape gets a new number. */
    public static final String SNAPSHOT = "leg-2";

    /** The name of the event that makes a new beginning. */
    static final String REBUILT = "rebuilt";

    /** The former shape, which knew nothing of fills. */
    private static final String SNAPSHOT_WITHOUT_FILLS = "leg-1";

    private static final List<Kind> KINDS = List.of(
            new Kind("claimed", LegEvent.Claimed.class),
            new Kind("entry-decided", LegEvent.EntryDecided.class),
            new Kind("entry-abandoned", LegEvent.EntryAbandoned.class),
            new Kind("position-opened", LegEvent.PositionOpened.class),
            new Kind("position-resized", LegEvent.PositionResized.class),
            new Kind("position-closed", LegEvent.PositionClosed.class),
            new Kind("peak-moved", LegEvent.PeakMoved.class),
            new Kind("trailing-activated", LegEvent.TrailingActivated.class),
            new Kind("level-moved", LegEvent.LevelMoved.class),
            new Kind("policy-changed", LegEvent.PolicyChanged.class),
            new Kind("level-overridden", LegEvent.LevelOverridden.class),
            new Kind("level-hit", LegEvent.LevelHit.class),
            new Kind("close-decided", LegEvent.CloseDecided.class),
            new Kind("stop-intended", LegEvent.StopIntended.class),
            new Kind("stop-intended-again", LegEvent.StopIntendedAgain.class),
            new Kind("stop-confirmed", LegEvent.StopConfirmed.class),
            new Kind("stop-refused", LegEvent.StopRefused.class),
            new Kind("stop-not-placed", LegEvent.StopNotPlaced.class),
            new Kind("stop-doubted", LegEvent.StopDoubted.class),
            new Kind("stop-triggered", LegEvent.StopTriggered.class),
            new Kind("stop-ended", LegEvent.StopEnded.class),
            new Kind("stop-adopted", LegEvent.StopAdopted.class),
            new Kind("stop-carried-over", LegEvent.StopCarriedOver.class),
            new Kind("cancel-intended", LegEvent.CancelIntended.class),
            new Kind("order-intended", LegEvent.OrderIntended.class),
            new Kind("order-refused", LegEvent.OrderRefused.class),
            new Kind("order-ended", LegEvent.OrderEnded.class),
            new Kind("order-not-placed", LegEvent.OrderNotPlaced.class),
            new Kind("filled", LegEvent.Filled.class),
            new Kind("funding-paid", LegEvent.FundingPaid.class),
            new Kind(REBUILT, LegEvent.Rebuilt.class),
            new Kind("alarm-raised", LegEvent.AlarmRaised.class));

    private static final Map<String, Class<? extends LegEvent>> BY_NAME =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::name, Kind::type));
    private static final Map<Class<? extends LegEvent>, String> BY_TYPE =
            KINDS.stream().collect(Collectors.toUnmodifiableMap(Kind::type, Kind::name));

    private static final ObjectMapper MAPPER = mapper();

    private record Kind(String name, Class<? extends LegEvent> type) {}

    private JournalFormat() {}

    /** The names of all kinds of events. */
    public static Collection<String> names() {
        return BY_NAME.keySet();
    }

    public static String nameOf(LegEvent event) {
        return Optional.ofNullable(BY_TYPE.get(event.getClass()))
                .orElseThrow(() -> new IllegalStateException("no name in the journal for " + event.getClass()));
    }

    /** The event as UTF-8 JSON. */
    public static byte[] write(LegEvent event) {
        return bytes(event);
    }

    /** The event that {@code json} stores under {@code name}; throws {@link UnreadableJournal}. */
    public static LegEvent read(String name, byte[] json) {
        return parsed(name, json, typeOf(name));
    }

    /** Throws {@link UnreadableJournal} when {@code name} is none of an event that this version knows. */
    static void requireKnown(String name) {
        typeOf(name);
    }

    private static Class<? extends LegEvent> typeOf(String name) {
        Class<? extends LegEvent> type = BY_NAME.get(name);
        if (type == null) {
            throw new UnreadableJournal(
                    "the journal holds an event named [%s], which this version does not know; it was written by a newer one. Run that version, or a newer one, on this journal."
                            .formatted(name));
        }
        return type;
    }

    /** A snapshot as UTF-8 JSON. */
    public static byte[] write(Leg leg) {
        return bytes(leg);
    }

    /** The snapshot that {@code json} stores under {@code name}; throws {@link UnreadableJournal}. */
    public static Leg readSnapshot(String name, byte[] json) {
        if (name.equals(SNAPSHOT_WITHOUT_FILLS)) {
            return parsed(name, withFills(json), Leg.class);
        }
        if (!name.equals(SNAPSHOT)) {
            throw new UnreadableJournal("a snapshot named [%s] was written by a newer version".formatted(name));
        }
        return parsed(name, json, Leg.class);
    }

    /** Its fills are not known; they are counted from the open position on. */
    private static byte[] withFills(byte[] json) {
        ObjectNode leg = parsed(SNAPSHOT_WITHOUT_FILLS, json, ObjectNode.class);
        long openedAt = leg.path("exposure").path("openedAt").asLong();
        leg.set("fills", MAPPER.valueToTree(Fills.NONE.beginningAt(openedAt)));
        return bytes(leg);
    }

    /** Any value of the core as JSON in this format, for people and for the HTTP API. */
    public static ObjectMapper json() {
        return MAPPER;
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    private static <T> T parsed(String name, byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UnreadableJournal("a [%s] in the journal cannot be read: %s. Stored is: %s"
                    .formatted(name, e.getMessage(), new String(json, StandardCharsets.UTF_8)));
        }
    }

    /** How the values of the core are written. */
    public static SimpleModule module() {
        SimpleModule module = new SimpleModule("belay");
        module.setMixInAnnotation(StopRule.class, NamedRule.class);
        asText(module, Price.class, Price::of);
        asText(module, Quantity.class, Quantity::of);
        asText(module, Percent.class, Percent::of);
        asText(module, Symbol.class, Symbol::new);
        asText(module, LegId.class, LegId::parse);
        asText(module, Duration.class, Duration::parse);
        asText(module, BigDecimal.class, BigDecimal::new);
        module.addSerializer(BigDecimal.class, new PlainDecimal());
        LaterFields.addTo(module);
        return module;
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(module())
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /** Rules are told apart by a name that never changes, as events are. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "trail-by-ticks", value = StopRule.TrailByTicks.class),
        @JsonSubTypes.Type(name = "trail-by-range", value = StopRule.TrailByRange.class),
        @JsonSubTypes.Type(name = "break-even", value = StopRule.BreakEven.class),
        @JsonSubTypes.Type(name = "profit-lock", value = StopRule.ProfitLock.class),
        @JsonSubTypes.Type(name = "tighten-by-age", value = StopRule.TightenByAge.class),
        @JsonSubTypes.Type(name = "close-by-age", value = StopRule.CloseByAge.class)
    })
    private interface NamedRule {}

    private static <T> void asText(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                String text = parser.getValueAsString();
                return text == null ? null : parse.apply(text);
            }
        });
    }

    /** Without an exponent. */
    private static final class PlainDecimal extends JsonSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeString(value.toPlainString());
        }
    }
}
