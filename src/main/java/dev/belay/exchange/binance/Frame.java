package dev.belay.exchange.binance;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A frame of a stream.
 *
 * @param problem why there is no text, "" when there is
 */
record Frame(String text, String problem) {

    /** Characters beyond which a frame is none that Binance sends us. */
    static final int LARGEST = 64 * 1024;

    /** The whole of {@code message}; what is too large is read away and not kept. */
    static CompletionStage<Frame> collect(Message message, ActorSystem<?> system) {
        if (!message.isText()) {
            return drained(message, system);
        }
        TextMessage text = message.asTextMessage();
        if (text.isStrict()) {
            return CompletableFuture.completedFuture(of(text.getStrictText()));
        }
        return text.getStreamedText()
                .runFold(new StringBuilder(), Frame::added, system)
                .thenApply(all -> of(all.toString()));
    }

    private static StringBuilder added(StringBuilder all, String part) {
        return all.length() > LARGEST ? all : all.append(part);
    }

    private static Frame of(String text) {
        return text.length() > LARGEST
                ? new Frame("", "a frame of more than " + LARGEST + " characters")
                : new Frame(text, "");
    }

    private static CompletionStage<Frame> drained(Message message, ActorSystem<?> system) {
        Frame binary = new Frame("", "a binary frame");
        if (message.isStrict()) {
            return CompletableFuture.completedFuture(binary);
        }
        return message.asBinaryMessage().getStreamedData().runFold(binary, (frame, part) -> frame, system);
    }
}
