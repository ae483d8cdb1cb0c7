package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.faults.FaultBoard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final SocketRules rules;
    private final EventFaults faults;
    private final Consumer<SocketChange> changes;
    private long lastNumber;
    private Later later = (millis, act) -> act.run();

    /** @param changes hears what happens to the sockets */
    public StreamHub(Market market, CandleBook candles, FaultBoard board, Consumer<SocketChange> changes) {
        this.changes = changes;
        this.frames = new MarketFrames(market);
        this.events = new EventJson(market);
        this.candles = candles;
        this.rules = new SocketRules(board);
        this.faults = new EventFaults(board);
    }

    /** Who waits for {@code later}, in exchange time; until it is set, what is late is sent at once. */
    public void schedule(Later wanted) {
        later = wanted;
    }

    /** Lets a WebSocket in, or not: there are 300 in five minutes at most. */
    public boolean open(StreamSession session, long now) {
        if (!rules.lets(now)) {
            return false;
        }
        session.opened(++lastNumber, now);
        sessions.add(session);
        changed(session, "opened", 0, now);
        attend(session, now);
        return true;
    }

    public void close(StreamSession session, long now) {
        if (sessions.remove(session)) {
            rules.closed(session);
            changed(session, "closed", 0, now);
        }
    }

    private void changed(StreamSession session, String what, int code, long now) {
        changes.accept(new SocketChange(now, session.number(), what, session.kind(), session.shownStreams(), code));
    }

    private void cut(StreamSession session, int code, long now) {
        session.close(code);
        changed(session, "cut", code, now);
        close(session, now);
    }

    /** A client says something on its socket. */
    public void said(StreamSession session, String text, long now) {
        int before = session.streams().size();
        JsonNode answer = control.answer(session, text);
        if (session.streams().size() > SocketRules.MOST_STREAMS) {
            cut(session, SocketRules.POLICY_VIOLATION, now);
            return;
        }
        if (session.streams().size() != before) {
            changed(session, "subscribed", 0, now);
        }
        session.answer(answer);
    }

    /** A client answers a ping. */
    public void ponged(StreamSession session, long now) {
        session.heard(now);
    }

    /** A client says too much: it is cut off. */
    public void flooded(StreamSession session, long now) {
        cut(session, SocketRules.POLICY_VIOLATION, now);
    }

    /** Pings, ends and faults of the sockets, whatever is due at this moment. */
    public void attend(long now) {
        List.copyOf(sessions).forEach(session -> attend(session, now));
    }

    private void attend(StreamSession session, long now) {
        int code = rules.due(session, now);
        if (code != 0) {
            cut(session, code, now);
        }
    }

    /** Prices of one moment go out to everybody who wants them. */
    public void prices(List<PriceStep> steps) {
        if (steps.isEmpty() || !hasMarketListeners()) {
            return;
        }
        long now = steps.get(0).at();
        List<PriceStep> slow = new ArrayList<>();
        for (PriceStep step : steps) {
            prices(step);
            if (isSlowDue(step)) {
                publish(StreamUrl.Realm.MARKET, name(step, "markPrice"), step.at(), () -> frames.markPrice(step));
                slow.add(step);
            }
        }
        publish(StreamUrl.Realm.MARKET, "!markPrice@arr@1s", now, () -> marks(steps, now));
        if (!slow.isEmpty()) {
            publish(StreamUrl.Realm.MARKET, "!markPrice@arr", now, () -> marks(slow, now));
        }
    }

    private boolean hasMarketListeners() {
        for (StreamSession session : sessions) {
            if (session.realm() == StreamUrl.Realm.MARKET || session.realm() == StreamUrl.Realm.PUBLIC) {
                return true;
            }
        }
        return false;
    }

    private void prices(PriceStep step) {
        publish(StreamUrl.Realm.MARKET, name(step, "markPrice@1s"), step.at(), () -> frames.markPrice(step));
        publish(StreamUrl.Realm.MARKET, name(step, "aggTrade"), step.at(), () -> frames.aggTrade(step));
        publish(StreamUrl.Realm.PUBLIC, name(step, "bookTicker"), step.at(), () -> frames.bookTicker(step));
        candles.closedBy(step).ifPresent(candle -> kline(step, candle, true));
        kline(step, candles.latest(step), false);
    }

    private void kline(PriceStep step, Candle candle, boolean closed) {
        publish(StreamUrl.Realm.MARKET, name(step, "kline_1m"), step.at(), () -> frames.kline(step, candle, closed));
    }

    /** What happened to an account at one moment goes out to everybody who came with its valid listen key. */
    public void events(SimulatedAccount account, List<ExchangeEvent> happened, long now) {
        Optional<String> key = account.listenKeys().active();
        if (key.isEmpty() || happened.isEmpty()) {
            return;
        }
        List<ObjectNode> payloads = happened.stream().map(events::of).toList();
        for (ObjectNode payload : faults.ordered(account.name(), payloads, now)) {
            for (EventFaults.Sent sent : faults.ofUser(account.name(), payload, now)) {
                send(sent, () -> toOwner(key.get(), sent.payload()));
            }
        }
    }

    /** Tells the owner when his listen key has expired; nothing more comes on those sockets. */
    public void expireKey(ListenKeys keys, long now) {
        keys.expired(now).ifPresent(key -> tellExpired(key, now));
    }

    /** Lets a listen key expire before its time and tells the owner so many times. */
    public void expireKeyNow(ListenKeys keys, int told, long now) {
        keys.expire().ifPresent(key -> {
            for (int time = 0; time < told; time++) {
                tellExpired(key, now);
            }
        });
    }

    private void tellExpired(String key, long now) {
        ObjectNode gone =
                Json.object().put("e", "listenKeyExpired").put("E", now).put("listenKey", key);
        toOwner(key, gone);
    }

    private void send(EventFaults.Sent sent, Runnable way) {
        if (sent.delay() == 0) {
            way.run();
        } else {
            later.after(sent.delay(), way);
        }
    }

    private void toOwner(String key, JsonNode payload) {
        for (StreamSession session : List.copyOf(sessions)) {
            boolean isOwner = session.realm() == StreamUrl.Realm.PRIVATE
                    && session.streams().contains(key);
            if (isOwner && session.wantsEvent(payload.path("e").asText())) {
                session.send(key, payload);
            }
        }
    }

    private ArrayNode marks(List<PriceStep> steps, long now) {
        return faults.array(Json.array(steps, frames::markPrice), now);
    }

    private boolean isSlowDue(PriceStep step) {
        long number = step.at() / SLOW_CADENCE;
        Long before = lastSlow.put(step.symbol(), number);
        return before == null || before != number;
    }

    private void publish(StreamUrl.Realm realm, String stream, long now, Supplier<? extends JsonNode> payload) {
        boolean isWanted = false;
        for (StreamSession session : sessions) {
            isWanted |= session.realm() == realm && session.streams().contains(stream);
        }
        if (!isWanted) {
            return;
        }
        for (EventFaults.Sent sent : faults.ofMarket(realm, payload.get(), now)) {
            String text = sent.payload().toString();
            send(sent, () -> toListeners(realm, stream, text));
        }
    }

    private void toListeners(StreamUrl.Realm realm, String stream, String text) {
        for (StreamSession session : sessions) {
            if (session.realm() == realm && session.streams().contains(stream)) {
                session.send(stream, text);
            }
        }
    }

    private static String name(PriceStep step, String kind) {
        return step.symbol().name().toLowerCase(Locale.ROOT) + "@" + kind;
    }
}
