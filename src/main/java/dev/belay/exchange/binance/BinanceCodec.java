package dev.belay.exchange.binance;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.exchange.Request;
import dev.belay.exchange.UserEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * What Belay and Binance say to each other, as bytes and back, without any connection. Market frames are read by {@link
 * PriceReader}.
 */
public final class BinanceCodec {

    private final RequestWriter writer;

    /**
     * Signs with {@code key}.
     *
     * @param receiveWindow exchange time after the decision within which the exchange accepts a signed request (binance-api
     *     §2.2)
     */
    public BinanceCodec(BinanceKey key, Duration receiveWindow) {
        writer = new RequestWriter(key, receiveWindow);
    }

    /**
     * {@code request} as it is sent; throws {@link IllegalArgumentException}, which says why, for an order that could open
     * what it must only reduce.
     *
     * @param now exchange time, epoch milliseconds: the timestamp of requests that only read
     */
    public WireRequest write(Request request, long now) {
        return writer.write(request, now);
    }

    /** What {@code request} costs of the published limits (binance-api §3.3). */
    public static Cost costOf(Request request) {
        return RequestCosts.of(request);
    }

    /** What {@code answer} means for {@code request}; {@code now} is exchange time in epoch milliseconds. */
    public static Reply read(Request request, WireAnswer answer, long now) {
        return AnswerClassifier.classify(request, answer, now);
    }

    /** The event in a frame of the user stream; empty for an answer to a message of ours (binance-api §10). */
    public static Optional<UserEvent> userEvent(String frame) throws UnreadableAnswer {
        UserEvent event = UserEventReader.read(frame);
        boolean isAnswer =
                event instanceof UserEvent.Other other && other.type().equals(UserEventReader.ANSWER);
        return isAnswer ? Optional.empty() : Optional.of(event);
    }
}
