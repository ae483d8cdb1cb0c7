package dev.belay.bench;

import com.binance.connector.client.common.ApiException;
import com.binance.connector.client.common.configuration.ClientConfiguration;
import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.DerivativesTradingUsdsFuturesRestApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.NewAlgoOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.model.WorkingType;

/** Binance's own Java client, with nothing set but address and key. */
final class OfficialClient implements AdapterCost.Client {

    private final DerivativesTradingUsdsFuturesRestApi api;

    OfficialClient(int port) {
        ClientConfiguration configuration = DerivativesTradingUsdsFuturesRestApiUtil.getClientConfiguration();
        configuration.setUrl("http://127.0.0.1:" + port);
        SignatureConfiguration signature = new SignatureConfiguration();
        signature.setApiKey("benchkey");
        signature.setSecretKey("benchsecret");
        configuration.setSignatureConfiguration(signature);
        api = new DerivativesTradingUsdsFuturesRestApi(configuration);
    }

    @Override
    public long place(String id) throws ApiException {
        return api.newAlgoOrder(new NewAlgoOrderRequest()
                        .algoType("CONDITIONAL")
                        .symbol(TickToOrder.SYMBOL.name())
                        .side(Side.SELL)
                        .type("STOP_MARKET")
                        .quantity(1d)
                        .triggerPrice(990.5)
                        .reduceOnly("true")
                        .workingType(WorkingType.MARK_PRICE)
                        .clientAlgoId(id))
                .getData()
                .getAlgoId();
    }
}
