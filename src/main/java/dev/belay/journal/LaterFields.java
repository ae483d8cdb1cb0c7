package dev.belay.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import dev.belay.market.PriceKind;
import dev.belay.position.Exposure;
import dev.belay.position.Fundings;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields that the first release did not have. A field that has the value which the first release lived by is not written,
 * and one that is missing has that value: old rows stay readable, and what they could say is still said as they said it.
 */
final class LaterFields {

    /**
     * A field and the value that it has in rows that lack it.
     *
     * @param json that value as JSON
     */
    private record Field(String name, @Nullable Object value, String json) {}

    private static final List<Field> TRIGGER = List.of(new Field("triggeredBy", PriceKind.MARK, "\"MARK\""));

    private static final Map<Class<?>, List<Field>> BY_TYPE = Map.of(
            StopPolicy.class,
            List.of(
                    new Field("name", StopPolicy.DEFAULT_NAME, '"' + StopPolicy.DEFAULT_NAME + '"'),
                    new Field("price", PriceKind.MARK, "\"MARK\""),
                    new Field("fixedStop", null, "null"),
                    new Field("rules", List.of(), "[]")),
            Leg.class,
            List.of(
                    new Field("claimedBy", "", "\"\""),
                    new Field(
                            "fundings",
                            Fundings.NONE,
                            "{\"completeThrough\":0,\"recent\":[],\"count\":0,\"received\":{}}")),
            Trail.class,
            List.of(new Field("revision", 0, "0")),
            Exposure.class,
            List.of(new Field("loosenedFrom", null, "null")),
            StopOrder.class,
            TRIGGER,
            LegEvent.StopIntended.class,
            TRIGGER,
            LegEvent.StopAdopted.class,
            TRIGGER);

    private LaterFields() {}

    /** Makes {@code module} read and write them. */
    static void addTo(SimpleModule module) {
        module.setSerializerModifier(new Omitting());
        module.setDeserializerModifier(new Supplying());
    }

    private static List<Field> of(BeanDescription bean) {
        return BY_TYPE.getOrDefault(bean.getBeanClass(), List.of());
    }

    private static final class Omitting extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> writers) {
            for (Field field : of(bean)) {
                writers.replaceAll(
                        writer -> writer.getName().equals(field.name()) ? new OmittingWriter(writer, field) : writer);
            }
            return writers;
        }
    }

    private static final class OmittingWriter extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;
        private final transient Field field;

        OmittingWriter(BeanPropertyWriter writer, Field field) {
            super(writer);
            this.field = field;
        }

        @Override
        public void serializeAsField(Object bean, JsonGenerator generator, SerializerProvider provider)
                throws Exception {
            if (!Objects.equals(get(bean), field.value())) {
                super.serializeAsField(bean, generator, provider);
            }
        }
    }

    private static final class Supplying extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reading) {
            List<Field> fields = of(bean);
            return fields.isEmpty() ? reading : new SupplyingReader(reading, fields);
        }
    }

    private static final class SupplyingReader extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;
        private final transient List<Field> fields;

        SupplyingReader(JsonDeserializer<?> reading, List<Field> fields) {
            super(reading);
            this.fields = fields;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> newReading) {
            return new SupplyingReader(newReading, fields);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = context.readTree(parser);
            if (tree instanceof ObjectNode object) {
                for (Field field : fields) {
                    if (!object.has(field.name())) {
                        object.set(field.name(), JournalFormat.json().readTree(field.json()));
                    }
                }
            }
            try (var again = new TreeTraversingParser(tree, parser.getCodec())) {
                again.nextToken();
                return super.deserialize(again, context);
            }
        }
    }
}
