package dev.belay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.GatewayHealth;
import dev.belay.position.AccountActor;
import dev.belay.position.EntryPlan;
import dev.belay.position.HeldPosition;
import dev.belay.position.LegInput;
import dev.belay.position.PositionActor;
import dev.belay.view.PositionsActor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one node says to another arrives as it was said. */
class MessagesBetweenNodesTest {

    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("akka.actor.provider = local")
            .withFallback(ConfigFactory.parseResources("akka.conf"))
            .withFallback(ConfigFactory.load())
            .resolve());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Class<?>> messages() {
        return Stream.of(
                        AccountHostActor.Command.class,
                        AccountDoorActor.Command.class,
                        ExchangeGatewayActor.Command.class,
                        ExchangeGatewayActor.Result.class,
                        ExchangeGatewayActor.MoveGranted.class,
                        ExchangeGatewayActor.ClockRefused.class,
                        GatewayHealth.class,
                        AccountActor.Command.class,
                        AccountActor.Health.class,
                        PositionActor.Command.class,
                        EntryPlan.class,
                        HeldPosition.class,
                        PositionsActor.GetAll.class,
                        PositionsActor.GetOne.class,
                        PositionsActor.GetQuarantined.class,
                        PositionsActor.Views.class,
                        PositionsActor.Quarantines.class)
                .flatMap(type -> AnyValue.kinds(type).stream());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void arrivesAsItWasSaid(Class<?> type) throws Exception {
        ActorRef<Object> actor = KIT.createTestProbe(Object.class).getRef();
        var values = new AnyValue(actor);
        for (Object value : values.allOf(type)) {
            assertThat(thereAndBack(value)).isEqualTo(value);
        }
    }

    static Stream<Class<?>> inputs() {
        return AnyValue.kinds(LegInput.class).stream();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void everyPieceOfEvidenceArrives(Class<?> type) throws Exception {
        ActorRef<Object> actor = KIT.createTestProbe(Object.class).getRef();
        for (Object input : new AnyValue(actor).allOf(type)) {
            var hear = new PositionActor.Hear((LegInput) input);
            assertThat(thereAndBack(hear)).isEqualTo(hear);
        }
    }

    private static Object thereAndBack(Object value) {
        var system = KIT.system().classicSystem();
        Serialization serialization = SerializationExtension.get(system);
        var serializer = serialization.findSerializerFor(value);
        byte[] bytes = serialization.serialize(value).get();
        return serialization
                .deserialize(bytes, serializer.identifier(), Serializers.manifestFor(serializer, value))
                .get();
    }
}
