package dev.belay.simulation;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Exchange;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.Usage;
import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.exchange.binance.WireAnswer;
import dev.belay.exchange.binance.WireRequest;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.wire.Call;
import dev.belay.simulator.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The way of a call to the exchange and back: out, effect and answer are three moments, and between them everything can
 * go wrong. Requests and answers are the real text, written and read by the real codec.
 */
final class Network {

    static final long DEADLINE_MILLIS = 5_000;
    private static final int USUAL_MILLIS = 40;
    private static final int SLOW_MILLIS = 8_000;
    private static final String PAGE = "<html><body><h1>Service temporarily unavailable</h1></body></html>";

    private final Agenda agenda;
    private final Dice dice;
    private final SimulatorCore exchange;
    private final BinanceCodec codec;
    private final String key;
    private final Trace trace;
    private long downUntil;

    Network(Agenda agenda, Dice dice, SimulatorCore exchange, BinanceCodec codec, String key, Trace trace) {
        this.agenda = agenda;
        this.dice = dice;
        this.exchange = exchange;
        this.codec = codec;
        this.key = key;
        this.trace = trace;
        exchange.schedule(agenda::after);
    }

    /** Nothing gets through for so long. */
    void goDown(long millis) {
        downUntil = agenda.now() + millis;
    }

    boolean isDown() {
        return agenda.now() < downUntil;
    }

    /** Everything gets through again. */
    void heal() {
        downUntil = 0;
    }

    /** What every node reads at its start. */
    Answer.Rules rules() {
        var request = new Request.ReadRules();
        WireRequest wire = codec.write(request, agenda.now());
        Reply reply = exchange.answer(new Call(wire.method().name(), wire.path(), wire.query(), "", ""));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        Outcome outcome = BinanceCodec.read(request, new WireAnswer(reply.status(), Map.of(), body), agenda.now())
                .outcome();
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Rules rules) {
            return rules;
        }
        throw new IllegalStateException("the exchange did not tell its rules: " + outcome);
    }

    /** Sends {@code request}, by the sender's own {@code clock}; {@code answer} hears once what became of it, within the deadline. */
    void send(Request request, LongSupplier clock, Consumer<Exchange.Reply> answer) {
        var journey = new Journey(request, clock, answer);
        long now = clock.getAsLong();
        long out = 2L + dice.draw(Draw.REQUEST_TIME, USUAL_MILLIS);
        if (isDown()) {
            agenda.after(out, () -> journey.end(new Outcome.NotSent("no connection")));
        } else if (dice.strikes(Mishap.REQUEST_LOST)) {
            agenda.after(out, () -> journey.end(new Outcome.Unknown("the connection was cut")));
        } else {
            agenda.after(DEADLINE_MILLIS, () -> journey.end(new Outcome.Unknown("no answer in time")));
            agenda.after(out, () -> arrive(journey, now));
        }
    }

    private static final class Journey {
        private final Request request;
        private final LongSupplier clock;
        private final Consumer<Exchange.Reply> answer;
        private boolean ended;

        Journey(Request request, LongSupplier clock, Consumer<Exchange.Reply> answer) {
            this.request = request;
            this.clock = clock;
            this.answer = answer;
        }

        void end(Outcome outcome) {
            end(new Exchange.Reply(outcome, Usage.NONE));
        }

        void end(Exchange.Reply reply) {
            if (!ended) {
                ended = true;
                answer.accept(reply);
            }
        }
    }

    private void arrive(Journey journey, long stampedAt) {
        WireRequest wire = codec.write(journey.request, stampedAt);
        Call call = new Call(wire.method().name(), wire.path(), wire.query(), "", wire.keyed() ? key : "");
        Reply reply = exchange.answer(call);
        trace.add(agenda.now(), journey.request + " -> " + reply.status() + " " + shortened(reply.body()));
        boolean answersFirst = exchange.answersFirst();
        if (!answersFirst) {
            exchange.tell();
        }
        back(journey, reply);
        if (answersFirst) {
            exchange.tell();
        }
    }

    private static String shortened(String body) {
        return body.length() > 90 ? body.substring(0, 90) : body;
    }

    private void back(Journey journey, Reply reply) {
        long way =
                2 + dice.draw(Draw.ANSWER_TIME, USUAL_MILLIS) + reply.delivery().delayMillis();
        if (reply.delivery().lost() || dice.strikes(Mishap.ANSWER_LOST)) {
            agenda.after(way, () -> journey.end(new Outcome.Unknown("the connection was cut before the answer")));
            return;
        }
        if (dice.strikes(Mishap.ANSWER_SLOW)) {
            way += dice.draw(Draw.SLOW_TIME, SLOW_MILLIS);
        }
        byte[] body = body(reply);
        agenda.after(
                way,
                () -> journey.end(BinanceCodec.read(
                        journey.request,
                        new WireAnswer(reply.status(), headers(reply), body),
                        journey.clock.getAsLong())));
    }

    private static Map<String, String> headers(Reply reply) {
        Map<String, String> headers = new HashMap<>();
        reply.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private byte[] body(Reply reply) {
        if (dice.strikes(Mishap.ANSWER_IS_A_PAGE)) {
            return PAGE.getBytes(StandardCharsets.UTF_8);
        }
        byte[] whole = reply.body().getBytes(StandardCharsets.UTF_8);
        return dice.strikes(Mishap.ANSWER_TRUNCATED)
                ? Arrays.copyOf(whole, dice.draw(Draw.CUT_AT, whole.length + 1))
                : whole;
    }
}
