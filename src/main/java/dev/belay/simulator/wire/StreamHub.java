package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.PriceStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Who listens to what, and the frames for them (binance-api §9, §10). Not thread-safe; one thread calls it. */
public final class StreamHub {

    private static final long SLOW_CADENCE = 3_000;

    private final Set<StreamSession> sessions = new LinkedHashSet<>();
    private final StreamControl control = new StreamControl();
    private final Map<Symbol, Long> lastSlow = new HashMap<>();
    private final MarketFrames frames;
    private final EventJson events;
    private final CandleBook candles;

    public StreamHub(Market market, CandleBook candles) {
        this.frames = new MarketFrames(market);
        this.events = new EventJson(market);
        this.candles = candles;
    }

    public void open(StreamSession session) {
        sessions.add(session);
    }

    public void close(StreamSession session) {
        sessions.remove(session);
    }

    /** A client says something on its socket. */
    public void said(StreamSession session, String text) {
        session.answer(control.answer(session, text));
    }

    /** Prices of one moment go out to everybody who wants them. */
    public void prices(List<PriceStep> steps) {
        List<PriceStep> slow = new ArrayList<>();
        for (PriceStep step : steps) {
            prices(step);
            if (isSlowDue(step)) {
                publish(StreamUrl.Realm.MARKET, name(step, "markPrice"), () -> frames.markPrice(step));
                slow.add(step);
            }
        }
        publish(StreamUrl.Realm.MARKET, "!markPrice@arr@1s", () -> marks(steps));
        if (!slow.isEmpty()) {
            publish(StreamUrl.Realm.MARKET, "!markPrice@arr", () -> marks(slow));
        }
    }

    private void prices(PriceStep step) {
        publish(StreamUrl.Realm.MARKET, name(step, "markPrice@1s"), () -> frames.markPrice(step));
        publish(StreamUrl.Realm.MARKET, name(step, "aggTrade"), () -> frames.aggTrade(step));
        publish(StreamUrl.Realm.PUBLIC, name(step, "bookTicker"), () -> frames.bookTicker(step));
        candles.closedBy(step)
                .ifPresent(candle -> publish(
                        StreamUrl.Realm.MARKET, name(step, "kline_1m"), () -> frames.kline(step, candle, true)));
        publish(StreamUrl.Realm.MARKET, name(step, "kline_1m"), () -> frames.kline(step, candles.latest(step), false));
    }

    /** An event of an account goes out to everybody who came with its valid listen key. */
    public void event(ListenKeys keys, ExchangeEvent event) {
        keys.active().ifPresent(key -> toOwner(key, events.of(event)));
    }

    /** Tells the owner when his listen key has expired; nothing more comes on those sockets. */
    public void expireKey(ListenKeys keys, long now) {
        keys.expired(now).ifPresent(key -> {
            ObjectNode gone =
                    Json.object().put("e", "listenKeyExpired").put("E", now).put("listenKey", key);
            toOwner(key, gone);
        });
    }

    private void toOwner(String key, JsonNode payload) {
        for (StreamSession session : sessions) {
            boolean isOwner = session.realm() == StreamUrl.Realm.PRIVATE
                    && session.streams().contains(key);
            if (isOwner && session.wantsEvent(payload.path("e").asText())) {
                session.send(key, payload);
            }
        }
    }

    private ArrayNode marks(List<PriceStep> steps) {
        return Json.array(steps, frames::markPrice);
    }

    private boolean isSlowDue(PriceStep step) {
        long number = step.at() / SLOW_CADENCE;
        Long before = lastSlow.put(step.symbol(), number);
        return before == null || before != number;
    }

    private void publish(StreamUrl.Realm realm, String stream, Supplier<? extends JsonNode> payload) {
        String text = "";
        for (StreamSession session : sessions) {
            if (session.realm() == realm && session.streams().contains(stream)) {
                text = text.isEmpty() ? payload.get().toString() : text;
                session.send(stream, text);
            }
        }
    }

    private static String name(PriceStep step, String kind) {
        return step.symbol().name().toLowerCase(Locale.ROOT) + "@" + kind;
    }
}
