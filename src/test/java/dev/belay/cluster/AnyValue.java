package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import dev.belay.exchange.StopRoom;
import dev.belay.money.LegId;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.position.Fills;
import dev.belay.position.Leg;
import dev.belay.protection.StopBook;
import dev.belay.trailing.StopPolicy;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes values of every record and sealed type, so that a message that is added is tested without anybody thinking of it. */
final class AnyValue {

    private final Map<Class<?>, Object> known;

    AnyValue(ActorRef<?> actor) {
        LegId leg = LegId.parse("main:BTCUSDT:BOTH");
        known = Map.ofEntries(
                Map.entry(String.class, "some words"),
                Map.entry(long.class, 1_795_000_000_123L),
                Map.entry(Long.class, 1_795_000_000_123L),
                Map.entry(int.class, 7),
                Map.entry(Integer.class, 7),
                Map.entry(boolean.class, true),
                Map.entry(BigDecimal.class, new BigDecimal("60000.10")),
                Map.entry(Duration.class, Duration.ofMillis(12_345)),
                Map.entry(Price.class, Price.of("60000.1")),
                Map.entry(Quantity.class, Quantity.of("0.003")),
                Map.entry(Percent.class, Percent.of("0.5")),
                Map.entry(Symbol.class, new Symbol("BTCUSDT")),
                Map.entry(LegId.class, leg),
                Map.entry(StopPolicy.class, StopPolicy.DEFAULT),
                Map.entry(Fills.class, Fills.NONE),
                Map.entry(StopBook.class, StopBook.EMPTY),
                Map.entry(Leg.class, Leg.flat(leg)),
                Map.entry(StopRoom.class, new StopRoom()),
                Map.entry(ActorRef.class, actor));
    }

    /** The public records and enums that {@code type} may be. */
    static List<Class<?>> kinds(Class<?> type) {
        if (!type.isSealed()) {
            return isPublic(type) ? List.of(type) : List.of();
        }
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            found.addAll(kinds(permitted));
        }
        return found;
    }

    private static boolean isPublic(Class<?> type) {
        boolean inInterface =
                type.getDeclaringClass() != null && type.getDeclaringClass().isInterface();
        return inInterface || Modifier.isPublic(type.getModifiers());
    }

    /** Values of {@code type}, each with another kind of the sealed types that it holds, as far as one level goes. */
    List<Object> allOf(Class<?> type) throws ReflectiveOperationException {
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        List<Object> values = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        int most = 1;
        for (RecordComponent component : components) {
            most = Math.max(most, kinds(content(component.getGenericType())).size());
        }
        for (int choice = 0; choice < most; choice++) {
            values.add(record(type, choice));
        }
        return values;
    }

    private static Class<?> content(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() != ActorRef.class) {
            Type[] arguments = generic.getActualTypeArguments();
            return content(arguments[arguments.length - 1]);
        }
        return type instanceof Class<?> plain ? plain : ActorRef.class;
    }

    private Object record(Class<?> type, int choice) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), choice);
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object value(Type type, int choice) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == List.class) {
                return List.of(value(arguments[0], choice));
            } else if (raw == Optional.class) {
                return Optional.of(value(arguments[0], choice));
            } else if (raw == Map.class) {
                return Map.of(value(arguments[0], choice), value(arguments[1], choice));
            }
            return value(raw, choice);
        }
        Class<?> plain = (Class<?>) type;
        if (known.containsKey(plain)) {
            return known.get(plain);
        } else if (plain.isSealed()) {
            List<Class<?>> kinds = kinds(plain);
            return value(kinds.get(choice % kinds.size()), choice);
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[choice % plain.getEnumConstants().length];
        }
        return record(plain, choice);
    }
}
