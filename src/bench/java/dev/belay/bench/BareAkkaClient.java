package dev.belay.bench;

import akka.http.javadsl.Http;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.model.headers.RawRequestURI;
import dev.belay.exchange.binance.WireMicro;
import dev.belay.money.Price;
import java.util.Set;

/** akka-http's client alone with the product's own request, which is signed, sent and answered; nothing is read of it. */
final class BareAkkaClient implements AdapterCost.Client {

    private final Rig rig = Rig.inMemory();
    private final WireMicro wire = new WireMicro(Set.of(TickToOrder.SYMBOL));
    private final HttpRequest toBase;

    BareAkkaClient(int port) {
        toBase = HttpRequest.create("http://127.0.0.1:" + port)
                .withMethod(HttpMethods.POST)
                .addHeader(RawHeader.create("X-MBX-APIKEY", "benchkey"));
    }

    @Override
    public long place(String id) throws Exception {
        String target = wire.signedStop(Rig.leg(TickToOrder.SYMBOL), id, Price.of("990.50"), Rig.START);
        return Http.get(rig.system)
                .singleRequest(toBase.addHeader(RawRequestURI.create(target)))
                .thenCompose(response -> response.entity().toStrict(5_000, rig.system))
                .toCompletableFuture()
                .get()
                .getData()
                .size();
    }

    @Override
    public void close() {
        rig.close();
    }
}
