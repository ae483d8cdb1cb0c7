package dev.belay.oracles;

import com.binance.connector.client.common.configuration.ClientConfiguration;
import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.common.websocket.adapter.stream.StreamConnectionWrapper;
import com.binance.connector.client.common.websocket.configuration.WebSocketClientConfiguration;
import com.binance.connector.client.common.websocket.dtos.RequestWrapperDTO;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.DerivativesTradingUsdsFuturesRestApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.DerivativesTradingUsdsFuturesWebSocketStreamsUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.JSON;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.api.DerivativesTradingUsdsFuturesWebSocketStreams;
import java.util.Collections;
import java.util.HashMap;
import org.eclipse.jetty.websocket.api.Session;

/** Binance's own Java client, with nothing set but addresses and keys. */
final class Connector {

    private Connector() {}

    static DerivativesTradingUsdsFuturesRestApi rest(String base, String key, String secret) {
        ClientConfiguration configuration = DerivativesTradingUsdsFuturesRestApiUtil.getClientConfiguration();
        configuration.setUrl(base);
        SignatureConfiguration signature = new SignatureConfiguration();
        signature.setApiKey(key);
        signature.setSecretKey(secret);
        configuration.setSignatureConfiguration(signature);
        return new DerivativesTradingUsdsFuturesRestApi(configuration);
    }

    /** The client of 7.0.0 knows only the paths without a division, so each of the new paths needs a client. */
    static DerivativesTradingUsdsFuturesWebSocketStreams streams(String base, String realm) {
        WebSocketClientConfiguration configuration =
                DerivativesTradingUsdsFuturesWebSocketStreamsUtil.getClientConfiguration();
        configuration.setUrl(base + "/" + realm + "/stream");
        return new DerivativesTradingUsdsFuturesWebSocketStreams(new NotedBeforeSent(configuration));
    }

    /**
     * The client of 7.0.0 notes a request when it has been written, and falls over an answer that comes before that, as
     * it can on loopback and hardly ever does over a network.
     */
    private static final class NotedBeforeSent extends StreamConnectionWrapper {

        NotedBeforeSent(WebSocketClientConfiguration configuration) {
            super(configuration, JSON.getGson());
            pendingRequest = Collections.synchronizedMap(new HashMap<>());
        }

        @Override
        public void send(RequestWrapperDTO request, Session session) {
            pendingRequest.put(request.getId(), request);
            super.send(request, session);
        }
    }
}
