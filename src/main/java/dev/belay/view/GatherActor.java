package dev.belay.view;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Puts one question to every node and adds the answers up; it waits no longer than is worth it. */
final class GatherActor {

    /** A node that is alive answers in milliseconds; whoever looks should not wait for one that is not. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private sealed interface Heard<T> {}

    private record Answer<T>(T answer) implements Heard<T> {}

    private record Enough<T>() implements Heard<T> {}

    /**
     * How answers are added up.
     *
     * @param silent what so many nodes amount to that do not answer
     */
    record Sum<T>(Class<T> type, IntFunction<T> silent, BinaryOperator<T> and) {}

    private GatherActor() {}

    static <T> Behavior<Void> create(
            Set<ActorRef<PositionsActor.Command>> nodes,
            Function<ActorRef<T>, PositionsActor.Command> question,
            Sum<T> sum,
            ActorRef<T> replyTo) {
        return Behaviors.<Heard<T>>setup(context -> {
                    context.setReceiveTimeout(PATIENCE, new Enough<>());
                    ask(context, nodes, question, sum);
                    return gathering(nodes.size(), sum.silent().apply(0), sum, replyTo);
                })
                .unsafeCast();
    }

    private static <T> void ask(
            ActorContext<Heard<T>> context,
            Set<ActorRef<PositionsActor.Command>> nodes,
            Function<ActorRef<T>, PositionsActor.Command> question,
            Sum<T> sum) {
        ActorRef<T> answers = context.messageAdapter(sum.type(), Answer::new);
        nodes.forEach(node -> node.tell(question.apply(answers)));
    }

    private static <T> Behavior<Heard<T>> gathering(int missing, T soFar, Sum<T> sum, ActorRef<T> replyTo) {
        return Behaviors.receiveMessage(heard -> {
            if (heard instanceof Answer<T> answer) {
                T now = sum.and().apply(soFar, answer.answer());
                return missing > 1 ? gathering(missing - 1, now, sum, replyTo) : done(now, replyTo);
            }
            return done(sum.and().apply(soFar, sum.silent().apply(missing)), replyTo);
        });
    }

    private static <T> Behavior<Heard<T>> done(T all, ActorRef<T> replyTo) {
        replyTo.tell(all);
        return Behaviors.stopped();
    }
}
